//! How fast one question is answered, about a pair of types as `schemars` writes them.

#![expect(clippy::expect_used, reason = "the schemas of this bench are well-formed")]

mod order;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use json_subschema::{Answer, Objects, Options, Schema, is_subschema};
use order::order;
use serde_json::Value;

fn parse(document: &Value) -> Schema {
    Schema::parse_as(Arc::new(document.clone()), Objects::Closed).expect("the schemas of this bench are well-formed")
}

fn one_pair(criterion: &mut Criterion) {
    let options = Options::default().with_formats();
    let (old, new) = (order(0, 500), order(0, 1_000));
    let mut group = criterion.benchmark_group("pair");
    group.bench_function("parse", |bencher| bencher.iter(|| parse(black_box(&old))));
    let (emits, accepts) = (parse(&old), Schema::parse(&new).expect("well-formed"));
    assert_eq!(is_subschema(&emits, &accepts, &options), Answer::Contained);
    group.bench_function("contained", |bencher| {
        bencher.iter(|| is_subschema(black_box(&emits), black_box(&accepts), &options));
    });
    let (wide, narrow) = (parse(&new), Schema::parse(&old).expect("well-formed"));
    assert!(matches!(is_subschema(&wide, &narrow, &options), Answer::NotContained { .. }));
    group.bench_function("not contained", |bencher| {
        bencher.iter(|| is_subschema(black_box(&wide), black_box(&narrow), &options));
    });
    group.finish();
}

criterion_group!(benches, one_pair);
criterion_main!(benches);
