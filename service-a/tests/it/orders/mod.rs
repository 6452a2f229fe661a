//! `/v1/orders`

mod cancel;
mod idempotency;
mod list;
mod outages;
mod place;
mod reserve;
