//! Frames that customers configure.

mod faults;
mod get_design;
mod quote_design;
mod save_design;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/v1/designs/quote", quote_design::quote_design, "Says what a design costs. Nothing is saved."),
        Endpoint::post("/v1/designs", save_design::save_design, "Saves a design with the price it has today."),
        Endpoint::get("/v1/designs/{id}", get_design::get_design, "Shows a design."),
    ]
}
