//! What customers want.

mod cancel_order;
mod get_order;
mod list_orders;
mod place_order;

pub use cancel_order::{CancelOrderError, cancel_order};
pub use get_order::{GetOrderError, get_order};
pub use list_orders::list_orders;
pub use place_order::{PlaceOrderError, Placed, place_order};
