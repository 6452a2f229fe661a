//! This service's copy of the storefront's products: it follows the storefront's facts. Requests and fixtures put products,
//! too.

mod copy;
mod follow;
mod put;

pub use follow::FOLLOWER;
pub use put::{Put, put, replaced};
