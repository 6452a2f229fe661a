//! Orders, from the request to the last parcel: what the endpoints, the worker and the follower share.
//!
//! `saga` says where something that happened leads; `advance` takes an order there.

mod advance;
mod cancel;
mod confirm;
mod context;
mod follow;
mod other_releases;
mod pay;
mod place;
mod place_together;
mod price;
mod reserve;
mod saga;
mod worker;

pub use cancel::{CancelRefused, cancel};
pub use context::Orders;
pub use follow::FOLLOWER;
pub use other_releases::look_after_other_releases;
pub use place::place;
pub use place_together::PlaceRefused;
pub use worker::work;
