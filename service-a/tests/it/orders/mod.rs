mod cancel;
mod idempotency;
mod list;
mod place;
mod reserve;
