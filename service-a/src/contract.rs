//! The part of the contract that this service speaks. `[package.metadata.accord]` in `Cargo.toml` has the same lists, for
//! tools that do not run it; a test compares the two.

use service_chassis::Manifest;

pub const MANIFEST: Manifest = Manifest {
    provides: &["audit::*", "builder::*", "catalog::*", "customers::*", "identity::*", "orders::*"],
    consumes: &[
        "inventory::OutOfStock",
        "inventory::ReservationView",
        "inventory::ReserveStock",
        "payments::PaymentView",
        "payments::RefundPayment",
    ],
    publishes: &[
        "catalog::ProductChanged",
        "customers::CustomerRegistered",
        "customers::PrescriptionAdded",
        "identity::UserAccessChanged",
        "identity::UserRegistered",
        "orders::GiftRequested",
        "orders::OrderCancelled",
        "orders::OrderConfirmed",
        "orders::OrderDelivered",
        "orders::OrderPlaced",
        "orders::OrderRejected",
        "orders::OrderShipped",
    ],
    subscribes: &[
        "inventory::ReservationExpired",
        "payments::PaymentAuthorised",
        "payments::PaymentCaptured",
        "payments::PaymentVoided",
        "shipments::ShipmentDelivered",
        "shipments::ShipmentDispatched",
    ],
};
