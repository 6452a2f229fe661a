#![doc = include_str!("../README.md")]

mod application;
pub mod background;
mod chassis;
mod cli;
mod clock;
pub mod config;
pub mod database;
pub mod facts;
pub mod http;
pub mod peer;
pub mod problem;
pub mod seed;
mod server;
mod service;
mod telemetry;
#[cfg(feature = "testkit")]
pub mod testkit;

pub use application::{Application, StartError};
pub use chassis::Chassis;
pub use clock::{Clock, Ids, SystemClock, TimeOrdered};
pub use service::{About, Contract, Manifest, Service};
