//! Clients that take their time, and many of them.

use std::time::Duration;

use super::bad_input::lists_of_body;
use super::cli::Serving;
use crate::Application;
use crate::testkit::raw::Raw;
use crate::testkit::{Kit, Operation, TestApp, fresh_id};

const POST: &str = "POST /v1/nothing HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";

fn raw<A: Application>(app: &TestApp<A>) -> Raw {
    Raw::to(app.url().trim_start_matches("http://"))
}

/// 408, and the connection is closed, however much of the body came.
pub fn a_body_has_to_arrive_in_time<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[("HTTP_BODY_TIMEOUT_MS", "200")]);
    let operation = kit.operations().iter().find(|operation| operation.has_body() && !operation.has_path_id());
    let Some(Operation { method, path, .. }) = operation else { return };
    let start = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n");
    let start = format!("{start}content-type: application/json\r\nidempotency-key: key-1\r\nif-match: \"1\"\r\n");
    for rest in ["content-length: 500\r\n\r\n{", "transfer-encoding: chunked\r\n\r\n1\r\n{\r\n"] {
        let mut raw = raw(&app);
        raw.send(format!("{start}{rest}"));
        let answer = raw.until_closed().to_lowercase();
        assert!(answer.starts_with("http/1.1 408 ") && answer.contains("\r\nx-request-id: "), "{answer}");
        assert!(answer.contains("application/problem+json") && answer.contains("did not arrive in time"), "{answer}");
    }
}

/// An answer does not wait for the body, and the connection does not stay open for it.
pub fn a_body_that_nobody_reads_closes_the_connection<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[]);
    for rest in ["content-length: 500\r\n\r\n{", "transfer-encoding: chunked\r\n\r\n1\r\n{\r\n"] {
        let mut raw = raw(&app);
        raw.send(format!("{POST}{rest}"));
        let answer = raw.until_closed();
        assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
    }
}

/// `HTTP_CONNECTIONS`: beyond half of them none is kept; beyond all a further one waits until another is closed.
pub fn there_are_as_many_connections_as_allowed<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[("HTTP_CONNECTIONS", "4")]);
    let send = |text: &str| {
        let mut raw = raw(&app);
        raw.send(text);
        raw
    };
    let ask = || send("GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n");
    let kept = [ask(), ask()];
    for raw in &kept {
        let answer = raw.answer_within(Duration::from_secs(20)).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 ") && !answer.contains("connection: close"), "{answer}");
    }
    let closed = ask().until_closed();
    assert!(closed.starts_with("HTTP/1.1 200 ") && closed.contains("connection: close"), "{closed}");
    let begun = [send("GET /"), send("GET /")];
    let waits = ask();
    assert_eq!(waits.answer_within(Duration::from_millis(200)), None);
    drop(begun);
    assert!(waits.until_closed().starts_with("HTTP/1.1 200 "));
}

/// The files that a process may open bound its connections: no client is refused, and no line of the log complains.
pub fn few_files_are_enough_for_many_clients<A: Application>(kit: &'static Kit<A>) {
    let database = kit.database();
    let serving = Serving::with_few_files(kit, &database);
    let ask = || {
        let mut raw = Raw::to(serving.address());
        raw.send("GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n");
        raw
    };
    for raw in (0..300).map(|_| ask()).collect::<Vec<_>>() {
        let answer = raw.answer_within(Duration::from_secs(20)).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }
    let lines = serving.stop();
    assert!(lines.iter().all(|line| !line.contains("ERROR")), "{lines:?}");
}

/// 503 for the long bodies that there is no room for at the moment; short ones are not affected.
pub fn many_long_bodies_cost_little_memory<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[("HTTP_BODY_TIMEOUT_MS", "3000"), ("HTTP_CONNECTIONS", "200")]);
    let operation = kit.operations().iter().find(|operation| operation.has_body() && !operation.has_path_id());
    let Some(Operation { method, path, .. }) = operation else { return };
    let start = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n");
    let start = format!("{start}idempotency-key: key-1\r\ncontent-length: 1000001\r\n\r\n");
    let body = " ".repeat(1_000_000);
    let begin = || {
        let mut raw = raw(&app);
        raw.send(&start);
        raw.send(&body);
        raw
    };
    let begun: Vec<_> = (0..40).map(|_| begin()).collect();
    let mut short = raw(&app);
    short.send(start.replace("1000001", "1") + "{");
    let answer = short.answer_within(Duration::from_secs(20)).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    let mut answers: Vec<_> = begun.into_iter().map(|raw| raw.until_closed()[..12].to_owned()).collect();
    answers.sort_unstable();
    answers.dedup();
    assert_eq!(answers, ["HTTP/1.1 408", "HTTP/1.1 503"]);
}

/// A client that takes nothing of an answer is disconnected, so that another one gets its place.
pub fn who_does_not_read_is_disconnected<A: Application>(kit: &'static Kit<A>) {
    if !cfg!(target_os = "linux") {
        return;
    }
    let app = kit.app(kit.database(), &[("HTTP_CONNECTIONS", "2")]);
    let ask = || {
        let mut raw = raw(&app);
        // More than the buffers of both sides take.
        (0..40).for_each(|_| raw.send("GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nhost: localhost\r\n\r\n"));
        raw
    };
    let unread = [ask(), ask()];
    let mut waits = raw(&app);
    waits.send("GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n");
    let answer = waits.answer_within(Duration::from_secs(60)).expect("nobody was disconnected");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    drop(unread);
}

/// Bodies as long as they may be and wrong all over, from clients that do not read the answers.
pub fn what_nobody_reads_costs_little_memory<A: Application>(kit: &'static Kit<A>) {
    let database = kit.database();
    let serving = Serving::start(kit, &database);
    for operation in kit.operations() {
        let Some((list, _)) = lists_of_body(kit, operation).into_iter().next() else { continue };
        let body = format!("{{\"{}\":[{}]}}", &list[1..], vec!["{}"; 349_000].join(","));
        let step = |step: &str| if step.starts_with('{') { fresh_id().to_string() } else { step.to_owned() };
        let path = operation.path.split('/').map(step).collect::<Vec<_>>().join("/");
        let start =
            format!("{} {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n", operation.method);
        let start =
            format!("{start}idempotency-key: key-1\r\nif-match: \"1\"\r\ncontent-length: {}\r\n\r\n", body.len());
        let ask = || {
            let mut raw = Raw::to(serving.address());
            raw.send(&start);
            raw.send(&body);
            raw
        };
        for raw in (0..40).map(|_| ask()).collect::<Vec<_>>() {
            let answer = raw.answer_within(Duration::from_secs(60)).unwrap();
            assert!(["HTTP/1.1 4", "HTTP/1.1 503"].iter().any(|start| answer.starts_with(start)), "{answer}");
        }
        let peak = serving.peak_memory();
        assert!(peak.is_none_or(|peak| peak < 150 << 10), "{}: {peak:?} KiB", operation.id);
    }
    serving.stop();
}
