//! The fuzzer reports each kind of fault, with the request to repeat it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;

use cargo_polyrepo::checkout::Checkout;
use serde_json::{Value, json};
use xtask::fuzz::{FuzzArgs, Fuzzer};

/// An address and what it answers to every request: status, content type, body.
type Page = (&'static str, u16, &'static str, &'static str);

const RIGHT: Page = ("/v1/right", 200, "application/json", r#"{"id": 1}"#);

/// Each with what the report says of it.
const WRONG: [(Page, &str); 5] = [
    (("/v1/failures", 500, "application/json", "{}"), "Server error"),
    (("/v1/teapots", 418, "application/json", "{}"), "Undocumented status code"),
    (("/v1/texts", 200, "text/plain", "one"), "Undocumented Content-Type"),
    (("/v1/names", 200, "application/json", r#"{"id": "one"}"#), "Response violates schema"),
    (("/v1/types", 422, "application/json", r#"{"id": 1, "detail": "expected u32"}"#), "The body has 'u32'"),
];

/// Every address answers 200 or 422, with an object that has a number as its id.
fn document(pages: &[Page]) -> Value {
    let schema = json!({"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]});
    let response = json!({"description": "A thing.", "content": {"application/json": {"schema": schema}}});
    let paths: serde_json::Map<String, Value> = pages
        .iter()
        .map(|page| (page.0.to_owned(), json!({"get": {"responses": {"200": response, "422": response}}})))
        .collect();
    let info = json!({"title": "A service", "version": "1.0.0"});
    json!({"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": {}}})
}

/// Serves the document and the pages until the test process ends; returns the port.
fn serve(pages: Vec<Page>) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let document = document(&pages).to_string();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A client that hangs up is no fault of the fuzzer.
            let _ = answer(stream, &document, &pages);
        }
    });
    port
}

fn answer(mut stream: TcpStream, document: &str, pages: &[Page]) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines().map_while(Result::ok);
    let request = lines.next().unwrap_or_default();
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let mut words = request.split([' ', '?']);
    let (method, path) = (words.next(), words.next());
    let page = pages.iter().find(|page| Some(page.0) == path).filter(|_| method == Some("GET"));
    let (status, kind, body) = match page {
        Some((_, status, kind, body)) => (*status, *kind, *body),
        None if path == Some("/openapi.json") => (200, "application/json", document),
        None => (405, "application/json", "{}"),
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status} Answer\r\nallow: GET\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

/// Whether the fuzzer found nothing, and its report.
fn fuzz(pages: Vec<Page>) -> (bool, String) {
    let args = FuzzArgs { seconds: 5, seed: 1, binaries: None };
    let fuzzer = Fuzzer::of(&Checkout::find().unwrap()).unwrap();
    let output = fuzzer.command(serve(pages), &json!({}), &args).output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (output.status.success(), said)
}

#[test]
fn each_fault_is_reported_with_its_request() {
    let (passed, report) = fuzz(WRONG.map(|(page, _)| page).to_vec());
    assert!(!passed, "{report}");
    for ((path, ..), fault) in WRONG {
        let section = report.split("\n____").find(|section| section.contains(&format!("_ GET {path} _")));
        let section = section.unwrap_or_else(|| panic!("nothing about {path}: {report}"));
        assert!(section.contains(fault) && section.contains("curl -X GET"), "{fault}: {section}");
    }
}

#[test]
fn service_that_keeps_its_document_passes() {
    let (passed, report) = fuzz(vec![RIGHT]);
    assert!(passed && report.contains("Seed: 1"), "{report}");
}
