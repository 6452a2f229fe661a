//! The money of an order: promised, taken, given back or called off, each in one transaction.
//!
//! A transaction that concerns the stock or the parcels of the order, too, locks its reservation before the payment.

mod ask;
mod authorise;
mod begin;
mod capture;
pub mod provider;
mod refund;
mod refused;
mod resume;
mod void;

pub use ask::{NotDone, ask, ask_to_capture};
pub use authorise::{Authorisation, AuthoriseRefused, authorise, give_up};
pub use begin::{begin_authorise, begin_refund};
pub(crate) use capture::take;
pub use capture::{capture, is_due};
pub use refund::{Refund, RefundRefused, refund};
pub use refused::Refused;
pub use resume::resume_steps;
pub use void::void;
pub(crate) use void::void_of_order;
