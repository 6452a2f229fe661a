//! The service, apart from its binary: the tests of the chassis include it too.

mod api;
mod contract;
mod seeds;
pub mod service;
mod store;
