//! One service calls another: the example plays the other one.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use actix_web::http::Method;
use actix_web::rt::time::{sleep, timeout};
use serde_json::{Value, json};
use service_chassis::background::every;
use service_chassis::config::{ConfigError, Variables};
use service_chassis::http::RequestId;
use service_chassis::peer::{BackOff, Down, Link, Peer, PeerConfig, retry};
use service_chassis::testkit::{Proxy, eventually, fresh_id};

use crate::support::{FakePeer, app};

fn read(variables: &[(&str, &str)]) -> Result<(PeerConfig, BackOff), ConfigError> {
    let variables: BTreeMap<_, _> = variables.iter().copied().collect();
    let lookup = |name: &str| variables.get(name).map(|value| (*value).to_owned());
    let variables = Variables::new(&lookup);
    let config = PeerConfig::read(&variables, "parcel-service", "http://127.0.0.1:9", 1_000)?;
    Ok((config, BackOff::read(&variables, "parcel-service", 250, 10_000)?))
}

fn peer(url: &str, timeout_ms: &str) -> Peer {
    Peer::new(&read(&[("PARCEL_SERVICE_URL", url), ("PARCEL_SERVICE_TIMEOUT_MS", timeout_ms)]).unwrap().0)
}

/// What `work` comes to, unless it hangs.
async fn in_time<T>(work: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(10), work).await.unwrap()
}

fn cause() -> RequestId {
    RequestId(fresh_id())
}

#[test]
fn a_peer_has_defaults_and_its_faults_name_their_variable() {
    let (config, back_off) = read(&[]).unwrap();
    assert_eq!((config.url.as_str(), config.timeout), ("http://127.0.0.1:9/", Duration::from_secs(1)));
    assert_eq!(back_off, BackOff { first: Duration::from_millis(250), longest: Duration::from_secs(10) });
    for (variable, value, fault) in [
        ("PARCEL_SERVICE_URL", "https://parcels.example.com", "must begin with http://"),
        ("PARCEL_SERVICE_TIMEOUT_MS", "9", "must be a number from 10 to 60000"),
        ("PARCEL_SERVICE_RETRY_MS", "0", "must be a number from 1 to 60000"),
    ] {
        assert_eq!(read(&[(variable, value)]).unwrap_err().to_string(), format!("{variable}: {fault}"));
    }
}

#[actix_web::test]
async fn an_answer_is_read_whatever_its_status() {
    let app = app();
    let peer = peer(app.url(), "5000");
    let list = peer.call(Method::GET, "/v1/parcels", cause()).send().await.unwrap();
    assert_eq!(list.json::<Value>().unwrap(), json!({ "items": [] }));
    let id = cause();
    let refused = peer.call(Method::PATCH, "/v1/parcels/x", id).send_json(&json!({})).await.unwrap();
    let problem: Value = refused.unless_failed().unwrap().json().unwrap();
    assert_eq!((&problem["status"], &problem["instance"]), (&json!(404), &json!(id.urn())), "the id follows the call");
    let moved = peer.call(Method::GET, "/docs", cause()).send().await.unwrap();
    assert_eq!(moved.status.as_u16(), 308, "no redirect is followed");
}

#[actix_web::test]
async fn a_peer_that_is_not_there_is_down() {
    let peer = peer("http://127.0.0.1:9", "1000");
    let call = async || peer.call(Method::GET, "/v1/parcels", cause()).send().await;
    let error = retry(call).await.unwrap_err();
    assert!(error.to_string().starts_with("reach parcel-service: "), "{error}");
}

#[actix_web::test]
async fn a_peer_that_does_not_answer_in_time_is_down() {
    let app = app();
    let proxy = Proxy::to(app.url().trim_start_matches("http://").to_owned());
    let peer = peer(&format!("http://127.0.0.1:{}", proxy.port()), "100");
    proxy.stall(true);
    let slow = peer.call(Method::GET, "/v1/parcels", cause()).send().await;
    assert!(matches!(slow, Err(Down::Unreachable { .. })), "{slow:?}");
    let call = async || peer.call(Method::GET, "/v1/parcels", cause()).send().await;
    let slow = peer.in_time(retry(call)).await;
    assert!(matches!(slow, Err(Down::Unreachable { .. })), "{slow:?}");
    proxy.stall(false);
}

#[actix_web::test]
async fn a_peer_that_stalls_in_its_answer_is_down() {
    let (app, fake) = (app(), FakePeer::that_stalls());
    let (config, back_off) = read(&[("PARCEL_SERVICE_URL", &fake.url), ("PARCEL_SERVICE_TIMEOUT_MS", "100")]).unwrap();
    let (peer, link) = (Peer::new(&config), Link::new(app.chassis(), &config, back_off));
    for _ in 0..3 {
        let outcome = in_time(peer.call(Method::GET, "/v1/parcels", cause()).send()).await;
        assert!(matches!(outcome, Err(Down::Unreachable { .. })), "{outcome:?}");
        link.note(&outcome);
    }
    assert!(!link.may_call(), "three in a row are an outage");
    eventually("its connections are closed", || (fake.given_up() == 3).then_some(()));
}

#[actix_web::test]
async fn a_peer_that_never_reads_is_down() {
    let fake = FakePeer::that_never_reads();
    let peer = peer(&fake.url, "200");
    let body = "x".repeat(32 << 20);
    let outcome = in_time(peer.call(Method::POST, "/v1/parcels", cause()).send_json(&body)).await;
    assert!(matches!(outcome, Err(Down::Unreachable { .. })), "{outcome:?}");
}

#[actix_web::test]
async fn background_work_goes_on_when_a_peer_that_stalled_is_back() {
    let (app, fake) = (app(), FakePeer::that_stalls());
    let (peer, answered) = (peer(&fake.url, "100"), Rc::new(Cell::new(0)));
    let count = Rc::clone(&answered);
    let working = every(app.chassis(), Duration::from_millis(1), "call", move |_| {
        let (peer, count) = (peer.clone(), Rc::clone(&count));
        async move {
            let outcome = peer.call(Method::GET, "/v1/parcels", cause()).send().await;
            count.set(count.get() + usize::from(outcome.is_ok()));
            Ok(())
        }
    });
    let working = actix_web::rt::spawn(working);
    in_time(async {
        while fake.given_up() < 2 {
            sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(answered.get(), 0);
        fake.recover();
        while answered.get() == 0 {
            sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    app.chassis().close();
    working.await.unwrap();
}

#[actix_web::test]
async fn a_connection_that_went_stale_is_replaced_by_a_retry() {
    let app = app();
    let proxy = Proxy::to(app.url().trim_start_matches("http://").to_owned());
    let peer = peer(&format!("http://127.0.0.1:{}", proxy.port()), "5000");
    let call = async || peer.call(Method::GET, "/v1/parcels", cause()).send().await;
    call().await.unwrap();
    proxy.cut();
    proxy.mend();
    assert!(retry(call).await.is_ok());
}

#[actix_web::test]
async fn a_link_remembers_that_its_peer_is_down() {
    let app = app();
    let (config, back_off) = read(&[]).unwrap();
    let link = Link::new(app.chassis(), &config, back_off);
    let down = || Err::<(), _>(Down::Unreachable { peer: "parcel-service", cause: "it is not there".to_owned() });
    assert_eq!(link.lease(), Duration::from_secs(7), "two tries of a second, and a margin");
    (0..3).for_each(|_| link.note(&down()));
    assert!(!link.may_call() && !link.may_probe());
    link.note(&Ok(()));
    assert!(link.may_call() && link.may_probe());
    assert!(link.back_off(1) <= back_off.first && link.back_off(30) <= back_off.longest);
    assert!(link.back_off_up_to(Duration::from_secs(3_600), 30) > back_off.longest);
    link.wake();
    link.woken().await;
}
