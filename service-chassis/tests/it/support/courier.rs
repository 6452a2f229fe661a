//! A service whose work beside the requests does not look up from what it waits for: its peer, its database, and nothing at
//! all.

use actix_web::http::Method;
use diesel::connection::SimpleConnection;
use serde_json::{Map, Value, json};
use service_chassis::background::Task;
use service_chassis::config::{ConfigError, Configured, Variables};
use service_chassis::http::RequestId;
use service_chassis::peer::{Peer, PeerConfig};
use service_chassis::problem::Kind;
use service_chassis::{About, Application, Chassis, Contract, Service, StartError};

#[derive(Clone)]
struct Courier {
    chassis: Chassis,
    config: Depot,
}

#[derive(Clone)]
struct Depot(PeerConfig);

impl Configured for Depot {
    fn read(variables: &Variables<'_>) -> Result<Self, ConfigError> {
        PeerConfig::read(variables, "depot", "http://127.0.0.1:9", 60_000).map(Self)
    }
}

impl Application for Courier {
    type Config = Depot;

    fn start(chassis: Chassis, config: &Depot) -> Result<Self, StartError> {
        Ok(Self { chassis, config: config.clone() })
    }

    fn background(&self) -> Vec<Task> {
        let (calling, asking, closing) = (self.clone(), self.clone(), self.chassis.clone());
        vec![
            Box::pin(async move {
                let peer = Peer::new(&calling.config.0);
                let _ = peer.call(Method::GET, "/v1/parcels", RequestId(calling.chassis.next_uuid())).send().await;
            }),
            Box::pin(async move {
                let _ = asking
                    .chassis
                    .database
                    .run(|connection| Ok(connection.mysql().batch_execute("DO SLEEP(30)")?))
                    .await;
            }),
            Box::pin(async move {
                closing.closing().await;
                loop {
                    std::thread::park();
                }
            }),
        ]
    }
}

fn document() -> Value {
    let kinds = Kind::OF_THE_EDGE.iter().map(|(kind, status)| {
        (format!("urn:problem-type:couriers:{}", kind.slug()), json!({ "status": status, "title": "A title" }))
    });
    json!({
        "format": "accord/1", "package": "courier-models", "version": "1.0.0", "types": {}, "tables": {},
        "problems": kinds.collect::<Map<_, _>>(),
    })
}

fn components() -> Map<String, Value> {
    Map::from_iter([("Problem".to_owned(), json!({ "type": "object" }))])
}

fn main() -> std::process::ExitCode {
    let about = About { name: "courier", version: "1.0.0", title: "Courier", description: "Brings parcels." };
    Service::<Courier>::new(about, Contract { document, components }).run()
}
