//! The benchmark's connections.

use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

use serde_json::json;
use xtask::bench::connection::{Connection, request};

/// What a client makes of an answer that arrives in these parts.
fn answer(parts: &'static [&[u8]]) -> anyhow::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        for part in parts {
            stream.write_all(part).unwrap();
            stream.flush().unwrap();
        }
    });
    let status = Connection::open(port).unwrap().answer();
    server.join().unwrap();
    status
}

#[test]
fn request_states_the_length_of_its_body() {
    let bytes = request("PUT", "/x", &[("A", "b")], Some(&json!({"n": 1})));
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "PUT /x HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nA: b\r\n\
         Content-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"n\":1}"
    );
}

#[test]
fn answer_is_whole_at_its_length() {
    assert_eq!(answer(&[b"HTTP/1.1 200 OK\r\ncontent-le", b"ngth: 5\r\n\r\n12345"]).unwrap(), 200);
    answer(&[b"HTTP/1.1 200 OK\r\n\r\n"]).unwrap_err();
}

#[test]
fn answer_may_arrive_in_parts() {
    assert_eq!(answer(&[b"HTTP/1.1 404 Not Found\r\ncontent-", b"length: 2\r\n\r\n{", b"}"]).unwrap(), 404);
}

#[test]
fn cut_answer_is_an_error() {
    answer(&[b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}"]).unwrap_err();
}
