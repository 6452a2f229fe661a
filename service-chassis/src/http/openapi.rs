//! The OpenAPI 3.1 document, made from the list of endpoints and the schemas of the contract.

use serde_json::{Map, Value, json};

use super::{Endpoint, Schemas};
use crate::About;
use crate::problem::{Kinds, UnknownKind};

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// An endpoint answers with a problem that the contract does not have.
    #[error("{0}")]
    Kind(#[from] UnknownKind),
    /// An endpoint takes or answers a type that the contract does not have.
    #[error("find the type `{0}` among the components of the contract")]
    Type(String),
}

/// The document.
pub(crate) fn document(
    about: &About,
    endpoints: &[Endpoint],
    components: Map<String, Value>,
    kinds: &Kinds,
) -> Result<Value, DocumentError> {
    let mut schemas = Schemas::new(components);
    let mut paths = Map::new();
    for endpoint in endpoints {
        let operation = endpoint.operation(&mut schemas).document(&mut schemas, kinds)?;
        let item = paths.entry(endpoint.path()).or_insert_with(|| json!({}));
        item[endpoint.method()] = operation;
    }
    if let Some(name) = schemas.missing() {
        return Err(DocumentError::Type(name.to_owned()));
    }
    paths.sort_keys();
    let mut document = json!({
        "openapi": "3.1.0",
        "info": { "title": about.title, "description": about.description, "version": about.version },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": paths,
    });
    let used = schemas.used_by(&document);
    document["components"] = json!({ "schemas": used });
    Ok(document)
}
