//! What a client says to a server, and what it makes of the answer.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

use anyhow::Result;
use cargo_polyrepo::http::{Client, Response};
use serde_json::json;

/// Sends one request to a server that answers with these bytes; returns both.
fn exchange(answer: &'static [u8], send: impl FnOnce(&Client) -> Result<Response>) -> (String, Result<Response>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let client = Client::new(listener.local_addr().unwrap().port());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            reader.read_line(&mut head).unwrap();
        }
        head = head.to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        reader.read_exact(&mut body).unwrap();
        stream.write_all(answer).unwrap();
        head + &String::from_utf8(body).unwrap()
    });
    let response = send(&client);
    (server.join().unwrap(), response)
}

#[test]
fn request_carries_headers_and_body() {
    let (request, response) = exchange(b"HTTP/1.1 200 OK\r\nX-Y: z\r\ncontent-length: 2\r\n\r\n{}", |client| {
        client.send("PUT", "/x", &[("A", "b")], Some(&json!({"n": 1})))
    });
    assert!(request.starts_with("put /x http/1.1\r\n") && request.ends_with("\r\n\r\n{\"n\":1}"), "{request}");
    for line in ["a: b\r\n", "content-type: application/json\r\n", "accept: application/json\r\n"] {
        assert!(request.contains(line), "{request}");
    }
    assert_eq!(response.unwrap().header("x-y"), Some("z"));
}

#[test]
fn chunked_body_is_put_together() {
    let answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n2;x=y\r\n2]\r\n0\r\n\r\n";
    let (_, response) = exchange(answer, |client| client.get("/"));
    assert_eq!(response.unwrap().body, b"[1,2]");
}

#[test]
fn failure_of_the_server_is_an_answer_and_its_body_ends_at_its_length() {
    let (_, response) =
        exchange(b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}rest", |client| client.get("/"));
    let response = response.unwrap();
    assert_eq!((response.status, response.body.as_slice()), (404, &b"{}"[..]));
}

#[test]
fn cut_answer_is_an_error() {
    let (_, response) = exchange(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}", |client| client.get("/"));
    response.unwrap_err();
}
