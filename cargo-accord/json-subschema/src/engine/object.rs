//! Objects: which properties are there, and what each has to be.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
    sync::Arc,
};

use serde_json::Value;

use super::{
    Engine,
    branch::{Branch, Objects, SomeKey, Which},
    eval::{matching, names_property},
    outcome::{Nothing, Outcome, Undecided, first},
};
use crate::{
    expr::{Expr, Literal, Name, Properties},
    pattern::Pattern,
};

/// The most patterns that are distinguished for one new name.
const MAX_PATTERNS: usize = 10;

/// A property that has been decided on: what holds of it, and a value.
pub(super) type Placed = BTreeMap<Name, (Vec<Literal>, Rc<Value>)>;

/// How many other demands a new name may meet.
const MAX_SHARED: usize = 6;

/// A property whose name is still to be chosen.
#[derive(Debug, Clone)]
pub(super) struct NewKey {
    pub(super) names: Vec<Literal>,
    pub(super) signs: Vec<(Arc<Pattern>, bool)>,
    pub(super) literals: Vec<Literal>,
    pub(super) value: Rc<Value>,
}

/// Names of one sort: which patterns they match, and what holds of their values.
#[derive(Debug, Clone)]
pub(super) struct Region {
    pub(super) signs: Vec<(Arc<Pattern>, bool)>,
    pub(super) literals: Vec<Literal>,
}

impl Engine<'_> {
    /// Decides a branch of objects.
    pub(super) fn object(&mut self, branch: &Branch) -> Outcome {
        let objects = &branch.objects;
        let conflict = objects.present.iter().any(|name| objects.absent.contains(name));
        let least = objects.min.max(objects.present.len() as u64);
        if conflict || objects.max.is_some_and(|max| max < least) {
            return Err(Nothing::Empty);
        }
        let mut undecided = Ok(());
        let mut placed = Placed::new();
        // Properties that something special is asked of come first: they are the ones in question.
        let special = |name: &&Name| objects.values.iter().any(|(other, _)| other == *name);
        let (first, then): (Vec<_>, Vec<_>) = objects.present.iter().partition(special);
        for name in first.into_iter().chain(then) {
            match self.place_value(objects, name, &mut placed) {
                Err(Nothing::Empty) => return Err(Nothing::Empty),
                Err(unknown) => undecided = Err(unknown),
                Ok(()) => {}
            }
            match self.name_holds(objects, name) {
                Ok(true) => {}
                Ok(false) => return Err(Nothing::Empty),
                Err(why) => undecided = Err(why.into()),
            }
        }
        undecided?;
        if objects.some.len() > 60 {
            return Err(Undecided::new("patternProperties", "too many combinations of properties").into());
        }
        self.place_keys(objects, &placed, &[], 0)
    }

    /// Finds a value for a property that is named.
    pub(super) fn place_value(&mut self, objects: &Objects, name: &Name, placed: &mut Placed) -> Result<(), Nothing> {
        let literals = self.property_literals(objects, name)?;
        let value = self.solve(&literals)?;
        placed.insert(name.clone(), (literals, value));
        Ok(())
    }

    /// What holds of the value of a property.
    pub(super) fn property_literals(&self, objects: &Objects, name: &str) -> Result<Vec<Literal>, Undecided> {
        let mut literals = Vec::new();
        for rule in &objects.rules {
            if let Expr::Properties(properties) = &*self.expr(*rule) {
                literals.extend(matching(properties, name)?.into_iter().map(Literal::is));
            }
        }
        let here = objects.values.iter().filter(|(other, _)| **other == *name);
        literals.extend(here.map(|(_, literal)| *literal));
        Ok(literals)
    }

    pub(super) fn name_holds(&mut self, objects: &Objects, name: &str) -> Result<bool, Undecided> {
        if objects.names.is_empty() {
            return Ok(true);
        }
        self.all_hold(&objects.names, &Value::String(name.to_owned()))
    }

    /// All names that the rules mention: each of them is a separate case.
    pub(super) fn mentioned(&self, objects: &Objects) -> BTreeSet<Name> {
        let mut names: BTreeSet<Name> = objects.absent.iter().cloned().collect();
        names.extend(objects.present.iter().cloned());
        let demands = objects.some.iter().filter_map(|some| match some.which {
            Which::RestOf(id) => Some(id),
            _ => None,
        });
        for id in objects.rules.iter().copied().chain(demands) {
            if let Expr::Properties(properties) = &*self.expr(id) {
                names.extend(properties.named.keys().cloned());
            }
        }
        names
    }

    /// Finds a property for each demand that is not in `met`.
    ///
    /// A demand is met by a name that is mentioned, or by a new one, which may meet others of the
    /// demands as well. New names are chosen last, all at once.
    fn place_keys(&mut self, objects: &Objects, placed: &Placed, new: &[NewKey], met: u64) -> Outcome {
        let open: Vec<usize> = (0..objects.some.len()).filter(|index| met & (1 << index) == 0).collect();
        let [index, others @ ..] = open.as_slice() else {
            return self.name_and_fill(objects, placed, new);
        };
        self.spend(1)?;
        let some = &objects.some[*index];
        let mentioned = self.mentioned(objects);
        let there = placed.keys().cloned();
        let not_there = mentioned.iter().filter(|name| !placed.contains_key(*name) && !objects.absent.contains(name));
        let named = there.chain(not_there.cloned()).map(|name| match self.suits(objects, some, &name)? {
            true => self.place_at(objects, placed, new, (met, *index), &name),
            false => Err(Nothing::Empty),
        });
        let why = match first(named) {
            Err(why) => why,
            document => return document,
        };
        let too_many = || Err(Undecided::new("patternProperties", "too many combinations of properties").into());
        let left_out = (others.len() > MAX_SHARED).then(too_many);
        let unnamed = (0..1_u32 << others.len().min(MAX_SHARED)).map(|mask| {
            let shared = others.iter().enumerate().filter(|(bit, _)| mask & (1 << bit) != 0);
            let demands: Vec<usize> = [*index].into_iter().chain(shared.map(|(_, other)| *other)).collect();
            self.place_new(objects, placed, new, met, &demands)
        });
        first([Err(why)].into_iter().chain(left_out).chain(unnamed))
    }

    /// Whether a name meets a demand.
    fn suits(&mut self, objects: &Objects, some: &SomeKey, name: &Name) -> Result<bool, Undecided> {
        let which = match &some.which {
            Which::Any => true,
            Which::Matching(pattern) => names_property(pattern, name)?,
            Which::RestOf(id) => match &*self.expr(*id) {
                Expr::Properties(properties) => is_rest(properties, name)?,
                _ => false,
            },
        };
        if !which {
            return Ok(false);
        }
        let text = Value::String(name.to_string());
        Ok(self.all_hold(&some.name, &text)? && self.name_holds(objects, name)?)
    }

    fn place_at(
        &mut self,
        objects: &Objects,
        placed: &Placed,
        new: &[NewKey],
        (met, index): (u64, usize),
        name: &Name,
    ) -> Outcome {
        let mut literals = match placed.get(name) {
            Some((literals, _)) => literals.clone(),
            None => self.property_literals(objects, name)?,
        };
        literals.extend(&objects.some[index].value);
        let value = self.solve(&literals)?;
        let mut placed = placed.clone();
        placed.insert(name.clone(), (literals, value));
        self.deeper(|engine| engine.place_keys(objects, &placed, new, met | 1 << index))
    }

    /// Meets some demands with one new name, of each sort that suits them all.
    fn place_new(
        &mut self,
        objects: &Objects,
        placed: &Placed,
        new: &[NewKey],
        met: u64,
        demands: &[usize],
    ) -> Outcome {
        let somes: Vec<&SomeKey> = demands.iter().map(|index| &objects.some[*index]).collect();
        let regions = self.regions(objects, &somes)?;
        let met = demands.iter().fold(met, |met, index| met | 1 << index);
        let mut names = objects.names.clone();
        names.extend(somes.iter().flat_map(|some| some.name.iter().copied()));
        first(regions.into_iter().map(|Region { signs, mut literals }| {
            literals.extend(somes.iter().flat_map(|some| some.value.iter().copied()));
            let value = self.solve(&literals)?;
            let mut new = new.to_vec();
            new.push(NewKey { names: names.clone(), signs, literals, value });
            self.deeper(|engine| engine.place_keys(objects, placed, &new, met))
        }))
    }

    /// The sorts of names that nothing mentions, among those that meet some demands.
    pub(super) fn regions(&mut self, objects: &Objects, demands: &[&SomeKey]) -> Result<Vec<Region>, Undecided> {
        let mut patterns: Vec<Arc<Pattern>> = Vec::new();
        let rest_of = demands.iter().filter_map(|some| match some.which {
            Which::RestOf(id) => Some(id),
            _ => None,
        });
        for id in objects.rules.iter().copied().chain(rest_of) {
            if let Expr::Properties(properties) = &*self.expr(id) {
                patterns.extend(properties.patterns.iter().map(|(pattern, _)| pattern.clone()));
            }
        }
        patterns.extend(demands.iter().filter_map(|some| match &some.which {
            Which::Matching(pattern) => Some(pattern.clone()),
            _ => None,
        }));
        patterns.sort_by(|one, other| one.source().cmp(other.source()));
        patterns.dedup_by(|one, other| one.source() == other.source());
        if let Some(pattern) = patterns.iter().find(|one| one.unsupported().is_some()) {
            return Err(Undecided::unsupported("patternProperties", pattern));
        }
        if patterns.len() > MAX_PATTERNS {
            return Err(Undecided::new("patternProperties", "too many combinations of patterns"));
        }
        let mut regions = Vec::new();
        for mask in 0..1_u32 << patterns.len() {
            self.spend(1)?;
            let signs: Vec<_> =
                patterns.iter().enumerate().map(|(bit, pattern)| (pattern.clone(), mask & (1 << bit) != 0)).collect();
            if demands.iter().all(|some| self.region_suits(some, &signs)) {
                let literals = self.region_literals(objects, &signs);
                regions.push(Region { signs, literals });
            }
        }
        Ok(regions)
    }

    fn region_suits(&self, some: &SomeKey, signs: &[(Arc<Pattern>, bool)]) -> bool {
        match &some.which {
            Which::Any => true,
            Which::Matching(pattern) => sign(signs, pattern),
            Which::RestOf(id) => match &*self.expr(*id) {
                Expr::Properties(properties) => !properties.patterns.iter().any(|(pattern, _)| sign(signs, pattern)),
                _ => false,
            },
        }
    }

    fn region_literals(&self, objects: &Objects, signs: &[(Arc<Pattern>, bool)]) -> Vec<Literal> {
        let mut literals = Vec::new();
        for rule in &objects.rules {
            if let Expr::Properties(properties) = &*self.expr(*rule) {
                let before = literals.len();
                let matched = properties.patterns.iter().filter(|(one, _)| sign(signs, one));
                literals.extend(matched.map(|(_, id)| Literal::is(*id)));
                if literals.len() == before {
                    literals.extend(properties.rest.map(Literal::is));
                }
            }
        }
        literals
    }
}

fn sign(signs: &[(Arc<Pattern>, bool)], pattern: &Pattern) -> bool {
    signs.iter().any(|(known, matches)| *matches && known.source() == pattern.source())
}

fn is_rest(properties: &Properties, name: &str) -> Result<bool, Undecided> {
    if properties.named.contains_key(name) {
        return Ok(false);
    }
    for (pattern, _) in &properties.patterns {
        if names_property(pattern, name)? {
            return Ok(false);
        }
    }
    Ok(true)
}
