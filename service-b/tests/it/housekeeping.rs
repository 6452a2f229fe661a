//! Old idempotency keys.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use service_b::housekeeping::forget_keys;
use service_b::state::{State, SystemClock, TimeOrdered};
use shared_models::kernel::{Clock, ProblemKind};
use shared_models::orders::OrderStatus;
use shared_models::payments::PaymentView;

use crate::support::TestApp;

/// The machine's clock, but days later.
struct Later(TimeDelta);

impl Clock for Later {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + self.0
    }
}

#[actix_web::test]
async fn a_key_is_forgotten_after_a_week_and_the_order_is_still_paid_once() {
    let app = TestApp::start().await;
    let order = app.storefront.with_order(OrderStatus::Confirmed, 17_731);
    let payment: PaymentView = app.authorise(order, "key-1").send().await.view(201);
    let after = |days| {
        let clock = Arc::new(Later(TimeDelta::days(days)));
        State::with(app.state.database.clone(), clock, Arc::new(TimeOrdered))
    };
    assert_eq!(forget_keys(&after(6)).await.unwrap(), 0);
    assert_eq!(app.authorise(order, "key-1").send().await.view::<PaymentView>(201), payment);
    assert_eq!(forget_keys(&after(8)).await.unwrap(), 1);
    app.authorise(order, "key-1").send().await.refused(ProblemKind::Duplicate);
}
