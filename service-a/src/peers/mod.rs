//! The services that this one calls.

mod back_off;
mod breaker;
pub mod fulfilment;

pub use back_off::BackOff;
pub use breaker::Breaker;
