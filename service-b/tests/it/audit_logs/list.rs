//! `GET /v1/audit-logs`

use serde_json::{Value, json};
use shared_models::audit::{AuditAction, AuditLogPage};

use crate::support::App;

/// Every entry about this id, the oldest first.
fn entries(app: &App, subject: impl ToString) -> Vec<(String, AuditAction, Value)> {
    let query = format!("limit=100&subject_id={}", subject.to_string());
    let page: AuditLogPage = app.call("list_audit_logs").query(&query).send().view(200);
    page.items.into_iter().rev().map(|entry| (entry.subject_type, entry.action, entry.changes)).collect()
}

#[test]
fn every_step_of_a_payment_and_its_parcels_is_recorded() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let payment = app.with_paid_order(&[(product, 3)]);
    let parcel = app.parcels(payment.order_id).remove(0);
    app.dispatch(&parcel).expect(200);
    app.dispatch(&parcel).expect(200);
    app.deliver(&parcel).expect(200);
    app.refund(&payment, 100, "key-1").expect(200);
    let steps = |subject: String| -> Vec<_> {
        entries(&app, subject).into_iter().map(|(kind, _, changes)| (kind, changes["status"].clone())).collect()
    };
    let step = |kind: &str, status: &str| (kind.to_owned(), json!(status));
    assert_eq!(
        steps(payment.id.to_string()),
        [step("payment", "authorised"), step("payment", "captured"), step("payment", "partly_refunded")]
    );
    assert_eq!(
        steps(parcel.id.to_string()),
        [step("shipment", "preparing"), step("shipment", "dispatched"), step("shipment", "delivered")]
    );
}

#[test]
fn what_is_called_off_is_recorded() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let payment = app.with_paid_order(&[(product, 3)]);
    app.release(payment.order_id).expect(200);
    app.release(payment.order_id).expect(200);
    let called_off = |status: &str| json!({ "status": status });
    let changes = json!({ "status": "released", "reason": "called off" });
    let released = ("reservation".to_owned(), AuditAction::Transitioned, changes);
    assert_eq!(entries(&app, payment.order_id), [released]);
    assert_eq!(entries(&app, payment.id)[1].2, called_off("voided"));
    assert_eq!(entries(&app, app.parcels(payment.order_id)[0].id)[1].2, called_off("cancelled"));
}

#[test]
fn what_is_put_and_counted_is_recorded_once() {
    let app = App::start();
    let warehouse = app.with_warehouse("BER-1");
    let product = app.with_product("FRM-OSLO-52");
    for on_hand in [10, 10, 12] {
        app.with_stock(product, warehouse, on_hand);
    }
    app.call("put_product").id(product).body(&crate::support::product("FRM-OSLO-52")).send().expect(200);
    app.call("put_product").id(product).body(&crate::support::product("FRM-OSLO-54")).send().expect(200);
    let kinds: Vec<_> = entries(&app, product).into_iter().map(|(kind, action, _)| (kind, action)).collect();
    let entry = |kind: &str, action| (kind.to_owned(), action);
    assert_eq!(
        kinds,
        [
            entry("product", AuditAction::Created),
            entry("stock", AuditAction::Created),
            entry("stock", AuditAction::Updated),
            entry("product", AuditAction::Updated),
        ]
    );
    assert_eq!(entries(&app, product)[2].2, json!({ "warehouse_id": warehouse, "on_hand": 12 }));
    assert_eq!(entries(&app, warehouse).len(), 1);
}

#[test]
fn pages_follow_each_other_newest_first() {
    let app = App::start();
    for n in 1..=3 {
        app.with_warehouse(&format!("W-{n}"));
    }
    let page = |query: &str| -> AuditLogPage { app.call("list_audit_logs").query(query).send().view(200) };
    let first = page("limit=2");
    let rest = page(&format!("limit=2&cursor={}", first.next_cursor.unwrap()));
    let codes: Vec<_> = first.items.iter().chain(&rest.items).map(|entry| entry.changes["code"].clone()).collect();
    assert_eq!((codes, rest.next_cursor), (vec![json!("W-3"), json!("W-2"), json!("W-1")], None));
}
