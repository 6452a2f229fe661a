//! The matrix and the order of deploys.

use serde_json::{Value, json};

use crate::support::{Project, World, contract, integer, object, run, text, wire};

pub const SHOP: &str = "provides = [\"orders::*\"]\npublishes = [\"orders::Placed\"]";
const STORE: &str = "consumes = [\"orders::*\"]\nsubscribes = [\"orders::Placed\"]";

/// 1.0, an additive 1.1, and a 2.0 in which each type changes in its own way.
pub fn world() -> World {
    let world = World::new();
    let view = |fields: &[(&str, Value)]| wire("response", &object(fields));
    let status = |values: &[&str]| json!({ "type": "string", "enum": values });
    world.release_with(
        "1.0.0",
        &[
            ("orders::Place", wire("request", &object(&[("quantity", integer(100))]))),
            ("orders::View", view(&[("status", status(&["new", "paid"]))])),
            ("orders::Placed", wire("event", &object(&[("id", text())]))),
        ],
    );
    world.release_with(
        "1.1.0",
        &[
            ("orders::Place", wire("request", &object(&[("quantity", integer(200)), ("note?", text())]))),
            ("orders::View", view(&[("status", status(&["new", "paid"])), ("total", integer(9))])),
            ("orders::Placed", wire("event", &object(&[("id", text()), ("at?", text())]))),
            ("orders::Cancel", wire("request", &object(&[("id", text())]))),
        ],
    );
    world.release_with(
        "2.0.0",
        &[
            ("orders::Place", wire("request", &object(&[("quantity", integer(50))]))),
            ("orders::View", view(&[("status", status(&["new", "paid"]))])),
            ("orders::Placed", wire("event", &object(&[("id", text())]))),
        ],
    );
    world
}

fn answer(output: &std::process::Output) -> (i32, Value) {
    let (code, said, complaint) = run(output);
    (code, serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}{complaint}")))
}

/// A shop of this version beside a store of the first.
fn shop_beside_the_store(version: &str) -> (World, Project) {
    let world = world();
    let shop = world.service("shop", version, SHOP);
    world.service("store", "1.0.0", STORE);
    (world, shop)
}

/// The matrix of a service beside the one in the folder `store`.
fn matrix_with_the_store(service: &Project) -> (i32, Value) {
    answer(&service.accord(&["matrix", "--service", ".", "--service", "../store", "--format", "json"]))
}

#[test]
fn services_that_understand_each_other_fit() {
    let (_world, shop) = shop_beside_the_store("1.0.0");
    let (code, matrix) = matrix_with_the_store(&shop);
    assert_eq!((code, &matrix["ok"]), (0, &json!(true)), "{matrix:#}");
    let exchanges = matrix["exchanges"].as_array().expect("a list");
    let said: Vec<String> = exchanges
        .iter()
        .map(|e| format!("{} {} {}", e["type"], e["writer"]["service"], e["reader"]["service"]).replace('"', ""))
        .collect();
    assert_eq!(said, ["orders::Place store shop", "orders::Placed shop store", "orders::View shop store"]);
    let (_, said, _) = run(&shop.accord(&["matrix", "--service", ".", "--service", "../store"]));
    assert!(said.ends_with("    Accepted all of 3 exchanges fit\n"), "{said}");
}

#[test]
fn a_broken_exchange_is_proved() {
    let (_world, shop) = shop_beside_the_store("2.0.0");
    let (code, matrix) = matrix_with_the_store(&shop);
    assert_eq!(code, 1);
    let broken: Vec<&Value> =
        matrix["exchanges"].as_array().expect("a list").iter().filter(|e| e["verdict"] != "contained").collect();
    assert_eq!(broken.len(), 1, "{matrix:#}");
    assert_eq!(broken[0]["witness"], json!({ "quantity": 51 }));
    assert_eq!(broken[0]["refused"]["at"], "/quantity");
    let (_, said, _) = run(&shop.accord(&["matrix", "--service", ".", "--service", "../store"]));
    assert!(said.contains("\"quantity\": 51\n"), "{said}");
    assert!(said.ends_with("     Refused 1 of 3 exchanges do not fit\n"), "{said}");
}

#[test]
fn a_type_that_only_a_pattern_names_may_be_unknown_to_the_reader() {
    let world = world();
    let shop = world.service("shop", "1.0.0", SHOP);
    world.service("store", "1.1.0", "consumes = [\"orders::*\"]");
    let (_, matrix) = matrix_with_the_store(&shop);
    let cancel = matrix["exchanges"].as_array().expect("a list").iter().find(|e| e["type"] == "orders::Cancel");
    assert_eq!(cancel.expect("told")["verdict"], "unread");

    world.service("store", "1.1.0", "consumes = [\"orders::Cancel\"]");
    let (code, matrix) = matrix_with_the_store(&shop);
    assert_eq!((code, &matrix["exchanges"][0]["verdict"]), (1, &json!("unknown_type")));
}

#[test]
fn what_a_service_says_about_itself_must_make_sense() {
    let world = world();
    for (usage, code, expected) in [
        (
            "consumes = [\"orders::Plcae\"]",
            2,
            "error: shop consumes `orders::Plcae`, which models 1.0.0 does not have\n",
        ),
        (
            "consumes = [\"catalog::*\"]",
            0,
            "warning: shop consumes `catalog::*`, which matches no type of its contract\n",
        ),
        ("consume = [\"orders::*\"]", 2, "unknown field `consume`"),
    ] {
        let shop = world.service("shop", "1.0.0", usage);
        let (found, _, complaint) = run(&shop.accord(&["matrix", "--service", "."]));
        assert_eq!(found, code, "{complaint}");
        assert!(complaint.contains(expected), "{complaint}");
    }
    let shop = world.service("shop", "1.0.0", SHOP);
    for (arguments, expected) in [
        (vec!["matrix"], "no service is named"),
        (vec!["matrix", "--service", ".", "--service", "."], "the service `shop` is named twice"),
        (vec!["matrix", "--service", "../nowhere"], "../nowhere/Cargo.toml: no such manifest"),
        (vec!["can-i-deploy", "--service", ".", "--set", "models", "--for", "shop"], "must be PACKAGE@VERSION"),
        (
            vec!["can-i-deploy", "--service", ".", "--set", "models@1.1.0", "--for", "store"],
            "no such service among shop",
        ),
        (vec!["matrix", "--live", "ftp://example.com"], "must begin with http:// or https://"),
    ] {
        let (code, _, complaint) = run(&shop.accord(&arguments));
        assert_eq!((code, complaint.lines().count()), (2, 1), "{complaint}");
        assert!(complaint.contains(expected), "{complaint}");
    }
}

fn deploy(project: &crate::support::Project, version: &str, name: &str, more: &[&str]) -> (i32, Value) {
    let set = format!("models@{version}");
    let mut arguments = vec![
        "can-i-deploy",
        "--service",
        "../shop",
        "--service",
        "../store",
        "--set",
        &set,
        "--for",
        name,
        "--format",
        "json",
    ];
    arguments.extend(more);
    answer(&project.accord(&arguments))
}

#[test]
fn a_deploy_is_answered_with_its_order() {
    let (_world, shop) = shop_beside_the_store("1.0.0");

    // The service may read more at any time; its client must wait for it.
    let (code, plan) = deploy(&shop, "1.1.0", "shop", &[]);
    assert_eq!((code, &plan["answer"], &plan["order"]), (0, &json!("yes"), &json!(["shop"])), "{plan:#}");
    let (code, plan) = deploy(&shop, "1.1.0", "store", &[]);
    assert_eq!((code, &plan["answer"], &plan["order"]), (0, &json!("ordered"), &json!(["shop", "store"])), "{plan:#}");
    assert_eq!(plan["reasons"][0]["witness"], json!({ "quantity": 101 }));
    assert_eq!(deploy(&shop, "1.1.0", "store", &["--now"]).0, 1);

    // A tightened request: the client first.
    let (_, plan) = deploy(&shop, "2.0.0", "shop", &[]);
    assert_eq!((&plan["answer"], &plan["order"]), (&json!("ordered"), &json!(["store", "shop"])), "{plan:#}");
}

#[test]
fn a_deploy_that_no_order_saves_is_refused() {
    let world = world();
    world.release_with(
        "3.0.0",
        &[
            ("orders::Place", wire("request", &object(&[("amount", text())]))),
            ("orders::Placed", wire("event", &object(&[("uid", text())]))),
        ],
    );
    let shop = world.service("shop", "1.0.0", SHOP);
    world.service("store", "1.0.0", STORE);
    for name in ["shop", "store"] {
        let (code, plan) = deploy(&shop, "3.0.0", name, &[]);
        assert_eq!((code, &plan["answer"]), (1, &json!("no")), "{plan:#}");
        assert_ne!(plan["reasons"], json!([]));
    }
}

#[test]
fn an_event_that_a_deployed_subscriber_refuses_names_both_services() {
    let world = world();
    world.release_with("1.2.0", &[("orders::Placed", wire("event", &object(&[("id", integer(9))])))]);
    let shop = world.service("shop", "1.0.0", "publishes = [\"orders::Placed\"]");
    world.service("store", "1.0.0", "subscribes = [\"orders::Placed\"]");
    let services = ["--service", "../shop", "--service", "../store"];
    let asked = [&["can-i-deploy", "--set", "models@1.2.0", "--for", "shop"][..], &services].concat();
    let (code, said, complaint) = run(&shop.accord(&asked));
    assert_eq!(code, 1, "{complaint}");
    assert!(said.contains("store refuses what shop writes"), "{said}");
    assert!(said.contains("orders::Placed (shop 1.2.0 -> store 1.0.0)"), "{said}");
    assert!(said.contains("a new message is refused by a deployed subscriber"), "{said}");
    assert!(said.ends_with("          No shop cannot move to models 1.2.0 in any order\n"), "{said}");

    let shop = world.service("shop", "1.2.0", "publishes = [\"orders::Placed\"]");
    let (code, said, _) = run(&shop.accord(&[&["matrix"][..], &services].concat()));
    assert_eq!(code, 1);
    assert!(said.contains("Breaks orders::Placed  event     shop 1.2.0 -> store 1.0.0\n"), "{said}");
}

#[test]
fn what_cannot_be_proved_is_unknown() {
    let world = world();
    let odd = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    for (version, pattern) in [("3.0.0", "^(?=.*[0-9])[a-z0-9]+$"), ("4.0.0", "^(?=.*[a-z])[a-z0-9]+$")] {
        let placed = wire("event", &object(&[("id", odd(pattern))]));
        world.release_with(version, &[("orders::Placed", placed)]);
    }
    let shop = world.service("shop", "3.0.0", "publishes = [\"orders::Placed\"]");
    world.service("store", "3.0.0", "subscribes = [\"orders::Placed\"]");
    for name in ["shop", "store"] {
        let (code, plan) = deploy(&shop, "4.0.0", name, &[]);
        assert_eq!((code, &plan["answer"]), (1, &json!("unknown")), "{plan:#}");
    }
}

#[test]
fn what_the_engine_does_not_see_is_not_overlooked() {
    let world = world();
    let name = |unit: &str| {
        let name = json!({ "type": "string", "maxLength": 9, "x-accord-length": unit });
        wire("request", &object(&[("name", name)]))
    };
    for (version, unit) in [("3.0.0", "chars"), ("3.1.0", "bytes")] {
        world.release_with(version, &[("orders::Name", name(unit))]);
    }
    let shop = world.service("shop", "3.1.0", SHOP_NAMES);
    world.service("store", "3.0.0", "consumes = [\"orders::*\"]");
    let (code, matrix) = matrix_with_the_store(&shop);
    assert_eq!((code, &matrix["exchanges"][0]["verdict"]), (1, &json!("not_contained")), "{matrix:#}");
}

const SHOP_NAMES: &str = "provides = [\"orders::*\"]";

#[test]
fn a_contract_that_is_being_edited_may_stand_in_for_a_release() {
    let world = world();
    let shop = world.service("shop", "1.0.0", SHOP_NAMES);
    world.service("store", "1.0.0", "consumes = [\"orders::*\"]");
    // The number is that of the release; only the text differs.
    let edited = contract("1.0.0", &[("orders::Place", wire("request", &object(&[("quantity", integer(7))])))]);
    shop.write("edited.json", &edited.to_string());
    let both = ["matrix", "--service", ".", "--service", "../store"];
    let with = |replacement: &str| run(&shop.accord(&[&both[..], &["--with", replacement]].concat()));
    let (code, said, complaint) = with("shop=edited.json");
    assert_eq!(code, 1, "{complaint}");
    assert!(said.contains("\"quantity\": 8\n"), "{said}");
    for wrong in ["edited.json", "nobody=edited.json", "shop=nowhere.json"] {
        let (code, _, complaint) = with(wrong);
        assert_eq!((code, complaint.lines().count()), (2, 1), "{complaint}");
    }
}
