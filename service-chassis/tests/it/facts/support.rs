//! What the tests of facts have in common.

use std::process::Output;
use std::thread;

use diesel::prelude::*;
use futures_util::FutureExt as _;
use serde_json::{Value, json};
use service_chassis::config::Variables;
use service_chassis::database::{Broken, Error, Transaction};
use service_chassis::facts::{Fact, Follower, Unfit, follow};
use service_chassis::peer::PeerConfig;
use service_chassis::testkit::{TestApp, eventually, fresh_id};

use crate::parcels::contract::{ParcelPage, ParcelView};
use crate::parcels::service::Parcels;
use crate::parcels::store::{self, PARCEL_CHANGED};

/// Adds a parcel.
pub fn add(app: &TestApp<Parcels>, label: &str) -> ParcelView {
    let body = json!({ "label": label, "weight": 240, "size": { "length": 310 } });
    app.call("create_parcel").key(&fresh_id().to_string()).body(&body).send().view(201)
}

/// The events that a query answers.
pub fn page(app: &TestApp<Parcels>, query: &str) -> Vec<Value> {
    let answer = app.call("list_events").query(query).send();
    assert_eq!(answer.content_type(), "application/cloudevents-batch+json", "{}", answer.text());
    answer.json().as_array().unwrap().clone()
}

/// All facts, once there are `count`.
pub fn facts(app: &TestApp<Parcels>, count: usize) -> Vec<Value> {
    eventually("every fact has its number", || {
        let page = page(app, "limit=1000");
        (page.len() == count).then_some(page)
    })
}

/// Writes so many old facts, each about another subject, and waits until they have their numbers.
pub fn fill(app: &TestApp<Parcels>, count: usize) {
    let row = || {
        let id = fresh_id();
        let event = json!({
            "id": id, "type": PARCEL_CHANGED, "source": "parcels", "dataversion": "1.0.0", "subject": id,
            "time": "2020-01-12T09:00:00Z", "data": {},
        });
        let id = id.simple();
        format!("(UNHEX('{id}'), '{PARCEL_CHANGED}', UNHEX('{id}'), '{event}', '2020-01-12 09:00:00')")
    };
    let rows: Vec<_> = std::iter::repeat_with(row).take(count).collect();
    for rows in rows.chunks(1_000) {
        let insert = "INSERT INTO outbox (id, event_type, subject_id, payload, occurred_at) VALUES";
        app.database.execute(&format!("{insert} {}", rows.join(", ")));
    }
    let waiting = "SELECT COUNT(*) AS n FROM outbox WHERE seq IS NULL";
    eventually("all are numbered", || (app.database.number(waiting) == 0).then_some(()));
}

/// The number of an event.
pub fn seq(event: &Value) -> i64 {
    event["cursor"].as_str().unwrap().split_once(':').unwrap().1.parse().unwrap()
}

/// The labels of the parcels that events are about.
pub fn labels(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["data"]["label"].as_str().unwrap()).collect()
}

/// Adds or replaces the copy of a parcel.
pub fn copy(
    transaction: &mut Transaction,
    fact: &Fact,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Result<(), Unfit>, Error> {
    let view: ParcelView = match serde_json::from_value(fact.event["data"].clone()) {
        Ok(view) => view,
        Err(error) => return Ok(Err(Unfit::new(error.to_string()))),
    };
    replace(transaction, &view, now)
}

pub fn replace(
    transaction: &mut Transaction,
    view: &ParcelView,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Result<(), Unfit>, Error> {
    let id = view.id.as_bytes().as_slice();
    diesel::delete(crate::parcels::contract::parcels::table.find(id)).execute(transaction)?;
    match store::put(transaction, view, now) {
        Ok(_) => Ok(Ok(())),
        Err(error) if Broken::of(&error).is_some() => Ok(Err(Unfit::new("another parcel has the label"))),
        Err(error) => Err(error.into()),
    }
}

pub fn follower(consumer: &'static str) -> Follower {
    Follower::new(consumer, &[PARCEL_CHANGED], copy)
}

pub fn follower_with_snapshot(consumer: &'static str) -> Follower {
    follower(consumer).beginning_with(|chassis, peer| {
        async move {
            let cause = service_chassis::http::RequestId(chassis.next_uuid());
            let reply = peer.call(actix_web::http::Method::GET, "/v1/parcels?limit=100", cause).send().await?;
            let (page, now) = (reply.json::<ParcelPage>()?, chassis.now());
            chassis
                .database
                .run(move |connection| {
                    for view in &page.items {
                        let copied = connection.transaction(|transaction| replace(transaction, view, now))?;
                        copied.map_err(Error::corrupt)?;
                    }
                    Ok(())
                })
                .await?;
            Ok(())
        }
        .boxed_local()
    })
}

/// Follows the publisher at `url` into the database of `copies` while `during` runs.
pub fn following(copies: &TestApp<Parcels>, url: &str, follower: Follower, during: impl FnOnce()) {
    let (chassis, url) = (copies.chassis().clone(), url.to_owned());
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let thread = thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let lookup = |name: &str| (name == "POST_OFFICE_URL").then(|| url.clone());
            let config = PeerConfig::read(&Variables::new(&lookup), "post-office", "", 2_000).unwrap();
            let task = follow(&chassis, &config, follower);
            futures_util::future::select(task, stopped).await;
        });
    });
    during();
    stop.send(()).unwrap();
    thread.join().unwrap();
}

/// The copies, with their weights.
pub fn copied(app: &TestApp<Parcels>) -> Vec<String> {
    app.database.names("SELECT CONCAT(label, ' ', weight) AS name FROM parcels ORDER BY label")
}

/// What a command of the binary prints.
pub fn operator(app: &TestApp<Parcels>, arguments: &[&str]) -> String {
    let output = command(app, arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The exit code and the message of a command that does not do what it is asked for.
pub fn refused(app: &TestApp<Parcels>, arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = command(app, arguments).output().unwrap();
    (status.code(), String::from_utf8(stderr).unwrap())
}

/// A command of the binary.
pub fn command(app: &TestApp<Parcels>, arguments: &[&str]) -> std::process::Command {
    let test = std::env::current_exe().unwrap();
    let program = test.parent().unwrap().parent().unwrap().join("examples/parcels");
    let mut command = std::process::Command::new(program);
    command.args(arguments).env("DATABASE_URL", app.database.url().secret());
    command
}
