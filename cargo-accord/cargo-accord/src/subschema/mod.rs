//! Is every document that schema L takes also a document that schema R takes?
//!
//! Ask with [`contained`]; the answer is a [`Verdict`]. `Contained` is the end of a sound
//! argument, `NotContained` carries a document that the `jsonschema` crate has found valid on
//! the left and invalid on the right, and `Undecided` names the keyword that defeats the engine.
//!
//! ```
//! use accord::subschema::{Options, Schema, Verdict, contained};
//! use serde_json::json;
//!
//! let old = Schema::parse(&json!({"type": "integer", "minimum": 1, "maximum": 100}))?;
//! let new = Schema::parse(&json!({"type": "integer", "minimum": 1, "maximum": 50}))?;
//! let options = Options::default();
//! assert_eq!(contained(&new, &old, &options), Verdict::Contained);
//! let witness = json!(51);
//! assert_eq!(contained(&old, &new, &options), Verdict::NotContained { witness });
//! # Ok::<(), accord::subschema::SchemaError>(())
//! ```
//!
//! # What is understood
//!
//! JSON Schema 2020-12 with all its assertions, and the older spellings `definitions`,
//! `dependencies`, and `items` as an array with `additionalItems`; a document that declares
//! draft-07 or older is read by its rules. References stay within the document. Patterns are
//! ECMA-262 with the `u` flag; look-around, back-references and word boundaries are beyond
//! regular languages and leave a question undecided, as does a `$dynamicRef` with more than one
//! target. Numbers are exact decimals, and `1` equals `1.0`.
//!
//! By default `format` is an annotation. [`Options::contract`] judges the documents of Rust
//! types: the integer formats bound a number, string formats are assertions compared by name,
//! and `x-accord-other: true` beside `enum`, `oneOf` or `anyOf` opens an enumeration: any other
//! string, or an object with another string in the tag, is accepted as well.
//! [`Schema::parse_closed`] reads the schema of what a type writes.

mod contained;
mod decimal;
mod engine;
mod equality;
mod error;
mod exact;
mod expr;
mod format;
mod kind;
mod options;
mod parse;
mod pattern;
mod render;
mod schema;
mod texts;
mod validator;
mod verdict;
mod witness;

pub use self::{
    contained::{contained, refuses},
    error::SchemaError,
    options::Options,
    schema::{Schema, well_formed},
    verdict::Verdict,
};
