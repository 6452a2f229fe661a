//! The money of an order: promised, taken, given back or called off, each in one transaction.

mod authorise;
mod capture;
mod refund;
mod refused;
mod void;

pub use authorise::{Authorisation, AuthoriseRefused, authorise};
pub use capture::{Capture, capture, is_due};
pub use refund::{Refund, RefundRefused, refund};
pub use refused::Refused;
pub use void::{void, void_of_order};
