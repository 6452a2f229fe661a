//! The rules that a request checks and the rules that its schema states are the same.

use garde::Validate;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared_models::contract::{Direction, Role, WIRE_TYPES};
use shared_models::{
    audit, builder, catalog, customers, identity, inventory, kernel, orders, payments, shipments, testkit,
};

fn accepted<T: DeserializeOwned + Validate<Context = ()>>(document: &Value) -> bool {
    T::deserialize(document).is_ok_and(|request| request.validate().is_ok())
}

type Check = fn(&Value) -> bool;

const REQUESTS: &[(&str, Check)] = &[
    ("audit::ListAuditLogs", accepted::<audit::ListAuditLogs>),
    ("builder::QuoteDesign", accepted::<builder::QuoteDesign>),
    ("builder::SaveDesign", accepted::<builder::SaveDesign>),
    ("catalog::CreateBrand", accepted::<catalog::CreateBrand>),
    ("catalog::CreateCategory", accepted::<catalog::CreateCategory>),
    ("catalog::CreateProduct", accepted::<catalog::CreateProduct>),
    ("catalog::ListProducts", accepted::<catalog::ListProducts>),
    ("catalog::UpdateProduct", accepted::<catalog::UpdateProduct>),
    ("customers::AddPrescription", accepted::<customers::AddPrescription>),
    ("customers::CreateCustomer", accepted::<customers::CreateCustomer>),
    ("customers::UpdateCustomer", accepted::<customers::UpdateCustomer>),
    ("identity::CreateRole", accepted::<identity::CreateRole>),
    ("identity::CreateUser", accepted::<identity::CreateUser>),
    ("identity::UpdateUser", accepted::<identity::UpdateUser>),
    ("inventory::CreateWarehouse", accepted::<inventory::CreateWarehouse>),
    ("inventory::ReserveStock", accepted::<inventory::ReserveStock>),
    ("inventory::SetStock", accepted::<inventory::SetStock>),
    ("kernel::PageQuery", accepted::<kernel::PageQuery>),
    ("orders::ListOrders", accepted::<orders::ListOrders>),
    ("orders::PlaceOrder", accepted::<orders::PlaceOrder>),
    ("payments::AuthorisePayment", accepted::<payments::AuthorisePayment>),
    ("payments::RefundPayment", accepted::<payments::RefundPayment>),
    ("shipments::DispatchShipment", accepted::<shipments::DispatchShipment>),
    ("shipments::ListShipments", accepted::<shipments::ListShipments>),
];

/// Values that sit on and beside the limits.
fn any_value() -> impl Strategy<Value = Value> {
    let interesting = prop::sample::select(vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(1),
        json!(99),
        json!(100),
        json!(101),
        json!(999),
        json!(1_000),
        json!(1.5),
        json!(9_007_199_254_740_991_i64),
        json!(9_007_199_254_740_992_i64),
        json!(-9_007_199_254_740_992_i64),
        json!(2_147_483_648_i64),
        json!(""),
        json!(" "),
        json!("EUR"),
        json!("DE"),
        json!("active"),
        json!("left"),
        json!("titanium"),
        json!("2026-02-30"),
        json!("2026-02-28"),
        json!("ines.moreau@example.com"),
        json!("019555000000700080000000000000001"),
        json!("01955500-0000-7000-8000-000000000001"),
        json!([]),
        json!({}),
        json!(["hard_case"]),
        json!(["manage_stock", "read_audit"]),
    ]);
    let text = "[A-Z0-9a-zé +-]{0,3}".prop_map(Value::from);
    let long = (0_usize..260).prop_map(|length| Value::from("é".repeat(length)));
    let plain = (0_usize..40).prop_map(|length| Value::from("A".repeat(length)));
    prop_oneof![4 => interesting, 1 => text, 1 => long, 1 => plain]
}

/// Changes one place of a document: sets it, drops it, or repeats an item of a list.
fn mutate(document: &mut Value, place: usize, value: Value, how: u8) {
    let mut pointers = Vec::new();
    places(document, String::new(), &mut pointers);
    let pointer = &pointers[place % pointers.len()];
    let (parent, key) = pointer.rsplit_once('/').unwrap_or(("", ""));
    match (how, document.pointer_mut(parent)) {
        (0, Some(Value::Object(members))) => drop(members.remove(key)),
        (1, Some(Value::Array(items))) if items.len() < 60 => {
            let copies = vec![items[0].clone(); 1 + place % 60];
            items.extend(copies);
        }
        _ => {
            // serde also reads a struct from a list of its fields in order. That is undocumented, and no client is refused for it.
            if let Some(at) = document.pointer_mut(pointer).filter(|at| at.is_array() || !value.is_array()) {
                *at = value;
            }
        }
    }
}

fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, member)| places(member, format!("{at}/{key}"), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(n, item)| places(item, format!("{at}/{n}"), found)),
        _ => {}
    }
    found.push(at);
}

/// What the schema cannot say, so that the code is stricter: a code of the right shape that ISO 4217 does not have, an
/// id that is written without hyphens, an address that is one for the schema's format but not for garde.
fn beyond_the_schema(document: &Value) -> bool {
    match document {
        Value::String(text) => {
            let currency = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
            currency && text.parse::<kernel::Currency>().is_err()
        }
        Value::Array(items) => items.iter().any(beyond_the_schema),
        Value::Object(members) => members.values().any(beyond_the_schema),
        _ => false,
    }
}

#[test]
fn every_request_of_the_contract_is_compared() {
    let listed: Vec<_> =
        WIRE_TYPES.iter().filter(|wire_type| wire_type.role == Role::Request).map(|wire_type| wire_type.name).collect();
    assert_eq!(listed, REQUESTS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn the_schema_and_the_rules_agree_on_broken_documents() {
    for (name, check) in REQUESTS {
        let wire_type = WIRE_TYPES.iter().find(|wire_type| wire_type.name == *name).unwrap();
        let schema = wire_type.schema(Direction::Accepts);
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
        let sample: Value = serde_json::from_str(testkit::sample(name).unwrap()).unwrap();
        let changes = prop::collection::vec((any::<usize>(), any_value(), 0_u8..6), 1..4);
        // A runner counts its cases over all its runs, so each request has its own.
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::with_cases(400)
        });
        let outcome = runner.run(&changes, |changes| {
            let mut document = sample.clone();
            for (place, value, how) in changes {
                mutate(&mut document, place, value, how);
            }
            let by_schema = validator.is_valid(&document);
            let by_code = check(&document);
            let differ = by_schema != by_code && !(by_schema && beyond_the_schema(&document));
            prop_assert!(!differ, "{name}: schema says {by_schema}, code says {by_code}: {document}");
            Ok(())
        });
        outcome.unwrap_or_else(|failure| panic!("{failure}"));
    }
}

#[test]
fn all_faults_of_a_request_are_reported_at_once() {
    let order: orders::PlaceOrder = serde_json::from_value(json!({
        "customer_id": "01950016-0001-7000-8000-000000000001",
        "currency": "EUR",
        "lines": [
            { "product_id": "01950010-0001-7000-8000-000000000001", "quantity": 0 },
            { "product_id": "01950010-0002-7000-8000-000000000002", "quantity": 1000 },
        ],
    }))
    .unwrap();
    let report = order.validate().unwrap_err();
    let paths: Vec<_> = report.iter().map(|(path, _)| path.to_string()).collect();
    assert_eq!(paths, ["lines[0].quantity", "lines[1].quantity"]);
}
