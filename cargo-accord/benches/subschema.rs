//! How fast questions are answered: one pair of types as `schemars` writes them, a contract of
//! a thousand types, and how that grows with their number.

#![expect(
    clippy::expect_used,
    reason = "the schemas of this bench are well-formed"
)]

use std::hint::black_box;

use accord::subschema::{Options, Schema, Verdict, contained};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use serde_json::{Value, json};

/// An order with its lines, its state and its customer; `number` makes it a type of its own.
fn order(number: usize, note: usize) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Order{number}"),
        "type": "object",
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "customer": {"$ref": "#/$defs/Customer"},
            "lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}, "minItems": 1, "maxItems": 100},
            "note": {"type": ["string", "null"], "maxLength": note},
            "state": {"$ref": "#/$defs/State"},
            "placed_at": {"type": "string", "format": "date-time"},
            format!("field_{number}"): {"type": "integer", "format": "uint32", "minimum": 0},
        },
        "required": ["id", "customer", "lines", "state", "placed_at"],
        "$defs": {
            "Customer": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "minLength": 1, "maxLength": 200},
                    "email": {"type": "string", "format": "email"},
                    "address": {"anyOf": [{"$ref": "#/$defs/Address"}, {"type": "null"}]},
                },
                "required": ["name", "email"],
            },
            "Address": {
                "type": "object",
                "properties": {
                    "street": {"type": "string"},
                    "city": {"type": "string"},
                    "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
                },
                "required": ["street", "city", "country"],
            },
            "Line": {
                "type": "object",
                "properties": {
                    "sku": {"type": "string", "maxLength": 40},
                    "quantity": {"type": "integer", "format": "uint16", "minimum": 1, "maximum": 999},
                    "price": {"$ref": "#/$defs/Money"},
                },
                "required": ["sku", "quantity", "price"],
            },
            "Money": {
                "type": "object",
                "properties": {
                    "minor": {"type": "integer", "format": "int64"},
                    "currency": {"type": "string", "enum": ["EUR", "USD", "GBP"]},
                },
                "required": ["minor", "currency"],
            },
            "State": {
                "oneOf": [
                    {"type": "object", "properties": {"kind": {"type": "string", "const": "open"}}, "required": ["kind"]},
                    {"type": "object", "properties": {"kind": {"type": "string", "const": "paid"}, "at": {"type": "string", "format": "date-time"}}, "required": ["kind", "at"]},
                    {"type": "object", "properties": {"kind": {"type": "string", "const": "void"}, "reason": {"type": "string"}}, "required": ["kind", "reason"]},
                ],
            },
        },
    })
}

fn parse(document: &Value) -> Schema {
    Schema::parse_closed(document).expect("the schemas of this bench are well-formed")
}

fn one_pair(criterion: &mut Criterion) {
    let options = Options::contract();
    let (old, new) = (order(0, 500), order(0, 1_000));
    let mut group = criterion.benchmark_group("pair");
    group.bench_function("parse", |bencher| bencher.iter(|| parse(black_box(&old))));
    let (emits, accepts) = (parse(&old), Schema::parse(&new).expect("well-formed"));
    assert_eq!(contained(&emits, &accepts, &options), Verdict::Contained);
    group.bench_function("contained", |bencher| {
        bencher.iter(|| contained(black_box(&emits), black_box(&accepts), &options));
    });
    let (wide, narrow) = (parse(&new), Schema::parse(&old).expect("well-formed"));
    assert!(matches!(
        contained(&wide, &narrow, &options),
        Verdict::NotContained { .. }
    ));
    group.bench_function("not contained", |bencher| {
        bencher.iter(|| contained(black_box(&wide), black_box(&narrow), &options));
    });
    group.finish();
}

fn whole_contract(criterion: &mut Criterion) {
    let options = Options::contract();
    let mut group = criterion.benchmark_group("contract");
    group.sample_size(10);
    for types in [125_usize, 250, 500, 1_000] {
        let documents: Vec<_> = (0..types)
            .map(|n| (order(n, 500), order(n, 1_000)))
            .collect();
        group.throughput(Throughput::Elements(types as u64));
        let id = BenchmarkId::new("parsed and asked", types);
        group.bench_with_input(id, &documents, |bencher, documents| {
            bencher.iter(|| {
                documents
                    .iter()
                    .filter(|(old, new)| {
                        let accepts = Schema::parse(new).expect("well-formed");
                        contained(&parse(old), &accepts, &options) == Verdict::Contained
                    })
                    .count()
            });
        });
        let schemas: Vec<_> = documents
            .iter()
            .map(|(old, new)| (parse(old), Schema::parse(new).expect("well-formed")))
            .collect();
        let id = BenchmarkId::new("asked", types);
        group.bench_with_input(id, &schemas, |bencher, schemas| {
            bencher.iter(|| {
                schemas
                    .iter()
                    .filter(|(old, new)| contained(old, new, &options) == Verdict::Contained)
                    .count()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, one_pair, whole_contract);
criterion_main!(benches);
