//! A schema that is ready to be asked about.

use std::sync::{Arc, OnceLock};

use jsonschema::{Draft, Validator};
use serde_json::Value;

use super::{
    error::SchemaError,
    expr::{Expr, Id},
    format,
    objects::Objects,
    parse, render,
};

/// A parsed schema that owns its document.
///
/// Parsing costs more than most questions: parse once and ask often.
#[derive(Debug)]
pub struct Schema {
    document: Arc<Value>,
    pub(crate) objects: Objects,
    legacy: bool,
    pub(crate) arena: Vec<Arc<Expr>>,
    pub(crate) root: Id,
    plain: OnceLock<Option<Validator>>,
    with_formats: OnceLock<Option<Validator>>,
}

impl Schema {
    /// Parses a schema.
    ///
    /// # Errors
    ///
    /// The place and the reason, when a `$ref` does not resolve within the document, a pattern
    /// does not compile, or a keyword is malformed.
    pub fn parse(document: &Value) -> Result<Self, SchemaError> {
        Self::parse_as(Arc::new(document.clone()), Objects::Open)
    }

    /// Parses a schema whose objects are open or closed, without a copy of the document.
    ///
    /// # Errors
    ///
    /// As [`Schema::parse`].
    pub fn parse_as(document: Arc<Value>, objects: Objects) -> Result<Self, SchemaError> {
        let parsed = parse::parse(&document, objects)?;
        Ok(Self {
            document,
            objects,
            legacy: parsed.legacy,
            arena: parsed.arena,
            root: parsed.root,
            plain: OnceLock::new(),
            with_formats: OnceLock::new(),
        })
    }

    /// Whether [`Schema::parse`] accepts a document.
    ///
    /// # Errors
    ///
    /// As [`Schema::parse`].
    pub fn check(document: &Value) -> Result<(), SchemaError> {
        parse::parse(document, Objects::Open).map(drop)
    }

    /// The document this schema was parsed from.
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// The independent validator for this schema; `None` when it refuses the schema.
    pub(crate) fn validator(&self, formats: bool) -> Option<&Validator> {
        let cell = if formats { &self.with_formats } else { &self.plain };
        cell.get_or_init(|| {
            let plain = !formats && self.objects == Objects::Open && !self.legacy;
            let document = match plain {
                true => Arc::clone(&self.document),
                false => Arc::new(render::render(&self.arena, self.root, formats)?),
            };
            let mut options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(formats);
            for (name, check) in format::CUSTOM.iter().filter(|_| formats) {
                options = options.with_format(*name, *check);
            }
            options.build(&document).ok()
        })
        .as_ref()
    }
}

impl Clone for Schema {
    fn clone(&self) -> Self {
        Self {
            document: self.document.clone(),
            objects: self.objects,
            legacy: self.legacy,
            arena: self.arena.clone(),
            root: self.root,
            plain: OnceLock::new(),
            with_formats: OnceLock::new(),
        }
    }
}
