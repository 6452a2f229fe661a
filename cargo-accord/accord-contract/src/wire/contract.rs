//! The contract as a document.

use serde_json::{Map, Value, json};

use super::{Direction, WireType, components};
use crate::document::FORMAT;
use crate::problems::{self, ProblemKind};
use crate::tables::{self, TableShape};

/// What one release of a crate reads, writes and expects of a database.
#[derive(Debug, Clone)]
pub struct Contract {
    package: &'static str,
    version: &'static str,
    types: &'static [WireType],
    tables: Vec<TableShape>,
    problems: Vec<ProblemKind>,
}

impl Contract {
    /// An empty contract: `Contract::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))`.
    pub const fn new(package: &'static str, version: &'static str) -> Self {
        Self { package, version, types: &[], tables: Vec::new(), problems: Vec::new() }
    }

    /// With these wire types: the list of [`wire_types!`](crate::wire_types!).
    #[must_use]
    pub fn types(mut self, types: &'static [WireType]) -> Self {
        self.types = types;
        self
    }

    /// With these tables: the `shapes()` of [`tables!`](crate::tables!).
    #[must_use]
    pub fn tables(mut self, tables: impl IntoIterator<Item = TableShape>) -> Self {
        self.tables = tables.into_iter().collect();
        self
    }

    /// With these problem kinds.
    #[must_use]
    pub fn problems(mut self, problems: impl IntoIterator<Item = ProblemKind>) -> Self {
        self.problems = problems.into_iter().collect();
        self
    }

    /// The contract in the format [`FORMAT`].
    pub fn document(&self) -> Value {
        let types = self.types.iter().map(|wire_type| {
            let entry = json!({
                "role": wire_type.role.as_str(),
                "accepts": wire_type.schema(Direction::Accepts),
                "emits": wire_type.schema(Direction::Emits),
            });
            (wire_type.name.to_owned(), entry)
        });
        json!({
            "format": FORMAT,
            "package": self.package,
            "version": self.version,
            "types": types.collect::<Map<_, _>>(),
            "tables": tables::to_document(&self.tables),
            "problems": problems::to_document(&self.problems),
        })
    }

    /// The contract as it stands in `contract.json`: sorted keys, two-space indent, a newline at the end.
    pub fn text(&self) -> String {
        // The alternate form of a `Value` is its indented form. Keys are sorted here because a dependency elsewhere in
        // a build may switch serde_json to insertion order.
        let mut document = self.document();
        document.sort_all_objects();
        format!("{document:#}\n")
    }

    /// The schemas of all wire types for `components.schemas` of an OpenAPI 3.1 document, under their Rust names.
    ///
    /// Requests are described by what they accept, everything else by what it emits. A type that is part of both and
    /// differs between them is listed twice, the accepted one as `…Input`.
    pub fn components(&self) -> Map<String, Value> {
        components::of(self.types)
    }
}
