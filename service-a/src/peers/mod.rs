//! The services that this one calls.

pub mod fulfilment;
