//! Arrays whose items all differ.

use std::{collections::HashMap, rc::Rc};

use serde_json::Value;

use super::{
    Engine, matching,
    outcome::{Outcome, Undecided},
};
use crate::{equality, exact, expr::Literal};

/// The values that a place can take: all of them, or as many as there are places.
#[derive(Clone)]
struct Members {
    values: Vec<Rc<Value>>,
    undecided: Option<Undecided>,
}

impl Engine<'_> {
    /// Chooses a value for each place so that no two are equal.
    pub(super) fn distinct(&mut self, places: &[Vec<Literal>]) -> Outcome {
        let mut known: HashMap<&[Literal], Members> = HashMap::new();
        let mut members = Vec::with_capacity(places.len());
        let mut undecided = None;
        for literals in places {
            let found = match known.get(literals.as_slice()) {
                Some(found) => found.clone(),
                None => self.members(literals, places.len()),
            };
            if found.values.is_empty() && found.undecided.is_none() {
                return Outcome::Empty;
            }
            if let Some(why) = &found.undecided {
                undecided.get_or_insert_with(|| why.clone());
            }
            known.insert(literals, found.clone());
            members.push(found.values);
        }
        match assign(&members) {
            Some(items) => Outcome::of(items),
            None => undecided.map_or(Outcome::Empty, Outcome::Unknown),
        }
    }

    /// The values of a place, up to `enough`: with as many values as places it can be filled
    /// whatever the others take.
    fn members(&mut self, literals: &[Literal], enough: usize) -> Members {
        let mut members = Members { values: Vec::new(), undecided: None };
        while members.values.len() < enough {
            let mut literals = literals.to_vec();
            if !members.values.is_empty() {
                let list = members.values.iter().map(|value| (**value).clone()).collect();
                let id = exact::values(list, &mut |expr| self.add(expr));
                literals.push(Literal::isnt(id));
            }
            match self.solve(&literals) {
                Outcome::Some(value) => members.values.push(value),
                Outcome::Empty => break,
                Outcome::Unknown(undecided) => {
                    members.undecided = Some(undecided);
                    break;
                }
            }
        }
        members
    }
}

/// A value for each place, no two of them equal.
fn assign(members: &[Vec<Rc<Value>>]) -> Option<Vec<Value>> {
    let texts: Vec<Vec<String>> =
        members.iter().map(|values| values.iter().map(|value| equality::canonical(value)).collect()).collect();
    let chosen = matching::choose(&texts)?;
    let values = chosen.iter().zip(&texts).zip(members);
    values
        .map(|((text, texts), values)| {
            let index = texts.iter().position(|other| other == text)?;
            Some((*values[index]).clone())
        })
        .collect()
}
