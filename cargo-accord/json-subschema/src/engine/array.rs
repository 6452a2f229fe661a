//! Arrays: how long, and what each item has to be.

use std::rc::Rc;

use serde_json::Value;

use super::{
    Engine,
    array_place::Places,
    branch::{Arrays, Branch, Count},
    outcome::{Nothing, Outcome, Undecided, first, found},
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
            return Err(Nothing::Empty);
        }
        let tail = self.tail_start(&arrays);
        let asked = arrays.some.iter().map(|some| some.from as u64 + 1);
        let counted = arrays.counts.iter().map(|count| count.min);
        let low = asked.chain(counted).chain(arrays.repeating.then_some(2)).fold(arrays.min, u64::max);
        if arrays.max.is_some_and(|max| max < low) {
            return Err(Nothing::Empty);
        }
        if let Some(index) = self.first_impossible(&arrays, tail, low)? {
            let known = arrays.max.unwrap_or(u64::MAX);
            arrays.max = Some(known.min(index as u64));
        }
        if low > MAX_LENGTH {
            return Err(Undecided::new("minItems", "so long an array is not built").into());
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

    /// The first place that no item can take; places beyond need not be looked at. There is no array when an item is
    /// needed there.
    fn first_impossible(&mut self, arrays: &Arrays, tail: usize, low: u64) -> Result<Option<usize>, Nothing> {
        // Places that an item is asked for at come first: they are the ones in question.
        let asked = arrays.at.iter().map(|(index, _)| *index);
        let mut impossible: Option<usize> = None;
        let mut undecided = Ok(());
        for index in asked.chain(0..=tail) {
            if impossible.is_some_and(|known| known <= index) {
                continue;
            }
            let needed = (index as u64) < low;
            match self.solve(&self.item_literals(arrays, index)) {
                Err(Nothing::Empty) if needed => return Err(Nothing::Empty),
                Err(Nothing::Empty) => impossible = Some(index),
                Err(unknown) if needed && undecided.is_ok() => undecided = Err(unknown),
                Ok(_) | Err(_) => {}
            }
        }
        undecided.map(|()| impossible)
    }

    /// The shortest array when each item stands for itself.
    fn uniform(&mut self, arrays: &Arrays, tail: usize, length: u64) -> Outcome {
        let mut items: Vec<Value> = Vec::new();
        for index in 0..usize::try_from(length).unwrap_or(usize::MAX) {
            items.push(match items.last() {
                Some(last) if index > tail => last.clone(),
                _ => Value::clone(&*self.solve(&self.item_literals(arrays, index))?),
            });
        }
        found(items)
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
        let built = (low..=high.min(MAX_PLACES)).map(|length| {
            let mut places = Places::new(arrays, usize::try_from(length).unwrap_or(usize::MAX));
            self.deeper(|engine| engine.place(&mut places))
        });
        let too_long = || Err(Undecided::new("contains", "too many combinations of items").into());
        first(built.chain((high > MAX_PLACES).then(too_long)))
    }

    /// The array whose items satisfy the literals of their places, with regard to repetition.
    pub(super) fn realise(&mut self, arrays: &Arrays, places: &[Vec<Literal>]) -> Outcome {
        if arrays.unique {
            return self.distinct(places);
        }
        let items: Vec<Rc<Value>> = places.iter().map(|literals| self.solve(literals)).collect::<Result<_, _>>()?;
        if arrays.repeating {
            return self.repeat(places, &items);
        }
        found(items.iter().map(|item| Value::clone(item)).collect::<Vec<_>>())
    }

    /// Makes two of the items equal.
    fn repeat(&mut self, places: &[Vec<Literal>], items: &[Rc<Value>]) -> Outcome {
        let pairs = (0..places.len()).flat_map(|one| (one + 1..places.len()).map(move |other| (one, other)));
        first(pairs.map(|(one, other)| {
            let both: Vec<_> = places[one].iter().chain(&places[other]).copied().collect();
            let value = self.solve(&both)?;
            let mut items = items.to_vec();
            items[one] = value.clone();
            items[other] = value;
            found(items.iter().map(|item| Value::clone(item)).collect::<Vec<_>>())
        }))
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
