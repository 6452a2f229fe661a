//! Stock promised to orders.

mod get_reservation;
mod release_stock;
mod reserve_stock;

use service_chassis::http::Endpoint;

const PATH: &str = "/v1/reservations/{id}";

/// The endpoints of reservations. The id is the order's.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::put(PATH, reserve_stock::reserve_stock, "Reserves the stock of an order: all lines or none."),
        Endpoint::get(PATH, get_reservation::get_reservation, "Reads the reservation of an order."),
        Endpoint::delete(
            PATH,
            release_stock::release_stock,
            "Releases the stock of an order, for good, and voids its payment.",
        ),
    ]
}
