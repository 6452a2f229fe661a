//! Requests that a browser sends because a page told it to.

use crate::Application;
use crate::testkit::{Call, Kit, Operation, TestApp, fresh_id};

const FORM: &str = "application/x-www-form-urlencoded";

/// A call of an operation that changes something, with a body that says nothing.
fn change<'a, A: Application>(app: &'a TestApp<A>, operation: &Operation) -> Call<'a> {
    app.call(&operation.id).ids(fresh_id()).key("key-1").if_match(1).body(&serde_json::json!({}))
}

fn changes<A: Application>(kit: &'static Kit<A>) -> impl Iterator<Item = &'static Operation> {
    kit.operations().iter().filter(|operation| operation.method != "GET")
}

/// 403 for every other origin, and for none that is the service's own.
pub fn a_foreign_page_changes_nothing<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[("ALLOWED_HOSTS", "shop.example")]);
    let other_port = format!("{}1", app.url());
    for operation in changes(kit) {
        for origin in ["http://evil.example", "null", "https://localhost", &other_port, "http://shop.example.evil"] {
            change(&app, operation).header("origin", origin).send().problem("forbidden");
        }
        change(&app, operation).header("sec-fetch-site", "cross-site").send().problem("forbidden");
        for origin in [app.url(), "https://shop.example"] {
            assert_ne!(change(&app, operation).header("origin", origin).send().status(), 403, "{origin}");
        }
    }
    if let Some(read) = kit.operations().iter().find(|operation| operation.method == "GET") {
        let answer = app.call(&read.id).ids(fresh_id()).header("origin", "http://evil.example").send();
        assert_ne!(answer.status(), 403);
        assert_eq!(answer.header("access-control-allow-origin"), "", "no page may read it");
    }
}

/// 421 for every name that is not one of the service: what a page has made to lead here.
pub fn a_request_names_a_host_of_the_service<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[("ALLOWED_HOSTS", "shop.example")]);
    for operation in kit.operations() {
        let call = |host: &str| app.call(&operation.id).ids(fresh_id()).header("host", host).send();
        call("evil.example").problem("misdirected-request");
        call("127.0.0.1.evil.example:80").problem("misdirected-request");
        for host in ["localhost:9", "[::1]:9", "10.0.0.7", "shop.example", "shop.example:8080"] {
            assert_ne!(call(host).status(), 421, "{host}");
        }
    }
}

/// 415 for a `POST` that a form can send; with or without a body, and whether anything reads it.
pub fn a_form_changes_nothing<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[]);
    for operation in changes(kit).filter(|operation| operation.method == "POST") {
        let call = || app.call(&operation.id).ids(fresh_id());
        for content_type in [FORM, "text/plain", "multipart/form-data; boundary=x"] {
            call().raw(content_type, "").send().problem("unsupported-media-type");
            call().raw(content_type, "{}").send().problem("unsupported-media-type");
        }
        if !operation.has_body() {
            for header in ["idempotency-key", "x-requested-with"] {
                assert_ne!(call().raw(FORM, "").header(header, "key-1").send().status(), 415, "{header}");
            }
        }
    }
}
