//! What the tests are written with: the chassis' kit, the steps of this service, and a storefront that they control.

mod app;
mod at_once;
mod provider;
mod rows;
mod steps;
mod storefront;

pub use app::{App, KIT, order_id, product};
pub use at_once::at_once;
pub use provider::{Mood, Provider};
pub use service_chassis::testkit::fresh_id;
pub use storefront::Storefront;
