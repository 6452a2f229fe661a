//! The OpenAPI 3.1 document, made from the list of endpoints and the schemas of the contract.

use serde_json::{Map, Value, json};

use super::{Endpoint, Schemas};

/// The document.
pub fn document(title: &str, description: &str, endpoints: &[Endpoint]) -> Value {
    let mut schemas = Schemas::of_contract();
    let mut paths = Map::new();
    for endpoint in endpoints {
        let operation = endpoint.document(&mut schemas);
        let item = paths.entry(endpoint.path()).or_insert_with(|| json!({}));
        item[endpoint.method()] = operation;
    }
    paths.sort_keys();
    let mut document = json!({
        "openapi": "3.1.0",
        "info": { "title": title, "description": description, "version": env!("CARGO_PKG_VERSION") },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": paths,
    });
    let used = schemas.used_by(&document);
    document["components"] = json!({ "schemas": used });
    document
}
