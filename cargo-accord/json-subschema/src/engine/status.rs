//! What is certain about an alternative before it is tried.

use super::{
    Engine,
    branch::{Alternative, Branch, Fact},
    outcome::Nothing,
};
use crate::expr::Literal;

/// Whether something holds in a branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Holds,
    Fails,
    Open,
}

impl Engine<'_> {
    /// The status of an alternative; `look_inside` also decides what would be inside.
    pub(super) fn status_of(&mut self, branch: &Branch, alternative: &Alternative, look_inside: bool) -> Status {
        let mut status = Status::Holds;
        for fact in alternative {
            match self.fact_status(branch, fact) {
                Status::Fails => return Status::Fails,
                Status::Holds => {}
                Status::Open => status = Status::Open,
            }
        }
        if look_inside && status == Status::Open && self.is_empty_inside(branch, alternative) {
            return Status::Fails;
        }
        status
    }

    fn fact_status(&mut self, branch: &Branch, fact: &Fact) -> Status {
        match fact {
            Fact::Literal(literal) => self.literal_status(branch, *literal),
            Fact::Only(list, index) => match self.member(*list, *index) {
                Some(id) if self.literal_status(branch, Literal::is(id)) == Status::Fails => Status::Fails,
                _ => Status::Open,
            },
            Fact::Absent(name) if branch.objects.present.contains(name) => Status::Fails,
            Fact::Absent(name) if branch.objects.absent.contains(name) => Status::Holds,
            Fact::Present(name, _) if branch.objects.absent.contains(name) => Status::Fails,
            Fact::Present(name, None) if branch.objects.present.contains(name) => Status::Holds,
            _ => Status::Open,
        }
    }

    pub(super) fn literal_status(&mut self, branch: &Branch, literal: Literal) -> Status {
        if self.spend_little().is_err() {
            return Status::Open;
        }
        let literal = self.first(literal);
        if branch.has_seen(literal) {
            return Status::Holds;
        }
        if branch.has_seen(literal.negated()) {
            return Status::Fails;
        }
        if !self.expr(literal.id).is_about(branch.kind) {
            return if literal.holds { Status::Holds } else { Status::Fails };
        }
        let summary = self.summary(literal.id);
        if summary.everything {
            return if literal.holds { Status::Holds } else { Status::Fails };
        }
        let excluded = branch.summaries.iter().any(|known| known.excludes(&summary, branch.kind))
            || !summary.kinds.has(branch.kind);
        match (excluded, literal.holds) {
            (false, _) => Status::Open,
            (true, true) => Status::Fails,
            (true, false) => Status::Holds,
        }
    }

    /// Whether a property or item that the alternative asks for has no possible value.
    fn is_empty_inside(&mut self, branch: &Branch, alternative: &Alternative) -> bool {
        alternative.iter().any(|fact| {
            let inside = match fact {
                Fact::Present(name, Some(literal)) => {
                    self.property_literals(&branch.objects, name).map(|literals| (literals, *literal))
                }
                Fact::At(index, literal) => Ok((self.item_literals(&branch.arrays, *index), *literal)),
                _ => return false,
            };
            let Ok((mut literals, literal)) = inside else {
                return false;
            };
            literals.push(literal);
            matches!(self.solve(&literals), Err(Nothing::Empty))
        })
    }
}
