//! contract.json states what the types state, and every type.

use std::path::Path;

use serde_json::Value;
use shared_models::contract::{self, Role, WIRE_TYPES, WireType};
use shared_models::kernel::{Problem, ProblemKind};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_committed_contract_is_current() {
    let committed = std::fs::read_to_string(root().join("contract.json")).unwrap();
    assert!(
        committed == contract::text(),
        "contract.json is stale: run `cargo run --features contract --example contract > contract.json`"
    );
}

#[test]
fn the_document_has_the_format_that_the_judge_reads() {
    let document = contract::document();
    assert_eq!(document["format"], "accord/1");
    assert_eq!(document["package"], "shared-models");
    assert_eq!(document["version"], shared_models::VERSION);
    let order = &document["types"]["orders::PlaceOrder"];
    assert_eq!(order["role"], "request");
    assert_eq!(order["accepts"]["$defs"]["OrderLine"]["properties"]["quantity"]["maximum"], 999);
    let id = &document["tables"]["orders"]["columns"][0];
    assert_eq!(*id, serde_json::json!({ "name": "id", "type": "binary(16)", "nullable": false }));
    assert_eq!(document["problems"]["urn:problem-type:shared-models:out-of-stock"]["status"], 409);
}

#[test]
fn a_wire_type_has_a_name_and_a_role() {
    let place: &WireType = WIRE_TYPES.iter().find(|wire_type| wire_type.name == "orders::PlaceOrder").unwrap();
    assert_eq!((place.role, place.role.as_str()), (Role::Request, "request"));
}

#[test]
fn a_rule_of_a_request_is_a_keyword_of_its_schema() {
    let document = contract::document();
    let product = &document["types"]["catalog::CreateProduct"]["accepts"]["properties"];
    assert_eq!(product["sku"]["pattern"], "^[A-Z0-9]+(-[A-Z0-9]+)*$");
    assert_eq!(product["sku"]["maxLength"], 32);
    assert_eq!(product["name"]["minLength"], 1);
    let user = &document["types"]["identity::CreateUser"]["accepts"]["properties"];
    assert_eq!(user["email"]["format"], "email");
}

/// A length without a unit counts bytes in garde and characters in JSON Schema, so every text names its unit.
#[test]
fn every_length_of_a_text_counts_characters() {
    for (file, source) in sources() {
        let mut wants_unit = false;
        for line in source.lines().map(str::trim) {
            if line.starts_with("#[garde(") {
                wants_unit = line.contains("length(") && !line.contains("length(chars");
            } else if line.starts_with("pub ") {
                let text = line.contains(": String") || line.contains("Option<String>");
                assert!(!(wants_unit && text), "{file}: `{line}` has a length without a unit");
                wants_unit = false;
            }
        }
    }
}

#[test]
fn problem_kinds_are_distinct_and_come_back_from_their_uri() {
    for kind in ProblemKind::ALL {
        assert_eq!(Problem::new(*kind).known_kind(), Some(*kind));
        assert!((400..600).contains(&kind.status()), "{kind:?}");
    }
    let mut slugs: Vec<_> = ProblemKind::ALL.iter().map(|kind| kind.slug()).collect();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), ProblemKind::ALL.len());
}

/// They end up in the OpenAPI documents, whose readers do not have the library.
#[test]
fn no_description_links_to_the_rust_api() {
    let mut descriptions = Vec::new();
    collect("description", &Value::Object(contract::components()), &mut descriptions);
    assert!(!descriptions.is_empty());
    for description in descriptions {
        let links = ["[`", "](", "super::", "crate::"].iter().any(|link| description.contains(link));
        assert!(!links, "{description}");
    }
}

#[test]
fn components_resolve_every_reference() {
    let components = Value::Object(contract::components());
    let mut references = Vec::new();
    collect("$ref", &components, &mut references);
    assert!(!references.is_empty());
    for reference in references {
        let name = reference.strip_prefix("#/components/schemas/").unwrap_or_else(|| panic!("{reference}"));
        assert!(components.get(name).is_some(), "{reference} leads nowhere");
    }
    // A design is written with `add_ons` always there and read without, so it stands there twice.
    assert_ne!(components["DesignConfig"], components["DesignConfigInput"]);
    assert_eq!(components["QuoteDesign"]["properties"]["config"]["$ref"], "#/components/schemas/DesignConfigInput");
}

/// Every text that stands under `key`.
fn collect(key: &str, schema: &Value, texts: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str() {
                    Some(text) if name == key => texts.push(text.to_owned()),
                    _ => collect(key, member, texts),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(key, item, texts)),
        _ => {}
    }
}

/// Every source file of the library, by its path below `src`.
pub fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root().join("src")).unwrap().to_string_lossy().into_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join("src"), &mut found);
    found
}
