//! The workflows run what a person runs, with no more rights than needed.

use std::process::Command;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::services;
use cargo_polyrepo::tool::Cache;
use xtask::supply_chain;
use yaml_rust2::Yaml;

use crate::commands::{is_known, tool};
use crate::workflow::{Workflow, folder};

#[test]
fn every_line_is_a_command_that_exists() {
    let mut seen = 0;
    for workflow in Workflow::all() {
        for step in workflow.steps() {
            let Some(line) = step.step["run"].as_str() else { continue };
            let place = format!("{}: {}: {line}", workflow.name, step.job);
            assert_eq!(line.trim().lines().count(), 1, "{place}: one line, that a person can type");
            assert!(!line.contains("${{"), "{place}: an expression becomes code here; pass it by `env`");
            let words: Vec<&str> = line.split_whitespace().map(|word| word.trim_matches('"')).collect();
            match words.as_slice() {
                ["bash", ".ci/run"] => {}
                ["cargo", name @ ("xtask" | "polyrepo"), ..] => {
                    let parsed = tool(name).unwrap().try_get_matches_from(words.iter().skip(1));
                    assert!(parsed.is_ok(), "{place}: {}", parsed.unwrap_err());
                }
                ["cargo", "accord", arguments @ ..] => {
                    assert!(!arguments.is_empty() && is_known("accord", arguments), "{place}");
                }
                ["cargo", command, ..] => assert!(is_built_in(command), "{place}"),
                _ => panic!("{place}: neither cargo nor .ci/run"),
            }
            for word in words.iter().filter(|word| word.ends_with("Cargo.toml")) {
                assert!(folder().join("../..").join(word).is_file(), "{place}: there is no {word}");
            }
            seen += 1;
        }
    }
    assert!(seen >= 12, "only {seen} lines");
}

/// Part of cargo itself; the repository's own commands install whatever else they need.
fn is_built_in(command: &str) -> bool {
    ["build", "check", "doc", "fetch", "package", "publish", "test"].contains(&command)
}

/// The documentation of `.ci/run` says so, and the folder workflows leave the rehearsal to it.
#[test]
fn one_workflow_runs_everything() {
    let whole = Workflow::all().into_iter().find(|workflow| workflow.name == "ci.yml").unwrap();
    assert!(whole.steps().iter().any(|step| step.step["run"].as_str() == Some("bash .ci/run")));
}

#[test]
fn jobs_declare_rights_and_timeouts() {
    for workflow in Workflow::all() {
        let Workflow { name, document, .. } = &workflow;
        assert!(document["permissions"].as_hash().is_some_and(|rights| rights.is_empty()), "{name}: permissions: {{}}");
        assert!(document["on"]["pull_request_target"].is_badvalue(), "{name}: would run foreign code with our rights");
        for (id, job) in workflow.jobs() {
            let place = format!("{name}: {}", id.as_str().unwrap());
            assert!(job["permissions"].as_hash().is_some(), "{place}: permissions");
            if job["uses"].is_badvalue() {
                assert!(job["timeout-minutes"].as_i64().is_some(), "{place}: timeout-minutes");
                assert!(job["runs-on"].as_str().is_some_and(|image| !image.ends_with("latest")), "{place}");
            }
        }
    }
}

#[test]
fn actions_are_pinned_to_a_commit_with_its_version_beside_it() {
    for Workflow { name, text, .. } in Workflow::all() {
        for line in text.lines().filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("uses: ")) {
            if line.starts_with("./.github/") {
                continue;
            }
            let (_, pin) = line.split_once('@').unwrap_or_else(|| panic!("{name}: {line}"));
            let (commit, version) = pin.split_once(" # v").unwrap_or_else(|| panic!("{name}: {line}: no version"));
            assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{name}: {line}");
            assert!(version.starts_with(|sign: char| sign.is_ascii_digit()), "{name}: {line}");
        }
    }
}

#[test]
fn one_gate_waits_for_every_other_job() {
    for workflow in Workflow::all() {
        let name = &workflow.name;
        let gate = &workflow.document["jobs"]["gate"];
        assert_eq!(gate["if"].as_str(), Some("always()"), "{name}");
        assert_eq!(gate["name"].as_str(), Some(format!("{} gate", name.trim_end_matches(".yml")).as_str()), "{name}");
        let needs: Vec<&str> = gate["needs"].as_vec().unwrap().iter().filter_map(Yaml::as_str).collect();
        let others = workflow.jobs().keys().filter_map(Yaml::as_str).filter(|id| *id != "gate");
        for job in others {
            assert!(needs.contains(&job), "{name}: the gate does not wait for {job}");
        }
    }
}

#[test]
fn every_folder_is_where_folders_are_listed() {
    let root = folder().join("../..");
    let read = |file: &str| std::fs::read_to_string(root.join(file)).unwrap();
    let (dependencies, bumps) = (read(".github/dependabot.yml"), read(".github/workflows/bump-consumers.yml"));
    let listed = |text: &str, list: &str, item: &str| {
        let items = text.split_once(list).and_then(|(_, rest)| rest.split(']').next()).unwrap();
        items.split(", ").any(|listed| listed == item)
    };
    for library in ["shared-models", "service-chassis", "cargo-accord", "cargo-polyrepo", "xtask"] {
        assert!(root.join(format!(".github/workflows/{library}.yml")).is_file(), "{library} has no workflow");
        assert!(listed(&dependencies, "directories: [", &format!("/{library}")), "{library}: dependabot.yml");
    }
    for service in services::folders(&Checkout::find().unwrap()).unwrap() {
        assert!(root.join(format!(".github/workflows/{service}.yml")).is_file(), "{service} has no workflow");
        assert!(listed(&dependencies, "directories: [", &format!("/{service}")), "{service}: dependabot.yml");
        assert!(listed(&bumps, "service: [", &service), "{service}: bump-consumers.yml");
    }
}

#[test]
fn publish_token_reaches_the_publish_step_only() {
    for workflow in Workflow::all() {
        for step in workflow.steps() {
            let has_it = yaml_text(&step.step["env"]).contains("REGISTRY_PUBLISH_TOKEN");
            let publishes = step.step["run"].as_str().is_some_and(|line| line.contains("release publish"));
            assert_eq!(has_it, publishes, "{}: {}", workflow.name, step.job);
        }
    }
}

fn yaml_text(yaml: &Yaml) -> String {
    format!("{yaml:?}")
}

#[test]
fn zizmor_finds_nothing() {
    let zizmor = supply_chain::zizmor(&Cache::of_user().unwrap()).unwrap();
    let github = folder().join("..");
    let output = Command::new(zizmor).args(["--offline", "--quiet", "--no-progress"]).arg(github).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
