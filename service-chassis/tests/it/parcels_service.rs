//! An endpoint of each sort.

use serde_json::{Value, json};
use service_chassis::testkit::{TestApp, fresh_id};

use crate::parcels::service::Parcels;
use crate::support::app;

fn create(app: &TestApp<Parcels>, label: &str) -> service_chassis::testkit::Answer {
    let body = json!({ "label": label, "weight": 240, "size": { "length": 310 } });
    app.call("create_parcel").key(&fresh_id().to_string()).body(&body).send()
}

#[test]
fn a_parcel_is_added_and_read() {
    let app = app();
    let answer = create(&app, "Gloves");
    assert_eq!(answer.header("etag"), "\"1\"");
    let location = answer.header("location").to_owned();
    let added: Value = answer.view(201);
    let read = app.call("get_parcel").id(added["id"].as_str().unwrap()).send();
    assert_eq!((read.header("etag"), read.json()), ("\"1\"", &added));
    assert_eq!(app.get(&location).expect(200), added);
    assert_eq!(app.call("list_parcels").query("limit=1").send().expect(200)["items"], json!([added]));
}

#[test]
fn a_label_is_printed_without_a_body() {
    let app = app();
    let added: Value = create(&app, "Gloves").view(201);
    assert_eq!(app.call("print_label").id(added["id"].as_str().unwrap()).send().expect(200), added);
}

#[test]
fn a_fault_of_the_table_of_failures_has_its_pointer() {
    let app = app();
    create(&app, "Gloves").expect(201);
    let again = create(&app, "Gloves");
    assert_eq!(again.problem("duplicate"), ["/label"]);
    assert_eq!(again.as_problem().errors[0].detail, "another parcel has this label");
    assert_eq!(app.database.count("parcels"), 1);
}

#[test]
fn a_change_is_meant_for_one_version() {
    let app = app();
    let parcel = create(&app, "Gloves").expect(201);
    let id = parcel["id"].as_str().unwrap();
    let update =
        |id: &str, version| app.call("update_parcel").id(id).if_match(version).body(&json!({ "weight": 250 })).send();
    assert_eq!(update(id, 1).header("etag"), "\"2\"");
    update(id, 1).problem("stale-version");
    update(&fresh_id().to_string(), 1).problem("not-found");
}

#[test]
fn every_fault_of_a_body_is_reported() {
    let app = app();
    let body = json!({ "label": "", "weight": 99_999, "size": [1] });
    let answer = app.call("create_parcel").key("key-1").body(&body).send();
    assert_eq!(answer.problem("invalid"), ["/label", "/size", "/weight"]);
}

#[test]
fn an_integer_may_be_written_with_a_point_or_an_exponent() {
    let app = app();
    let body = r#"{ "label": "Gloves", "weight": 2.4e2, "size": { "length": 310.0 } }"#;
    let answer = app.call("create_parcel").key("key-1").raw("application/json", body).send();
    assert_eq!(answer.expect(201)["weight"], 240);
}

#[test]
fn a_tag_that_was_never_given_out_is_stale() {
    let app = app();
    let parcel = create(&app, "Gloves").expect(201);
    let update =
        |id: &str| app.call("update_parcel").id(id).if_match(99_999_999_999).body(&json!({ "weight": 250 })).send();
    update(parcel["id"].as_str().unwrap()).problem("stale-version");
    update(&fresh_id().to_string()).problem("not-found");
}

#[test]
fn an_answer_lists_the_first_hundred_faults_and_says_that_there_are_more() {
    let app = app();
    let send = |items: usize| {
        let body =
            json!({ "label": "Gloves", "weight": 240, "size": { "length": 310 }, "contents": vec![json!({}); items] });
        app.call("create_parcel").key("key-1").body(&body).send()
    };
    let (fifty, more, over) = (send(50), send(51), send(201));
    assert_eq!((fifty.problem("invalid").len(), fifty.json().get("truncated")), (100, None));
    assert_eq!((more.problem("invalid").len(), more.json().get("truncated")), (100, Some(&json!(true))));
    assert_eq!(over.problem("invalid"), ["/contents"]);
}

/// Words that only the code has: of its types, of serde and of the crates that read a value.
const WORDS_OF_THE_CODE: [&str; 12] =
    ["u8", "u16", "u32", "u64", "i16", "i32", "i64", "struct", "variant", "sequence", "floating", "expected "];

#[test]
fn no_answer_names_a_type_of_the_code_or_repeats_a_value() {
    let app = app();
    let good = json!({
        "label": "Gloves", "weight": 240, "size": { "length": 310 },
        "contents": [{ "name": "Wool", "pieces": 2, "origin": 7 }],
    });
    let bad =
        ["null", "true", "[]", "{}", "\"S3CR3T\"", "1.5", "-1", "1e300", "99999999999", "18446744073709551615", "[[]]"];
    for pointer in [
        "",
        "/label",
        "/weight",
        "/size",
        "/size/length",
        "/contents",
        "/contents/0",
        "/contents/0/pieces",
        "/contents/0/origin",
    ] {
        for value in bad {
            let mut body = good.clone();
            *body.pointer_mut(pointer).unwrap() = json!("@");
            let body = body.to_string().replacen("\"@\"", value, 1);
            let answer = app.call("create_parcel").key(&fresh_id().to_string()).raw("application/json", body).send();
            // What is good is added once.
            if ![201, 409].contains(&answer.status()) {
                let errors = answer.json()["errors"].to_string();
                assert_eq!(answer.status(), 422, "{pointer} {value}: {}", answer.text());
                for word in WORDS_OF_THE_CODE.iter().chain(&["S3CR3T"]) {
                    assert!(!errors.contains(word), "{pointer} {value}: {word} in {errors}");
                }
            }
        }
    }
    let list = |query: &str| app.call("list_parcels").query(query).send().json()["errors"].to_string();
    for errors in ["limit=1.5", "limit=-1", "limit=99999999999", "limit=", "limit=1&limit=2"].map(list) {
        assert!(errors != "null" && WORDS_OF_THE_CODE.iter().all(|word| !errors.contains(word)), "{errors}");
    }
}
