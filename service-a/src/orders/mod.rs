//! Orders, from the request to the stock that is reserved for them: what the endpoints and the worker share.

mod cancel;
mod context;
mod place;
mod place_together;
mod price;
mod reserve;
mod settle;
mod worker;

pub use cancel::{CancelRefused, cancel};
pub use context::Orders;
pub use place::place;
pub use place_together::PlaceRefused;
pub use worker::work;
