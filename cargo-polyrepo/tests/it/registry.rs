//! Registry mode: the same lock file, from a running registry.

use std::io::{BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;

use crate::http;
use crate::scratch::Scratch;

/// The least that cargo takes for a registry: `config.json`, the index, and the files.
fn answer(mut stream: TcpStream, port: u16, releases: &Path) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    loop {
        let path = http::head(&mut reader)?.first()?.split(' ').nth(1)?.to_owned();
        let body = match path.strip_prefix("/api/v1/crates/")? {
            "config.json" => Some(format!("{{\"dl\":\"http://127.0.0.1:{port}/api/v1/crates/dl\"}}").into_bytes()),
            "dl/shared-models/1.0.0/download" => std::fs::read(releases.join("shared-models-1.0.0.crate")).ok(),
            index => std::fs::read(releases.join("index").join(index)).ok(),
        };
        let status = if body.is_some() { "200 OK" } else { "404 Not Found" };
        let body = body.unwrap_or_default();
        write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", body.len()).ok()?;
        stream.write_all(&body).ok()?;
    }
}

#[test]
fn lock_file_of_the_archive_builds_from_a_registry() {
    let scratch = Scratch::new();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let index = format!("sparse+http://127.0.0.1:{port}/api/v1/crates/");
    scratch.polyrepo(&["registry", "address", &index]).expect_success();
    assert_eq!(scratch.polyrepo(&["registry", "address"]).expect_success().stdout.trim(), index);
    scratch.polyrepo(&["archive"]).expect_success();
    scratch.cargo("service-a", &["generate-lockfile"]).expect_success();
    let lock = scratch.read("service-a/Cargo.lock");
    assert!(lock.contains(&format!("sparse+http://127.0.0.1:{port}/")), "{lock}");

    // The archive is gone: what is built now can only come from the registry.
    let elsewhere = scratch.path("elsewhere");
    std::fs::rename(scratch.path("registry-config/releases"), &elsewhere).unwrap();
    assert_eq!(scratch.cargo("service-a", &["run", "--quiet", "--locked"]).code, Some(101));
    http::serve(listener, move |stream| answer(stream, port, &elsewhere));
    let arguments =
        ["run", "--quiet", "--locked", "--config", "../.cargo/registry.toml", "--config", "net.offline=false"];
    assert_eq!(scratch.cargo("service-a", &arguments).expect_success().stdout, "one\n");
    assert_eq!(scratch.read("service-a/Cargo.lock"), lock);
}

#[test]
fn address_moves_in_the_configuration_and_in_every_lock_file() {
    let scratch = Scratch::new();
    scratch.polyrepo(&["archive"]).expect_success();
    scratch.cargo("service-a", &["generate-lockfile"]).expect_success();
    let moved = "sparse+https://registry.example.com/api/v1/crates/";
    scratch.polyrepo(&["registry", "address", moved]).expect_success();
    for file in [".cargo/config.toml", ".cargo/registry.toml", "service-a/Cargo.lock"] {
        let text = scratch.read(file);
        assert!(text.contains("registry.example.com") && !text.contains(":8000"), "{file}:\n{text}");
    }
    // The archive serves the lock file under the new address as it did under the old one.
    scratch.cargo("service-a", &["build", "--quiet", "--locked"]).expect_success();
    let error = scratch.polyrepo(&["registry", "address", "https://registry.example.com/"]).expect_error(1);
    assert!(error.contains("no sparse index"), "{error}");
}
