//! Arrays: how long, and what each item has to be.

use std::rc::Rc;

use serde_json::Value;

use super::{
    Engine,
    array_place::Places,
    branch::{Arrays, Branch, Count},
    outcome::{Alternatives, Outcome, Undecided},
};
use crate::expr::{Expr, Literal};

/// The longest array that is built.
const MAX_LENGTH: u64 = 3_000;

/// The longest array whose items are distinguished.
const MAX_PLACES: u64 = 40;

impl Engine<'_> {
    /// Decides a branch of arrays.
    pub(super) fn array(&mut self, branch: &Branch) -> Outcome {
        let mut arrays = branch.arrays.clone();
        if arrays.unique && arrays.repeating || !merge_counts(&mut arrays) {
            return Outcome::Empty;
        }
        let tail = self.tail_start(&arrays);
        let mut low = arrays.min;
        for some in &arrays.some {
            low = low.max(some.from as u64 + 1);
        }
        for count in &arrays.counts {
            low = low.max(count.min);
        }
        if arrays.repeating {
            low = low.max(2);
        }
        if arrays.max.is_some_and(|max| max < low) {
            return Outcome::Empty;
        }
        let mut undecided = None;
        match self.first_impossible(&arrays, tail, low, &mut undecided) {
            Some(index) if (index as u64) < low => return Outcome::Empty,
            Some(index) => {
                let known = arrays.max.unwrap_or(u64::MAX);
                arrays.max = Some(known.min(index as u64));
            }
            None => {}
        }
        if let Some(undecided) = undecided {
            return Outcome::Unknown(undecided);
        }
        if low > MAX_LENGTH {
            let reason = "so long an array is not built";
            return Outcome::Unknown(Undecided::new("minItems", reason));
        }
        if arrays.counts.is_empty() && arrays.some.is_empty() && !arrays.unique && !arrays.repeating {
            return self.uniform(&arrays, tail, low);
        }
        self.some_length(&arrays, tail, low)
    }

    /// From here on all items follow the same rules.
    fn tail_start(&self, arrays: &Arrays) -> usize {
        let mut start = 0;
        for rule in &arrays.rules {
            if let Expr::Items { prefix, .. } = &*self.expr(*rule) {
                start = start.max(prefix.len());
            }
        }
        for (index, _) in &arrays.at {
            start = start.max(index + 1);
        }
        for some in &arrays.some {
            start = start.max(some.from);
        }
        start
    }

    /// What holds of the item at a place.
    pub(super) fn item_literals(&self, arrays: &Arrays, index: usize) -> Vec<Literal> {
        let mut literals = Vec::new();
        for rule in &arrays.rules {
            if let Expr::Items { prefix, rest } = &*self.expr(*rule) {
                literals.extend(prefix.get(index).or(rest.as_ref()).map(|id| Literal::is(*id)));
            }
        }
        let here = arrays.at.iter().filter(|(at, _)| *at == index);
        literals.extend(here.map(|(_, literal)| *literal));
        literals
    }

    /// The first place that no item can take; places beyond need not be looked at.
    fn first_impossible(
        &mut self,
        arrays: &Arrays,
        tail: usize,
        low: u64,
        undecided: &mut Option<Undecided>,
    ) -> Option<usize> {
        // Places that an item is asked for at come first: they are the ones in question.
        let mut asked: Vec<usize> = arrays.at.iter().map(|(index, _)| *index).collect();
        asked.extend(0..=tail);
        let mut first: Option<usize> = None;
        for index in asked {
            if first.is_some_and(|first| first <= index) {
                continue;
            }
            let literals = self.item_literals(arrays, index);
            match self.solve(&literals) {
                Outcome::Some(_) => {}
                Outcome::Empty => {
                    first = Some(index);
                    if (index as u64) < low {
                        return first;
                    }
                }
                Outcome::Unknown(why) if (index as u64) < low => {
                    undecided.get_or_insert(why);
                }
                Outcome::Unknown(_) => {}
            }
        }
        first
    }

    /// The shortest array when each item stands for itself.
    fn uniform(&mut self, arrays: &Arrays, tail: usize, length: u64) -> Outcome {
        let mut items = Vec::new();
        for index in 0..usize::try_from(length).unwrap_or(usize::MAX) {
            if index > tail
                && let Some(last) = items.last().cloned()
            {
                items.push(last);
                continue;
            }
            let literals = self.item_literals(arrays, index);
            match self.solve(&literals) {
                Outcome::Some(value) => items.push((*value).clone()),
                other => return other,
            }
        }
        Outcome::of(Value::Array(items))
    }

    /// Tries the lengths that come into question, the shortest first.
    ///
    /// Beyond the prefix an item that nothing counts on can be left out, so an array need not
    /// be longer than the prefix and one item for each that is counted on.
    fn some_length(&mut self, arrays: &Arrays, tail: usize, low: u64) -> Outcome {
        let counted: u64 = arrays.counts.iter().fold(0_u64, |sum, count| sum.saturating_add(count.min));
        let extra =
            counted.saturating_add(arrays.some.len() as u64).saturating_add(if arrays.repeating { 2 } else { 0 });
        let high = low.max(tail as u64).saturating_add(extra);
        let high = arrays.max.map_or(high, |max| max.min(high));
        let mut alternatives = Alternatives::default();
        for length in low..=high {
            if length > MAX_PLACES {
                let reason = "too many combinations of items";
                alternatives.undecided(Undecided::new("contains", reason));
                break;
            }
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            let mut places = Places::new(arrays, length);
            let outcome = self.deeper(|engine| engine.place(&mut places));
            if let Some(found) = alternatives.take(outcome) {
                return found;
            }
        }
        alternatives.exhausted()
    }

    /// The array whose items satisfy the literals of their places, with regard to repetition.
    pub(super) fn realise(&mut self, arrays: &Arrays, places: &[Vec<Literal>]) -> Outcome {
        if arrays.unique {
            return self.distinct(places);
        }
        let mut items = Vec::with_capacity(places.len());
        for literals in places {
            match self.solve(literals) {
                Outcome::Some(value) => items.push(value),
                other => return other,
            }
        }
        if arrays.repeating {
            return self.repeat(places, items);
        }
        Outcome::of(items.iter().map(|item| (**item).clone()).collect::<Vec<_>>())
    }

    /// Makes two of the items equal.
    fn repeat(&mut self, places: &[Vec<Literal>], items: Vec<Rc<Value>>) -> Outcome {
        let mut alternatives = Alternatives::default();
        for (index, one) in places.iter().enumerate() {
            for (later, other) in places.iter().enumerate().skip(index + 1) {
                let both: Vec<_> = one.iter().chain(other).copied().collect();
                match self.solve(&both) {
                    Outcome::Some(value) => {
                        let mut items: Vec<_> = items.iter().map(|item| (**item).clone()).collect();
                        items[index] = (*value).clone();
                        items[later] = (*value).clone();
                        return Outcome::of(items);
                    }
                    Outcome::Empty => {}
                    Outcome::Unknown(undecided) => alternatives.undecided(undecided),
                }
            }
        }
        alternatives.exhausted()
    }
}

/// One count for each literal; false when two of them contradict each other.
fn merge_counts(arrays: &mut Arrays) -> bool {
    let mut merged: Vec<Count> = Vec::new();
    for count in std::mem::take(&mut arrays.counts) {
        match merged.iter_mut().find(|known| known.of == count.of) {
            Some(known) => {
                known.min = known.min.max(count.min);
                known.max = match (known.max, count.max) {
                    (Some(one), Some(two)) => Some(one.min(two)),
                    (one, two) => one.or(two),
                };
            }
            None => merged.push(count),
        }
    }
    arrays.counts = merged;
    arrays.counts.iter().all(|count| count.max.is_none_or(|max| count.min <= max))
}
