//! From two contracts to the version bump that their difference requires.
//!
//! [`check`] compares every type, table and problem, and gives a [`Report`]: findings, each with
//! the rule that names it and, where documents are refused, one that is; and the bump they add up
//! to, beside the one that the two version numbers declare. [`history()`] asks whether the facts of every
//! release can still be read: they outlive the release that wrote them.

mod blame;
mod bump;
mod date;
mod describe;
mod exchange;
mod exemption;
mod finding;
mod history;
mod judge;
mod level;
mod opaque;
mod pair;
mod problems;
mod question;
mod report;
mod sides;
mod sql_type;
mod table_match;
mod tables;
mod types;

pub use bump::{Bump, Declared};
pub use date::Date;
pub use exchange::exchange;
pub use exemption::{Exempted, Exemption, ExemptionError};
pub use finding::Finding;
pub use history::{History, Released, Retained, history};
pub use judge::{CheckError, check};
pub use level::Level;
pub use report::Report;
