//! `PUT /v1/reservations/{id}`

use serde_json::{Value, json};
use shared_models::events::Envelope;
use shared_models::inventory::{OutOfStock, ReservationStatus, ReservationView, StockReserved};

use crate::support::{App, fresh_id, order_id};

#[test]
fn reserving_again_gives_the_same() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let order = order_id();
    let first: ReservationView = app.reserve(order, &[(product, 3)]).view(201);
    assert_eq!((first.order_id, first.status), (order, ReservationStatus::Held));
    // Split over two lines it is the same request.
    let again: ReservationView = app.reserve(order, &[(product, 1), (product, 2)]).view(200);
    assert_eq!(again, first);
    let read: ReservationView = app.call("get_reservation").id(order).send().view(200);
    assert_eq!(read, first);
    assert_eq!(app.stock(product).available, 7);
}

#[test]
fn an_order_has_one_reservation() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let order = order_id();
    app.reserve(order, &[(product, 3)]).view::<ReservationView>(201);
    app.reserve(order, &[(product, 4)]).problem("duplicate");
    assert_eq!(app.stock(product).available, 7);
}

#[test]
fn all_lines_or_none() {
    let app = App::start();
    let plenty = app.with_stocked_product("FRM-OSLO-52", 10);
    let scarce = app.with_stocked_product("LNS-CLEAR-15", 2);
    let unknown = shared_models::kernel::Id::from_uuid(fresh_id());
    let order = order_id();
    let answer = app.reserve(order, &[(plenty, 1), (scarce, 3), (unknown, 1)]);
    answer.problem("out-of-stock");
    let problem: OutOfStock = answer.view(409);
    let short: Vec<_> = problem.short.iter().map(|line| (line.product_id, line.requested, line.available)).collect();
    let mut expected = vec![(scarce, 3, 2), (unknown, 1, 0)];
    expected.sort();
    assert_eq!(short, expected);
    assert_eq!((app.stock(plenty).available, app.stock(scarce).available), (10, 2));
    for table in ["reservations", "reservation_lines", "outbox"] {
        assert_eq!(app.database.count(table), 0, "{table}");
    }
    // Nothing was written, so the order may try again once there is more.
    app.reserve(order, &[(plenty, 1)]).view::<ReservationView>(201);
}

#[test]
fn a_large_quantity_comes_from_several_warehouses() {
    let app = App::start();
    let product = app.with_spread_product("LNS-CLEAR-15", &[("BER-1", 3), ("LYS-1", 5), ("MAD-1", 2)]);
    let reservation = app.with_reservation(&[(product, 9)]);
    assert_eq!(reservation.lines.iter().map(|line| line.quantity).sum::<u32>(), 9);
    assert_eq!(reservation.lines.len(), 3);
    assert_eq!(app.stock(product).available, 1);
}

#[test]
fn as_many_lines_as_an_order_may_have() {
    let app = App::start();
    let warehouse = app.with_warehouse("BER-1");
    let mut lines = Vec::new();
    for n in 1..=50 {
        let product = app.with_product(&format!("FRM-{n}"));
        app.with_stock(product, warehouse, 5);
        lines.push((product, 2));
    }
    let reservation = app.with_reservation(&lines);
    assert_eq!(reservation.lines.len(), 50);
    app.release(reservation.order_id).view::<ReservationView>(200);
    assert_eq!(app.database.number("SELECT CAST(SUM(reserved) AS SIGNED) AS n FROM inventory_items"), 0);
}

#[test]
fn a_released_order_is_not_reserved_again() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let held = app.with_reservation(&[(product, 3)]);
    app.release(held.order_id).view::<ReservationView>(200);
    app.reserve(held.order_id, &[(product, 3)]).problem("illegal-transition");
    assert_eq!(app.stock(product).available, 10);
}

#[test]
fn a_reservation_that_comes_after_its_release_takes_nothing() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let order = order_id();
    let tombstone: ReservationView = app.release(order).view(200);
    assert_eq!((tombstone.status, tombstone.lines.len()), (ReservationStatus::Released, 0));
    app.reserve(order, &[(product, 3)]).problem("illegal-transition");
    assert_eq!(app.stock(product).available, 10);
    assert_eq!(app.database.count("outbox"), 0);
}

#[test]
fn the_fact_is_written_with_the_reservation() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let held = app.with_reservation(&[(product, 3)]);
    let payloads = app.database.names("SELECT payload AS name FROM outbox");
    let event: Envelope<StockReserved> = serde_json::from_str(&payloads[0]).unwrap();
    assert_eq!((event.event_type.as_str(), event.source.as_str()), ("inventory::StockReserved", "service-b"));
    assert_eq!((event.data.order_id, event.data.lines), (held.order_id, held.lines));
    assert_eq!(event.time, held.created_at);
}

#[test]
fn every_fault_of_a_reservation_is_reported() {
    let app = App::start();
    let lines = json!({ "lines": [
        { "product_id": "x", "quantity": 1 },
        { "product_id": fresh_id(), "quantity": 0 },
        { "product_id": fresh_id(), "quantity": -1 },
        { "product_id": fresh_id(), "quantity": 1_000 },
        { "product_id": fresh_id(), "quantity": "many" },
        { "product_id": fresh_id() },
    ] });
    let answer = app.call("reserve_stock").id(order_id()).body(&lines).send();
    assert_eq!(
        answer.problem("invalid"),
        [
            "/lines/0/product_id",
            "/lines/1/quantity",
            "/lines/2/quantity",
            "/lines/3/quantity",
            "/lines/4/quantity",
            "/lines/5/quantity"
        ]
    );
    let many: Vec<Value> = (0..51).map(|_| json!({ "product_id": fresh_id(), "quantity": 1 })).collect();
    let answer = app.call("reserve_stock").id(order_id()).body(&json!({ "lines": many })).send();
    assert_eq!(answer.problem("invalid"), ["/lines"]);
}

#[test]
fn a_line_that_is_an_array_is_refused() {
    let app = App::start();
    let lines = json!({ "lines": [{ "product_id": fresh_id(), "quantity": 1 }, [fresh_id(), 1]] });
    let answer = app.call("reserve_stock").id(order_id()).body(&lines).send();
    assert_eq!(answer.problem("invalid"), ["/lines/1"]);
}

#[test]
fn a_reservation_has_lines() {
    let app = App::start();
    let nothing = json!({ "lines": [] });
    let answer = app.call("reserve_stock").id(fresh_id()).body(&nothing).send();
    assert_eq!(answer.problem("invalid"), ["/lines"]);
}
