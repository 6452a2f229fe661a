//! The private database server: own data directory, own port and socket, loopback only.
//!
//! It lives under the target directory, starts in a fraction of a second and ends by its process
//! id. No system service is used or touched, and no database library is linked: SQL goes through
//! the server's own command line client.

mod account;
mod client;
pub mod command;
mod engine;
mod lease;
mod running;

pub use account::Account;
pub use client::Client;
pub use lease::Lease;
pub use running::Durability;
