//! Parcels.

mod create_parcel;
mod get_parcel;
mod list_parcels;
mod print_label;
mod update_parcel;

use service_chassis::http::Endpoint;

/// The endpoints of parcels.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/v1/parcels", create_parcel::create_parcel, "Adds a parcel."),
        Endpoint::get("/v1/parcels", list_parcels::list_parcels, "Lists parcels."),
        Endpoint::get("/v1/parcels/{id}", get_parcel::get_parcel, "Shows a parcel."),
        Endpoint::post("/v1/parcels/{id}/label", print_label::print_label, "Prints the label of a parcel."),
        Endpoint::patch("/v1/parcels/{id}", update_parcel::update_parcel, "Changes a parcel."),
    ]
}
