//! Arrays whose items all differ.

use std::{collections::HashMap, rc::Rc};

use serde_json::Value;

use super::{
    Engine, matching,
    outcome::{Nothing, Outcome, found},
};
use crate::{equality, exact, expr::Literal};

/// The values that a place can take: as many as there are places, or those that were found and why there are no more.
struct Members {
    values: Vec<Rc<Value>>,
    end: Nothing,
}

impl Engine<'_> {
    /// Chooses a value for each place so that no two are equal.
    pub(super) fn distinct(&mut self, places: &[Vec<Literal>]) -> Outcome {
        let mut known: HashMap<&[Literal], Members> = HashMap::new();
        let mut members = Vec::with_capacity(places.len());
        let mut why = Nothing::Empty;
        for literals in places {
            let Members { values, end } = known.entry(literals).or_insert_with(|| self.members(literals, places.len()));
            match (&why, &*end) {
                (_, Nothing::Empty) if values.is_empty() => return Err(Nothing::Empty),
                (Nothing::Empty, unknown) => why = unknown.clone(),
                (Nothing::Unknown(_), _) => {}
            }
            members.push(values.clone());
        }
        assign(&members).map_or(Err(why), found)
    }

    /// The values of a place, up to `enough`: with as many values as places it can be filled
    /// whatever the others take.
    fn members(&mut self, literals: &[Literal], enough: usize) -> Members {
        let mut members = Members { values: Vec::new(), end: Nothing::Empty };
        while members.values.len() < enough {
            let mut literals = literals.to_vec();
            if !members.values.is_empty() {
                let list = members.values.iter().map(|value| (**value).clone()).collect();
                let id = exact::values(list, &mut |expr| self.add(expr));
                literals.push(Literal::isnt(id));
            }
            match self.solve(&literals) {
                Ok(value) => members.values.push(value),
                Err(end) => {
                    members.end = end;
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
