//! A fixture: a file, and how its rows are read and written.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Pass, Tally};
use crate::database::{Error, Transaction};
use crate::http::{Request, validate};
use crate::problem::Fault;

/// A fixture file: a JSON array of objects, each a request of the contract with the ids of its row beside the fields.
#[derive(Clone)]
pub struct Fixture {
    /// The name of the file, such as `products.json`.
    pub name: &'static str,
    pub(crate) text: Cow<'static, str>,
    pub(super) read: fn(&str) -> Result<Plan, Vec<Located>>,
}

/// Rows that are valid, and the statement that writes them.
pub type Plan = Box<dyn Fn(&mut Transaction, &Pass) -> Result<Tally, Error>>;

/// A fault in a file: where, as a JSON pointer, and what.
pub type Located = (String, String);

/// Writes the rows of a file: each is the ids beside the request, and the request.
pub type Writer<K, T> = fn(&mut Transaction, &[(K, T)], &Pass) -> Result<Tally, Error>;

impl Fixture {
    /// The file of this name and content; `read` is a call of [`plan`] or [`plan_with`].
    pub const fn new(name: &'static str, text: &'static str, read: fn(&str) -> Result<Plan, Vec<Located>>) -> Self {
        Self { name, text: Cow::Borrowed(text), read }
    }

    /// The same file with another content.
    #[must_use]
    pub fn with_text(&self, text: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), ..self.clone() }
    }
}

/// Reads a file into rows; `write` puts them into their tables.
///
/// # Errors
/// Every fault of every row.
pub fn plan<K, T>(text: &str, write: Writer<K, T>) -> Result<Plan, Vec<Located>>
where
    K: DeserializeOwned + 'static,
    T: Request + 'static,
{
    plan_with(text, |_| Vec::new(), write)
}

/// Reads a file into rows that also keep `rules`, which the limits of the fields do not cover.
///
/// # Errors
/// Every fault of every row.
pub fn plan_with<K, T>(text: &str, rules: fn(&T) -> Vec<Fault>, write: Writer<K, T>) -> Result<Plan, Vec<Located>>
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
    if !faults.is_empty() {
        return Err(faults);
    }
    // A writer looks its rows up by `IN (…)`, which SQL does not allow to be empty.
    Ok(Box::new(
        move |transaction, pass| {
            if rows.is_empty() { Ok(Tally::default()) } else { write(transaction, &rows, pass) }
        },
    ))
}

fn checked<T>(request: T, rules: fn(&T) -> Vec<Fault>) -> Result<T, Vec<Fault>> {
    let faults = rules(&request);
    if faults.is_empty() { Ok(request) } else { Err(faults) }
}
