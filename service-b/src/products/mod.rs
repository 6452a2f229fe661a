//! This service's copy of the storefront's products: put by requests and by fixtures.

mod put;

pub use put::{Put, put, replaced};
