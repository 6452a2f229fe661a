//! Stock promised to orders: one reservation for an order, all of its lines or none.
//!
//! A transaction locks the reservations first and then the stock, both in the order of their primary keys, whatever the
//! order of requests and lines. All do so, so no two can wait for each other.

mod release;
mod reserve;

pub use release::{Release, release};
pub use reserve::{Outcome, Reserve, ReserveRefused, Reserved, reserve};
