#![doc = include_str!("../README.md")]

pub mod api;
pub mod checkout;
pub mod cli;
pub mod config;
pub mod contract;
pub mod fulfilment;
pub mod housekeeping;
pub mod http;
pub mod placing;
pub mod policy;
pub mod routes;
pub mod seed;
pub mod server;
pub mod state;
pub mod store;
pub mod telemetry;
