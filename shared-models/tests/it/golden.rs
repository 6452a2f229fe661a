//! One golden document for every wire type: reading and writing it gives it back.

use std::collections::BTreeSet;

use serde_json::Value;
use shared_models::contract::{Direction, WIRE_TYPES};
use shared_models::testkit::{SAMPLES, sample};

fn golden(name: &str) -> Value {
    serde_json::from_str(sample(name).unwrap_or_else(|| panic!("{name} has no golden document"))).unwrap()
}

#[test]
fn every_wire_type_has_a_golden_document_and_no_other() {
    let types: BTreeSet<_> = WIRE_TYPES.iter().map(|wire_type| wire_type.name).collect();
    let samples: BTreeSet<_> = SAMPLES.iter().map(|(name, _)| *name).collect();
    assert_eq!(types, samples);
    assert_eq!(types.len(), WIRE_TYPES.len(), "a type is listed twice");
}

#[test]
fn reading_and_writing_a_golden_document_gives_it_back() {
    for wire_type in WIRE_TYPES {
        let document = golden(wire_type.name);
        let written = wire_type.read_and_write(document.clone());
        assert_eq!(
            written.unwrap_or_else(|error| panic!("{}: {error}", wire_type.name)),
            document,
            "{}",
            wire_type.name
        );
    }
}

#[test]
fn a_golden_document_fits_both_schemas() {
    for wire_type in WIRE_TYPES {
        for direction in [Direction::Accepts, Direction::Emits] {
            let schema = wire_type.schema(direction);
            let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
            let faults: Vec<_> =
                validator.iter_errors(&golden(wire_type.name)).map(|error| error.to_string()).collect();
            assert!(faults.is_empty(), "{} {direction:?}: {faults:?}", wire_type.name);
        }
    }
}

#[test]
fn a_reader_ignores_a_field_that_a_newer_release_added() {
    for wire_type in WIRE_TYPES {
        let mut document = golden(wire_type.name);
        document["a_later_release"] = Value::from("says more");
        let written = wire_type.read_and_write(document);
        assert_eq!(written.unwrap_or_else(|error| panic!("{}: {error}", wire_type.name)), golden(wire_type.name));
    }
}
