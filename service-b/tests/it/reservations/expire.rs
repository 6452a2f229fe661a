//! Reservations that nobody pays for.

use chrono::TimeDelta;
use service_b::reservations::{MAX_LOOKED_AT, expire_old};
use service_b::store::reservations::Place;
use shared_models::inventory::{ReservationStatus, ReservationView};
use shared_models::orders::{OrderId, OrderStatus};

use crate::support::{App, at_once, fresh_id, order_id};

const TTL: TimeDelta = TimeDelta::minutes(1_440);

fn expire(app: &App) -> usize {
    expire_behind(app, None).0
}

fn expire_behind(app: &App, after: Option<Place>) -> (usize, Option<Place>) {
    actix_web::rt::System::new().block_on(expire_old(app.chassis(), TTL, after)).unwrap()
}

/// Every reservation becomes this much older.
fn age(app: &App, minutes: u32) {
    app.database.execute(&format!("UPDATE reservations SET created_at = created_at - INTERVAL {minutes} MINUTE"));
}

/// An id in a statement.
fn sql(id: impl ToString) -> String {
    format!("x'{}'", id.to_string().replace('-', ""))
}

fn status(app: &App, order: OrderId) -> ReservationStatus {
    app.call("get_reservation").id(order).send().view::<ReservationView>(200).status
}

#[test]
fn stock_is_free_again_when_nobody_paid_in_time() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let held = app.with_reservation(&[(product, 3)]);
    age(&app, 1_439);
    assert_eq!(expire(&app), 0);
    age(&app, 1);
    assert_eq!((expire(&app), expire(&app)), (1, 0));
    assert_eq!((status(&app, held.order_id), app.stock(product).available), (ReservationStatus::Released, 10));
    assert_eq!(app.facts(), ["inventory::StockReserved", "inventory::StockReleased", "inventory::ReservationExpired"]);
    let reasons = "SELECT JSON_VALUE(changes, '$.reason') AS name FROM audit_logs WHERE subject_type = 'reservation'";
    assert_eq!(app.database.names(reasons), ["not paid for in time"]);
    app.assert_stock_balances();
}

#[test]
fn what_is_paid_for_is_kept_and_so_is_what_was_voided_just_now() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let paid = app.with_paid_order(&[(product, 1)]);
    let voided = app.with_paid_order(&[(product, 1)]);
    app.void(&voided).expect(200);
    age(&app, 3_000);
    assert_eq!(expire(&app), 0);
    app.database.execute("UPDATE payments SET updated_at = updated_at - INTERVAL 1440 MINUTE");
    assert_eq!(expire(&app), 1);
    assert_eq!(status(&app, paid.order_id), ReservationStatus::Held);
    assert_eq!(status(&app, voided.order_id), ReservationStatus::Released);
    app.assert_stock_balances();
}

#[test]
fn one_that_cannot_be_released_does_not_keep_the_others() {
    let app = App::start();
    let (wrong, right) = (app.with_stocked_product("FRM-OSLO-52", 10), app.with_stocked_product("CASE-1", 10));
    let kept = app.with_reservation(&[(wrong, 3)]);
    let held = app.with_reservation(&[(right, 3)]);
    app.database.execute(&format!("UPDATE inventory_items SET reserved = 0 WHERE product_id = {}", sql(wrong)));
    age(&app, 1_440);
    assert_eq!((expire(&app), expire(&app)), (1, 0));
    assert_eq!(status(&app, kept.order_id), ReservationStatus::Held);
    assert_eq!(status(&app, held.order_id), ReservationStatus::Released);
}

#[test]
fn a_run_looks_at_a_thousand_and_the_next_one_goes_on_behind_them() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let late = app.with_reservation(&[(product, 3)]);
    let old: Vec<OrderId> = (0..MAX_LOOKED_AT).map(|_| order_id()).collect();
    let rows = |row: &dyn Fn(String) -> String| old.iter().map(|id| row(sql(id))).collect::<Vec<_>>().join(",");
    let reservations = rows(&|id| format!("({id}, 'held', '2026-01-14', '2026-01-14')"));
    let payments = rows(&|id| format!("({id}, {id}, 'card', 'authorised', 'EUR', 100, 0, 0, NOW(6), NOW(6))"));
    app.database.execute(&format!(
        "INSERT INTO reservations VALUES {reservations}; INSERT INTO payments (id, order_id, method, status, currency, \
         amount_minor, captured_minor, refunded_minor, created_at, updated_at) VALUES {payments}"
    ));
    age(&app, 1_440);
    let (count, last) = expire_behind(&app, None);
    assert_eq!((count, last.map(|place| place.order_id)), (0, old.iter().max().copied()));
    assert_eq!(expire_behind(&app, last), (1, None));
    assert_eq!(status(&app, late.order_id), ReservationStatus::Released);
}

#[test]
fn several_processes_release_each_once_and_a_payment_comes_before_or_after() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let orders: Vec<_> = (0..10).map(|_| app.storefront.with_order(OrderStatus::Confirmed, 100)).collect();
    for order in &orders {
        app.reserve(*order, &[(product, 1)]).expect(201);
    }
    age(&app, 1_440);
    let jobs: Vec<_> = orders.iter().map(|order| Some(*order)).chain([None, None, None]).collect();
    let done = at_once(&jobs, |job| match job {
        Some(order) => usize::from(app.authorise(*order, &fresh_id().to_string()).status() == 201),
        None => expire(&app),
    });
    assert_eq!(done.iter().sum::<usize>(), 10, "each is paid for or expires");
    let paid = done[..10].iter().sum::<usize>();
    assert_eq!(app.stock(product).available, 10 - u32::try_from(paid).unwrap());
    app.assert_stock_balances();
}

#[test]
fn the_service_looks_for_them_by_itself() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let held = app.with_reservation(&[(product, 3)]);
    age(&app, 1_440);
    let _other = app.another_instance();
    service_chassis::testkit::eventually("it expires", || {
        (status(&app, held.order_id) == ReservationStatus::Released).then_some(())
    });
}
