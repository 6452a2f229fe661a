//! Orders: lines, amounts and progress.

mod model;
pub use model::{Order, OrderId, OrderStatus};

mod rules;
pub use rules::{DiscountTier, PricedLine, Terms, Totals, discount_by_line, totals};

mod dto;
pub use dto::{
    GIFT_MESSAGE_MAX, LINES_MAX, ListOrders, OrderLine, OrderLineView, OrderPage, OrderView, PlaceOrder, QUANTITY_MAX,
};

mod event;
pub use event::{
    GiftRequested, OrderCancelled, OrderConfirmed, OrderDelivered, OrderPlaced, OrderRejected, OrderShipped, PlacedLine,
};

#[cfg(feature = "db")]
mod entity;
#[cfg(feature = "db")]
pub use entity::{OrderEntity, OrderItemEntity};
