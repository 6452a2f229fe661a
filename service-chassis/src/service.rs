//! A service, as its `main.rs` describes it.

use std::process::ExitCode;

use accord_contract::tables::{self, TableShape};
use actix_web::web::Bytes;
use diesel_migrations::EmbeddedMigrations;
use serde_json::{Map, Value};

use crate::cli;
use crate::config::Defaults;
use crate::database::migrations::Migrations;
use crate::http::{self, Documents, Endpoint};
use crate::problem::Kinds;
use crate::seed::Fixture;
use crate::{Application, StartError};

/// What a service is, for its command line, its OpenAPI document and its neighbours.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// The name of its package: `env!("CARGO_PKG_NAME")`.
    pub name: &'static str,
    /// The version of its package: `env!("CARGO_PKG_VERSION")`.
    pub version: &'static str,
    /// The title of its OpenAPI document.
    pub title: &'static str,
    /// The description in its OpenAPI document. The first sentence stands in the help of its command line.
    pub description: &'static str,
}

/// The contract that a service was built with: two functions of the library that has its models.
#[derive(Debug, Clone, Copy)]
pub struct Contract {
    /// The contract document, in the format `accord/1`: tables and problem kinds.
    pub document: fn() -> Value,
    /// The schemas for `components.schemas` of an OpenAPI document.
    pub components: fn() -> Map<String, Value>,
}

/// Which part of the contract a service speaks. `[package.metadata.accord]` in its `Cargo.toml` has the same lists, for
/// tools that do not run it; a test of the testkit compares the two.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manifest {
    /// The wire types of the operations it serves.
    pub provides: &'static [&'static str],
    /// The wire types of the operations it calls.
    pub consumes: &'static [&'static str],
    /// The events it publishes.
    pub publishes: &'static [&'static str],
    /// The events it reads.
    pub subscribes: &'static [&'static str],
}

/// A service: what it is, what it speaks, and what it does.
pub struct Service<A> {
    about: About,
    contract: Contract,
    manifest: Manifest,
    defaults: Defaults,
    embedded: &'static EmbeddedMigrations,
    shared_tables: &'static [&'static str],
    own_tables: fn() -> Vec<TableShape>,
    endpoints: fn() -> Vec<Endpoint>,
    fixtures: &'static [Fixture],
    application: std::marker::PhantomData<fn() -> A>,
}

/// A service whose contract was read and found to have what the service needs.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(crate) about: About,
    pub(crate) kinds: Kinds,
    pub(crate) tables: Vec<TableShape>,
    pub(crate) openapi: Value,
    pub(crate) documents: Documents,
    /// The library with the models, such as `shared-models 1.1.0`.
    pub(crate) models: String,
}

impl Prepared {
    /// What runs: the service and the models it was built with, such as `1.0.0 (shared-models 1.1.0)`.
    pub(crate) fn release(&self) -> String {
        format!("{} ({})", self.about.version, self.models)
    }
}

const NO_MIGRATIONS: &EmbeddedMigrations = &EmbeddedMigrations::new(&[]);

impl<A: Application> Service<A> {
    /// A service without operations.
    pub fn new(about: About, contract: Contract) -> Self {
        Self {
            about,
            contract,
            manifest: Manifest::default(),
            defaults: Defaults::default(),
            embedded: NO_MIGRATIONS,
            shared_tables: &[],
            own_tables: Vec::new,
            endpoints: Vec::new,
            fixtures: &[],
            application: std::marker::PhantomData,
        }
    }

    /// Which part of the contract it speaks.
    #[must_use]
    pub fn manifest(mut self, manifest: Manifest) -> Self {
        self.manifest = manifest;
        self
    }

    /// The default of `PORT`; 8080 without it.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.defaults.port = port;
        self
    }

    /// The default of `DATABASE_CONNECTIONS`; two per core without it.
    #[must_use]
    pub fn connections(mut self, connections: u32) -> Self {
        self.defaults.connections = connections;
        self
    }

    /// Its migrations: a constant made by `diesel_migrations::embed_migrations!`.
    #[must_use]
    pub fn migrations(mut self, embedded: &'static EmbeddedMigrations) -> Self {
        self.embedded = embedded;
        self
    }

    /// The tables of the contract that it keeps.
    #[must_use]
    pub fn shared_tables(mut self, names: &'static [&'static str]) -> Self {
        self.shared_tables = names;
        self
    }

    /// The tables that only this service has: `shapes` of [`tables!`](macro@crate::database::tables). One with the name of a
    /// shared table has the columns that this service needs beside the shared ones.
    #[must_use]
    pub fn own_tables(mut self, shapes: fn() -> Vec<TableShape>) -> Self {
        self.own_tables = shapes;
        self
    }

    /// Its operations.
    #[must_use]
    pub fn endpoints(mut self, endpoints: fn() -> Vec<Endpoint>) -> Self {
        self.endpoints = endpoints;
        self
    }

    /// Its fixtures, in the order in which their rows refer to each other.
    #[must_use]
    pub fn fixtures(mut self, fixtures: &'static [Fixture]) -> Self {
        self.fixtures = fixtures;
        self
    }

    /// Does what the command line asks for. Exit codes: 0 done, 1 failed, 2 wrong configuration or usage.
    pub fn run(&self) -> ExitCode {
        cli::run(self)
    }

    /// What it is.
    pub const fn about(&self) -> &About {
        &self.about
    }

    /// Its OpenAPI document.
    ///
    /// # Errors
    /// When the contract does not have a type or a kind of problem that an endpoint names.
    pub fn openapi(&self) -> Result<Value, StartError> {
        Ok(self.prepare()?.openapi)
    }

    /// Every table it needs: those of the contract that it keeps, and its own.
    ///
    /// # Errors
    /// When the contract does not have one of them.
    pub fn tables(&self) -> Result<Vec<TableShape>, StartError> {
        self.tables_of(&(self.contract.document)())
    }

    /// Its migrations.
    ///
    /// # Errors
    /// As for [`tables`](Self::tables).
    pub fn migration_steps(&self) -> Result<Migrations, StartError> {
        Ok(self.migrations_of(&self.tables()?))
    }

    pub(crate) fn migrations_of(&self, tables: &[TableShape]) -> Migrations {
        let names = tables.iter().map(|table| table.name.clone()).collect();
        Migrations::new(self.about.name, self.embedded, names)
    }

    pub(crate) fn prepare(&self) -> Result<Prepared, StartError> {
        let document = (self.contract.document)();
        let kinds = Kinds::of_document(&document).map_err(StartError::new)?;
        let openapi = http::document(&self.about, &(self.endpoints)(), (self.contract.components)(), &kinds)
            .map_err(StartError::new)?;
        let asyncapi = http::events_document(&self.about, &self.manifest, &document, (self.contract.components)())
            .map_err(StartError::new)?;
        let well_known = http::well_known(&self.about, &document, &self.manifest);
        let text = |name: &str| document[name].as_str().unwrap_or_default().to_owned();
        Ok(Prepared {
            about: self.about,
            tables: self.tables_of(&document)?,
            documents: Documents {
                openapi: Bytes::from(openapi.to_string()),
                asyncapi: asyncapi.as_ref().map(|document| Bytes::from(document.to_string())),
                well_known: Bytes::from(well_known.to_string()),
            },
            models: format!("{} {}", text("package"), text("version")),
            kinds,
            openapi,
        })
    }

    pub(crate) const fn defaults(&self) -> Defaults {
        self.defaults
    }

    pub(crate) const fn list_endpoints(&self) -> fn() -> Vec<Endpoint> {
        self.endpoints
    }

    /// Its fixtures.
    pub const fn fixture_list(&self) -> &'static [Fixture] {
        self.fixtures
    }

    #[cfg(feature = "testkit")]
    pub(crate) fn contract_document(&self) -> Value {
        (self.contract.document)()
    }

    #[cfg(feature = "testkit")]
    pub(crate) const fn list_manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn tables_of(&self, document: &Value) -> Result<Vec<TableShape>, StartError> {
        let all = tables::from_document(document)
            .map_err(|error| StartError::new(format_args!("read the tables of the contract document: {error}")))?;
        let mut found = Vec::<TableShape>::new();
        for name in self.shared_tables {
            let table = all.iter().find(|table| table.name == *name);
            let missing = || StartError::new(format_args!("find the table `{name}` in the contract document"));
            found.push(table.ok_or_else(missing)?.clone());
        }
        for own in (self.own_tables)() {
            match found.iter_mut().find(|table| table.name == own.name) {
                // Columns that a table of the contract has in this service beside the shared ones.
                Some(table) => {
                    let more = own
                        .columns
                        .into_iter()
                        .filter(|column| !table.columns.iter().any(|other| other.name == column.name));
                    let more: Vec<_> = more.collect();
                    table.columns.extend(more);
                }
                None => found.push(own),
            }
        }
        Ok(found)
    }
}
