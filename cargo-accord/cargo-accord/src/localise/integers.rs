//! Integer formats, which are ranges.

use serde_json::Value;

use super::edit::carry;
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use crate::rules::Rule;
use crate::schema::integer_range as range;

/// The integer or float format of a schema.
pub fn format_of<'a>(node: &Node<'a>) -> Option<&'a str> {
    let format = node.get("format").and_then(Value::as_str)?;
    (range(format).is_some() || matches!(format, "float" | "double")).then_some(format)
}

pub fn compare(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    let (before, after) = (format_of(old), format_of(new));
    if before == after {
        return;
    }
    let said = |format: Option<&str>| format.map_or("unbounded".to_owned(), |f| format!("`{f}`"));
    let widest = (i128::MIN, i128::MAX);
    let reach = |format: Option<&str>| format.and_then(range).unwrap_or(widest);
    let float = |format: Option<&str>| matches!(format, Some("float" | "double"));
    let ((low, high), (new_low, new_high)) = (reach(before), reach(after));
    let (rule, what) = if float(before) || float(after) {
        (Rule::NumberPrecisionChanged, "changed its precision")
    } else if new_low <= low && new_high >= high {
        (Rule::IntegerWidened, "takes more integers")
    } else if new_low >= low && new_high <= high {
        (Rule::IntegerNarrowed, "takes fewer integers")
    } else {
        (Rule::IntegerSignChanged, "takes other integers")
    };
    let message = format!("{} {what}: {}, was {}", place.subject, said(after), said(before));
    let mut edits = carry(old, new, &["format"]);
    edits.extend(carry(old, new, &implied_bounds(old, new)));
    recorder.record(rule, place.keyword("format"), message, edits);
}

/// Bounds that schemars writes because of the format, and so change with it.
fn implied_bounds(old: &Node<'_>, new: &Node<'_>) -> Vec<&'static str> {
    let implied = |node: &Node<'_>, keyword: &str| {
        let bound = node.get(keyword).and_then(integer);
        match (bound, format_of(node).and_then(range)) {
            (None, _) => true,
            (Some(bound), Some((low, high))) => bound == if keyword == "minimum" { low } else { high },
            (Some(_), None) => false,
        }
    };
    let both = |keyword: &&str| implied(old, keyword) && implied(new, keyword);
    ["minimum", "maximum"].into_iter().filter(both).collect()
}

/// Whether the bound says only what the format says.
pub fn is_implied(node: &Node<'_>, keyword: &str) -> bool {
    let Some((low, high)) = format_of(node).and_then(range) else {
        return false;
    };
    match node.get(keyword).and_then(integer) {
        Some(bound) => (keyword == "minimum" && bound <= low) || (keyword == "maximum" && bound >= high),
        None => false,
    }
}

/// An exact integer, however it is spelt.
pub fn integer(value: &Value) -> Option<i128> {
    let number = value.as_number()?;
    if let Some(number) = number.as_i64() {
        return Some(number.into());
    }
    number.as_u64().map(Into::into)
}
