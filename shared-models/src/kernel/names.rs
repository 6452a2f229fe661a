//! Whether people can read a name.

use serde::Serialize;
use serde_json::Value;

/// The fields that hold names, in every request: of people and things, and the lines of an address.
const NAMES: &[&str] = &["name", "prescriber", "carrier", "street", "city", "postal_code"];

/// Why people cannot read a name. The name itself is not repeated: it may be private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Illegible {
    /// A control character, such as a line break or an escape.
    #[error("has the control character U+{:04X}", u32::from(*.0))]
    Control(char),
    /// A character that turns the direction of the characters behind it, so that they are shown in another order.
    #[error("has U+{:04X}, which changes the direction of the text", u32::from(*.0))]
    Direction(char),
    /// Nothing but white space and characters without a shape.
    #[error("has no visible character")]
    Invisible,
}

/// The faults of every name in `request`, each with the JSON pointer of its field.
///
/// The contract accepts these names, and views show the ones that were written before this rule: a service refuses new
/// ones. A direction mark (U+200E, U+200F, U+061C) or a joiner inside a name is fine, because some scripts need it.
///
/// ```
/// use shared_models::kernel::{Illegible, illegible_names};
///
/// let faults = illegible_names(&serde_json::json!({ "name": "Ines\u{1b}[31m", "address": { "city": "\u{200b}" } }));
/// assert_eq!(faults[0], ("/address/city".to_owned(), Illegible::Invisible));
/// assert_eq!(faults[1], ("/name".to_owned(), Illegible::Control('\u{1b}')));
/// ```
pub fn illegible_names(request: &impl Serialize) -> Vec<(String, Illegible)> {
    let mut faults = Vec::new();
    // A request that is not JSON was not read from it either.
    look_into(&serde_json::to_value(request).unwrap_or_default(), "", &mut faults);
    faults
}

fn look_into(value: &Value, pointer: &str, faults: &mut Vec<(String, Illegible)>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                let pointer = format!("{pointer}/{key}");
                match member {
                    Value::String(text) if NAMES.contains(&key.as_str()) => {
                        faults.extend(fault(text).map(|fault| (pointer, fault)));
                    }
                    _ => look_into(member, &pointer, faults),
                }
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| look_into(item, &format!("{pointer}/{at}"), faults));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn fault(name: &str) -> Option<Illegible> {
    let turns = |character: &char| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // The separators of lines and paragraphs are controls by another name.
    let is_control = |character: &char| character.is_control() || matches!(character, '\u{2028}' | '\u{2029}');
    let control = name.chars().find(is_control).map(Illegible::Control);
    let direction = || name.chars().find(turns).map(Illegible::Direction);
    // Whether it may be empty says the contract.
    let is_blank = || !name.is_empty() && name.chars().all(is_invisible);
    control.or_else(direction).or_else(|| is_blank().then_some(Illegible::Invisible))
}

/// White space, and what Unicode calls default ignorable, as far as it has been seen in names; the Hangul fillers and the
/// blank of Braille have no shape either.
fn is_invisible(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{ffff}' | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}
