//! `GET /v1/shipments`

use shared_models::payments::PaymentView;
use shared_models::shipments::{ShipmentPage, ShipmentStatus};

use crate::support::{App, fresh_id};

#[test]
fn a_paid_order_has_a_parcel_for_each_warehouse() {
    let app = App::start();
    let product = app.with_spread_product("LNS-CLEAR-15", &[("BER-1", 10), ("LYS-1", 10)]);
    let payment = app.with_paid_order(&[(product, 15)]);
    let parcels = app.parcels(payment.order_id);
    assert_eq!(parcels.len(), 2);
    assert!(parcels.iter().all(|parcel| parcel.status == ShipmentStatus::Preparing && parcel.carrier.is_none()));
    assert_ne!(parcels[0].warehouse_id, parcels[1].warehouse_id);
    assert_eq!(app.parcel(&parcels[0]), parcels[0]);
    app.call("get_shipment").id(fresh_id()).send().problem("not-found");
}

#[test]
fn pages_follow_each_other_newest_first() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let mut orders: Vec<_> = (0..3).map(|_| app.with_paid_order(&[(product, 1)]).order_id).collect();
    orders.reverse();
    let page = |query: &str| -> ShipmentPage { app.call("list_shipments").query(query).send().view(200) };
    let first = page("limit=2");
    let rest = page(&format!("limit=2&cursor={}", first.next_cursor.unwrap()));
    let listed: Vec<_> = first.items.iter().chain(&rest.items).map(|parcel| parcel.order_id).collect();
    assert_eq!((listed, rest.next_cursor), (orders, None));
}

#[test]
fn a_payment_that_is_voided_cancels_its_parcels_and_the_next_one_plans_others() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let payment = app.with_paid_order(&[(product, 3)]);
    app.void(&payment).expect(200);
    app.authorise(payment.order_id, "key-2").view::<PaymentView>(201);
    let statuses: Vec<_> = app.parcels(payment.order_id).into_iter().map(|parcel| parcel.status).collect();
    assert_eq!(statuses, [ShipmentStatus::Cancelled, ShipmentStatus::Preparing]);
    assert_eq!(
        app.facts(),
        [
            "inventory::StockReserved",
            "payments::PaymentAuthorised",
            "payments::PaymentVoided",
            "payments::PaymentAuthorised"
        ]
    );
    app.assert_stock_balances();
}

#[test]
fn an_order_whose_stock_was_released_is_not_paid_for() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let payment = app.with_paid_order(&[(product, 3)]);
    app.release(payment.order_id).expect(200);
    assert_eq!(app.parcels(payment.order_id)[0].status, ShipmentStatus::Cancelled);
    app.authorise(payment.order_id, "key-2").problem("illegal-transition");
    assert_eq!(app.database.count("payments"), 1);
}

#[test]
fn parcels_that_a_void_by_an_older_release_has_left_are_not_sent_beside_the_next_ones() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let payment = app.with_paid_order(&[(product, 3)]);
    app.database.execute("UPDATE payments SET status = 'voided'");
    app.authorise(payment.order_id, "key-2").view::<PaymentView>(201);
    let parcels = app.parcels(payment.order_id);
    let statuses: Vec<_> = parcels.iter().map(|parcel| parcel.status).collect();
    assert_eq!(statuses, [ShipmentStatus::Cancelled, ShipmentStatus::Preparing]);
    app.dispatch(&parcels[0]).problem("illegal-transition");
    app.dispatch(&parcels[1]).expect(200);
    app.assert_stock_balances();
}
