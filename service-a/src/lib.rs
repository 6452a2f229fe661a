#![doc = include_str!("../README.md")]

pub mod api;
pub mod cli;
pub mod config;
pub mod contract;
pub mod housekeeping;
pub mod http;
pub mod orders;
pub mod peers;
pub mod policy;
pub mod prescriptions;
pub mod routes;
pub mod seed;
pub mod server;
pub mod state;
pub mod store;
pub mod telemetry;
