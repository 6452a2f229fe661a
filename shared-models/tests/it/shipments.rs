//! Parcels decide the status of their order.

use shared_models::inventory::Allocation;
use shared_models::kernel::Id;
use shared_models::orders::OrderStatus;
use shared_models::shipments::ShipmentStatus::{Cancelled, Delivered, Dispatched, Preparing, Returned};
use shared_models::shipments::{ShipmentDelivered, order_status, parcels};
use uuid::Uuid;

#[test]
fn one_parcel_leaves_each_warehouse() {
    let from = |product: u128, warehouse: u128| Allocation {
        product_id: Id::from_uuid(Uuid::from_u128(product)),
        warehouse_id: Id::from_uuid(Uuid::from_u128(warehouse)),
        quantity: 1,
    };
    let warehouses: Vec<_> = parcels(&[from(1, 2), from(2, 1), from(3, 2)]).into_iter().map(Id::uuid).collect();
    assert_eq!(warehouses, [Uuid::from_u128(1), Uuid::from_u128(2)]);
}

#[test]
fn an_order_is_as_far_as_its_parcels() {
    assert_eq!(order_status(&[]), None);
    assert_eq!(order_status(&[Preparing, Preparing]), None);
    assert_eq!(order_status(&[Preparing, Dispatched]), Some(OrderStatus::Shipped));
    assert_eq!(order_status(&[Preparing, Delivered]), Some(OrderStatus::Shipped));
    assert_eq!(order_status(&[Delivered, Cancelled]), Some(OrderStatus::Delivered));
    assert_eq!(order_status(&[Delivered, Returned]), Some(OrderStatus::Delivered));
    assert_eq!(order_status(&[Cancelled]), None);
}

#[test]
fn what_an_older_release_wrote_about_a_delivery_is_read() {
    let mut fact: serde_json::Value =
        serde_json::from_str(shared_models::testkit::sample("shipments::ShipmentDelivered").unwrap()).unwrap();
    fact.as_object_mut().unwrap().remove("outstanding");
    assert_eq!(serde_json::from_value::<ShipmentDelivered>(fact).unwrap().outstanding, None);
}
