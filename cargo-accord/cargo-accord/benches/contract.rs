//! How fast a change of contract is judged, from two files to the report, and how that grows with
//! the number of types and of those that changed.

#![expect(clippy::expect_used, reason = "the contracts of this bench are well-formed")]

#[path = "../../json-subschema/benches/order/mod.rs"]
mod order;

use std::fs;
use std::path::{Path, PathBuf};

use accord::check::{Bump, check};
use accord::contract::{canonical_json, read_both};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use order::order;
use serde_json::{Map, Value, json};

/// A contract of so many types, of which some have the longer note.
fn contract(version: &str, types: usize, changed: usize) -> Value {
    let wires: Map<String, Value> = (0..types)
        .map(|number| {
            let note = if number < changed { 1_000 } else { 500 };
            let role = ["request", "response", "event"][number % 3];
            let schema = order(number, note);
            let wire = json!({ "role": role, "accepts": schema, "emits": schema });
            (format!("orders::Order{number}"), wire)
        })
        .collect();
    json!({ "format": "accord/1", "package": "shop", "version": version, "types": wires, "tables": {}, "problems": {} })
}

fn written(name: &str, contract: &Value) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, canonical_json(contract)).expect("a file");
    path
}

fn judged(old: &Path, new: &Path) -> usize {
    let (old, new) = read_both(old, new).expect("two contracts");
    let today = "2026-01-31".parse().expect("a date");
    let report = check(&old, &new, &[], today).expect("comparable contracts");
    assert!(report.findings.is_empty() || report.required() == Bump::Major);
    report.findings.len()
}

fn whole_contract(criterion: &mut Criterion) {
    for (name, share) in [
        ("no type changed", 0),
        ("one in a hundred changed", 1),
        ("one in ten changed", 10),
        ("every type changed", 100),
    ] {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10);
        for types in [250, 500, 1_000, 2_000] {
            let old = written("old.json", &contract("1.0.0", types, 0));
            let new = written("new.json", &contract("2.0.0", types, types * share / 100));
            group.throughput(Throughput::Elements(types as u64));
            group.bench_function(BenchmarkId::from_parameter(types), |bencher| {
                bencher.iter(|| judged(&old, &new));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, whole_contract);
criterion_main!(benches);
