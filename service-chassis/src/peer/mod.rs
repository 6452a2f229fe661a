//! Calling another service: one call with time-outs and retries, and what is remembered about a service that is down.
//!
//! - [`Peer`]: the client of one thread. A service wraps it in a type with its typed operations.
//! - [`retry`]: does a call again that may be done again.
//! - [`Link`]: what the whole process remembers about a peer: a [`Breaker`], the [`BackOff`] of work that waits for it,
//!   and what wakes that work.

mod back_off;
mod breaker;
mod client;
mod config;
mod down;
mod link;
mod retry;

pub use back_off::BackOff;
pub use breaker::Breaker;
pub use client::{Call, Peer, Reply};
pub use config::PeerConfig;
pub use down::Down;
pub use link::Link;
pub use retry::retry;
