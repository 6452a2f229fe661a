//! Whether a pattern matches one string.

use std::collections::BTreeSet;

use super::{
    determinise::closure,
    nfa::{Nfa, State},
};

/// Whether the pattern matches somewhere in `text`.
pub(super) fn matches(nfa: &Nfa, text: &str) -> bool {
    let mut kernel = vec![nfa.start];
    let mut at_start = true;
    for c in text.chars() {
        let (readers, matched) = closure(nfa, &kernel, at_start, false);
        if matched {
            return true;
        }
        let mut targets = BTreeSet::from([nfa.start]);
        for reader in readers {
            if let State::Read(ranges, next) = &nfa.states[reader as usize]
                && reads(ranges, c)
            {
                targets.insert(*next);
            }
        }
        kernel = targets.into_iter().collect();
        at_start = false;
    }
    closure(nfa, &kernel, at_start, true).1
}

/// Whether `c` is in one of the sorted ranges.
pub(super) fn reads(ranges: &[(char, char)], c: char) -> bool {
    ranges
        .binary_search_by(|(low, high)| {
            if *high < c {
                std::cmp::Ordering::Less
            } else if *low > c {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}
