//! The fixtures of `seeds/`.

use service_chassis::seed::{Fixture, plan, plan_with};

use crate::prescriptions;
use crate::store::seeds;

/// A file of `seeds/`, as it was when the service was built.
macro_rules! fixture {
    ($name:literal, $read:expr) => {
        Fixture::new($name, include_str!(concat!("../seeds/", $name)), $read)
    };
}

/// In the order in which their rows refer to each other.
pub const FIXTURES: &[Fixture] = &[
    fixture!("roles.json", |text| plan(text, seeds::roles)),
    fixture!("users.json", |text| plan(text, seeds::users)),
    fixture!("brands.json", |text| plan(text, seeds::brands)),
    fixture!("categories.json", |text| plan(text, seeds::categories)),
    fixture!("products.json", |text| plan(text, seeds::products)),
    fixture!("customers.json", |text| plan(text, seeds::customers)),
    fixture!("prescriptions.json", |text| plan_with(text, prescriptions::faults, seeds::prescriptions)),
];
