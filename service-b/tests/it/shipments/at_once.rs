//! Dispatching against releasing, and against itself.

use shared_models::payments::PaymentStatus;
use shared_models::shipments::ShipmentStatus;

use crate::support::{App, at_once};

#[test]
fn a_release_and_a_dispatch_at_once_have_one_outcome() {
    let app = App::start();
    let mut payments = Vec::new();
    for n in 0..20 {
        let product = app.with_spread_product(&format!("LNS-{n}"), &[(&format!("A-{n}"), 10), (&format!("B-{n}"), 10)]);
        payments.push(app.with_paid_order(&[(product, 15)]));
    }
    let parcels: Vec<_> = payments.iter().flat_map(|payment| app.parcels(payment.order_id)).collect();
    let jobs: Vec<_> = parcels.iter().flat_map(|parcel| [(parcel, true), (parcel, false)]).collect();
    let answers = at_once(&jobs, |(parcel, dispatches)| match dispatches {
        true => app.dispatch(parcel),
        false => app.release(parcel.order_id),
    });
    for ((payment, parcels), answers) in payments.iter().zip(parcels.chunks(2)).zip(answers.chunks(4)) {
        let statuses: Vec<_> = answers.iter().map(|answer| answer.status()).collect();
        let payment = app.payment(payment);
        match payment.status {
            PaymentStatus::Captured => {
                assert!([statuses[0], statuses[2]].contains(&200));
                assert_eq!([statuses[1], statuses[3]], [409, 409]);
            }
            PaymentStatus::Voided => assert_eq!(statuses, [409, 200, 409, 200]),
            other => panic!("a payment is {other}"),
        }
        for (parcel, status) in parcels.iter().zip([statuses[0], statuses[2]]) {
            let expected = if status == 200 { ShipmentStatus::Dispatched } else { ShipmentStatus::Cancelled };
            assert_eq!(app.parcel(parcel).status, expected);
        }
        assert_eq!(payment.invoice_id.is_some(), payment.status == PaymentStatus::Captured);
    }
    app.assert_stock_balances();
}

#[test]
fn a_parcel_that_is_dispatched_twenty_times_leaves_once() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let payment = app.with_paid_order(&[(product, 3)]);
    let parcel = app.parcels(payment.order_id).remove(0);
    let answers = at_once(&[(); 20], |()| app.dispatch(&parcel));
    assert!(answers.iter().all(|answer| answer.status() == 200));
    assert_eq!((app.database.count("invoices"), app.facts().len()), (1, 5));
    app.assert_stock_balances();
}

#[test]
fn two_parcels_at_once_take_the_money_once() {
    let app = App::start();
    let product = app.with_spread_product("LNS-CLEAR-15", &[("BER-1", 10), ("LYS-1", 10)]);
    let payment = app.with_paid_order(&[(product, 20)]);
    let answers = at_once(&app.parcels(payment.order_id), |parcel| app.dispatch(parcel));
    assert!(answers.iter().all(|answer| answer.status() == 200));
    assert_eq!(app.database.count("invoices"), 1);
    assert_eq!(app.database.number("SELECT COUNT(*) AS n FROM reservations WHERE status = 'fulfilled'"), 1);
    app.assert_stock_balances();
}
