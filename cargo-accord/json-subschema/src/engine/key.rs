//! Names for properties.

use std::{collections::BTreeSet, rc::Rc, sync::Arc};

use super::{
    Engine,
    branch::Branch,
    explore::Life,
    outcome::{Outcome, Undecided},
};
use crate::{
    expr::{Literal, Name},
    kind::Kind,
    pattern::Pattern,
};

impl Engine<'_> {
    /// The shortest name of which some literals hold, and which matches and does not match
    /// some patterns; `None` when there is none.
    pub(super) fn key(
        &mut self,
        names: &[Literal],
        patterns: &[(Arc<Pattern>, bool)],
        excluded: BTreeSet<Name>,
    ) -> Result<Option<Name>, Undecided> {
        let state: Rc<[Literal]> = names.into();
        let mut branch = Branch::new(state, Kind::String);
        branch.strings.excluded = excluded;
        branch.strings.patterns = patterns.to_vec();
        for literal in names {
            if literal.holds {
                let summary = self.summary(literal.id);
                branch.summaries.push(summary);
            }
        }
        for literal in names {
            if self.assert(&mut branch, *literal)? == Life::Dead {
                return Ok(None);
            }
        }
        match self.deeper(|engine| engine.explore(branch)) {
            Outcome::Some(text) => Ok(text.as_str().map(Name::from)),
            Outcome::Empty => Ok(None),
            Outcome::Unknown(undecided) => Err(undecided),
        }
    }
}
