//! Configuration: one small struct per concern, read once from the environment.
//!
//! A service that reads further variables implements [`Configured`] and reads them with [`Variables`], whose errors
//! name the variable and never its value.

mod database;
mod events;
mod http;
mod log;
mod service;
mod variables;

pub use database::{DatabaseConfig, DatabaseUrl};
pub use events::EventsConfig;
pub use http::{AllowedHosts, HttpConfig};
pub use log::LogConfig;
pub use service::{Config, Defaults};
pub use variables::{ConfigError, Configured, Variables};
