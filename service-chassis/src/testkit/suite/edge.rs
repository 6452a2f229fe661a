//! What every service answers: whether it lives, what it is, how to talk to it; and what is not there.

use serde_json::{Value, json};

use crate::Application;
use crate::testkit::{Kit, TestApp, fresh_id};

const PAGES: [&str; 6] = ["/health/live", "/health/ready", "/.well-known/accord", "/openapi.json", "/docs", "/docs/"];

fn app<A: Application>(kit: &'static Kit<A>) -> TestApp<A> {
    kit.app(kit.database(), &[])
}

/// `/health/live` and `/health/ready`.
pub fn it_lives_and_is_ready_until_it_stops<A: Application>(kit: &'static Kit<A>) {
    let app = app(kit);
    assert_eq!(app.get("/health/live").expect(200), json!({ "status": "up" }));
    assert_eq!(app.get("/health/ready").expect(200), json!({ "status": "ready" }));
    app.chassis().close();
    assert_eq!(app.get("/health/ready").status(), 503);
    assert_eq!(app.get("/health/live").status(), 200);
}

/// `/.well-known/accord`.
pub fn it_says_what_it_speaks<A: Application>(kit: &'static Kit<A>) {
    let (about, manifest) = (kit.service().about(), kit.service().list_manifest());
    let accord = app(kit).get("/.well-known/accord").expect(200);
    assert_eq!(accord["service"], about.name);
    assert_eq!(accord["version"], about.version);
    let models = format!("{} {}", text(&accord["models"]["package"]), text(&accord["models"]["version"]));
    assert_eq!(models, kit.prepared().models);
    for (key, list) in [
        ("provides", manifest.provides),
        ("consumes", manifest.consumes),
        ("publishes", manifest.publishes),
        ("subscribes", manifest.subscribes),
    ] {
        assert_eq!(accord[key], json!(list), "{key}");
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// `/docs/` loads nothing from elsewhere.
pub fn the_docs_need_no_network<A: Application>(kit: &'static Kit<A>) {
    let app = app(kit);
    assert_eq!(&app.get("/openapi.json").expect(200), kit.openapi());
    let moved = app.get("/docs");
    assert_eq!((moved.status(), moved.header("location")), (308, "/docs/"));
    let page = app.get("/docs/");
    assert_eq!((page.status(), page.content_type()), (200, "text/html"));
    let files = page.text().split(['"', '\'']).filter(|text| text.ends_with(".js") || text.ends_with(".css"));
    let files: Vec<_> = files.map(|file| file.trim_start_matches("./").to_owned()).collect();
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        assert!(!file.contains("//"), "{file} is elsewhere");
        assert_eq!(app.get(&format!("/docs/{file}")).status(), 200);
    }
    assert!(app.get("/docs/swagger-initializer.js").text().contains("/openapi.json"));
    app.get("/docs/nothing.js").problem("not-found");
}

/// Every reference of the OpenAPI document has its target.
pub fn the_document_is_complete<A: Application>(kit: &'static Kit<A>) {
    let document = kit.openapi();
    assert_eq!(document["openapi"], "3.1.0");
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(document["components"]["schemas"][name].is_object(), "{name}");
    }
}

/// `/asyncapi.json`: every reference has its target, and every event of the manifest is a message. A service without events
/// has none.
pub fn its_events_are_described<A: Application>(kit: &'static Kit<A>) {
    let (answer, manifest) = (app(kit).get("/asyncapi.json"), kit.service().list_manifest());
    if manifest.publishes.is_empty() && manifest.subscribes.is_empty() {
        answer.problem("not-found");
        return;
    }
    let (references, document) = (answer.text().to_owned(), answer.expect(200));
    assert_eq!(document["asyncapi"], "3.1.0");
    for reference in references.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some_and(Value::is_object), "{pointer}");
    }
    for (action, channel, entries) in
        [("send", "published", manifest.publishes), ("receive", "subscribed", manifest.subscribes)]
    {
        let messages = &document["channels"][channel]["messages"];
        for entry in entries.iter().filter(|entry| !entry.ends_with('*')) {
            let key = entry.replace("::", ".");
            assert!(messages[&key].is_object(), "{entry}");
            let payload = &document["components"]["messages"][&key]["payload"]["properties"];
            assert_eq!(payload["type"]["const"], **entry);
            assert!(payload["data"]["$ref"].is_string(), "{entry}");
        }
        if !entries.is_empty() {
            assert_eq!(document["operations"][action]["action"], action);
        }
    }
}

/// `x-request-id`.
pub fn a_request_has_an_id_and_may_bring_its_own<A: Application>(kit: &'static Kit<A>) {
    let app = app(kit);
    let Some(operation) = kit.operations().iter().find(|operation| operation.method == "GET") else { return };
    let call = |id: &str| app.call(&operation.id).ids("nothing").query("limit=0").header("x-request-id", id).send();
    let mine = fresh_id().to_string();
    assert_eq!(call(&mine).header("x-request-id"), mine);
    let other = call("not an id");
    assert!(other.header("x-request-id").parse::<uuid::Uuid>().is_ok(), "{}", other.header("x-request-id"));
}

/// 404 and 405.
pub fn what_is_not_there_is_a_problem_too<A: Application>(kit: &'static Kit<A>) {
    let app = app(kit);
    app.get("/v1/nothing").problem("not-found");
    app.get("/").problem("not-found");
    for path in PAGES {
        let answer = app.request("POST", path);
        assert_eq!(answer.header("allow"), "GET, HEAD", "{path}");
        answer.problem("method-not-allowed");
    }
    let paths = kit.openapi()["paths"].as_object().unwrap();
    for (path, item) in paths {
        let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
        let (there, other): (Vec<_>, Vec<_>) =
            methods.into_iter().partition(|method| item.get(method.to_lowercase()).is_some());
        // Of two paths that one address fits, the more exact one answers: `/designs/quote` and `/designs/{id}`.
        let filled =
            path.split('/').map(|step| if step.starts_with('{') { fresh_id().to_string() } else { step.to_owned() });
        let answer = app.request(other[0], &filled.collect::<Vec<_>>().join("/"));
        answer.problem("method-not-allowed");
        for method in there {
            assert!(answer.header("allow").split(", ").any(|allowed| allowed == method), "{path} {method}");
        }
    }
}

/// HEAD.
pub fn what_can_be_read_can_be_asked_for_without_its_body<A: Application>(kit: &'static Kit<A>) {
    let app = app(kit);
    let lists = kit.operations().iter().filter(|operation| operation.method == "GET" && !operation.has_path_id());
    let lists = lists.map(|operation| operation.path.as_str());
    for path in ["/health/live", "/openapi.json", "/.well-known/accord"].into_iter().chain(lists) {
        let (head, get) = (app.request("HEAD", path), app.get(path));
        assert_eq!((head.status(), head.text()), (get.status(), ""), "{path}");
        assert_eq!(head.header("content-length"), get.text().len().to_string(), "{path}");
    }
    for operation in kit.operations().iter().filter(|operation| operation.method == "GET" && operation.has_path_id()) {
        let path = operation.path.split('/').map(|step| if step.starts_with('{') { "nothing" } else { step });
        let head = app.request("HEAD", &path.collect::<Vec<_>>().join("/"));
        assert_eq!((head.status(), head.text()), (404, ""), "{}", operation.path);
    }
}
