//! What is known while a document is read.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use serde_json::Value;

use super::{closing::Closing, cycle, resources::Resources, unevaluated::Unevaluated};
use crate::{
    error::SchemaError,
    expr::{Expr, Id, Name},
    objects::Objects,
    pattern::Pattern,
    pointer,
};

/// Schemas within schemas; deeper than any text that `serde_json` reads.
pub(super) const MAX_DEPTH: usize = 130;

/// How many arenas there have been. After four billion the numbers begin again, when the
/// schemas that had them first are long gone.
static ARENAS: AtomicU32 = AtomicU32::new(1);

/// A document as expressions.
pub(crate) struct Parsed {
    pub(crate) arena: Vec<Arc<Expr>>,
    pub(crate) root: Id,
    /// The document is written in an older spelling than 2020-12.
    pub(crate) legacy: bool,
}

pub(crate) fn parse(document: &Value, objects: Objects) -> Result<Parsed, SchemaError> {
    let mut parser = Parser::new(document);
    let closing = match objects {
        Objects::Open => Closing::Open,
        Objects::Closed => Closing::Full,
    };
    let mut root = parser.target(String::new(), closing);
    while let Some((pointer, closing, id)) = parser.queue.pop() {
        parser.compile_target(&pointer, closing, id)?;
    }
    parser.settle_unevaluated();
    if let Some(dialect) = unknown_dialect(document) {
        let reason = format!("what the keywords of {dialect:?} mean is not known");
        root = parser.opaque("$schema", reason);
    }
    cycle::refuse(&parser.arena, &parser.places)?;
    Ok(Parsed { arena: parser.arena, root, legacy: parser.legacy })
}

/// The dialects whose keywords are understood, wherever their names begin.
const DIALECTS: [&str; 6] = [
    "json-schema.org/draft/2020-12/schema",
    "json-schema.org/draft/2019-09/schema",
    "json-schema.org/draft-07/schema",
    "json-schema.org/draft-06/schema",
    "json-schema.org/draft-04/schema",
    "json-schema.org/schema",
];

/// A dialect that may give the keywords another meaning.
fn unknown_dialect(document: &Value) -> Option<&str> {
    let declared = document.get("$schema")?.as_str()?;
    let name = declared.trim_end_matches('#');
    let known = DIALECTS.iter().any(|dialect| name.ends_with(dialect));
    (!known).then_some(declared)
}

/// What is known while a document is read.
pub(super) struct Parser<'a> {
    pub(super) document: &'a Value,
    /// The number of the arena, so that expressions of two documents can stand side by side.
    pub(super) number: u32,
    pub(super) arena: Vec<Arc<Expr>>,
    /// The expressions that a `$ref` leads to, by pointer.
    pub(super) targets: HashMap<(String, Closing), Id>,
    /// The targets that are still to be compiled.
    pub(super) queue: Vec<(String, Closing, Id)>,
    /// The pointers of the targets, for errors found once the document is gone.
    pub(super) places: HashMap<Id, String>,
    pub(super) resources: Resources,
    pub(super) names: HashMap<String, Name>,
    pub(super) unevaluated: Vec<Unevaluated>,
    /// The pointer of the schema at hand, and its base URI.
    pub(super) path: String,
    pub(super) base: String,
    pub(super) depth: usize,
    /// The document declares draft-07 or older, where `$ref` hides its siblings.
    pub(super) draft_7: bool,
    pub(super) legacy: bool,
}

impl<'a> Parser<'a> {
    fn new(document: &'a Value) -> Self {
        let declared = document.get("$schema").and_then(Value::as_str);
        let declared = declared.map(|uri| uri.trim_end_matches('#'));
        let draft_7 =
            declared.is_some_and(|uri| ["draft-07", "draft-06", "draft-04"].iter().any(|draft| uri.contains(draft)));
        let current = "https://json-schema.org/draft/2020-12/schema";
        Self {
            document,
            // The engine has the number 0 for itself.
            number: ARENAS.fetch_add(1, Ordering::Relaxed).max(1),
            arena: Vec::new(),
            targets: HashMap::new(),
            queue: Vec::new(),
            places: HashMap::new(),
            resources: Resources::of(document),
            names: HashMap::new(),
            unevaluated: Vec::new(),
            path: String::new(),
            base: String::new(),
            depth: 0,
            draft_7,
            legacy: declared.is_some_and(|uri| uri != current),
        }
    }

    pub(super) fn add(&mut self, expr: Expr) -> Id {
        self.arena.push(Arc::new(expr));
        Id::new(self.number, self.arena.len() - 1)
    }

    pub(super) fn name(&mut self, name: &str) -> Name {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let new: Name = name.into();
        self.names.insert(name.to_owned(), new.clone());
        new
    }

    pub(super) fn pattern(&self, source: &str) -> Result<Arc<Pattern>, SchemaError> {
        Pattern::shared(source).map_err(|what| self.error(format!("the pattern {source:?} does not compile: {what}")))
    }

    /// Something that no proof can be built on.
    pub(super) fn opaque(&mut self, keyword: &'static str, reason: impl Into<String>) -> Id {
        let reason = reason.into();
        self.add(Expr::Opaque { keyword, reason })
    }

    pub(super) fn error(&self, message: impl Into<String>) -> SchemaError {
        SchemaError { pointer: self.path.clone(), message: message.into() }
    }

    /// An error in the value of a keyword.
    pub(super) fn error_at(&self, keyword: &str, message: impl Into<String>) -> SchemaError {
        let mut pointer = self.path.clone();
        pointer::push(&mut pointer, keyword);
        SchemaError { pointer, message: message.into() }
    }

    /// Runs `read` one step further down the document.
    pub(super) fn within<T>(
        &mut self,
        token: &str,
        read: impl FnOnce(&mut Self) -> Result<T, SchemaError>,
    ) -> Result<T, SchemaError> {
        let mark = self.path.len();
        pointer::push(&mut self.path, token);
        let result = read(self)?;
        self.path.truncate(mark);
        Ok(result)
    }
}
