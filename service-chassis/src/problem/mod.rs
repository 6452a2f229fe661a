//! Errors on the wire: RFC 9457 problem details, from the kinds of a service's contract.
//!
//! - [`Kind`]: names a kind of problem. [`Kinds`] is the table of all, read from the contract document.
//! - [`Fault`]: one fault of a request.
//! - [`Rejection`]: a request that was refused or could not be served: what the client reads, and what the log keeps.
//! - [`Failure`]: the error of an endpoint. [`failures!`](crate::failures) declares one as a table.

mod failure;
mod failures;
mod fault;
mod kind;
mod rejection;
#[cfg(test)]
mod tests;

pub use crate::failures;
pub use failure::Failure;
pub use fault::{Fault, FaultSource};
pub use kind::{Kind, Kinds, UnknownKind};
pub use rejection::Rejection;
