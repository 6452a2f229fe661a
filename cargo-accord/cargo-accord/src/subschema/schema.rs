//! A schema that is ready to be asked about.

use std::sync::{Arc, OnceLock};

use jsonschema::Validator;
use serde_json::Value;

use super::{
    error::SchemaError,
    expr::{Expr, Id},
    parse, validator,
};

/// A parsed schema that owns its document.
///
/// Parsing is the expensive part of a question; parse once and ask often.
#[derive(Debug)]
pub struct Schema {
    document: Arc<Value>,
    closed: bool,
    legacy: bool,
    pub(crate) arena: Vec<Arc<Expr>>,
    pub(crate) root: Id,
    plain: OnceLock<Option<Validator>>,
    contract: OnceLock<Option<Validator>>,
}

/// Whether [`Schema::parse`] takes a document.
///
/// # Errors
///
/// As [`Schema::parse`].
pub fn well_formed(document: &Value) -> Result<(), SchemaError> {
    parse::parse(document, false).map(drop)
}

impl Schema {
    /// Parses a schema.
    ///
    /// # Errors
    ///
    /// The place and the reason, when a `$ref` does not resolve within the document, a pattern
    /// does not compile, or a keyword is malformed.
    pub fn parse(document: &Value) -> Result<Self, SchemaError> {
        Self::of(Arc::new(document.clone()), false)
    }

    /// Parses the schema of what a Rust type *writes*: its objects have no unknown properties.
    ///
    /// A schema with `properties` is read as if it said `unevaluatedProperties: false`, which
    /// takes in what `allOf`, `$ref` and the other applicators beside it evaluate; the members
    /// of an applicator that stands alone are closed each for itself. A schema that says
    /// anything about further properties (a flattened map does) stays as it is.
    ///
    /// # Errors
    ///
    /// As [`Schema::parse`].
    pub fn parse_closed(document: &Value) -> Result<Self, SchemaError> {
        Self::of(Arc::new(document.clone()), true)
    }

    /// [`Schema::parse`] or [`Schema::parse_closed`], without a copy of the document.
    pub(crate) fn of(document: Arc<Value>, closed: bool) -> Result<Self, SchemaError> {
        let parsed = parse::parse(&document, closed)?;
        Ok(Self {
            document,
            closed,
            legacy: parsed.legacy,
            arena: parsed.arena,
            root: parsed.root,
            plain: OnceLock::new(),
            contract: OnceLock::new(),
        })
    }

    /// The document this schema was parsed from.
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// Whether the schema was parsed as closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// The independent validator for this schema; `None` when it refuses the schema.
    pub(crate) fn validator(&self, contract: bool) -> Option<&Validator> {
        let cell = if contract { &self.contract } else { &self.plain };
        cell.get_or_init(|| {
            if contract || self.closed || self.legacy {
                super::render::render(&self.arena, self.root, contract)
                    .and_then(|document| validator::build(&document, contract))
            } else {
                validator::build(&self.document, contract)
            }
        })
        .as_ref()
    }
}

impl Clone for Schema {
    fn clone(&self) -> Self {
        Self {
            document: self.document.clone(),
            closed: self.closed,
            legacy: self.legacy,
            arena: self.arena.clone(),
            root: self.root,
            plain: OnceLock::new(),
            contract: OnceLock::new(),
        }
    }
}
