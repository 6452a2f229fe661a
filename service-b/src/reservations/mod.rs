//! Stock promised to orders: one reservation for an order, all of its lines or none.
//!
//! A transaction locks the reservations first, then the payment, then the stock, and last the counter of invoices;
//! reservations and stock in the order of their primary keys, whatever the order of requests and lines. All do so, so no two
//! can wait for each other. The lock of a reservation guards the parcels of its order as well.

mod expire;
mod release;
mod reserve;

pub use expire::{MAX_LOOKED_AT, expire_old, release_expired};
pub use release::{ReleaseRefused, release};
pub use reserve::{Outcome, Reserve, ReserveRefused, Reserved, reserve};
