//! A query string that was checked.

use std::future::{Ready, ready};

use super::faults::{faults, schema_of};
use super::{Accepts, Operation, Request, Schemas};
use crate::problem::{Fault, FaultSource, Kind, Rejection};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use schemars::JsonSchema;
use serde_json::{Map, Value};

/// A query string that has the form of a `T` and keeps its rules.
pub struct Query<T>(pub T);

impl<T: Request> FromRequest for Query<T> {
    type Error = Rejection;
    type Future = Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string()))
    }
}

fn parse<T: Request>(query: &str) -> Result<Query<T>, Rejection> {
    let read = serde_urlencoded::from_str::<T>(query);
    if let Ok(value) = &read
        && value.validate().is_ok()
    {
        return read.map(Query).map_err(Rejection::internal);
    }
    let mut found = faults::<T>(&as_json(query, &schema_of::<T>()), FaultSource::Query);
    if let (true, Err(error)) = (found.is_empty(), read) {
        // Such as a parameter that is there twice.
        found.push(Fault { source: FaultSource::Query, pointer: String::new(), detail: error.to_string() });
    }
    Err(Rejection::new(Kind::INVALID).with_faults(found))
}

/// The parameters as an object: numbers where the schema wants a number and the text is one, text everywhere else.
fn as_json(query: &str, schema: &Value) -> Value {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    let object: Map<String, Value> = pairs
        .into_iter()
        .map(|(name, text)| {
            let number = if wants_integer(&schema["properties"][&name]) { text.parse::<i64>().ok() } else { None };
            (name, number.map_or(Value::String(text), Value::from))
        })
        .collect();
    Value::Object(object)
}

fn wants_integer(schema: &Value) -> bool {
    match &schema["type"] {
        Value::String(kind) => kind == "integer",
        Value::Array(kinds) => kinds.iter().any(|kind| kind == "integer"),
        _ => false,
    }
}

impl<T: JsonSchema> Accepts for Query<T> {
    fn describe(operation: &mut Operation, schemas: &mut Schemas) {
        let schema = schemas.expanded::<T>();
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            operation.parameter("query", name, required.contains(&Value::from(name.as_str())), property.clone());
        }
        operation.problem(Kind::INVALID);
    }
}

#[cfg(test)]
mod tests {
    use garde::Validate;
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize, JsonSchema, Validate)]
    struct ListParcels {
        #[garde(range(min = 1, max = 100))]
        #[schemars(range(min = 1, max = 100))]
        limit: Option<u16>,
        #[garde(length(chars, min = 1))]
        #[schemars(length(min = 1))]
        text: Option<String>,
    }

    fn faults_of(query: &str) -> Vec<String> {
        let rejection = parse::<ListParcels>(query).err();
        let faults = rejection.iter().flat_map(|rejection| rejection.faults());
        faults.map(|fault| fault.pointer.clone()).collect()
    }

    #[test]
    fn a_good_query_is_read() {
        let Query(list) = parse::<ListParcels>("limit=50&text=oslo&later=1").ok().unwrap();
        assert_eq!((list.limit, list.text.as_deref()), (Some(50), Some("oslo")));
        assert!(faults_of("").is_empty());
    }

    #[test]
    fn every_fault_is_named() {
        assert_eq!(faults_of("limit=10000&text="), ["/limit", "/text"]);
        assert_eq!(faults_of("limit=99999999"), ["/limit"]);
        assert_eq!(faults_of("limit=ten"), ["/limit"]);
        assert_eq!(faults_of("limit=1&limit=2"), [""]);
    }
}
