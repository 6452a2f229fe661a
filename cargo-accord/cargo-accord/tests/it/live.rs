//! Running services as parties of the matrix.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::json;

use crate::services::{SHOP, world};
use crate::support::run;

/// The service called `store`, which was built with version 1.0.0 of the models.
fn description() -> String {
    let description = json!({
        "service": "store", "version": "0.3.0",
        "models": { "package": "models", "version": "1.0.0" },
        "provides": [], "consumes": ["orders::*"], "publishes": [], "subscribes": [],
    });
    description.to_string()
}

#[test]
fn a_running_service_may_stand_in_for_a_directory() {
    let world = world();
    let shop = world.service("shop", "2.0.0", SHOP);
    let body = description();
    let chunked = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    let answers = [
        (format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len()), 1),
        (format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunked}"), 1),
        ("HTTP/1.1 503 Service Unavailable\r\n\r\n".to_owned(), 2),
        ("HTTP/1.1 200 OK\r\n\r\nhello".to_owned(), 2),
        ("SSH-2.0\r\n".to_owned(), 2),
    ];
    for (reply, expected) in answers {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a visitor");
            let mut seen = [0; 1024];
            let read = stream.read(&mut seen).expect("a request");
            assert!(seen[..read].starts_with(b"GET /.well-known/accord HTTP/1.1\r\n"));
            stream.write_all(reply.as_bytes()).expect("an answer");
        });
        let (code, said, complaint) = run(&shop.accord(&["matrix", "--service", ".", "--live", &url]));
        server.join().expect("the server");
        assert_eq!(code, expected, "{said}{complaint}");
        match code {
            1 => assert!(said.contains("store 1.0.0 -> shop 2.0.0"), "{said}"),
            _ => assert!(complaint.contains("/.well-known/accord: "), "{complaint}"),
        }
    }
    let (code, _, complaint) = run(&shop.accord(&["matrix", "--live", "http://127.0.0.1:9"]));
    assert_eq!((code, complaint.lines().count()), (2, 1), "{complaint}");
}

/// A certificate of an authority for this machine, as the server needs it, and the authority's as text.
fn tls() -> (Arc<ServerConfig>, String) {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().expect("a key")).expect("an authority");
    let key = KeyPair::generate().expect("a key");
    let server = CertificateParams::new(vec!["127.0.0.1".to_owned()]).expect("a name");
    let server = server.signed_by(&key, &authority).expect("a certificate");
    let config = ServerConfig::builder_with_provider(Arc::new(rustls_graviola::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(vec![server.der().clone()], key.serialize_der().try_into().expect("a key"))
        .expect("a certificate with its key");
    (Arc::new(config), authority.pem())
}

#[test]
fn a_service_that_speaks_https_is_asked_if_its_certificate_is_trusted() {
    let world = world();
    let shop = world.service("shop", "2.0.0", SHOP);
    let (config, authority) = tls();
    shop.write("authority.pem", &authority);
    for (trusted, expected) in [(true, 1), (false, 2)] {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("https://{}", listener.local_addr().expect("an address"));
        let connection = ServerConnection::new(Arc::clone(&config)).expect("a server");
        let server = std::thread::spawn(move || {
            let (stream, _) = listener.accept().expect("a visitor");
            let mut stream = StreamOwned::new(connection, stream);
            let mut seen = [0; 1024];
            let read = stream.read(&mut seen)?;
            assert!(seen[..read].starts_with(b"GET /.well-known/accord HTTP/1.1\r\n"));
            let body = description();
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())?;
            stream.flush()
        });
        let mut command = shop.command(&["matrix", "--service", ".", "--live", &url]);
        command.env_remove("SSL_CERT_DIR");
        // An empty list of authorities, where it must not be trusted.
        command.env("SSL_CERT_FILE", if trusted { "authority.pem" } else { "src/lib.rs" });
        let (code, said, complaint) = run(&command.output().expect("the command runs"));
        let served = server.join().expect("the server");
        assert_eq!((code, served.is_ok()), (expected, trusted), "{said}{complaint}{served:?}");
        match trusted {
            true => assert!(said.contains("store 1.0.0 -> shop 2.0.0"), "{said}"),
            false => assert!(complaint.contains("/.well-known/accord: "), "{complaint}"),
        }
    }
}

#[test]
fn a_redirect_is_not_followed() {
    let world = world();
    let shop = world.service("shop", "2.0.0", SHOP);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a visitor");
        let read = stream.read(&mut [0; 1024]).expect("a request");
        assert!(read > 0);
        let elsewhere = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n";
        stream.write_all(elsewhere.as_bytes()).expect("an answer");
    });
    let (code, _, complaint) = run(&shop.accord(&["matrix", "--live", &url]));
    server.join().expect("the server");
    assert_eq!(code, 2, "{complaint}");
    assert!(complaint.contains("answered with status 302"), "{complaint}");
}
