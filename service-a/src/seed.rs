//! Fixtures: read through the shared requests, validated like a request, written all or none.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::Value;
use shared_models::kernel::{Clock, Fault};

use crate::http::{Request, validate};
use crate::prescriptions;
use crate::store::seeds::{self, Tally};
use crate::store::{Connection, Error, Transaction};

/// A fixture file: a JSON array of objects, each a shared request with the ids of its row beside the fields.
#[derive(Clone, Copy)]
pub struct File {
    /// Its name in `seeds/`.
    pub name: &'static str,
    /// Its content, as it was when the service was built.
    pub text: &'static str,
    read: fn(&str) -> Result<Plan, Vec<Located>>,
}

/// Every file, in the order in which their rows refer to each other.
pub const FILES: [File; 7] = [
    File {
        name: "roles.json",
        text: include_str!("../seeds/roles.json"),
        read: |text| plan(text, no_more, seeds::roles),
    },
    File {
        name: "users.json",
        text: include_str!("../seeds/users.json"),
        read: |text| plan(text, no_more, seeds::users),
    },
    File {
        name: "brands.json",
        text: include_str!("../seeds/brands.json"),
        read: |text| plan(text, no_more, seeds::brands),
    },
    File {
        name: "categories.json",
        text: include_str!("../seeds/categories.json"),
        read: |text| plan(text, no_more, seeds::categories),
    },
    File {
        name: "products.json",
        text: include_str!("../seeds/products.json"),
        read: |text| plan(text, no_more, seeds::products),
    },
    File {
        name: "customers.json",
        text: include_str!("../seeds/customers.json"),
        read: |text| plan(text, no_more, seeds::customers),
    },
    File {
        name: "prescriptions.json",
        text: include_str!("../seeds/prescriptions.json"),
        read: |text| plan(text, prescriptions::faults, seeds::prescriptions),
    },
];

impl File {
    /// The file with another content.
    #[must_use]
    pub const fn with_text(self, text: &'static str) -> Self {
        Self { text, ..self }
    }
}

/// Rows that are valid, and the statement that writes them.
type Plan = Box<dyn Fn(&mut Transaction, &seeds::Pass) -> Result<Tally, Error>>;

/// A fault in one file: where, as a JSON pointer, and what.
type Located = (String, String);

/// What writes the rows of a file.
type Writer<K, T> = fn(&mut Transaction, &[(K, T)], &seeds::Pass) -> Result<Tally, Error>;

/// What a run did or, when it was a dry one, would do.
pub struct Report {
    dry_run: bool,
    files: Vec<(&'static str, Tally)>,
}

/// What is wrong with a fixture.
#[derive(Debug, PartialEq, Eq)]
pub struct SeedFault {
    /// The file.
    pub file: &'static str,
    /// Where in it: a JSON pointer.
    pub pointer: String,
    /// What is wrong there.
    pub detail: String,
}

impl fmt::Display for SeedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.file, self.pointer, self.detail)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, Tally { created, updated, unchanged }) in &self.files {
            let would = if self.dry_run { "would be " } else { "" };
            writeln!(f, "{name:>20}  {would}{created} created, {updated} updated, {unchanged} unchanged")?;
        }
        Ok(())
    }
}

/// Writes `files` in one transaction, or only counts what it would change.
///
/// # Errors
/// The outer error is the database's; the inner one has every fault of every file, and then nothing was written.
pub fn run(
    connection: &mut Connection,
    files: &[File],
    dry_run: bool,
    clock: &dyn Clock,
) -> Result<Result<Report, Vec<SeedFault>>, Error> {
    let mut plans = Vec::new();
    let mut faults = Vec::new();
    for file in files {
        match (file.read)(file.text) {
            Ok(plan) => plans.push((file.name, plan)),
            Err(found) => {
                let located = |(pointer, detail)| SeedFault { file: file.name, pointer, detail };
                faults.extend(found.into_iter().map(located));
            }
        }
    }
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    let pass = seeds::Pass { now: clock.now(), write: !dry_run };
    let written = connection.transaction::<_, std::convert::Infallible>(|transaction| {
        plans.iter().map(|(name, plan)| Ok((*name, plan(transaction, &pass)?))).collect::<Result<_, _>>().map(Ok)
    })?;
    let Ok(files) = written;
    Ok(Ok(Report { dry_run, files }))
}

/// Reads a file into rows; `write` is what puts them into their table.
fn plan<K, T>(text: &str, rules: fn(&T) -> Vec<Fault>, write: Writer<K, T>) -> Result<Plan, Vec<Located>>
where
    K: DeserializeOwned + 'static,
    T: Request + 'static,
{
    let documents: Vec<Value> =
        serde_json::from_str(text).map_err(|error| vec![("/".to_owned(), error.to_string())])?;
    let mut rows = Vec::with_capacity(documents.len());
    let mut faults = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        // The request ignores the ids, and the ids ignore the request.
        match K::deserialize(document) {
            Ok(key) => match validate::<T>(document).and_then(|request| checked(request, rules)) {
                Ok(request) => rows.push((key, request)),
                Err(found) => {
                    let located = found.into_iter().map(|fault| (format!("/{at}{}", fault.pointer), fault.detail));
                    faults.extend(located);
                }
            },
            Err(error) => faults.push((format!("/{at}"), error.to_string())),
        }
    }
    if faults.is_empty() { Ok(Box::new(move |transaction, pass| write(transaction, &rows, pass))) } else { Err(faults) }
}

/// Checks what the limits of the fields do not cover.
fn checked<T>(request: T, rules: fn(&T) -> Vec<Fault>) -> Result<T, Vec<Fault>> {
    let faults = rules(&request);
    if faults.is_empty() { Ok(request) } else { Err(faults) }
}

fn no_more<T>(_: &T) -> Vec<Fault> {
    Vec::new()
}
