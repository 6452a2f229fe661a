//! One choice for each place, no two the same.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

/// Chooses by augmenting paths; `None` if there is no such choice.
pub(super) fn choose<T: Clone + Eq + Hash>(choices: &[Vec<T>]) -> Option<Vec<T>> {
    let mut taken: HashMap<&T, usize> = HashMap::new();
    for place in 0..choices.len() {
        if !augment(place, choices, &mut taken, &mut HashSet::new()) {
            return None;
        }
    }
    let mut chosen: Vec<(usize, T)> = taken.into_iter().map(|(choice, place)| (place, choice.clone())).collect();
    chosen.sort_by_key(|(place, _)| *place);
    Some(chosen.into_iter().map(|(_, choice)| choice).collect())
}

fn augment<'a, T: Eq + Hash>(
    place: usize,
    choices: &'a [Vec<T>],
    taken: &mut HashMap<&'a T, usize>,
    visited: &mut HashSet<&'a T>,
) -> bool {
    for choice in &choices[place] {
        if !visited.insert(choice) {
            continue;
        }
        let free = match taken.get(choice) {
            None => true,
            Some(other) => augment(*other, choices, taken, visited),
        };
        if free {
            taken.insert(choice, place);
            return true;
        }
    }
    false
}
