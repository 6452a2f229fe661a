//! Whether the facts of every release can still be read.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Project, World, contract, integer, object, run, text, wire};

fn placed(fields: &[(&str, Value)]) -> (&'static str, Value) {
    ("orders::Placed", wire("event", &object(fields)))
}

fn json(output: &std::process::Output) -> (i32, Value) {
    let (code, said, complaint) = run(output);
    (code, serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}{complaint}")))
}

/// A field that went in 1.1.0 and comes back as another type: each neighbour understands the other.
fn note_comes_back() -> (World, Project) {
    let world = World::new();
    world.release_with("1.0.0", &[placed(&[("id", text()), ("note?", text())])]);
    world.release_with("1.1.0", &[placed(&[("id", text())])]);
    let models = world.models("1.2.0", "");
    models.write_contract(&contract("1.2.0", &[placed(&[("id", text()), ("note?", integer(9))])]));
    (world, models)
}

#[test]
fn each_release_is_asked_about_itself() {
    let (_world, models) = note_comes_back();
    let (code, report) = json(&models.accord(&["check", "--format", "json"]));
    assert_eq!((code, &report["ok"], &report["old"]), (1, &json!(false), &json!("1.1.0")), "{report:#}");
    let finding = &report["findings"][0];
    assert_eq!((&finding["rule"], &finding["type"]), (&json!("fact-unreadable"), &json!("orders::Placed")));
    assert_eq!(finding["message"], "retained facts of 1.0.0 can no longer be read");
    assert_eq!(finding["refused"]["at"], "/note");
    assert!(finding["witness"]["note"].is_string(), "{finding:#}");
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(2), "the field is added as well: {report:#}");
    assert_eq!(
        report["history"],
        json!([
            { "version": "1.0.0", "types": 1, "samples": 0, "unreadable": 1 },
            { "version": "1.1.0", "types": 1, "samples": 0, "unreadable": 0 },
        ])
    );

    let (code, said, _) = run(&models.accord(&["history"]));
    assert_eq!(code, 1);
    assert!(said.starts_with("     Reading with models 1.2.0 what each release wrote\n"), "{said}");
    assert!(said.contains("  Unreadable 1.0.0: 1 of 1 types\n    Readable 1.1.0: 1 types, 0 samples\n"), "{said}");
    assert!(said.contains("error[fact-unreadable]: retained facts of 1.0.0 can no longer be read"), "{said}");
    assert!(said.ends_with("     Refused models 1.2.0: facts of 1 of 2 releases cannot be read\n"), "{said}");
}

#[test]
fn a_release_is_refused_when_it_is_compared_with_a_tag() {
    let world = World::new();
    world.release_with("1.0.0", &[placed(&[("id", text()), ("note?", text())])]);
    let models = world.models("1.2.0", "");
    // Tagged, and not published yet.
    models.write_contract(&contract("1.1.0", &[placed(&[("id", text())])]));
    models.commit("contract.json");
    models.write_contract(&contract("1.2.0", &[placed(&[("id", text()), ("note?", integer(9))])]));
    let (code, said, complaint) = run(&models.accord(&["check", "--baseline", "git:HEAD"]));
    assert_eq!(code, 1, "{complaint}");
    assert!(said.starts_with("    Checking models 1.1.0 -> 1.2.0\n     Reading the facts of 1.0.0\n"), "{said}");
    assert!(said.contains("error[fact-unreadable]"), "{said}");
    let verdict =
        "requires a major bump, the version declares minor, and retained facts cannot be read (1 major, 1 minor)";
    assert!(said.ends_with(&format!("     Refused models 1.2.0: {verdict}\n")), "{said}");
}

#[test]
fn a_released_version_is_a_reader_too() {
    let (_world, models) = note_comes_back();
    let (code, history) = json(&models.accord(&["history", "registry:1.1.0", "--format", "json"]));
    assert_eq!((code, &history["ok"], &history["reader"]), (0, &json!(true), &json!("1.1.0")), "{history:#}");
    // A release does not have to read what later ones write.
    let (_, history) = json(&models.accord(&["history", "registry:1.0.0", "--format", "json"]));
    assert_eq!(history["releases"].as_array().map(Vec::len), Some(1), "{history:#}");
}

#[test]
fn an_event_may_not_go_while_its_facts_are_retained_whatever_the_bump() {
    let world = World::new();
    world.release_with("1.0.0", &[placed(&[("id", text())])]);
    world.release_with("1.1.0", &[placed(&[("id", text())])]);
    let checked = |settings: &str| {
        let models = world.models("1.1.0", &format!("[package.metadata.accord]\nnext = \"2.0.0\"\n{settings}\n"));
        models.write_contract(&contract("1.1.0", &[("orders::Placed", wire("request", &object(&[])))]));
        json(&models.accord(&["check", "--format", "json", "--today", "2026-06-15"]))
    };
    let (code, report) = checked("");
    assert_eq!((code, &report["declared"]), (1, &json!("major")), "{report:#}");
    let findings = report["findings"].as_array().expect("a list");
    let finding = findings.iter().find(|finding| finding["rule"] == "fact-unreadable").expect("a finding");
    assert_eq!(finding["message"], "retained facts of 1.0.0, 1.1.0 can no longer be read: 1.1.0 has no such event");
    assert!(finding["advice"].as_str().is_some_and(|advice| advice.contains("history-since")), "{finding:#}");

    let (code, report) = checked("history-since = \"2.0.0\"");
    assert_eq!((code, &report["history"]), (0, &json!([])), "{report:#}");
    let (code, report) = checked("history-since = \"1.1.0\"");
    assert_eq!((code, &report["history"][0]["version"]), (1, &json!("1.1.0")), "{report:#}");

    let exemption = "exemptions = [{ rule = \"fact-unreadable\", path = \"orders::Placed\", \
                     reason = \"none was published\", until = \"2026-06-15\" }]";
    let (code, report) = checked(exemption);
    assert_eq!((code, &report["exempted"][0]["rule"]), (0, &json!("fact-unreadable")), "{report:#}");
    let models = Project { directory: world.path("models"), home: world.path("home") };
    let (code, said, _) = run(&models.accord(&["history", "--today", "2026-06-15"]));
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Exempted orders::Placed: retained facts of 1.0.0, 1.1.0"), "{said}");
    assert_eq!(run(&models.accord(&["history", "--today", "2026-06-16"])).0, 1);
}

#[test]
fn what_cannot_be_decided_is_not_readable() {
    let world = World::new();
    let odd = |pattern: &str| placed(&[("id", json!({ "type": "string", "pattern": pattern }))]);
    world.release_with("1.0.0", &[odd("^(?=.*[0-9])[a-z0-9]+$")]);
    let models = world.models("1.1.0", "");
    models.write_contract(&contract("1.1.0", &[odd("^(?=.*[a-z])[a-z0-9]+$")]));
    let (code, history) = json(&models.accord(&["history", "--format", "json"]));
    let message = history["findings"][0]["message"].as_str().expect("a message");
    assert_eq!((code, &history["findings"][0]["witness"]), (1, &Value::Null));
    assert!(message.contains("retained facts of 1.0.0 may be unreadable: undecided because of `pattern`"), "{message}");
}

#[test]
fn a_sample_of_a_release_is_read_too() {
    let world = World::new();
    let models = world.models("1.0.0", "");
    fs::create_dir_all(models.directory.join("samples/orders")).expect("a directory");
    // The contract of the release leaves out that a quantity may be a text.
    models.write("samples/orders/Placed.json", "{ \"quantity\": \"two\" }");
    world.release_with("1.0.0", &[placed(&[("quantity", integer(9))])]);
    models.write("samples/orders/Placed.json", "{ \"quantity\": 2 }");
    world.release_with("1.1.0", &[placed(&[("quantity", integer(9))])]);

    let (code, history) = json(&models.accord(&["history", "registry", "--format", "json"]));
    assert_eq!(code, 1);
    assert_eq!(
        history["releases"],
        json!([
            { "version": "1.0.0", "types": 1, "samples": 1, "unreadable": 1 },
            { "version": "1.1.0", "types": 1, "samples": 1, "unreadable": 0 },
        ])
    );
    assert_eq!(history["findings"][0]["witness"], json!({ "quantity": "two" }));
    assert_eq!(history["findings"][0]["refused"]["at"], "/quantity");
}

#[test]
fn releases_that_are_out_of_reach_are_not_taken_for_none() {
    let (world, models) = note_comes_back();
    let config = "[registries.kellnr]\nindex = \"sparse+http://127.0.0.1:9/api/v1/crates/\"\n";
    fs::write(world.path(".cargo/config.toml"), config).expect("a file");
    let (code, said, complaint) = run(&models.accord(&["history"]));
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(complaint.starts_with("error: cannot fetch models <=1.2.0: "), "{complaint}");
}
