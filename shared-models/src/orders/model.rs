//! Ids and states of orders.

use crate::kernel::{Id, StateMachine, text_enum};

/// Labels the ids of orders.
pub enum Order {}

/// The id of an order.
pub type OrderId = Id<Order>;

text_enum! {
    /// How far an order has come.
    pub enum OrderStatus {
        /// Kept, but its stock is not reserved yet.
        Pending = "pending",
        /// Its stock is reserved.
        Confirmed = "confirmed",
        /// There was not enough stock.
        Rejected = "rejected",
        /// On its way.
        Shipped = "shipped",
        /// With the customer.
        Delivered = "delivered",
        /// Called off.
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
