//! A rule, its page, and its fixture are one thing.
//!
//! Every fixture is judged with all rules, so a rule that speaks up where it should not shows in
//! the expected findings of another.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use accord::check::{Date, Report, check};
use accord::contract;
use accord::rules::{Page, Rule};

/// Rules about something that two contracts do not show; see `api.rs` and `history.rs`.
const WITHOUT_FIXTURE: [Rule; 4] = [Rule::ApiBreaking, Rule::ApiAddition, Rule::ApiUnknown, Rule::FactUnreadable];

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules")
}

fn judged(fixture: &Path) -> Report {
    let read = |name: &str| contract::read(&fixture.join(name)).expect("a contract");
    let today: Date = "2026-01-01".parse().expect("a date");
    check(&read("old.json"), &read("new.json"), &[], today).expect("two comparable contracts")
}

fn said(report: &Report) -> String {
    let mut text = format!("requires {}\n", report.required());
    for finding in &report.findings {
        let question = finding.question.map_or("", |question| question.formal());
        write!(text, "\n{} {} {}\n", finding.level, finding.rule, finding.place()).expect("text");
        writeln!(text, "  {}", finding.message).expect("text");
        if !question.is_empty() {
            writeln!(text, "  not {question}").expect("text");
        }
        if let Some(witness) = &finding.witness {
            writeln!(text, "  witness {witness}").expect("text");
        }
        if let Some(refused) = &finding.refused {
            writeln!(text, "  refused at {:?}: {}", refused.at, refused.why).expect("text");
        }
    }
    text
}

#[test]
fn each_fixture_gives_exactly_these_findings() {
    for entry in std::fs::read_dir(directory()).expect("fixtures") {
        let fixture = entry.expect("an entry").path();
        let expected = snapbox::Data::read_from(&fixture.join("expected.txt"), None);
        snapbox::assert_data_eq!(said(&judged(&fixture)), expected.raw());
    }
}

#[test]
fn each_rule_is_named_by_its_fixture() {
    let missing: Vec<&Rule> = Rule::ALL
        .iter()
        .filter(|rule| !WITHOUT_FIXTURE.contains(rule))
        .filter(|rule| {
            let report = judged(&directory().join(rule.id()));
            !report.findings.iter().any(|finding| finding.rule == **rule)
        })
        .collect();
    assert!(missing.is_empty(), "not found by their own fixtures: {missing:?}");
}

#[test]
fn each_fixture_and_each_page_belongs_to_a_rule() {
    let names = |path: PathBuf| -> BTreeSet<String> {
        let entries = std::fs::read_dir(path).expect("a directory");
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            let path = entry.expect("an entry").path();
            path.file_stem().expect("a name").to_string_lossy().into_owned()
        };
        entries.map(name).collect()
    };
    let all: BTreeSet<String> = Rule::ALL.iter().map(|rule| rule.id().to_owned()).collect();
    assert_eq!(names(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")), all);
    let without: BTreeSet<String> = WITHOUT_FIXTURE.iter().map(|rule| rule.id().to_owned()).collect();
    let with: BTreeSet<String> = all.difference(&without).cloned().collect();
    assert_eq!(names(directory()), with);
}

#[test]
fn each_page_has_every_section() {
    for rule in Rule::ALL {
        let page = Page::of(*rule);
        assert_eq!(page.heading(), rule.id());
        assert!(page.summary().ends_with('.'), "{rule}: {:?}", page.summary());
        for section in ["Why", "Example", "Instead"] {
            assert!(page.section(section).is_some_and(|text| !text.is_empty()), "{rule}: {section}");
        }
    }
}

#[test]
fn ids_are_read_back() {
    for rule in Rule::ALL {
        assert_eq!(rule.id().parse::<Rule>().as_ref(), Ok(rule));
    }
    assert!("field-vanished".parse::<Rule>().is_err());
}
