//! Payments with a provider that declines, fails, or does what it is asked and says nothing.

use service_chassis::testkit::eventually;
use shared_models::orders::OrderStatus;
use shared_models::payments::{PaymentStatus, PaymentView};
use shared_models::shipments::ShipmentStatus;

use crate::support::{App, KIT, Mood, Provider, at_once, fresh_id};

fn start() -> (App, Provider) {
    let provider = Provider::start();
    let variables = [("PAYMENT_PROVIDER_URL", provider.url()), ("PAYMENT_PROVIDER_TIMEOUT_MS", "1500".to_owned())];
    let variables = variables.each_ref().map(|(name, value)| (*name, value.as_str()));
    (App::on(KIT.database(), &variables), provider)
}

/// Whoever has begun the steps under way does not come back.
fn time_passes(app: &App) {
    app.database.execute("UPDATE payment_steps SET due_at = NOW(6)");
}

fn nothing_is_under_way(app: &App) {
    eventually("every step is finished", || (app.database.count("payment_steps") == 0).then_some(()));
}

/// Money that was taken has an invoice, and was taken once.
#[track_caller]
fn assert_books_agree(app: &App, provider: &Provider) {
    let captured = app.database.number("SELECT COUNT(*) AS n FROM payments WHERE captured_minor > 0");
    let invoices =
        "SELECT COUNT(*) AS n FROM payments JOIN invoices ON payment_id = payments.id AND total_minor = captured_minor";
    assert_eq!((app.database.number(invoices), app.database.count("invoices")), (captured, captured));
    assert_eq!(provider.count("capture"), usize::try_from(captured).unwrap());
}

#[test]
fn each_step_is_asked_for_once() {
    let (app, provider) = start();
    let payment = app.with_payment(1_000);
    app.capture(&payment).expect(200);
    app.capture(&payment).expect(200);
    app.refund(&payment, 300, "key-1").expect(200);
    app.refund(&payment, 300, "key-1").expect(200);
    app.refund(&payment, 700, "key-2").expect(200);
    for (step, amounts) in [("authorise", vec![1_000]), ("capture", vec![1_000]), ("refund", vec![300, 700])] {
        let mut done = provider.done(step, payment.id);
        done.sort_unstable();
        assert_eq!(done, amounts, "{step}");
    }
    assert_eq!(app.database.count("payment_steps"), 0);
    assert_books_agree(&app, &provider);
}

#[test]
fn what_it_declines_is_not_done_and_can_be_tried_again() {
    let (app, provider) = start();
    let order = app.storefront.with_order(OrderStatus::Confirmed, 1_000);
    provider.is(Mood::Unwilling);
    let declined = app.authorise(order, "key-1");
    declined.problem("illegal-transition");
    let reason = "the payment provider declined it: the card has expired";
    assert_eq!(declined.as_problem().detail.unwrap(), reason);
    assert_eq!((app.database.count("payments"), app.database.count("payment_steps")), (0, 0));
    provider.is(Mood::Willing);
    let payment: PaymentView = app.authorise(order, "key-1").view(201);
    provider.is(Mood::Unwilling);
    app.capture(&payment).problem("illegal-transition");
    assert_eq!(app.payment(&payment).status, PaymentStatus::Authorised);
    provider.is(Mood::Willing);
    app.capture(&payment).expect(200);
    provider.is(Mood::Unwilling);
    app.refund(&payment, 100, "key-2").problem("illegal-transition");
    assert_eq!(app.payment(&payment).refunded.amount_minor(), 0);
    assert_books_agree(&app, &provider);
}

#[test]
fn an_authorisation_whose_answer_is_lost_is_found_by_the_same_key() {
    let (app, provider) = start();
    let order = app.storefront.with_order(OrderStatus::Confirmed, 1_000);
    for mood in [Mood::Failing, Mood::Silent] {
        provider.is(mood);
        app.authorise(order, "key-1").problem("unavailable");
        assert_eq!(app.database.count("payments"), 0);
    }
    app.authorise(app.storefront.with_order(OrderStatus::Confirmed, 1_000), "key-1").problem("idempotency-key-reused");
    provider.is(Mood::Willing);
    let payment: PaymentView = app.authorise(order, "key-1").view(201);
    assert_eq!((provider.done("authorise", payment.id).len(), provider.count("authorise")), (1, 1));
}

#[test]
fn an_authorisation_that_nobody_asks_about_again_is_voided() {
    let (app, provider) = start();
    let order = app.storefront.with_order(OrderStatus::Confirmed, 1_000);
    provider.is(Mood::Silent);
    app.authorise(order, "key-1").problem("unavailable");
    provider.is(Mood::Willing);
    time_passes(&app);
    nothing_is_under_way(&app);
    assert_eq!((provider.count("authorise"), provider.count("void")), (1, 1));
    let payment: PaymentView = app.authorise(order, "key-1").view(201);
    assert!(provider.done("void", payment.id).is_empty());
}

#[test]
fn the_provider_is_not_asked_for_an_order_that_is_paid_for_or_released() {
    let (app, provider) = start();
    let payment = app.with_payment(1_000);
    app.authorise(payment.order_id, "key-2").problem("duplicate");
    let released = app.storefront.with_order(OrderStatus::Confirmed, 1_000);
    app.release(released).expect(200);
    app.authorise(released, "key-3").problem("illegal-transition");
    assert_eq!((provider.requests(), app.database.count("payment_steps")), (1, 0));
}

#[test]
fn of_two_payments_of_an_order_at_once_one_is_voided_at_the_provider() {
    let (app, provider) = start();
    let order = app.storefront.with_order(OrderStatus::Confirmed, 1_000);
    let answers = at_once(&["key-1", "key-2"], |key| app.authorise(order, key));
    let made: Vec<PaymentView> =
        answers.into_iter().filter(|answer| answer.status() == 201).map(|answer| answer.view(201)).collect();
    assert_eq!(made.len(), 1);
    nothing_is_under_way(&app);
    assert_eq!(provider.count("authorise") - provider.count("void"), 1);
    assert!(provider.done("void", made[0].id).is_empty());
}

#[test]
fn a_step_beside_another_one_is_refused_at_once() {
    let (app, provider) = start();
    let (captured, refunded) = (app.with_payment(1_000), app.with_payment(1_000));
    app.capture(&refunded).expect(200);
    provider.is(Mood::Silent);
    app.capture(&captured).problem("unavailable");
    app.refund(&refunded, 300, "key-1").problem("unavailable");
    for answer in [app.void(&captured), app.release(captured.order_id), app.refund(&refunded, 300, "key-2")] {
        answer.problem("unavailable");
        let detail = answer.as_problem().detail.unwrap();
        assert_eq!(detail, "another step of the payment is under way; nothing was done");
    }
}

#[test]
fn a_payment_that_is_called_off_is_voided_at_the_provider_even_if_that_is_down() {
    let (app, provider) = start();
    let (voided, released) = (app.with_payment(1_000), app.with_payment(2_000));
    provider.is(Mood::Failing);
    app.void(&voided).expect(200);
    app.release(released.order_id).expect(200);
    provider.is(Mood::Willing);
    time_passes(&app);
    nothing_is_under_way(&app);
    assert_eq!((provider.done("void", voided.id), provider.done("void", released.id)), (vec![1_000], vec![2_000]));
}

#[test]
fn a_capture_whose_answer_is_lost_cannot_be_called_off_and_takes_the_money_once() {
    let (app, provider) = start();
    let payment = app.with_payment(1_000);
    provider.is(Mood::Silent);
    app.capture(&payment).problem("unavailable");
    app.void(&payment).problem("unavailable");
    app.release(payment.order_id).problem("unavailable");
    assert_eq!(app.payment(&payment).status, PaymentStatus::Authorised);
    provider.is(Mood::Willing);
    app.capture(&payment).expect(200);
    app.void(&payment).problem("illegal-transition");
    assert_books_agree(&app, &provider);
}

#[test]
fn a_capture_that_is_done_long_after_it_was_asked_for_is_the_same_one() {
    let (app, provider) = start();
    let payment = app.with_payment(1_000);
    provider.is(Mood::Late);
    app.capture(&payment).problem("unavailable");
    assert_eq!(provider.count("capture"), 0);
    provider.is(Mood::Willing);
    app.capture(&payment).expect(200);
    eventually("the late one is done, too", || (provider.requests() == 3).then_some(()));
    assert_books_agree(&app, &provider);
}

#[test]
fn several_processes_finish_a_step_once() {
    let (app, provider) = start();
    let payments: Vec<_> = (1..=8).map(|n| app.with_payment(n * 100)).collect();
    provider.is(Mood::Silent);
    at_once(&payments, |payment| app.capture(payment).problem("unavailable"));
    let _others = [app.another_instance(), app.another_instance()];
    provider.is(Mood::Willing);
    time_passes(&app);
    nothing_is_under_way(&app);
    assert!(payments.iter().all(|payment| app.payment(payment).status == PaymentStatus::Captured));
    assert_books_agree(&app, &provider);
}

#[test]
fn a_capture_that_nobody_asks_about_again_gets_its_invoice() {
    let (app, provider) = start();
    let payment = app.with_payment(1_000);
    provider.is(Mood::Silent);
    app.capture(&payment).problem("unavailable");
    provider.is(Mood::Willing);
    time_passes(&app);
    nothing_is_under_way(&app);
    assert_eq!(app.payment(&payment).status, PaymentStatus::Captured);
    assert_books_agree(&app, &provider);
}

#[test]
fn a_parcel_leaves_once_the_money_is_taken() {
    let (app, provider) = start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let payment = app.with_paid_order(&[(product, 3)]);
    let parcel = app.parcels(payment.order_id).remove(0);
    for (mood, problem) in [(Mood::Unwilling, "illegal-transition"), (Mood::Silent, "unavailable")] {
        provider.is(mood);
        app.dispatch(&parcel).problem(problem);
        assert_eq!(app.parcel(&parcel).status, ShipmentStatus::Preparing);
    }
    provider.is(Mood::Willing);
    app.dispatch(&parcel).expect(200);
    assert_eq!(app.database.count("payment_steps"), 0);
    assert_books_agree(&app, &provider);
    app.assert_stock_balances();
}

#[test]
fn a_refund_whose_answer_is_lost_gives_the_money_back_once() {
    let (app, provider) = start();
    let payments = [app.with_payment(1_000), app.with_payment(1_000)];
    for payment in &payments {
        app.capture(payment).expect(200);
    }
    let [asked_again, left] = &payments;
    provider.is(Mood::Silent);
    app.refund(asked_again, 300, "key-1").problem("unavailable");
    app.refund(left, 300, "key-3").problem("unavailable");
    provider.is(Mood::Willing);
    app.refund(asked_again, 300, "key-2").problem("unavailable");
    app.refund(asked_again, 300, "key-1").expect(200);
    time_passes(&app);
    nothing_is_under_way(&app);
    for payment in &payments {
        assert_eq!(provider.done("refund", payment.id), [300]);
        assert_eq!(app.payment(payment).refunded.amount_minor(), 300);
    }
    app.refund(left, 300, "key-3").expect(200);
    assert_eq!(provider.count("refund"), 2);
}

#[test]
fn captures_and_releases_at_once_take_no_money_twice_and_none_without_an_invoice() {
    let (app, provider) = start();
    let payments: Vec<_> = (1..=10).map(|n| app.with_payment(n * 100)).collect();
    let jobs: Vec<_> =
        payments.iter().flat_map(|payment| [(payment, true), (payment, true), (payment, false)]).collect();
    at_once(&jobs, |(payment, captures)| match captures {
        true => app.capture(payment),
        false => app.release(payment.order_id),
    });
    time_passes(&app);
    nothing_is_under_way(&app);
    for payment in &payments {
        let captured = app.payment(payment).status == PaymentStatus::Captured;
        assert_eq!(provider.done("capture", payment.id).len(), usize::from(captured));
        assert_eq!(provider.done("void", payment.id).len(), usize::from(!captured));
    }
    assert_books_agree(&app, &provider);
}

#[test]
fn one_key_at_once_pays_once_at_the_provider() {
    let (app, provider) = start();
    let order = app.storefront.with_order(OrderStatus::Confirmed, 1_000);
    let key = fresh_id().to_string();
    let answers = at_once(&[(); 10], |()| app.authorise(order, &key));
    let views: Vec<PaymentView> = answers.into_iter().map(|answer| answer.view(201)).collect();
    assert!(views.windows(2).all(|pair| pair[0] == pair[1]));
    nothing_is_under_way(&app);
    assert_eq!(provider.count("authorise") - provider.count("void"), 1);
    assert!(provider.done("void", views[0].id).is_empty());
}
