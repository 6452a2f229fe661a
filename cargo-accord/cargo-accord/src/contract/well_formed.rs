//! Whether the schemas of a contract can be used.

use json_subschema::Schema;

use super::unread::fault;
use super::{Contract, ContractError, SchemaText};
use crate::{parallel, schema};

/// A contract whose schemas have not been looked at.
pub struct Unchecked {
    pub contract: Contract,
    /// Names it in errors.
    pub origin: String,
}

/// A schema and where it stands.
struct Place<'a> {
    document: &'a Unchecked,
    name: &'a str,
    side: &'static str,
    schema: &'a SchemaText,
}

/// Checks every schema once, however often it stands in the two versions of its type.
///
/// # Errors
///
/// The first schema that cannot be used.
pub fn check_schemas(documents: &[&Unchecked]) -> Result<(), ContractError> {
    let mut places: Vec<Place<'_>> = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        for (name, wire) in &document.contract.types {
            let before = documents[..index].iter();
            let mut seen: Vec<&SchemaText> = before
                .filter_map(|document| document.contract.types.get(name))
                .flat_map(|wire| [&wire.accepts, &wire.emits])
                .collect();
            for (side, schema) in [("accepts", &wire.accepts), ("emits", &wire.emits)] {
                if !seen.contains(&schema) {
                    seen.push(schema);
                    places.push(Place { document, name, side, schema });
                }
            }
        }
    }
    parallel::map(&places, check).into_iter().collect()
}

fn check(place: &Place<'_>) -> Result<(), ContractError> {
    let document =
        place.schema.value().map_err(|error| fault(place.schema.document(), &place.document.origin, &error))?;
    let checked = schema::check_keywords(&document).and_then(|()| Schema::check(&document));
    checked.map_err(|fault| ContractError::Schema {
        origin: place.document.origin.clone(),
        pointer: format!("/types/{}/{}{}", schema::escape(place.name), place.side, fault.pointer),
        message: fault.message,
    })
}
