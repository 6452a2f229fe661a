//! The contract as a document.

use serde_json::{Map, Value, json};

use super::{Direction, WIRE_TYPES};
use crate::kernel::ProblemKind;
use crate::tables::TableShape;

/// The contract of this release, in the format `accord/1`.
pub fn document() -> Value {
    let types = WIRE_TYPES.iter().map(|wire_type| {
        let entry = json!({
            "role": wire_type.role.as_str(),
            "accepts": wire_type.schema(Direction::Accepts),
            "emits": wire_type.schema(Direction::Emits),
        });
        (wire_type.name.to_owned(), entry)
    });
    let tables = crate::schema::shapes().into_iter().map(|table| (table.name.clone(), self::table(&table)));
    let problems = ProblemKind::ALL
        .iter()
        .map(|kind| (kind.type_uri(), json!({ "status": kind.status(), "title": kind.title() })));
    json!({
        "format": "accord/1",
        "package": env!("CARGO_PKG_NAME"),
        "version": crate::VERSION,
        "types": types.collect::<Map<_, _>>(),
        "tables": tables.collect::<Map<_, _>>(),
        "problems": problems.collect::<Map<_, _>>(),
    })
}

/// The contract as it stands in `contract.json`: sorted keys, two-space indent, a newline at the end.
pub fn text() -> String {
    // The alternate form of a `Value` is its indented form; keys are sorted here because a dependency elsewhere in a
    // build may switch serde_json to insertion order.
    format!("{:#}\n", sorted(document()))
}

fn table(table: &TableShape) -> Value {
    let columns = table
        .columns
        .iter()
        .map(|column| json!({ "name": column.name, "type": column.sql_type, "nullable": column.nullable }));
    json!({ "columns": columns.collect::<Vec<_>>(), "primary_key": table.primary_key })
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.into_iter().map(|(key, member)| (key, sorted(member))).collect();
            members.sort_by(|(a, _), (b, _)| a.cmp(b));
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        scalar => scalar,
    }
}
