//! Writing the contract of a crate from its types.

use crate::support::{Project, World, contract, integer, object, run, wire};

/// A crate whose example prints a contract, as one that derives its schemas does.
fn models(world: &World, printed: &str) -> Project {
    let models = world.models("1.0.0", "[features]\ncontract = []\n");
    std::fs::create_dir_all(models.directory.join("examples")).expect("a directory");
    models.write("printed.json", printed);
    models.write("examples/contract.rs", "fn main() { print!(\"{}\", include_str!(\"../printed.json\")); }\n");
    models.cargo(&["generate-lockfile", "--offline"]);
    models
}

#[test]
fn the_contract_is_written_canonically_and_then_fresh() {
    let world = World::new();
    let printed = contract("1.0.0", &[("orders::Place", wire("request", &object(&[("quantity", integer(9))])))]);
    let models = models(&world, &printed.to_string());

    let (code, said, _) = run(&models.accord(&["snapshot", "--check"]));
    assert_eq!(code, 1);
    assert!(said.contains("Stale there is no contract.json"), "{said}");

    let (code, said, complaint) = run(&models.accord(&["snapshot"]));
    assert_eq!((code, said.as_str()), (0, "     Written contract.json\n"), "{complaint}");
    assert_eq!(models.read("contract.json"), accord::contract::canonical_json(&printed));
    let (code, said, _) = run(&models.accord(&["snapshot", "--check"]));
    assert_eq!((code, said.as_str()), (0, "       Fresh contract.json\n"));

    models.write_contract(&contract("0.9.0", &[("orders::Gone", wire("event", &object(&[])))]));
    let (code, said, _) = run(&models.accord(&["snapshot", "--check"]));
    assert_eq!(code, 1);
    assert_eq!(
        said,
        "       Stale version: \"0.9.0\" is now \"1.0.0\"\n       \
         Stale types/orders::Gone is no longer there\n       \
         Stale types/orders::Place is missing\n     \
         Refused contract.json is stale: run `cargo accord snapshot` and commit it\n"
    );

    models.write("contract.json", &printed.to_string());
    let (code, said, _) = run(&models.accord(&["snapshot", "--check"]));
    assert_eq!(code, 1);
    assert!(said.contains("only the spelling of the file differs"), "{said}");
}

#[test]
fn a_check_says_when_the_committed_contract_is_stale() {
    let world = World::new();
    world.release_with("0.9.0", &[]);
    let models = models(&world, &contract("1.0.0", &[]).to_string());
    let checked = || run(&models.accord(&["check"]));
    models.accord(&["snapshot"]);
    assert_eq!(checked().2, "");
    let more = contract("1.0.0", &[("orders::Place", wire("request", &object(&[])))]);
    models.write("printed.json", &more.to_string());
    let (code, _, complaint) = checked();
    assert_eq!(
        (code, complaint.as_str()),
        (0, "warning: contract.json is stale: run `cargo accord snapshot` and commit it\n")
    );
    models.write("printed.json", "nothing");
    let (_, _, complaint) = checked();
    assert!(complaint.starts_with("warning: cannot tell whether contract.json is stale: "), "{complaint}");
}

#[test]
fn a_command_that_prints_no_contract_is_an_error() {
    let world = World::new();
    let settings = |command: &str| {
        let models = world.models("1.0.0", &format!("[package.metadata.accord]\nsnapshot = {command}\n"));
        let (code, _, complaint) = run(&models.accord(&["snapshot"]));
        assert_eq!(code, 2, "{complaint}");
        complaint
    };
    assert!(settings("[\"echo\", \"hello\"]").contains("the output of `echo hello`:1:1: not JSON"));
    assert!(settings("[\"false\"]").contains("`false` failed"));
    assert!(settings("[\"no-such-program\"]").contains("cannot run `no-such-program`"));
    assert!(settings("[]").contains("snapshot is empty"));
    let other = contract("2.0.0", &[]).to_string();
    assert!(
        settings(&format!("[\"echo\", '{other}']")).contains("is the contract of models 2.0.0, not of models 1.0.0")
    );
}
