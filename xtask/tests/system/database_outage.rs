//! The database goes away and comes back.

use cargo_polyrepo::http::Response;
use xtask::shop;

use crate::stage::Stage;
use crate::wait::until;

/// What must never be in a body: SQL, addresses, names of types and files.
const INTERNALS: [&str; 12] = [
    "SELECT",
    "INSERT",
    "products",
    "diesel",
    "r2d2",
    "mysql",
    "MySQL",
    "MariaDB",
    "127.0.0.1",
    ".rs",
    "::",
    "panicked",
];

#[track_caller]
fn is_a_discreet_problem(response: &Response) {
    assert_eq!(response.status, 503, "{}", response.text());
    assert_eq!(response.header("content-type"), Some("application/problem+json"));
    let problem = response.json().unwrap();
    assert_eq!(problem["status"], 503, "{problem}");
    let text = format!("{} {}", problem["title"], problem["detail"]);
    for internal in INTERNALS {
        assert!(!text.contains(internal), "{internal} in {problem}");
    }
}

#[test]
fn services_answer_503_meanwhile_and_recover_by_themselves() {
    let mut stage = Stage::set_alone();
    let (mut storefront, mut fulfilment) = stage.serve_both();
    let sale = shop::find_sale(&storefront.client()).unwrap();
    let (product, _) = sale.products[0].clone();
    let paths = [
        (storefront.client(), format!("/v1/products/{product}")),
        (fulfilment.client(), format!("/v1/stock/{product}")),
    ];

    stage.lease.crash();
    for (client, path) in &paths {
        is_a_discreet_problem(&client.get(path).unwrap());
        assert_eq!(client.get("/health/live").unwrap().status, 200, "it lives");
        assert_eq!(client.get("/health/ready").unwrap().status, 503, "but is not ready");
    }

    stage.lease.recover().unwrap();
    for (client, path) in &paths {
        until("it recovers", || (client.get(path).unwrap().status == 200).then_some(()));
        until("it is ready", || (client.get("/health/ready").unwrap().status == 200).then_some(()));
    }
    let placed = shop::place_order(&storefront.client(), &sale, &product, 1, &shop::fresh("key")).unwrap();
    assert!([201, 202].contains(&placed.status), "{}", placed.text());
    for instance in [&mut storefront, &mut fulfilment] {
        assert!(instance.server().ended().unwrap().is_none(), "the same process all along");
    }
}
