//! The unit in which the length of a text is counted.

use serde_json::Value;

use super::change::Unseen;
use super::edit::carry;
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use crate::contract::Question;
use crate::rules::Rule;
use crate::schema::{LENGTH, LengthMode, length_mode};

/// How much one text counts in each unit: it is the same text everywhere, so the bounds are exact.
struct Length {
    unit: LengthMode,
    least: u64,
    most: Option<u64>,
}

pub fn compare(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    let (before, after) = (length(old), length(new));
    let measured = |length: &Length| length.least > 1 || length.most.is_some();
    if before.unit == after.unit || !(measured(&before) && measured(&after)) {
        return;
    }
    let message = format!("the length of {} is counted in {}, was {}", place.subject, after.unit, before.unit);
    let edits = carry(old, new, &[LENGTH]);
    recorder.record(Rule::LengthModeChanged, place.keyword(LENGTH), message, edits);
    for (question, writer, reader) in
        [(Question::OldReadByNew, &before, &after), (Question::NewReadByOld, &after, &before)]
    {
        if let Some((text, reason)) = refused(writer, reader) {
            recorder.unseen(Unseen { question, keyword: LENGTH, reason, text });
        }
    }
}

fn length(node: &Node<'_>) -> Length {
    let number = |keyword: &str| node.get(keyword).and_then(Value::as_u64);
    Length { unit: length_mode(node.schema), least: number("minLength").unwrap_or(0), most: number("maxLength") }
}

/// A text that the writer may write and the reader refuses because it counts in another unit.
fn refused(writer: &Length, reader: &Length) -> Option<(Option<String>, String)> {
    // As large as one unit of the writer gets in units of the reader, and as small.
    let letters = ["a", "é", "€", "🦀", "e\u{301}\u{302}\u{303}\u{304}"];
    let long = letters.iter().max_by(|a, b| ratio(a, writer, reader).total_cmp(&ratio(b, writer, reader)));
    let short = letters.iter().min_by(|a, b| ratio(a, writer, reader).total_cmp(&ratio(b, writer, reader)));
    if let (Some(most), Some(limit), Some(letter)) = (writer.most, reader.most, long) {
        let text = filled(letter, most, writer.unit);
        let counted = count(&text, reader.unit);
        if counted > limit {
            let reason = format!("a text of {counted} {} is longer than {limit}", reader.unit);
            return Some((shown(text), reason));
        }
    }
    if let (true, Some(letter)) = (reader.least > 1, short) {
        let text = filled(letter, writer.least + count(letter, writer.unit) - 1, writer.unit);
        let counted = count(&text, reader.unit);
        if counted < reader.least {
            let reason = format!("a text of {counted} {} is shorter than {}", reader.unit, reader.least);
            return Some((shown(text), reason));
        }
    }
    None
}

fn ratio(letter: &str, writer: &Length, reader: &Length) -> f64 {
    // Both counts are at most 20.
    count(letter, reader.unit) as f64 / count(letter, writer.unit) as f64
}

/// As many letters as fit into `most` units.
fn filled(letter: &str, most: u64, unit: LengthMode) -> String {
    let times = most / count(letter, unit);
    // Long enough to prove anything, short enough to hold in memory.
    letter.repeat(usize::try_from(times.min(100_000)).unwrap_or(0))
}

fn count(text: &str, unit: LengthMode) -> u64 {
    let units = match unit {
        LengthMode::Bytes => text.len(),
        LengthMode::Utf16 => text.encode_utf16().count(),
        LengthMode::Chars => text.chars().count(),
        // The letters above have marks from one block only.
        LengthMode::Graphemes => text.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).count(),
    };
    units as u64
}

/// A witness is for reading.
fn shown(text: String) -> Option<String> {
    (text.chars().count() <= 4096).then_some(text)
}
