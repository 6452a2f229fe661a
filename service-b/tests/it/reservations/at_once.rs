//! Many reservations at once: nothing is sold twice, no request waits forever.

use std::collections::BTreeSet;
use std::pin::Pin;

use futures_util::future::join_all;
use shared_models::inventory::ReservationView;
use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, order_id};

#[actix_web::test]
async fn a_thousand_orders_for_a_stock_of_a_hundred_reserve_exactly_a_hundred() {
    let app = TestApp::start().await;
    let product = app.with_product("FRM-OSLO-52").await;
    for (code, on_hand) in [("BER-1", 60), ("LYS-1", 40)] {
        let warehouse = app.with_warehouse(code).await;
        app.with_stock(product, warehouse, on_hand).await;
    }
    let answers = join_all((0..1_000).map(|_| app.reserve(order_id(), &[(product, 1)]).send())).await;
    let count = |status: u16| answers.iter().filter(|answer| answer.status.as_u16() == status).count();
    assert_eq!(
        (count(201), count(409)),
        (100, 900),
        "{:?}",
        answers.iter().map(|answer| answer.status).collect::<BTreeSet<_>>()
    );
    let stock = app.stock(product).await;
    assert_eq!(stock.available, 0);
    assert!(stock.levels.iter().all(|level| level.reserved == level.on_hand));
    assert_eq!(app.database.number("SELECT CAST(SUM(quantity) AS SIGNED) AS n FROM reservation_lines"), 100);
    assert_eq!((app.database.count("reservations"), app.database.count("outbox")), (100, 100));
}

#[actix_web::test]
async fn orders_that_name_products_in_opposite_order_do_not_block_each_other() {
    let app = TestApp::start().await;
    let mut products = Vec::new();
    for n in 1..=4 {
        products.push(app.with_stocked_product(&format!("FRM-{n}"), 1_000).await);
    }
    let lines: Vec<_> = products.iter().map(|product| (*product, 1)).collect();
    let reversed: Vec<_> = lines.iter().rev().copied().collect();
    let orders: Vec<_> = (0..200).map(|_| order_id()).collect();
    let reserve = |(n, order): (usize, _)| app.reserve(order, if n % 2 == 0 { &lines } else { &reversed }).send();
    let answers = join_all(orders.iter().copied().enumerate().map(reserve)).await;
    assert!(answers.iter().all(|answer| answer.status.as_u16() == 201));
    let answers = join_all(orders.iter().map(|order| app.release(*order).send())).await;
    assert!(answers.iter().all(|answer| answer.status.as_u16() == 200));
    assert_eq!(app.database.number("SELECT CAST(SUM(reserved) AS SIGNED) AS n FROM inventory_items"), 0);
}

#[actix_web::test]
async fn one_order_that_is_sent_fifty_times_reserves_once() {
    let app = TestApp::start().await;
    let product = app.with_stocked_product("FRM-OSLO-52", 100).await;
    let order = order_id();
    let answers = join_all((0..50).map(|_| app.reserve(order, &[(product, 2)]).send())).await;
    let created = answers.iter().filter(|answer| answer.status.as_u16() == 201).count();
    assert_eq!(created, 1);
    let views: Vec<ReservationView> =
        answers.into_iter().map(|answer| serde_json::from_value(answer.body).unwrap()).collect();
    assert!(views.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(app.stock(product).await.available, 98);
}

#[actix_web::test]
async fn orders_at_once_are_all_or_nothing_each() {
    let app = TestApp::start().await;
    let (plenty, few) =
        (app.with_stocked_product("FRM-OSLO-52", 1_000).await, app.with_stocked_product("CASE-1", 5).await);
    let (poor, rich) = ([(plenty, 1), (few, 1)], [(plenty, 1)]);
    let reserve = |number| app.reserve(order_id(), if number % 2 == 0 { &poor[..] } else { &rich }).send();
    let answers = join_all((0..100).map(reserve)).await;
    let reserved =
        |from: usize| answers[from..].iter().step_by(2).filter(|answer| answer.status.as_u16() == 201).count();
    assert_eq!((reserved(0), reserved(1)), (5, 50));
    assert_eq!((app.stock(plenty).await.available, app.stock(few).await.available), (945, 0));
    assert_eq!((app.database.count("reservations"), app.database.count("outbox")), (55, 55));
    assert_eq!(app.database.count("reservation_lines"), 60);
}

#[actix_web::test]
async fn reserving_and_releasing_at_once_leaves_nothing_reserved() {
    let app = TestApp::start().await;
    let product = app.with_stocked_product("FRM-OSLO-52", 1_000).await;
    let orders: Vec<_> = (0..100).map(|_| order_id()).collect();
    let both = orders.iter().flat_map(|order| {
        [app.reserve(*order, &[(product, 1)]).send(), app.release(*order).send()].map(|call| Box::pin(call) as _)
    });
    let both: Vec<Pin<Box<dyn Future<Output = _>>>> = both.collect();
    let answers: Vec<crate::support::Answer> = join_all(both).await;
    assert!(answers.iter().all(|answer| [200, 201, 409].contains(&answer.status.as_u16())));
    assert_eq!(app.stock(product).await.available, 1_000);
    assert_eq!(app.database.number("SELECT COUNT(*) AS n FROM reservations WHERE status = 'released'"), 100);
}

#[actix_web::test]
async fn a_row_that_stays_locked_is_a_503_and_nothing_is_written() {
    let app = TestApp::start().await;
    let product = app.with_stocked_product("FRM-OSLO-52", 10).await;
    let mut blocker = app.database.connect();
    diesel::connection::SimpleConnection::batch_execute(
        &mut blocker,
        "BEGIN; SELECT * FROM inventory_items FOR UPDATE",
    )
    .unwrap();
    app.reserve(order_id(), &[(product, 1)]).send().await.refused(ProblemKind::Unavailable);
    assert_eq!((app.database.count("reservations"), app.database.count("outbox")), (0, 0));
    drop(blocker);
    app.with_reservation(&[(product, 1)]).await;
}
