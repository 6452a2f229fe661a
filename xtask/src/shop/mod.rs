//! The requests that the demo, the benchmark and the system tests send to the two services.
//!
//! Written as JSON by hand: this crate is a client like any other, and a change of the wire format has to show here.

mod fresh;
mod fulfilment;
mod storefront;

pub use fresh::{fresh, fresh_id};
pub use fulfilment::{
    authorise, capture, deliver, dispatch, invoice, payment, product_copy, reservation, reserve, shipments, stock,
    warehouse,
};
pub use storefront::{Sale, cancel, find_sale, order, place_order, post_product_like};
