//! What the tests are written with.

mod fulfilment;
mod rows;
mod shop;

use service_a::state::State;
use service_chassis::testkit::{Kit, kit};

pub use fulfilment::Fulfilment;
pub use rows::ROWS;
pub use shop::{Shop, design_config, id, order_body, product_body, user_body};

/// The service under test. Lines of an order are in the order's currency.
pub static KIT: Kit<State> = kit!(service_a::service)
    .rows(ROWS)
    .currency_elsewhere(&["order_items"])
    // The discard port: a fulfilment that is down.
    .variables(&[("FULFILMENT_URL", "http://127.0.0.1:9")]);
