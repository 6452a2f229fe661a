//! Orders of customers.

mod cancel_order;
mod get_order;
mod list_orders;
mod place_order;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(
            "/v1/orders",
            place_order::place_order,
            "Places an order and reserves its stock. The same key with the same body again places no second order: it \
             answers with the order as it is by then.",
        ),
        Endpoint::get("/v1/orders", list_orders::list_orders, "Lists orders, newest first."),
        Endpoint::get("/v1/orders/{id}", get_order::get_order, "Shows an order."),
        Endpoint::post(
            "/v1/orders/{id}/cancel",
            cancel_order::cancel_order,
            "Cancels an order that is pending or confirmed. Its stock is released, and money that was taken is given \
             back.",
        ),
    ]
}
