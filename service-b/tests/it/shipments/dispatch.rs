//! `POST /v1/shipments/{id}/dispatch`

use serde_json::json;
use shared_models::inventory::{ReservationStatus, ReservationView};
use shared_models::orders::{OrderId, OrderStatus};
use shared_models::payments::{InvoiceView, PaymentStatus};
use shared_models::shipments::{ShipmentStatus, ShipmentView};

use crate::support::{App, fresh_id};

fn reservation(app: &App, order: OrderId) -> ReservationView {
    app.call("get_reservation").id(order).send().view(200)
}

#[test]
fn the_stock_leaves_and_the_money_is_taken() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let payment = app.with_paid_order(&[(product, 3)]);
    let parcel = app.parcels(payment.order_id).remove(0);
    let sent: ShipmentView = app.dispatch(&parcel).view(200);
    assert_eq!(sent.status, ShipmentStatus::Dispatched);
    assert_eq!((sent.carrier.as_deref(), sent.tracking_code.as_deref()), (Some("Nordkurier"), Some("NK4711000815")));
    let taken = app.payment(&payment);
    assert_eq!((taken.status, taken.captured), (PaymentStatus::Captured, payment.amount));
    let invoice: InvoiceView = app.call("get_invoice").id(taken.invoice_id.unwrap()).send().view(200);
    assert_eq!((invoice.order_id, invoice.total), (payment.order_id, payment.amount));
    let stock = app.stock(product);
    assert_eq!((stock.levels[0].on_hand, stock.levels[0].reserved, stock.available), (7, 0, 7));
    assert_eq!(reservation(&app, payment.order_id).status, ReservationStatus::Fulfilled);
    assert_eq!(
        app.facts()[2..],
        ["shipments::ShipmentDispatched", "payments::PaymentCaptured", "payments::InvoiceIssued"]
    );
    app.assert_stock_balances();
}

#[test]
fn the_same_request_again_changes_nothing_and_another_is_refused() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let payment = app.with_paid_order(&[(product, 3)]);
    let parcel = app.parcels(payment.order_id).remove(0);
    let sent: ShipmentView = app.dispatch(&parcel).view(200);
    let before = app.facts();
    app.storefront.stop();
    assert_eq!(app.dispatch(&parcel).view::<ShipmentView>(200), sent);
    app.dispatch_as(&parcel, "NK4711000816").problem("illegal-transition");
    assert_eq!((app.facts(), app.parcel(&parcel)), (before, sent));
    app.assert_stock_balances();
}

#[test]
fn parcels_leave_one_by_one() {
    let app = App::start();
    let product = app.with_spread_product("LNS-CLEAR-15", &[("BER-1", 10), ("LYS-1", 10)]);
    let payment = app.with_paid_order(&[(product, 15)]);
    let parcels = app.parcels(payment.order_id);
    app.dispatch(&parcels[0]).expect(200);
    assert_eq!(app.parcel(&parcels[1]).status, ShipmentStatus::Preparing);
    assert_eq!(reservation(&app, payment.order_id).status, ReservationStatus::Held);
    app.assert_stock_balances();
    app.void(&payment).problem("illegal-transition");
    app.storefront.change(payment.order_id, OrderStatus::Shipped);
    app.dispatch(&parcels[1]).expect(200);
    assert_eq!(reservation(&app, payment.order_id).status, ReservationStatus::Fulfilled);
    assert_eq!(app.database.count("invoices"), 1);
    app.assert_stock_balances();
}

#[test]
fn an_order_that_is_called_off_half_sent_keeps_no_stock_and_the_release_is_refused() {
    let app = App::start();
    let product = app.with_spread_product("LNS-CLEAR-15", &[("BER-1", 10), ("LYS-1", 10)]);
    let payment = app.with_paid_order(&[(product, 15)]);
    let parcels = app.parcels(payment.order_id);
    app.dispatch(&parcels[0]).expect(200);
    app.storefront.change(payment.order_id, OrderStatus::Cancelled);
    let refused = app.release(payment.order_id);
    refused.problem("illegal-transition");
    assert_eq!(refused.as_problem().detail.unwrap(), "a parcel of the order has left the warehouse");
    assert_eq!(
        app.parcels(payment.order_id).iter().map(|parcel| parcel.status).collect::<Vec<_>>(),
        [ShipmentStatus::Dispatched, ShipmentStatus::Cancelled,]
    );
    assert_eq!(reservation(&app, payment.order_id).status, ReservationStatus::Fulfilled);
    assert_eq!(app.stock(product).levels.iter().map(|level| level.reserved).sum::<u32>(), 0);
    app.assert_stock_balances();
    let freed = app.facts().len();
    assert_eq!(app.facts()[freed - 1], "inventory::StockReleased");
    app.release(payment.order_id).problem("illegal-transition");
    app.deliver(&parcels[0]).expect(200);
    assert_eq!(app.facts().len(), freed + 1, "nothing is freed twice");
    app.assert_stock_balances();
}

#[test]
fn what_was_captured_before_is_not_captured_again() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let payment = app.with_paid_order(&[(product, 3)]);
    app.capture(&payment).expect(200);
    app.dispatch(&app.parcels(payment.order_id)[0]).expect(200);
    assert_eq!(app.database.count("invoices"), 1);
}

#[test]
fn an_order_that_is_off_or_given_back_is_not_sent() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let cancelled = app.with_paid_order(&[(product, 1)]);
    app.storefront.change(cancelled.order_id, OrderStatus::Cancelled);
    app.dispatch(&app.parcels(cancelled.order_id)[0]).problem("illegal-transition");
    let gone = app.with_paid_order(&[(product, 1)]);
    app.storefront.forget(gone.order_id);
    app.dispatch(&app.parcels(gone.order_id)[0]).problem("illegal-transition");
    let voided = app.with_paid_order(&[(product, 1)]);
    app.void(&voided).expect(200);
    app.dispatch(&app.parcels(voided.order_id)[0]).problem("illegal-transition");
    let refunded = app.with_paid_order(&[(product, 1)]);
    app.capture(&refunded).expect(200);
    app.refund(&refunded, 17_731, "key-1").expect(200);
    let answer = app.dispatch(&app.parcels(refunded.order_id)[0]);
    answer.problem("illegal-transition");
    assert_eq!(answer.as_problem().detail.unwrap(), "the order is not paid for");
    assert_eq!(app.stock(product).levels[0].on_hand, 10);
    app.assert_stock_balances();
}

#[test]
fn without_the_storefront_nothing_leaves() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let payment = app.with_paid_order(&[(product, 1)]);
    app.storefront.stop();
    app.dispatch(&app.parcels(payment.order_id)[0]).problem("unavailable");
    assert_eq!((app.payment(&payment).status, app.database.count("invoices")), (PaymentStatus::Authorised, 0));
}

#[test]
fn every_fault_of_a_dispatch_is_reported() {
    let app = App::start();
    let call = |body| app.call("dispatch_shipment").id(fresh_id()).body(&body).send();
    let answer = call(json!({ "carrier": "", "tracking_code": "k".repeat(41) }));
    assert_eq!(answer.problem("invalid"), ["/carrier", "/tracking_code"]);
    let answer = call(json!({ "carrier": "Nord\u{202e}kurier", "tracking_code": "NK1" }));
    assert_eq!(answer.problem("invalid"), ["/carrier"]);
    call(json!({ "carrier": "Nordkurier", "tracking_code": "NK1" })).problem("not-found");
}

#[test]
fn stock_that_is_shipped_can_be_counted_anew() {
    let app = App::start();
    let warehouse = app.with_warehouse("BER-1");
    let product = app.with_product("FRM-OSLO-52");
    app.with_stock(product, warehouse, 10);
    let payment = app.with_paid_order(&[(product, 8)]);
    app.set_stock(product, warehouse, 2).problem("illegal-transition");
    app.dispatch(&app.parcels(payment.order_id)[0]).expect(200);
    app.set_stock(product, warehouse, 0).expect(200);
}
