//! Ids and states of orders.

use crate::kernel::{StateMachine, ids, text_enum};

ids! {
    Order => OrderId,
}

text_enum! {
    /// The progress of an order.
    pub enum OrderStatus {
        /// Placed; its stock is not reserved yet.
        Pending = "pending",
        /// Its stock is reserved.
        Confirmed = "confirmed",
        /// There was not enough stock; final.
        Rejected = "rejected",
        /// At least one parcel has left.
        Shipped = "shipped",
        /// Every parcel has arrived.
        Delivered = "delivered",
        /// Cancelled before it was shipped.
        Cancelled = "cancelled",
    }
}

impl StateMachine for OrderStatus {
    const TRANSITIONS: &'static [(Self, Self)] = &[
        (Self::Pending, Self::Confirmed),
        (Self::Pending, Self::Rejected),
        (Self::Pending, Self::Cancelled),
        (Self::Confirmed, Self::Shipped),
        (Self::Confirmed, Self::Cancelled),
        (Self::Shipped, Self::Delivered),
    ];
}
