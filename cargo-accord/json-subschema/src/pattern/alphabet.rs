//! The characters that some automata distinguish, one representative of each sort.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::nfa::{Nfa, State, reads};

/// Representatives, the most readable first.
#[derive(Debug)]
pub(super) struct Alphabet {
    pub(super) letters: Vec<char>,
}

impl Alphabet {
    /// The alphabet of the automata; each of `special` is a separate letter.
    pub(super) fn of(automata: &[&Nfa], special: &BTreeSet<char>) -> Self {
        let mut classes: Vec<&[(char, char)]> = Vec::new();
        let mut known = HashMap::new();
        for nfa in automata {
            for state in &nfa.states {
                if let State::Read(ranges, _) = state {
                    known.entry(&**ranges).or_insert_with(|| classes.push(ranges));
                }
            }
        }
        let cuts = cuts(&classes, special);
        let mut best: BTreeMap<Vec<u64>, char> = BTreeMap::new();
        for (index, low) in cuts.iter().enumerate() {
            let high = match cuts.get(index + 1) {
                Some(next) => previous(*next),
                None => char::MAX,
            };
            let candidate = most_readable(*low, high);
            let mut signature = vec![0_u64; classes.len().div_ceil(64) + 1];
            for (bit, class) in classes.iter().enumerate() {
                if reads(class, candidate) {
                    signature[bit / 64] |= 1 << (bit % 64);
                }
            }
            if special.contains(low) {
                signature[classes.len().div_ceil(64)] = u64::from(*low) + 1;
            }
            let entry = best.entry(signature).or_insert(candidate);
            if rank(candidate) < rank(*entry) {
                *entry = candidate;
            }
        }
        let mut letters: Vec<char> = best.into_values().collect();
        letters.sort_by_key(|letter| rank(*letter));
        Self { letters }
    }
}

/// The first character of every stretch within which no class and no special letter changes.
fn cuts(classes: &[&[(char, char)]], special: &BTreeSet<char>) -> Vec<char> {
    // Readable characters get separate stretches, to be there as representatives.
    let mut cuts: BTreeSet<char> =
        ['\0', '\n', '\u{B}', '0', ':', 'A', '[', 'a', '{', ' ', '!', '\u{7F}'].into_iter().collect();
    for (low, high) in classes.iter().flat_map(|class| class.iter()) {
        cuts.insert(*low);
        cuts.extend(next(*high));
    }
    for letter in special {
        cuts.insert(*letter);
        cuts.extend(next(*letter));
    }
    cuts.into_iter().collect()
}

fn next(c: char) -> Option<char> {
    match c {
        '\u{D7FF}' => Some('\u{E000}'),
        c => char::from_u32(u32::from(c) + 1),
    }
}

fn previous(c: char) -> char {
    match c {
        '\u{E000}' => '\u{D7FF}',
        c => char::from_u32(u32::from(c).saturating_sub(1)).unwrap_or(c),
    }
}

fn most_readable(low: char, high: char) -> char {
    if rank(high) < rank(low) { high } else { low }
}

/// Lower is more readable.
fn rank(c: char) -> (u8, u32) {
    let class = match c {
        'a'..='z' => 0,
        '0'..='9' => 1,
        'A'..='Z' => 2,
        '-' | '_' | '.' => 3,
        '!'..='~' => 4,
        ' ' => 5,
        // A line end for every reader of `.`; about the others they disagree.
        '\n' => 5,
        c if c.is_alphanumeric() => 6,
        c if c.is_control() => 9,
        c if c.is_whitespace() => 8,
        _ => 7,
    };
    (class, u32::from(c))
}
