//! Stock promised to orders.

mod at_once;
mod expire;
mod get;
mod release;
mod reserve;
