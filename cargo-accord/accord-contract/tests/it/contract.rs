//! The document, its text and its components.

use accord_contract::problems::{self, ProblemKind};
use accord_contract::{Contract, DocumentError, Role, tables};
use serde_json::{Value, json};

use crate::{WIRE_TYPES, schema};

fn contract() -> Contract {
    Contract::new("shops", "1.4.0").types(WIRE_TYPES).tables(schema::shapes()).problems([
        ProblemKind::new("https://shops.example/problems/closed", 409, "The shop is closed"),
        ProblemKind::new("urn:problem-type:shops:not-found", 404, "Not found"),
    ])
}

#[test]
fn the_document_names_package_version_and_format() {
    let document = contract().document();
    assert_eq!(document["format"], accord_contract::FORMAT);
    assert_eq!(document["package"], "shops");
    assert_eq!(document["version"], "1.4.0");
}

#[test]
fn a_type_is_listed_by_its_path_and_role_with_both_sides() {
    let listed: Vec<_> = WIRE_TYPES.iter().map(|wire_type| (wire_type.name, wire_type.role)).collect();
    let expected =
        [("OpenShop", Role::Request), ("shops::ShopView", Role::Response), ("shops::ShopClosed", Role::Event)];
    assert_eq!(listed, expected);

    let document = contract().document();
    let shop = &document["types"]["shops::ShopView"];
    assert_eq!(shop["role"], "response");
    assert_eq!(shop["accepts"]["$defs"]["Address"]["required"], json!(["country"]));
    assert_eq!(shop["emits"]["$defs"]["Address"]["required"], json!(["street", "country"]));
    assert_eq!(shop["emits"].get("$schema"), None);
}

#[test]
fn a_wire_type_reads_a_document_and_writes_it_again() {
    let closed = &WIRE_TYPES[2];
    assert_eq!(closed.read_and_write(json!({ "id": 7, "by": "Ines Duarte" })).unwrap(), json!({ "id": 7 }));
    assert!(closed.read_and_write(json!({ "id": "seven" })).is_err());
}

#[test]
fn the_text_is_canonical() {
    let text = contract().text();
    assert!(
        text.starts_with("{\n  \"format\": \"accord/1\",\n  \"package\": \"shops\",\n  \"problems\": {\n"),
        "{text}"
    );
    assert!(text.ends_with("  \"version\": \"1.4.0\"\n}\n"), "{text}");
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), contract().document());
}

#[test]
fn tables_and_problem_kinds_are_read_from_the_document_that_has_them() {
    let document = contract().document();
    let mut tables = schema::shapes();
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    assert_eq!(tables::from_document(&document).unwrap(), tables);

    let kinds = problems::from_document(&document).unwrap();
    let slugs: Vec<_> = kinds.iter().map(|kind| (kind.slug(), kind.status, kind.title.as_str())).collect();
    assert_eq!(slugs, [("closed", 409, "The shop is closed"), ("not-found", 404, "Not found")]);
    assert_eq!(kinds[0].uri, "https://shops.example/problems/closed");
}

#[test]
fn what_is_absent_is_empty_and_what_is_unknown_beside_it_is_skipped() {
    let document = json!({
        "format": "accord/1",
        "tables": { "shops": {
            "columns": [{ "name": "id", "type": "int", "nullable": false, "comment": "counts up" }],
            "primary_key": ["id"],
            "engine": "InnoDB",
        } },
    });
    assert_eq!(tables::from_document(&document).unwrap()[0].columns[0].to_string(), "int not null");
    assert!(problems::from_document(&document).unwrap().is_empty());
}

#[test]
fn a_document_that_is_not_a_contract_is_refused_with_the_reason() {
    let fault = |document: Value| tables::from_document(&document).unwrap_err();
    let format = fault(json!({ "format": "accord/9" }));
    assert!(matches!(format, DocumentError::Format { .. }));
    assert_eq!(format.to_string(), r#"read the contract: its format is "accord/9", and this version reads "accord/1""#);
    let none = fault(json!([]));
    assert_eq!(none.to_string(), r#"read the contract: its format is null, and this version reads "accord/1""#);
    let section = fault(json!({ "format": "accord/1", "tables": { "shops": { "columns": [] } } }));
    assert_eq!(section.to_string(), "read `tables` of the contract: missing field `primary_key`");
}

#[test]
fn components_list_a_type_twice_only_when_its_sides_differ() {
    let components = Value::Object(contract().components());
    let names: Vec<_> = components.as_object().unwrap().keys().map(String::as_str).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["Address", "AddressInput", "Country", "OpenShop", "ShopClosed", "ShopView"]);
    assert_eq!(components["OpenShop"]["properties"]["address"]["$ref"], "#/components/schemas/AddressInput");
    assert_eq!(components["ShopView"]["properties"]["address"]["$ref"], "#/components/schemas/Address");
    assert_eq!(components["AddressInput"]["properties"]["country"]["$ref"], "#/components/schemas/Country");
}
