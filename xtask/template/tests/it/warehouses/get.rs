//! `GET /v1/warehouses/{id}`

use service_chassis::testkit::fresh_id;

use crate::support::{app, create_warehouse};

#[test]
fn a_warehouse_is_found_by_its_id() {
    let app = app();
    let added = create_warehouse(&app, "BER-1").expect(201);
    assert_eq!(app.call("get_warehouse").id(added["id"].as_str().unwrap()).send().expect(200), added);
}

#[test]
fn an_unknown_warehouse_is_not_found() {
    app().call("get_warehouse").id(fresh_id()).send().problem("not-found");
}

#[test]
fn a_row_that_cannot_be_read_is_an_internal_error() {
    let app = app();
    app.database.execute(
        "ALTER TABLE warehouses MODIFY id VARBINARY(16) NOT NULL; \
         INSERT INTO warehouses VALUES (x'01', 'BER-1', 'Berlin Spandau', 'DE', NOW(6))",
    );
    app.call("list_warehouses").send().problem("internal");
}
