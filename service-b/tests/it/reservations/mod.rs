//! Stock promised to orders.

mod at_once;
mod get;
mod release;
mod reserve;
