//! A service under test.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::database::{self, TestDatabase};
use super::document::Document;
use super::{Operation, TestApp};
use crate::config::{Config, Variables};
use crate::problem::Kinds;
use crate::service::Prepared;
use crate::{Application, Service};

/// Describes the service under test, from within its tests: `kit!(service_a::service)` is a [`Kit`] that knows its folder
/// and its binary.
#[macro_export]
macro_rules! kit {
    ($service:path) => {
        $crate::testkit::Kit::new(
            $service,
            env!("CARGO_MANIFEST_DIR"),
            env!(concat!("CARGO_BIN_EXE_", env!("CARGO_PKG_NAME"))),
        )
    };
}

/// A service under test: a `static` that every test shares.
pub struct Kit<A> {
    make: fn() -> Service<A>,
    root: &'static str,
    binary: Binary,
    tests: Option<&'static str>,
    rows: &'static str,
    currency_elsewhere: &'static [&'static str],
    variables: &'static [(&'static str, &'static str)],
    ready: OnceLock<Ready<A>>,
    template: OnceLock<String>,
}

/// Where the program is.
#[derive(Clone, Copy)]
enum Binary {
    Path(&'static str),
    /// An example of the package, beside the test.
    Example(&'static str),
}

struct Ready<A> {
    service: Service<A>,
    prepared: Prepared,
    document: Document,
}

impl<A: Application> Kit<A> {
    /// The service that `make` describes, whose sources are in `root` and whose program is `binary`.
    pub const fn new(make: fn() -> Service<A>, root: &'static str, binary: &'static str) -> Self {
        Self {
            make,
            root,
            binary: Binary::Path(binary),
            tests: None,
            rows: "",
            currency_elsewhere: &[],
            variables: &[],
            ready: OnceLock::new(),
            template: OnceLock::new(),
        }
    }

    /// A row for every table, in the order in which they refer to each other: statements `INSERT IGNORE INTO table …`,
    /// with a semicolon between. The migrations are tested with them in the tables.
    #[must_use]
    pub const fn rows(mut self, rows: &'static str) -> Self {
        self.rows = rows;
        self
    }

    /// The program is an example of the package: for a library, which has no binary.
    #[must_use]
    pub const fn binary_of_example(mut self, name: &'static str) -> Self {
        self.binary = Binary::Example(name);
        self
    }

    /// The tests stand in this folder, and not in `tests/it` of the service.
    #[must_use]
    pub const fn tests_in(mut self, folder: &'static str) -> Self {
        self.tests = Some(folder);
        self
    }

    /// The tables whose amounts are in the currency of the row they belong to.
    #[must_use]
    pub const fn currency_elsewhere(mut self, tables: &'static [&'static str]) -> Self {
        self.currency_elsewhere = tables;
        self
    }

    /// Variables that every app of the tests is started with, such as the address of a peer that is not there.
    #[must_use]
    pub const fn variables(mut self, variables: &'static [(&'static str, &'static str)]) -> Self {
        self.variables = variables;
        self
    }

    /// A migrated, empty database.
    pub fn database(&'static self) -> TestDatabase {
        let database = self.empty_database();
        let clone = self.template.get_or_init(|| {
            let steps = self.service().migration_steps().unwrap();
            database::template(&self.prefix(), self.root, &steps)
        });
        database.execute(clone);
        database
    }

    /// A database without tables.
    pub fn empty_database(&'static self) -> TestDatabase {
        TestDatabase::empty(&self.prefix())
    }

    /// The service on this database, with these variables beside the kit's.
    pub fn app(&'static self, database: TestDatabase, variables: &[(&str, &str)]) -> TestApp<A> {
        TestApp::start(self, database, variables)
    }

    /// The service.
    pub fn service(&'static self) -> &'static Service<A> {
        &self.ready().service
    }

    /// Its OpenAPI document.
    pub fn openapi(&'static self) -> &'static serde_json::Value {
        &self.ready().prepared.openapi
    }

    /// Every operation of the document.
    pub fn operations(&'static self) -> &'static [Operation] {
        &self.ready().document.operations
    }

    /// The operation with this id.
    pub fn operation(&'static self, id: &str) -> &'static Operation {
        let found = self.operations().iter().find(|operation| operation.id == id);
        found.unwrap_or_else(|| panic!("the document has no operation {id}"))
    }

    /// The configuration that these variables make.
    pub fn config(&'static self, variables: &BTreeMap<String, String>) -> Config<A::Config> {
        let lookup = |name: &str| variables.get(name).cloned();
        Config::read(&Variables::new(&lookup), &self.service().defaults()).unwrap()
    }

    pub(super) fn prepared(&'static self) -> &'static Prepared {
        &self.ready().prepared
    }

    pub(super) fn document(&'static self) -> &'static Document {
        &self.ready().document
    }

    pub(super) fn kinds(&'static self) -> &'static Kinds {
        &self.ready().prepared.kinds
    }

    pub(super) const fn root(&self) -> &'static str {
        self.root
    }

    pub(super) fn tests(&self) -> PathBuf {
        self.tests.map_or_else(|| Path::new(self.root).join("tests/it"), PathBuf::from)
    }

    pub(super) fn binary(&self) -> PathBuf {
        match self.binary {
            Binary::Path(path) => path.into(),
            // `target/debug/deps/it-…` and `target/debug/examples/…`.
            Binary::Example(name) => {
                let test = std::env::current_exe().unwrap();
                let path = test.parent().and_then(Path::parent).unwrap().join("examples").join(name);
                assert!(path.exists(), "run `cargo build --example {name}` first: a test of one target does not");
                path
            }
        }
    }

    pub(super) const fn all_rows(&self) -> &'static str {
        self.rows
    }

    pub(super) const fn tables_with_currency_elsewhere(&self) -> &'static [&'static str] {
        self.currency_elsewhere
    }

    pub(super) const fn own_variables(&self) -> &'static [(&'static str, &'static str)] {
        self.variables
    }

    fn ready(&'static self) -> &'static Ready<A> {
        self.ready.get_or_init(|| {
            let service = (self.make)();
            let prepared = service.prepare().unwrap();
            Ready { document: Document::of(&prepared.openapi), service, prepared }
        })
    }

    fn prefix(&'static self) -> String {
        self.service().about().name.replace('-', "_")
    }
}
