#![doc = include_str!("../README.md")]

pub mod api;
pub mod config;
pub mod contract;
mod ids;
mod names;
pub mod orders;
pub mod peers;
pub mod policy;
pub mod prescriptions;
pub mod seed;
mod service;
pub mod state;
pub mod store;

pub use service::service;
