#![doc = include_str!("../README.md")]

pub mod kernel;

pub mod analytics;
pub mod audit;
pub mod builder;
pub mod catalog;
pub mod customers;
pub mod events;
pub mod identity;
pub mod inventory;
pub mod notifications;
pub mod orders;
pub mod payments;
pub mod shipments;

#[cfg(feature = "contract")]
pub mod contract;
#[cfg(feature = "db")]
pub mod schema;
#[cfg(feature = "db")]
pub mod tables;
#[cfg(feature = "testkit")]
pub mod testkit;

/// The version of this library, as the service that links it reports it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
