//! The customers of the shop.

mod create_customer;
mod get_customer;
mod list_customers;
mod update_customer;

use service_chassis::http::Endpoint;

const ONE: &str = "/v1/customers/{id}";

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/v1/customers", create_customer::create_customer, "Creates a customer."),
        Endpoint::get("/v1/customers", list_customers::list_customers, "Lists customers, newest first."),
        Endpoint::get(ONE, get_customer::get_customer, "Shows a customer."),
        Endpoint::patch(ONE, update_customer::update_customer, "Changes some fields of a customer."),
    ]
}
