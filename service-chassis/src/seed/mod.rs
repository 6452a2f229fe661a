//! Fixtures: read through the requests of the contract, validated like a request, written all or none.
//!
//! A [`Fixture`] names a file and how its rows are read and written; [`run`] writes several in one transaction.

mod fixture;
mod run;
mod tally;

pub use fixture::{Fixture, Located, Plan, Writer, plan, plan_with};
pub use run::{Report, SeedFault, run};
pub use tally::{Fate, Pass, Tally};
