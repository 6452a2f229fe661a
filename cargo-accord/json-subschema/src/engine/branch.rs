//! What has been asserted of one value of one kind.

use std::{collections::BTreeSet, rc::Rc, sync::Arc};

use num_rational::BigRational;

use super::{outcome::Undecided, summary::Summary};
use crate::{
    expr::{Bound, Id, Literal, Name},
    kind::Kind,
    pattern::Pattern,
};

/// One way in which something can hold: all of its facts.
pub(super) type Alternative = Vec<Fact>;

/// Something that can be asserted.
#[derive(Debug, Clone)]
pub(super) enum Fact {
    Literal(Literal),
    /// A member of a list holds, and none of the others.
    Only(Id, usize),
    Absent(Name),
    /// A property is present, with a value of which a literal holds.
    Present(Name, Option<Literal>),
    SomeKey(SomeKey),
    /// An item is present, and a literal holds of it.
    At(usize, Literal),
    SomeItem(SomeItem),
    Count(Count),
}

/// A property whose name is not known must be present.
#[derive(Debug, Clone)]
pub(super) struct SomeKey {
    pub(super) which: Which,
    pub(super) name: Vec<Literal>,
    pub(super) value: Vec<Literal>,
}

/// Which names come into question.
#[derive(Debug, Clone)]
pub(super) enum Which {
    Any,
    Matching(Arc<Pattern>),
    /// The names that the `properties` and `patternProperties` of an expression leave over.
    RestOf(Id),
}

/// An item at `from` or later must be present.
#[derive(Debug, Clone, Copy)]
pub(super) struct SomeItem {
    pub(super) from: usize,
    pub(super) value: Literal,
}

/// How many items a literal holds of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) of: Literal,
    pub(super) min: u64,
    pub(super) max: Option<u64>,
}

/// Something that holds in several ways.
#[derive(Debug, Clone)]
pub(super) enum Pending {
    /// Its ways have not been worked out yet.
    Literal(Literal),
    Alternatives(Choice),
}

/// The ways that are left for something to hold.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// It is a schema that holds, and not one that fails: choosing a variant says more about a
    /// document than choosing why it is not some other one, so these are split first.
    pub(super) positive: bool,
    pub(super) ways: Rc<[Alternative]>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Numbers {
    pub(super) low: Option<(BigRational, Bound)>,
    pub(super) high: Option<(BigRational, Bound)>,
    pub(super) multiples: Vec<BigRational>,
    pub(super) not_multiples: Vec<BigRational>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Strings {
    pub(super) shortest: u64,
    pub(super) longest: Option<u64>,
    pub(super) patterns: Vec<(Arc<Pattern>, bool)>,
    pub(super) formats: Vec<(Name, bool)>,
    pub(super) excluded: BTreeSet<Name>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Arrays {
    /// `Items` expressions that hold.
    pub(super) rules: Vec<Id>,
    pub(super) min: u64,
    pub(super) max: Option<u64>,
    pub(super) unique: bool,
    pub(super) repeating: bool,
    pub(super) at: Vec<(usize, Literal)>,
    pub(super) some: Vec<SomeItem>,
    pub(super) counts: Vec<Count>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Objects {
    /// `Properties` expressions that hold.
    pub(super) rules: Vec<Id>,
    /// What holds of every name.
    pub(super) names: Vec<Literal>,
    pub(super) present: Vec<Name>,
    pub(super) absent: Vec<Name>,
    /// What else holds of a property that is present.
    pub(super) values: Vec<(Name, Literal)>,
    pub(super) some: Vec<SomeKey>,
    pub(super) min: u64,
    pub(super) max: Option<u64>,
}

/// What has been asserted of one value of one kind.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    /// The conjunction that is being decided.
    pub(super) state: Rc<[Literal]>,
    pub(super) kind: Kind,
    /// What has been asserted, sorted.
    seen: Vec<Literal>,
    pub(super) summaries: Vec<Rc<Summary>>,
    pub(super) pending: Vec<Pending>,
    /// A list of the only values there are.
    pub(super) values: Option<Id>,
    /// Lists of values that are ruled out.
    pub(super) excluded: Vec<Id>,
    /// Something without a proof was asserted.
    pub(super) undecided: Option<Undecided>,
    pub(super) numbers: Numbers,
    pub(super) strings: Strings,
    pub(super) arrays: Arrays,
    pub(super) objects: Objects,
}

impl Branch {
    pub(super) fn new(state: Rc<[Literal]>, kind: Kind) -> Self {
        Self {
            state,
            kind,
            seen: Vec::new(),
            summaries: Vec::new(),
            pending: Vec::new(),
            values: None,
            excluded: Vec::new(),
            undecided: None,
            numbers: Numbers::default(),
            strings: Strings::default(),
            arrays: Arrays::default(),
            objects: Objects::default(),
        }
    }

    /// Whether a literal has been asserted.
    pub(super) fn has_seen(&self, literal: Literal) -> bool {
        self.seen.binary_search(&literal).is_ok()
    }

    /// Notes that a literal is asserted; false if it has been before.
    pub(super) fn see(&mut self, literal: Literal) -> bool {
        match self.seen.binary_search(&literal) {
            Ok(_) => false,
            Err(place) => {
                self.seen.insert(place, literal);
                true
            }
        }
    }
}
