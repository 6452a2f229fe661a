//! The service, apart from its binary: the tests of the chassis include it too.

mod api;
pub mod contract;
mod seeds;
pub mod service;
pub mod store;
