//! The database goes away, hangs, or holds what no rule lets through.

use std::panic::{AssertUnwindSafe, catch_unwind};

use service_chassis::testkit::{Proxy, TestDatabase, eventually};

use crate::support::{App, KIT, order_id};

fn start_behind(proxy: &Proxy) -> App {
    let database = KIT.database();
    let url = database.url_through(proxy.port());
    App::on(database, &[("DATABASE_URL", url.secret())])
}

fn is_ready(app: &App) -> Option<()> {
    (app.get("/health/ready").status() == 200).then_some(())
}

#[test]
fn a_reservation_during_an_outage_is_refused_and_can_be_made_afterwards() {
    let proxy = Proxy::to(TestDatabase::server_address());
    let app = start_behind(&proxy);
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    proxy.cut();
    app.reserve(order_id(), &[(product, 1)]).problem("unavailable");
    proxy.mend();
    eventually("it is ready again", || is_ready(&app));
    app.with_reservation(&[(product, 1)]);
    assert_eq!(app.stock(product).available, 9);
}

#[test]
fn a_database_that_hangs_is_a_503() {
    let proxy = Proxy::to(TestDatabase::server_address());
    let app = start_behind(&proxy);
    let warehouse = app.with_warehouse("BER-1");
    proxy.stall(true);
    assert_eq!(app.get("/health/ready").status(), 503);
    app.call("get_warehouse").id(warehouse).send().problem("unavailable");
    proxy.stall(false);
    eventually("it is ready again", || is_ready(&app));
    app.call("get_warehouse").id(warehouse).send().expect(200);
}

#[test]
fn a_row_that_cannot_be_is_an_internal_error() {
    let app = App::start();
    let product = app.with_product("FRM-OSLO-52");
    app.database.execute("UPDATE products SET status = 'mislaid'");
    app.call("get_product").id(product).send().problem("internal");
}

#[test]
fn a_write_that_fails_is_an_internal_error_without_the_words_of_the_database() {
    let app = App::start();
    app.database.execute("SET foreign_key_checks = 0; DROP TABLE warehouses");
    let request = serde_json::json!({ "code": "BER-1", "name": "Berlin", "country": "DE" });
    let answer = app.call("create_warehouse").body(&request).send();
    answer.problem("internal");
    assert!(!answer.text().contains("warehouses"), "{}", answer.text());
}

#[test]
fn the_check_on_the_table_refuses_more_reserved_than_there_is() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let wrong = catch_unwind(AssertUnwindSafe(|| app.database.execute("UPDATE inventory_items SET reserved = 11")));
    assert!(wrong.is_err());
    assert_eq!(app.stock(product).available, 10);
}
