//! Requests that are wrong: the right refusal, every fault at once, nothing written.

use crate::Application;
use crate::testkit::{Call, Kit, Operation, TestApp, fresh_id};

/// A call that has everything but a good body.
fn call<'a, A: Application>(app: &'a TestApp<A>, operation: &Operation) -> Call<'a> {
    let mut call = app.call(&operation.id).ids(fresh_id());
    for header in operation.parameters("header") {
        call = match header["name"].as_str().unwrap() {
            "If-Match" => call.if_match(1),
            name => call.header(&name.to_lowercase(), "key-1"),
        };
    }
    call
}

/// What is no JSON, too long, of another type or of another form is refused, whatever reads it.
pub fn every_body_must_be_json_of_the_right_form<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[]);
    for operation in kit.operations().iter().filter(|operation| operation.has_body()) {
        let call = || call(&app, operation);
        let json = |body: &[u8]| call().raw("application/json", body).send();
        json(b"{ \"lines\": [").problem("malformed-json");
        json(b"").problem("malformed-json");
        json(&[0xff, 0xfe]).problem("malformed-json");
        json(b"{ \"name\": \"a\", \"name\": \"b\" ").problem("malformed-json");
        json(b"[]").problem("invalid");
        json(b"null").problem("invalid");
        json(&vec![b' '; 2 << 20]).problem("payload-too-large");
        call().bytes("{}").send().problem("unsupported-media-type");
        for content_type in ["text/plain", "application/json; charset=iso-8859-1", "application/merge-patch+json"] {
            call().raw(content_type, "{}").send().problem("unsupported-media-type");
        }
        let compressed = call().raw("application/json", "{}").header("content-encoding", "gzip");
        compressed.send().problem("unsupported-media-type");
    }
    for table in kit.service().tables().unwrap() {
        assert_eq!(app.database.count(&table.name), 0, "{}", table.name);
    }
}

/// Text that is no id names nothing.
pub fn a_path_that_names_nothing_is_not_found<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[]);
    for operation in kit.operations().iter().filter(|operation| operation.has_path_id() && operation.method == "GET") {
        for nothing in ["seven", "1", "%27%20OR%201=1", "019b8e3e386878dbbfaf75728b2b9ec1"] {
            app.call(&operation.id).ids(nothing).send().problem("not-found");
        }
    }
}

/// A header that the document requires.
pub fn a_header_that_is_required_must_be_there<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[]);
    for operation in kit.operations() {
        for header in operation.parameters("header") {
            let name = header["name"].as_str().unwrap();
            let call = |value: Option<&str>| {
                let mut call = app.call(&operation.id).ids(fresh_id());
                for other in operation.parameters("header").filter(|other| other["name"] != name) {
                    call = match other["name"].as_str().unwrap() {
                        "If-Match" => call.if_match(1),
                        other => call.header(&other.to_lowercase(), "key-1"),
                    };
                }
                value.map_or(call, |value| app.call(&operation.id).ids(fresh_id()).header(&name.to_lowercase(), value))
            };
            let kind = if name == "If-Match" { "precondition-required" } else { "invalid-header" };
            call(None).send().problem(kind);
            call(Some("two words")).send().problem("invalid-header");
        }
    }
}

/// A parameter that the document says is an integer.
pub fn every_number_of_a_query_must_be_one<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[]);
    for operation in kit.operations().iter().filter(|operation| !operation.has_path_id()) {
        for parameter in operation.parameters("query") {
            let name = parameter["name"].as_str().unwrap();
            if parameter["schema"]["type"].to_string().contains("integer") {
                for value in ["ten", "99999999999", "-1"] {
                    let answer = app.call(&operation.id).query(&format!("{name}={value}")).send();
                    assert_eq!(answer.problem("invalid"), [format!("/{name}")], "{} {value}", operation.id);
                }
            }
        }
    }
}
