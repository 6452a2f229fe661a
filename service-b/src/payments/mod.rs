//! The money of an order: promised, taken, given back or called off, each in one transaction.
//!
//! A transaction that concerns the stock or the parcels of the order, too, locks its reservation before the payment.

mod authorise;
mod capture;
mod refund;
mod refused;
mod void;

pub use authorise::{Authorisation, AuthoriseRefused, authorise};
pub(crate) use capture::take;
pub use capture::{capture, is_due};
pub use refund::{Refund, RefundRefused, refund};
pub use refused::Refused;
pub use void::void;
pub(crate) use void::void_of_order;
