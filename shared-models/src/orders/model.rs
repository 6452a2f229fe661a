//! Ids and states of orders.

use crate::kernel::{ids, states};

ids! { Order => OrderId }

states! {
    /// The progress of an order.
    pub enum OrderStatus {
        /// Placed; its stock is not reserved yet.
        Pending = "pending" => [Confirmed, Rejected, Cancelled],
        /// Its stock is reserved.
        Confirmed = "confirmed" => [Shipped, Cancelled],
        /// There was not enough stock; final.
        Rejected = "rejected" => [],
        /// At least one parcel has left.
        Shipped = "shipped" => [Delivered],
        /// Every parcel has arrived.
        Delivered = "delivered" => [],
        /// Cancelled before it was shipped.
        Cancelled = "cancelled" => [],
    }
}
