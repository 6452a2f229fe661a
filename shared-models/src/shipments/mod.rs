//! Parcels and their way to the customer.

mod model;
pub use model::{Shipment, ShipmentId, ShipmentStatus};

mod rules;
pub use rules::{order_status, parcels};

mod dto;
pub use dto::{DispatchShipment, ListShipments, ShipmentPage, ShipmentView, TRACKING_CODE_MAX};

mod event;
pub use event::{ShipmentDelivered, ShipmentDispatched};

#[cfg(feature = "db")]
mod entity;
#[cfg(feature = "db")]
pub use entity::ShipmentEntity;
