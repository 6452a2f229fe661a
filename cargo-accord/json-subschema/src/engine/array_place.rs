//! Which item is counted as what.

use std::collections::HashSet;

use super::{
    Engine,
    branch::Arrays,
    outcome::{Nothing, Outcome, Undecided, first},
};
use crate::expr::Literal;

/// The most demands; each is one bit.
const MAX_WISHES: usize = 60;

/// An array that is being filled from the front.
pub(super) struct Places<'a> {
    arrays: &'a Arrays,
    length: usize,
    filled: Vec<Vec<Literal>>,
    /// How many items each count has so far.
    counted: Vec<u64>,
    /// The demands for some item that have been met.
    met: u64,
    /// Situations from which there is no array.
    hopeless: HashSet<(usize, Vec<u64>, u64)>,
}

impl<'a> Places<'a> {
    pub(super) fn new(arrays: &'a Arrays, length: usize) -> Self {
        Self {
            arrays,
            length,
            filled: Vec::with_capacity(length),
            counted: vec![0; arrays.counts.len()],
            met: 0,
            hopeless: HashSet::new(),
        }
    }
}

impl Engine<'_> {
    /// Fills the next place in every way, and those after it.
    pub(super) fn place(&mut self, places: &mut Places<'_>) -> Outcome {
        let arrays = places.arrays;
        if arrays.some.len() > MAX_WISHES {
            return Err(Undecided::new("items", "too many combinations of items").into());
        }
        self.spend(1)?;
        let index = places.filled.len();
        let left = (places.length - index) as u64;
        let short = |(count, counted): (&super::branch::Count, &u64)| counted + left < count.min;
        if arrays.counts.iter().zip(&places.counted).any(short) {
            return Err(Nothing::Empty);
        }
        if left == 0 {
            if places.met.count_ones() as usize != arrays.some.len() {
                return Err(Nothing::Empty);
            }
            return self.realise(arrays, &places.filled);
        }
        let situation = (index, places.counted.clone(), places.met);
        if places.hopeless.contains(&situation) {
            return Err(Nothing::Empty);
        }
        let literals = self.item_literals(arrays, index);
        let outcome = self.deeper(|engine| engine.count_item(places, literals, 0));
        // Which items are equal depends on more than the situation.
        if matches!(outcome, Err(Nothing::Empty)) && !arrays.unique && !arrays.repeating {
            places.hopeless.insert(situation);
        }
        outcome
    }

    /// Decides for each count from `index` on whether the item at hand belongs to it.
    fn count_item(&mut self, places: &mut Places<'_>, literals: Vec<Literal>, index: usize) -> Outcome {
        let arrays = places.arrays;
        let Some(count) = arrays.counts.get(index) else {
            return self.meet_demand(places, literals, 0);
        };
        let counted = places.counted[index];
        let bounded = count.max.is_some();
        // What need not be distinguished is left open: an item more than the minimum does no harm
        // without a maximum, and one less does none without a minimum.
        let in_literal = (count.min > 0).then_some(count.of);
        let out_literal = bounded.then_some(count.of.negated());
        let mut ways = vec![(counted, out_literal)];
        let settled = !bounded && counted >= count.min;
        if !settled && count.max.is_none_or(|max| counted < max) {
            ways.insert(0, (counted + 1, in_literal));
        }
        first(ways.into_iter().map(|(counted_then, literal)| {
            let mut literals = literals.clone();
            literals.extend(literal);
            places.counted[index] = counted_then;
            let outcome = self.count_item(places, literals, index + 1);
            places.counted[index] = counted;
            outcome
        }))
    }

    /// Decides for each demand from `index` on whether the item at hand meets it.
    fn meet_demand(&mut self, places: &mut Places<'_>, literals: Vec<Literal>, index: usize) -> Outcome {
        let arrays = places.arrays;
        let Some(some) = arrays.some.get(index) else {
            return self.fill_place(places, literals);
        };
        let met = places.met;
        let can_meet = met & (1 << index) == 0 && some.from <= places.filled.len();
        let demands = can_meet.then_some(Some(some.value)).into_iter().chain([None]);
        first(demands.map(|demand| {
            let mut literals = literals.clone();
            literals.extend(demand);
            places.met |= u64::from(demand.is_some()) << index;
            let outcome = self.meet_demand(places, literals, index + 1);
            places.met = met;
            outcome
        }))
    }

    fn fill_place(&mut self, places: &mut Places<'_>, literals: Vec<Literal>) -> Outcome {
        self.solve(&literals)?;
        places.filled.push(literals);
        let outcome = self.place(places);
        places.filled.pop();
        outcome
    }
}
