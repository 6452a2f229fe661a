//! The fixtures of `seeds/`: rows that do not exist are added, those that differ are changed, none is deleted.

mod products;
mod stock;
mod warehouses;

use serde::Deserialize;
use service_chassis::seed::{Fixture, plan};

/// The id beside a request.
#[derive(Deserialize)]
struct Key<I> {
    id: I,
}

/// Every fixture, in the order in which their rows refer to each other.
pub const FIXTURES: &[Fixture] = &[
    Fixture::new("warehouses.json", include_str!("../../seeds/warehouses.json"), |text| plan(text, warehouses::write)),
    Fixture::new("products.json", include_str!("../../seeds/products.json"), |text| plan(text, products::write)),
    Fixture::new("stock.json", include_str!("../../seeds/stock.json"), |text| plan(text, stock::write)),
];
