//! SIGTERM while a request is in flight: the request is answered, and then the process ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::thread;

use diesel::connection::SimpleConnection;
use serde_json::json;
use service_chassis::testkit::eventually;
use shared_models::catalog::ProductId;

use crate::support::{App, order_id};

/// Statements of this database that want to lock rows.
const LOCKING: &str = "SELECT COUNT(*) AS n FROM information_schema.processlist \
    WHERE db = DATABASE() AND command = 'Execute' AND info LIKE '%FOR UPDATE' AND id <> CONNECTION_ID()";

/// Reserves one of `product` at this address; the status line of the answer.
fn reserve(address: &str, product: ProductId) -> String {
    let body = json!({ "lines": [{ "product_id": product, "quantity": 1 }] }).to_string();
    let mut stream = TcpStream::connect(address).unwrap();
    let path = format!("/v1/reservations/{}", order_id());
    let head =
        format!("PUT {path} HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\nconnection: close\r\n");
    write!(stream, "{head}content-length: {}\r\n\r\n{body}", body.len()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.lines().next().unwrap().to_owned()
}

#[test]
fn a_request_in_flight_is_answered_before_the_process_ends() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let mut child = Command::new(env!("CARGO_BIN_EXE_service-b"))
        .arg("serve")
        .env_clear()
        .env("PORT", "0")
        .env("DATABASE_URL", app.database.url().secret())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let ready = lines.find(|line| line.contains(" address=")).unwrap();
    let address = ready.split(" address=").nth(1).unwrap().split(' ').next().unwrap();
    // Holds the row, so that the request cannot finish before the stop has begun.
    let mut blocker = app.database.connect();
    blocker.batch_execute("BEGIN; SELECT * FROM inventory_items FOR UPDATE").unwrap();
    let status = thread::scope(|scope| {
        let in_flight = scope.spawn(|| reserve(address, product));
        eventually("the request waits for the row", || (app.database.number(LOCKING) > 0).then_some(()));
        let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        assert!(lines.any(|line| line.contains("stopping")));
        blocker.batch_execute("ROLLBACK").unwrap();
        in_flight.join().unwrap()
    });
    assert_eq!(status, "HTTP/1.1 201 Created");
    assert!(lines.any(|line| line.contains("stopped")));
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
