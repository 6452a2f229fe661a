//! Many reservations at once: nothing is sold twice, no request waits forever.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use service_chassis::testkit::Answer;

use crate::support::{App, at_once, order_id};

#[test]
fn a_thousand_orders_for_a_stock_of_a_hundred_reserve_exactly_a_hundred() {
    let app = App::start();
    let product = app.with_spread_product("FRM-OSLO-52", &[("BER-1", 60), ("LYS-1", 40)]);
    let answers = at_once(&[(); 1_000], |()| app.reserve(order_id(), &[(product, 1)]));
    let count = |status: u16| answers.iter().filter(|answer| answer.status() == status).count();
    assert_eq!(
        (count(201), count(409)),
        (100, 900),
        "{:?}",
        answers.iter().map(Answer::status).collect::<BTreeSet<_>>()
    );
    let stock = app.stock(product);
    assert_eq!(stock.available, 0);
    assert!(stock.levels.iter().all(|level| level.reserved == level.on_hand));
    assert_eq!(app.database.number("SELECT CAST(SUM(quantity) AS SIGNED) AS n FROM reservation_lines"), 100);
    assert_eq!((app.database.count("reservations"), app.database.count("outbox")), (100, 100));
}

#[test]
fn orders_that_name_products_in_opposite_order_do_not_block_each_other() {
    let app = App::start();
    let mut products = Vec::new();
    for n in 1..=4 {
        products.push(app.with_stocked_product(&format!("FRM-{n}"), 1_000));
    }
    let lines: Vec<_> = products.iter().map(|product| (*product, 1)).collect();
    let reversed: Vec<_> = lines.iter().rev().copied().collect();
    let orders: Vec<_> = (0..200).map(|_| order_id()).collect();
    let numbered: Vec<_> = orders.iter().copied().enumerate().collect();
    let answers = at_once(&numbered, |(n, order)| app.reserve(*order, if n % 2 == 0 { &lines } else { &reversed }));
    assert!(answers.iter().all(|answer| answer.status() == 201));
    let answers = at_once(&orders, |order| app.release(*order));
    assert!(answers.iter().all(|answer| answer.status() == 200));
    assert_eq!(app.database.number("SELECT CAST(SUM(reserved) AS SIGNED) AS n FROM inventory_items"), 0);
}

#[test]
fn one_order_that_is_sent_fifty_times_reserves_once() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 100);
    let order = order_id();
    let answers = at_once(&[(); 50], |()| app.reserve(order, &[(product, 2)]));
    let created = answers.iter().filter(|answer| answer.status() == 201).count();
    assert_eq!(created, 1);
    assert!(answers.windows(2).all(|pair| pair[0].json() == pair[1].json()));
    assert_eq!(app.stock(product).available, 98);
}

#[test]
fn orders_at_once_are_all_or_nothing_each() {
    let app = App::start();
    let (plenty, few) = (app.with_stocked_product("FRM-OSLO-52", 1_000), app.with_stocked_product("CASE-1", 5));
    let (poor, rich) = ([(plenty, 1), (few, 1)], [(plenty, 1)]);
    let numbers: Vec<_> = (0..100).collect();
    let answers = at_once(&numbers, |number| app.reserve(order_id(), if number % 2 == 0 { &poor[..] } else { &rich }));
    let reserved = |from: usize| answers[from..].iter().step_by(2).filter(|answer| answer.status() == 201).count();
    assert_eq!((reserved(0), reserved(1)), (5, 50));
    assert_eq!((app.stock(plenty).available, app.stock(few).available), (945, 0));
    assert_eq!((app.database.count("reservations"), app.database.count("outbox")), (55, 55));
    assert_eq!(app.database.count("reservation_lines"), 60);
}

#[test]
fn reserving_and_releasing_at_once_leaves_nothing_reserved() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 1_000);
    let orders: Vec<_> = (0..100).map(|_| order_id()).collect();
    let both: Vec<_> = orders.iter().flat_map(|order| [(order, true), (order, false)]).collect();
    let answers = at_once(&both, |(order, reserve)| match reserve {
        true => app.reserve(**order, &[(product, 1)]),
        false => app.release(**order),
    });
    assert!(answers.iter().all(|answer| [200, 201, 409].contains(&answer.status())));
    assert_eq!(app.stock(product).available, 1_000);
    assert_eq!(app.database.number("SELECT COUNT(*) AS n FROM reservations WHERE status = 'released'"), 100);
}

#[test]
fn a_row_that_stays_locked_is_a_503_and_nothing_is_written() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let mut blocker = app.database.connect();
    blocker.batch_execute("BEGIN; SELECT * FROM inventory_items FOR UPDATE").unwrap();
    app.reserve(order_id(), &[(product, 1)]).problem("unavailable");
    assert_eq!((app.database.count("reservations"), app.database.count("outbox")), (0, 0));
    drop(blocker);
    app.with_reservation(&[(product, 1)]);
}
