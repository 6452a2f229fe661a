//! What keeps a service from starting.

use serde_json::{Map, Value, json};
use service_chassis::http::{Endpoint, Json};
use service_chassis::problem::Kind;
use service_chassis::{About, Chassis, Contract, Service, database};

const ABOUT: About = About { name: "parcels", version: "1.0.0", title: "Parcels", description: "Parcels." };

fn problems(kinds: impl Iterator<Item = (Kind, u16)>) -> Value {
    let entry = |(kind, status): (Kind, u16)| {
        (format!("urn:problem-type:parcels:{}", kind.slug()), json!({ "status": status, "title": "A title" }))
    };
    json!({
        "format": "accord/1", "package": "parcel-models", "version": "1.0.0", "types": {}, "tables": {},
        "problems": kinds.map(entry).collect::<Map<_, _>>(),
    })
}

fn whole() -> Value {
    problems(Kind::OF_THE_EDGE.into_iter())
}

fn without_one() -> Value {
    problems(Kind::OF_THE_EDGE.into_iter().filter(|(kind, _)| *kind != Kind::PAYLOAD_TOO_LARGE))
}

fn components() -> Map<String, Value> {
    Map::from_iter([("Problem".to_owned(), json!({ "type": "object" }))])
}

fn service(document: fn() -> Value) -> Service<Chassis> {
    Service::new(ABOUT, Contract { document, components })
}

#[test]
fn a_contract_without_a_kind_that_the_edge_needs_is_refused_by_name() {
    assert!(service(whole).openapi().is_ok());
    let error = service(without_one).openapi().unwrap_err();
    assert_eq!(error.to_string(), "find the problem kind `payload-too-large` in the contract document");
}

#[test]
fn a_contract_without_a_table_of_the_service_is_refused_by_name() {
    let error = service(whole).shared_tables(&["parcels"]).tables().unwrap_err();
    assert_eq!(error.to_string(), "find the table `parcels` in the contract document");
}

#[test]
fn a_contract_without_a_type_of_an_endpoint_is_refused_by_name() {
    async fn count() -> Result<Json<u64>, database::Error> {
        Ok(Json(1))
    }
    let endpoints = || vec![Endpoint::get("/v1/count", count, "Counts.")];
    let error = service(whole).endpoints(endpoints).openapi().unwrap_err();
    assert_eq!(error.to_string(), "find the type `uint64` among the components of the contract");
}
