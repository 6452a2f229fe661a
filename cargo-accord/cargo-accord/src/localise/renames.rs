//! Telling a rename from a removal and an addition.

use super::node::Node;
use crate::schema::aliases;

/// A field that changed its name and nothing else.
#[derive(Debug)]
pub struct Rename<'a> {
    /// The old name.
    pub from: &'a str,
    /// The new name.
    pub to: &'a str,
    /// Whether the old name is still read.
    pub kept: bool,
}

/// The renames among removed and added fields.
///
/// A new field that names an old one as its alias is one for certain. Otherwise the two must be of
/// the same type, and either sound alike or be the only candidates for each other.
pub fn among<'a>(old: &Node<'_>, new: &Node<'_>, gone: &[&'a str], come: &[&'a str]) -> Vec<Rename<'a>> {
    let shape = |node: &Node<'_>, name: &str| node.field(name).map(|field| field.alone());
    let shapes: Vec<_> = gone.iter().map(|from| shape(old, from)).collect();
    let mut renames: Vec<Rename<'a>> = Vec::new();
    for to in come {
        let Some(after) = new.field(to) else {
            continue;
        };
        let aliased: Vec<&str> = aliases(after.schema).collect();
        let free = |at: &usize| !renames.iter().any(|rename| rename.from == gone[*at]);
        let candidates: Vec<usize> = (0..gone.len()).filter(free).collect();
        if let Some(at) = candidates.iter().find(|at| aliased.contains(&gone[**at])) {
            renames.push(Rename { from: gone[*at], to, kept: true });
            continue;
        }
        let alone = Some(after.alone());
        let fitting: Vec<usize> = candidates.into_iter().filter(|at| shapes[*at] == alone).collect();
        let only = gone.len() == 1 && come.len() == 1;
        let best = fitting.iter().find(|at| only || alike(gone[**at], to));
        if let Some(at) = best {
            renames.push(Rename { from: gone[*at], to, kept: false });
        }
    }
    renames
}

/// Whether two names are the same words in another case: `unitPrice`, `unit_price`.
pub fn recased(left: &str, right: &str) -> bool {
    let plain =
        |name: &str| -> String { name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    plain(left) == plain(right)
}

/// Whether two names share a word or differ by little.
pub fn alike(left: &str, right: &str) -> bool {
    if recased(left, right) {
        return true;
    }
    let (left_words, right_words) = (words(left), words(right));
    let shared = left_words.iter().any(|word| word.len() > 2 && right_words.contains(word));
    shared || distance(left, right) * 5 <= left.chars().count().max(right.chars().count()) * 2
}

fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if !c.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        if c.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// How many characters must change to make one name of the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let substituted = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}
