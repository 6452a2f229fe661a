//! The other service: asking it to reserve and release stock, now or as soon as it answers again.

mod back_off;
mod breaker;
mod client;
mod exchange;
mod worker;

pub use back_off::BackOff;
pub use breaker::Breaker;
pub use client::{Answer, Client, Down};
pub use exchange::{Reserved, reserve_now};
pub(crate) use worker::lease;
pub use worker::work;
