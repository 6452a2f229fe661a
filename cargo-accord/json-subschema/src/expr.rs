//! What a schema says, as expressions over documents.
//!
//! Every keyword becomes one expression, a schema is the conjunction of its keywords, and a
//! [`Literal`] is an expression or its negation. Expressions stand in an arena and name each
//! other by number, so that recursion through `$ref` is just a cycle.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use num_rational::BigRational;
use serde_json::Value;

use super::{
    kind::{Kind, Kinds},
    pattern::Pattern,
};

/// The number of an expression: that of its arena, and its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Id {
    pub(crate) arena: u32,
    place: u32,
}

impl Id {
    pub(crate) fn new(arena: u32, place: usize) -> Self {
        Self {
            arena,
            // An arena of four billion expressions does not fit into memory.
            place: u32::try_from(place).unwrap_or(u32::MAX),
        }
    }

    pub(crate) fn place(self) -> usize {
        self.place as usize
    }
}

/// A property name.
pub(crate) type Name = Arc<str>;

/// An expression, or its negation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Literal {
    pub(crate) id: Id,
    pub(crate) holds: bool,
}

impl Literal {
    pub(crate) fn is(id: Id) -> Self {
        Self { id, holds: true }
    }

    pub(crate) fn isnt(id: Id) -> Self {
        Self { id, holds: false }
    }

    pub(crate) fn negated(self) -> Self {
        Self { id: self.id, holds: !self.holds }
    }
}

/// A set of values by their canonical texts, shared by everything that was derived from one list.
pub(crate) type Texts = Arc<BTreeSet<String>>;

/// The values of `enum` or `const`.
#[derive(Debug)]
pub(crate) struct Values {
    pub(crate) list: Vec<Value>,
    /// The canonical texts of the list.
    pub(crate) canonical: Texts,
    /// For each array or object in the list an expression that describes exactly it.
    pub(crate) compound: Vec<Id>,
}

/// `properties`, `patternProperties` and `additionalProperties` of one schema.
#[derive(Debug)]
pub(crate) struct Properties {
    pub(crate) named: BTreeMap<Name, Id>,
    pub(crate) patterns: Vec<(Arc<Pattern>, Id)>,
    pub(crate) rest: Option<Id>,
}

/// One way in which the subschemas of a schema can hold or fail, and what then follows.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) conditions: Vec<Literal>,
    pub(crate) then: Id,
}

/// One keyword, or one combination of expressions.
///
/// A keyword about one kind of value holds of all values of the other kinds.
#[derive(Debug)]
pub(crate) enum Expr {
    And(Vec<Id>),
    AnyOf(Vec<Id>),
    OneOf(Vec<Id>),
    Not(Id),
    Conditional {
        condition: Id,
        then: Option<Id>,
        otherwise: Option<Id>,
    },
    Ref(Id),
    /// Cases that exclude each other and of which one always applies.
    Cases(Vec<Case>),
    Kinds(Kinds),
    /// A number has no fraction.
    Integer,
    Values(Values),
    Minimum(BigRational, Bound),
    Maximum(BigRational, Bound),
    MultipleOf(BigRational),
    MinLength(u64),
    MaxLength(u64),
    Pattern(Arc<Pattern>),
    Format(Name),
    Items {
        prefix: Vec<Id>,
        rest: Option<Id>,
    },
    MinItems(u64),
    MaxItems(u64),
    Unique,
    Contains {
        item: Id,
        min: u64,
        max: Option<u64>,
    },
    Properties(Properties),
    Required(Vec<Name>),
    PropertyNames(Id),
    MinProperties(u64),
    MaxProperties(u64),
    Dependent(Name, Id),
    /// Where formats are assertions, what the expression says; elsewhere nothing.
    WithFormats(Id),
    /// Something that no proof can be built on.
    Opaque {
        keyword: &'static str,
        reason: String,
    },
    /// A place that is filled in before the arena is used.
    Reserved,
}

impl Expr {
    /// Whether an expression can fail for a value of the kind.
    pub(crate) fn is_about(&self, kind: Kind) -> bool {
        match self {
            Self::Integer | Self::Minimum(..) | Self::Maximum(..) | Self::MultipleOf(_) => kind == Kind::Number,
            Self::MinLength(_) | Self::MaxLength(_) | Self::Pattern(_) | Self::Format(_) => kind == Kind::String,
            Self::Items { .. } | Self::MinItems(_) | Self::MaxItems(_) | Self::Unique | Self::Contains { .. } => {
                kind == Kind::Array
            }
            Self::Properties(_)
            | Self::Required(_)
            | Self::PropertyNames(_)
            | Self::MinProperties(_)
            | Self::MaxProperties(_)
            | Self::Dependent(..) => kind == Kind::Object,
            Self::Kinds(kinds) => !kinds.has(kind),
            _ => true,
        }
    }
}

/// Whether a bound belongs to what it bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    Inclusive,
    Exclusive,
}
