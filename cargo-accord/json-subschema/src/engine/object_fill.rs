//! Properties that are there only because there must be so many.

use std::{collections::BTreeSet, sync::Arc};

use serde_json::{Map, Value};

use super::{
    Engine,
    branch::{Branch, Objects},
    matching,
    object::{NewKey, Placed, Region},
    outcome::{Nothing, Outcome, Undecided, found},
};
use crate::{
    expr::{Literal, Name},
    kind::Kind,
    pattern::Pattern,
};

/// The largest object that is built.
const MAX_SIZE: u64 = 1_000;

impl Engine<'_> {
    /// Chooses the new names, adds properties until there are enough, and builds the object.
    pub(super) fn name_and_fill(&mut self, objects: &Objects, placed: &Placed, new: &[NewKey]) -> Outcome {
        if new.is_empty() {
            return self.fill(objects, placed.clone());
        }
        let count = (placed.len() + new.len()) as u64;
        if objects.max.is_some_and(|max| count > max) {
            return Err(Nothing::Empty);
        }
        let names = self.choose_names(objects, new)?;
        let values = new.iter().map(|key| (key.literals.clone(), key.value.clone()));
        self.fill(objects, placed.clone().into_iter().chain(names.into_iter().zip(values)).collect())
    }

    /// A name for each new property, no two of them the same.
    ///
    /// With as many names to choose from as there are new properties, a property can be named
    /// whatever the others take, so no more are asked for.
    fn choose_names(&mut self, objects: &Objects, new: &[NewKey]) -> Result<Vec<Name>, Nothing> {
        let mentioned = self.mentioned(objects);
        let mut choices = Vec::with_capacity(new.len());
        for key in new {
            let mut taken = mentioned.clone();
            let mut names = Vec::new();
            while names.len() < new.len() {
                match self.key(&key.names, &key.signs, taken.clone()) {
                    Ok(name) => {
                        taken.insert(name.clone());
                        names.push(name);
                    }
                    Err(Nothing::Empty) => break,
                    Err(unknown) => return Err(unknown),
                }
            }
            choices.push(names);
        }
        matching::choose(&choices).ok_or(Nothing::Empty)
    }

    /// The shortest name of which some literals hold, and which matches and does not match some patterns.
    fn key(
        &mut self,
        names: &[Literal],
        patterns: &[(Arc<Pattern>, bool)],
        excluded: BTreeSet<Name>,
    ) -> Result<Name, Nothing> {
        let mut branch = Branch::new(names.into(), Kind::String);
        branch.strings.excluded = excluded;
        branch.strings.patterns = patterns.to_vec();
        let branch = self.begun(branch)?;
        let name = self.deeper(|engine| engine.explore(branch))?;
        name.as_str().map(Name::from).ok_or(Nothing::Empty)
    }

    /// Adds properties until there are enough, and builds the object.
    fn fill(&mut self, objects: &Objects, mut placed: Placed) -> Outcome {
        if objects.max.is_some_and(|max| (placed.len() as u64) > max) {
            return Err(Nothing::Empty);
        }
        if placed.len() as u64 >= objects.min {
            return build(&placed);
        }
        if objects.min > MAX_SIZE {
            return Err(Undecided::new("minProperties", "so large an object is not built").into());
        }
        let mentioned = self.fill_mentioned(objects, &mut placed);
        let new = self.fill_new(objects, &mut placed);
        if placed.len() as u64 >= objects.min {
            return build(&placed);
        }
        new.and(mentioned)?;
        Err(Nothing::Empty)
    }

    fn fill_mentioned(&mut self, objects: &Objects, placed: &mut Placed) -> Result<(), Undecided> {
        let mut undecided = Ok(());
        for name in self.mentioned(objects) {
            if placed.len() as u64 >= objects.min {
                break;
            }
            if placed.contains_key(&name) || objects.absent.contains(&name) {
                continue;
            }
            let added = match self.name_holds(objects, &name) {
                Ok(true) => self.place_value(objects, &name, placed),
                Ok(false) => Ok(()),
                Err(why) => Err(why.into()),
            };
            if let Err(Nothing::Unknown(why)) = added {
                undecided = Err(why);
            }
        }
        undecided
    }

    fn fill_new(&mut self, objects: &Objects, placed: &mut Placed) -> Result<(), Undecided> {
        let mut undecided = Ok(());
        for region in self.regions(objects, &[])? {
            if let Err(Nothing::Unknown(why)) = self.fill_region(objects, &region, placed) {
                undecided = Err(why);
            }
        }
        undecided
    }

    /// Adds properties of one sort until there are enough, or its names are used up.
    fn fill_region(&mut self, objects: &Objects, region: &Region, placed: &mut Placed) -> Result<(), Nothing> {
        let value = self.solve(&region.literals)?;
        while (placed.len() as u64) < objects.min {
            let mut taken = self.mentioned(objects);
            taken.extend(placed.keys().cloned());
            let name = self.key(&objects.names, &region.signs, taken)?;
            placed.insert(name, (region.literals.clone(), value.clone()));
        }
        Ok(())
    }
}

fn build(placed: &Placed) -> Outcome {
    let members: Map<String, Value> =
        placed.iter().map(|(name, (_, value))| (name.to_string(), (**value).clone())).collect();
    found(members)
}
