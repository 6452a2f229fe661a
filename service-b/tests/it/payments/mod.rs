//! The money of orders.

mod authorise;
mod capture;
mod get;
mod provider;
mod refund;
mod void;

use shared_models::kernel::{Currency, Money};

fn euros(cents: i64) -> Money {
    Money::new(cents, Currency::EUR).unwrap()
}
