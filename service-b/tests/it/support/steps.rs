//! The steps of an order from its payment to its parcels.

use serde_json::json;
use service_chassis::testkit::Answer;
use shared_models::catalog::ProductId;
use shared_models::orders::{OrderId, OrderStatus};
use shared_models::payments::PaymentView;
use shared_models::shipments::{ShipmentPage, ShipmentView};

use super::{App, fresh_id};

/// What each shelf holds beside what the parcels and reservations say, where that is not the same. Every shelf of the tests
/// began with 10 pieces.
const UNBALANCED: &str = "
    SELECT COUNT(*) AS n FROM inventory_items item LEFT JOIN (
        SELECT line.product_id, line.warehouse_id,
            SUM(IF(parcel.id IS NULL, 0, line.quantity)) AS shipped,
            SUM(IF(parcel.id IS NULL AND reservation.status = 'held', line.quantity, 0)) AS open
        FROM reservation_lines line JOIN reservations reservation USING (order_id)
        LEFT JOIN shipments parcel ON parcel.order_id = line.order_id AND parcel.warehouse_id = line.warehouse_id
            AND parcel.status IN ('dispatched', 'delivered', 'returned')
        GROUP BY line.product_id, line.warehouse_id
    ) moved USING (product_id, warehouse_id)
    WHERE item.on_hand <> 10 - COALESCE(moved.shipped, 0) OR item.reserved <> COALESCE(moved.open, 0)";

impl App {
    /// A confirmed order of these products whose stock is held and that is paid for.
    pub fn with_paid_order(&self, lines: &[(ProductId, u32)]) -> PaymentView {
        let order = self.storefront.with_order(OrderStatus::Confirmed, 17_731);
        self.reserve(order, lines).expect(201);
        self.authorise(order, &fresh_id().to_string()).view(201)
    }

    /// Its parcels, the first planned one first.
    pub fn parcels(&self, order: OrderId) -> Vec<ShipmentView> {
        let page: ShipmentPage = self.call("list_shipments").query(&format!("order_id={order}")).send().view(200);
        page.items.into_iter().rev().collect()
    }

    pub fn dispatch(&self, parcel: &ShipmentView) -> Answer {
        self.dispatch_as(parcel, "NK4711000815")
    }

    pub fn dispatch_as(&self, parcel: &ShipmentView, tracking_code: &str) -> Answer {
        let request = json!({ "carrier": "Nordkurier", "tracking_code": tracking_code });
        self.call("dispatch_shipment").id(parcel.id).body(&request).send()
    }

    pub fn deliver(&self, parcel: &ShipmentView) -> Answer {
        self.call("deliver_shipment").id(parcel.id).send()
    }

    pub fn parcel(&self, parcel: &ShipmentView) -> ShipmentView {
        self.call("get_shipment").id(parcel.id).send().view(200)
    }

    /// On hand is what was received less what was shipped; reserved is what open reservations hold.
    #[track_caller]
    pub fn assert_stock_balances(&self) {
        assert_eq!(self.database.number(UNBALANCED), 0);
    }

    /// The types of the facts so far, in their order.
    pub fn facts(&self) -> Vec<String> {
        self.database.names("SELECT event_type AS name FROM outbox ORDER BY position")
    }
}
