//! Who exchanges what, and whether they understand each other.
//!
//! Every pair of services that exchange a type has an exact answer at *their* two versions: can
//! what the one writes be read by the other?

mod answer;
mod exchange;
mod party;
mod usage;

pub use answer::{Answer, Judge};
pub use exchange::{Exchange, exchanges};
pub use party::{Party, PartyError};
pub use usage::Usage;
