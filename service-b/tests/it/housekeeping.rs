//! Old idempotency keys.

use service_chassis::background::forget_old_keys;
use shared_models::orders::OrderStatus;
use shared_models::payments::PaymentView;

use crate::support::App;

#[test]
fn a_key_is_forgotten_after_a_week_and_the_order_is_still_paid_once() {
    let app = App::start();
    let order = app.storefront.with_order(OrderStatus::Confirmed, 17_731);
    let payment: PaymentView = app.authorise(order, "key-1").view(201);
    let forgotten_after = |days: u8| {
        app.database.execute(&format!("UPDATE idempotency_keys SET created_at = NOW(6) - INTERVAL {days} DAY"));
        actix_web::rt::System::new().block_on(forget_old_keys(app.chassis())).unwrap()
    };
    assert_eq!(forgotten_after(6), 0);
    assert_eq!(app.authorise(order, "key-1").view::<PaymentView>(201), payment);
    assert_eq!(forgotten_after(8), 1);
    app.authorise(order, "key-1").problem("duplicate");
}
