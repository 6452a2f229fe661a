//! From a JSON document to expressions.
//!
//! [`schema`] takes one schema apart, the modules beside it know the keywords of one kind of
//! value each, [`keywords`] reads what several of them take, [`reference`] finds what a `$ref` names, [`unevaluated`] turns the
//! `unevaluated…` keywords into cases once everything else is there, and [`cycle`] refuses a
//! `$ref` that comes back to itself without having stepped into the document.

mod applicator;
mod array;
mod closing;
mod cycle;
mod evaluated;
mod keywords;
mod number;
mod object;
mod parser;
mod reference;
mod resources;
mod schema;
mod string;
mod unevaluated;

use parser::Parser;
pub(crate) use parser::parse;
