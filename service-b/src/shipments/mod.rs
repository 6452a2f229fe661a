//! The parcels of orders: planned with the payment, one for each warehouse that gives something, and sent one by one.
//!
//! Whoever changes a parcel locks the reservation of its order first. So the parcels of an order change one after the
//! other, and the facts about them are in that order.

mod cancel;
mod deliver;
mod dispatch;
mod prepare;

pub(crate) use cancel::cancel;
pub use deliver::{DeliverRefused, deliver};
pub use dispatch::{Dispatch, DispatchRefused, dispatch};
pub(crate) use prepare::prepare;
use shared_models::shipments::ShipmentStatus;

/// Whether a parcel in this state has left its warehouse.
pub(crate) const fn has_left(status: ShipmentStatus) -> bool {
    match status {
        ShipmentStatus::Dispatched | ShipmentStatus::Delivered | ShipmentStatus::Returned => true,
        ShipmentStatus::Preparing | ShipmentStatus::Cancelled => false,
    }
}
