//! Properties that are there only because there must be so many.

use serde_json::{Map, Value};

use super::{
    Engine,
    branch::Objects,
    matching,
    object::{NewKey, Placed},
    outcome::{Outcome, Undecided},
};
use crate::expr::Name;

/// The largest object that is built.
const MAX_SIZE: u64 = 1_000;

impl Engine<'_> {
    /// Chooses the new names, adds properties until there are enough, and builds the object.
    pub(super) fn name_and_fill(&mut self, objects: &Objects, placed: &Placed, new: &[NewKey]) -> Outcome {
        if new.is_empty() {
            return self.fill(objects, placed);
        }
        let count = (placed.len() + new.len()) as u64;
        if objects.max.is_some_and(|max| count > max) {
            return Outcome::Empty;
        }
        match self.choose_names(objects, new) {
            Ok(Some(names)) => {
                let mut placed = placed.clone();
                for (name, key) in names.into_iter().zip(new) {
                    placed.insert(name, (key.literals.clone(), key.value.clone()));
                }
                self.fill(objects, &placed)
            }
            Ok(None) => Outcome::Empty,
            Err(undecided) => Outcome::Unknown(undecided),
        }
    }

    /// A name for each new property, no two of them the same; `None` if there is no such choice.
    ///
    /// With as many names to choose from as there are new properties, a property can be named
    /// whatever the others take, so no more are asked for.
    fn choose_names(&mut self, objects: &Objects, new: &[NewKey]) -> Result<Option<Vec<Name>>, Undecided> {
        let mentioned = self.mentioned(objects);
        let mut choices = Vec::with_capacity(new.len());
        for key in new {
            let mut taken = mentioned.clone();
            let mut names = Vec::new();
            while names.len() < new.len() {
                let Some(name) = self.key(&key.names, &key.signs, taken.clone())? else {
                    break;
                };
                taken.insert(name.clone());
                names.push(name);
            }
            choices.push(names);
        }
        Ok(matching::choose(&choices))
    }

    /// Adds properties until there are enough, and builds the object.
    fn fill(&mut self, objects: &Objects, placed: &Placed) -> Outcome {
        if objects.max.is_some_and(|max| (placed.len() as u64) > max) {
            return Outcome::Empty;
        }
        if placed.len() as u64 >= objects.min {
            return build(placed);
        }
        if objects.min > MAX_SIZE {
            let reason = "so large an object is not built";
            return Outcome::Unknown(Undecided::new("minProperties", reason));
        }
        let mut placed = placed.clone();
        let mut undecided = None;
        for outcome in [self.fill_mentioned(objects, &mut placed), self.fill_new(objects, &mut placed)] {
            if let Err(why) = outcome {
                undecided = Some(why);
            }
        }
        if placed.len() as u64 >= objects.min {
            return build(&placed);
        }
        undecided.map_or(Outcome::Empty, Outcome::Unknown)
    }

    fn fill_mentioned(&mut self, objects: &Objects, placed: &mut Placed) -> Result<(), Undecided> {
        let mut undecided = None;
        for name in self.mentioned(objects) {
            if placed.len() as u64 >= objects.min {
                break;
            }
            if placed.contains_key(&name) || objects.absent.contains(&name) {
                continue;
            }
            match self.name_holds(objects, &name) {
                Ok(true) => {}
                Ok(false) => continue,
                Err(why) => {
                    undecided = Some(why);
                    continue;
                }
            }
            let literals = match self.property_literals(objects, &name) {
                Ok(literals) => literals,
                Err(why) => {
                    undecided = Some(why);
                    continue;
                }
            };
            match self.solve(&literals) {
                Outcome::Some(value) => {
                    placed.insert(name, (literals, value));
                }
                Outcome::Empty => {}
                Outcome::Unknown(why) => undecided = Some(why),
            }
        }
        undecided.map_or(Ok(()), Err)
    }

    fn fill_new(&mut self, objects: &Objects, placed: &mut Placed) -> Result<(), Undecided> {
        let mut undecided = None;
        for region in self.regions(objects, &[])? {
            let value = match self.solve(&region.literals) {
                Outcome::Some(value) => value,
                Outcome::Empty => continue,
                Outcome::Unknown(why) => {
                    undecided = Some(why);
                    continue;
                }
            };
            while (placed.len() as u64) < objects.min {
                let mut taken = self.mentioned(objects);
                taken.extend(placed.keys().cloned());
                match self.key(&objects.names, &region.signs, taken) {
                    Ok(Some(name)) => {
                        let entry = (region.literals.clone(), value.clone());
                        placed.insert(name, entry);
                    }
                    Ok(None) => break,
                    Err(why) => {
                        undecided = Some(why);
                        break;
                    }
                }
            }
        }
        undecided.map_or(Ok(()), Err)
    }
}

fn build(placed: &Placed) -> Outcome {
    let members: Map<String, Value> =
        placed.iter().map(|(name, (_, value))| (name.to_string(), (**value).clone())).collect();
    Outcome::of(Value::Object(members))
}
