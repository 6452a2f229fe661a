//! The database: the only modules that know SQL. They return rows, and `Option` for look-ups.
//!
//! A function's outer error is a failure of the database; the inner one, where there is one, is a refusal that the caller
//! turns into an answer.

pub mod seeds;
pub mod warehouses;
