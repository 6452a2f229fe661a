//! The feed of this service's facts.

use service_chassis::testkit::eventually;

use crate::support::App;

#[test]
fn a_payment_that_is_voided_is_published_after_its_authorisation() {
    let app = App::start();
    let payment = app.with_payment(100);
    app.void(&payment).expect(200);
    let events = eventually("both facts have their numbers", || {
        let page = app.call("list_events").query("limit=10").send().expect(200);
        Some(page.as_array()?.clone()).filter(|events| events.len() == 2)
    });
    assert_eq!(
        (&events[0]["type"], &events[0]["source"]),
        (&"payments::PaymentAuthorised".into(), &"service-b".into())
    );
    assert_eq!(events[1]["type"], "payments::PaymentVoided");
    let data = serde_json::json!({ "payment_id": payment.id, "order_id": payment.order_id });
    assert_eq!((&events[1]["data"], &events[1]["subject"]), (&data, &data["payment_id"]));
}
