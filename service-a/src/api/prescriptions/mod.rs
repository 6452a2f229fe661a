//! Prescriptions of customers.

mod add_prescription;
mod get_prescription;
mod list_prescriptions;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(
            "/v1/customers/{id}/prescriptions",
            add_prescription::add_prescription,
            "Adds a prescription to a customer.",
        ),
        Endpoint::get(
            "/v1/customers/{id}/prescriptions",
            list_prescriptions::list_prescriptions,
            "Lists the prescriptions of a customer, newest first.",
        ),
        Endpoint::get("/v1/prescriptions/{id}", get_prescription::get_prescription, "Shows a prescription."),
    ]
}
