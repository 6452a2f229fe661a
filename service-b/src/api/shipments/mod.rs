//! Parcels on their way to customers.

mod deliver_shipment;
mod dispatch_shipment;
mod get_shipment;
mod list_shipments;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/v1/shipments", list_shipments::list_shipments, "Lists parcels, newest first."),
        Endpoint::get("/v1/shipments/{id}", get_shipment::get_shipment, "Reads a parcel."),
        Endpoint::post(
            "/v1/shipments/{id}/dispatch",
            dispatch_shipment::dispatch_shipment,
            "Hands a parcel to a carrier, and takes the money of its order.",
        ),
        Endpoint::post(
            "/v1/shipments/{id}/deliver",
            deliver_shipment::deliver_shipment,
            "Says that a parcel reached the customer.",
        ),
    ]
}
