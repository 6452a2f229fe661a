//! Where the old contract comes from.

use serde_json::{Value, json};

use crate::support::{World, contract, integer, object, run, text, wire};

fn order(maximum: u32) -> Value {
    wire("request", &object(&[("quantity", integer(maximum))]))
}

fn json(output: &std::process::Output) -> Value {
    let (_, said, complaint) = run(output);
    serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}{complaint}"))
}

#[test]
fn the_newest_release_is_the_default() {
    let world = World::new();
    world.release_with("1.0.0", &[("orders::Place", order(10))]);
    world.release_with("1.10.0", &[("orders::Place", order(100))]);
    world.release_with("1.9.0", &[("orders::Place", order(20))]);
    let models = world.models("1.11.0", "");
    models.write_contract(&contract("1.11.0", &[("orders::Place", order(50))]));

    let output = models.accord(&["check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{:?}", run(&output));
    let report = json(&output);
    assert_eq!(report["old"], "1.10.0");
    assert_eq!(report["required"], "major");
    assert_eq!(report["findings"][0]["witness"], json!({ "quantity": 51 }));

    let named = json(&models.accord(&["check", "--baseline", "registry:1.0.0", "--format", "json"]));
    assert_eq!((&named["old"], &named["required"]), (&json!("1.0.0"), &json!("minor")));

    let (code, said, _) = run(&models.accord(&["bump"]));
    assert_eq!((code, said.as_str()), (0, "major\n"));
    let (code, said, _) = run(&models.accord(&["changelog", "registry:1.0.0", "contract.json"]));
    assert_eq!(code, 0);
    assert!(said.starts_with("## 1.11.0 - contract\n"), "{said}");
}

#[test]
fn a_release_that_cannot_be_had_is_one_clear_line() {
    let world = World::new();
    world.release("1.0.0", None);
    let models = world.models("1.1.0", "");
    models.write_contract(&contract("1.1.0", &[]));
    for (baseline, expected) in [
        ("registry", "error: models 1.0.0 has no contract.json\n"),
        ("registry:one", "error: `one` is not a version\n"),
        ("registry:7.0.0", "error: no release 7.0.0 of models; there is 1.0.0\n"),
    ] {
        let (code, said, complaint) = run(&models.accord(&["check", "--baseline", baseline]));
        assert_eq!((code, said.as_str(), complaint.as_str()), (2, "", expected));
    }
    for version in ["1.1.0", "1.10.0"] {
        world.release_with(version, &[]);
    }
    let (_, _, complaint) = run(&models.accord(&["check", "--baseline", "registry:7.0.0"]));
    assert_eq!(complaint, "error: no release 7.0.0 of models; there are 1.0.0 … 1.10.0\n");
}

#[test]
fn a_contract_of_another_version_in_a_release_is_refused() {
    let world = World::new();
    world.release("1.0.0", Some(&contract("0.9.0", &[])));
    let models = world.models("1.1.0", "");
    models.write_contract(&contract("1.1.0", &[]));
    let (code, _, complaint) = run(&models.accord(&["check"]));
    assert_eq!(code, 2);
    assert!(complaint.contains("is the contract of models 0.9.0, not of models 1.0.0"), "{complaint}");
}

#[test]
fn a_revision_of_git_is_a_baseline() {
    let world = World::new();
    let models = world.models("1.0.0", "");
    models.write_contract(&contract("1.0.0", &[("orders::Place", order(100))]));
    models.commit("contract.json");
    let note = wire("request", &object(&[("quantity", integer(100)), ("note?", text())]));
    models.write_contract(&contract("1.0.0", &[("orders::Place", note)]));
    let report = json(&models.accord(&["check", "--baseline", "git:HEAD", "--format", "json"]));
    assert_eq!((&report["required"], &report["ok"]), (&json!("minor"), &json!(true)));

    for revision in ["nowhere", "--output=/tmp/x", ""] {
        let (code, _, complaint) = run(&models.accord(&["check", "--baseline", &format!("git:{revision}")]));
        assert_eq!((code, complaint.lines().count()), (2, 1), "{complaint}");
    }
}

#[test]
fn a_stale_version_in_the_contract_is_warned_about() {
    let world = World::new();
    let models = world.models("1.1.0", "");
    models.write_contract(&contract("1.0.0", &[]));
    let (code, _, complaint) = run(&models.accord(&["check", "--baseline", "contract.json"]));
    assert_eq!(code, 0);
    assert!(complaint.starts_with("warning: contract.json is of version 1.0.0"), "{complaint}");
}
