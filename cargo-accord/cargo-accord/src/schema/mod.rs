//! JSON Schema documents before the engine sees them.
//!
//! The same type can be spelt in many ways: a doc comment turns a unit enum into a list of
//! constants, a moved type renames its definition. [`canonical`] removes those differences, so
//! that none of them costs a bump. [`for_reader`] writes out what the `x-accord-*` keywords mean in
//! plain JSON Schema.

mod accord_keywords;
mod canonical;
mod definitions;
mod desugar;
mod documentation;
mod integer_format;
mod pointer;
mod tag;
mod traverse;
mod unit_enum;

pub use accord_keywords::{
    ALIAS, CUSTOM, Fault, LENGTH, LengthMode, OTHER, aliases, check_keywords, has_other, length_mode,
};
pub use canonical::canonical;
pub use desugar::{for_reader, for_writer};
pub use documentation::without_documentation;
pub use integer_format::integer_range;
pub use pointer::{escape, follow, target};
pub use tag::{Variant, variants};
pub use traverse::{for_each_subschema, for_each_subschema_mut};
