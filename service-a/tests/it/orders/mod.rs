//! `/v1/orders`

mod cancel;
mod checkout;
mod idempotency;
mod list;
mod outages;
mod place;
mod releases;
mod reserve;
