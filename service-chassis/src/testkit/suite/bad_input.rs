//! Requests that are wrong: the right refusal, every fault at once, nothing written.

use serde_json::Value;

use crate::Application;
use crate::facts;
use crate::testkit::{Answer, Call, Kit, Operation, TestApp, fresh_id};

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
    let tables = kit.service().tables().unwrap();
    for table in tables.iter().filter(|table| !facts::BOOKKEEPING.contains(&table.name.as_str())) {
        assert_eq!(app.database.count(&table.name), 0, "{}", table.name);
    }
}

/// The schema itself, or the one it refers to.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let target = schema["$ref"].as_str().and_then(|target| document.pointer(target.trim_start_matches('#')));
    target.map_or(schema, |target| resolved(document, target))
}

/// The lists in a schema and what it refers to: the address of each, and the most items it may have.
fn lists<'a>(document: &'a Value, schema: &'a Value, at: &str, found: &mut Vec<(String, Option<u64>)>) {
    if at.len() > 200 {
        return; // A schema that refers to itself.
    }
    let schema = resolved(document, schema);
    let branches = ["anyOf", "oneOf", "allOf"].iter().flat_map(|key| schema[*key].as_array().into_iter().flatten());
    branches.for_each(|branch| lists(document, branch, at, found));
    if schema["items"].is_object() {
        found.push((at.to_owned(), schema["maxItems"].as_u64()));
        lists(document, &schema["items"], &format!("{at}/0"), found);
    }
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        lists(document, member, &format!("{at}/{name}"), found);
    }
}

pub(super) fn lists_of_body<A: Application>(kit: &'static Kit<A>, operation: &Operation) -> Vec<(String, Option<u64>)> {
    let mut found = Vec::new();
    let schema = &operation.description["requestBody"]["content"]["application/json"]["schema"];
    lists(kit.openapi(), schema, "", &mut found);
    found
}

/// What bounds the work that a body makes, and the answer to it.
pub fn every_list_of_a_body_has_a_maximum<A: Application>(kit: &'static Kit<A>) {
    for operation in kit.operations() {
        let endless: Vec<_> = lists_of_body(kit, operation).into_iter().filter(|(_, max)| max.is_none()).collect();
        assert!(endless.is_empty(), "{}: {endless:?}", operation.id);
    }
}

/// It is not looked into; of a long body only the first fault is named.
pub fn a_list_over_its_maximum_is_one_fault<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[]);
    for operation in kit.operations() {
        for (pointer, _) in
            lists_of_body(kit, operation).iter().filter(|(pointer, _)| pointer.matches('/').count() == 1)
        {
            let list = |items: usize| {
                let items = vec!["{}"; items].join(",");
                call(&app, operation).raw("application/json", format!("{{\"{}\":[{items}]}}", &pointer[1..])).send()
            };
            let (short, long) = (list(20_000), list(340_000));
            let faults = short.problem("invalid");
            assert!(faults.contains(pointer) && faults.iter().all(|fault| !fault.starts_with(&format!("{pointer}/"))));
            let truncated = |answer: &Answer| answer.json()["truncated"] == true;
            assert!(!truncated(&short) && truncated(&long), "{}", long.text());
            assert_eq!(long.problem("invalid").len(), 1, "{}", long.text());
        }
    }
}

/// It has the form of an entity tag, so it is one of another version.
pub fn a_tag_without_a_version_is_stale<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[]);
    for operation in kit.operations() {
        if operation.parameters("header").any(|header| header["name"] == "If-Match") {
            let call = app.call(&operation.id).ids(fresh_id()).key("key-1").if_match(99_999_999_999);
            assert_ne!(call.body(&Value::Null).send().status(), 400, "{}", operation.id);
        }
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
        // `Content-Type` does as well as `X-Requested-With`; see `origins`.
        let headers = operation.parameters("header").filter(|header| header["name"] != "X-Requested-With");
        for header in headers {
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
