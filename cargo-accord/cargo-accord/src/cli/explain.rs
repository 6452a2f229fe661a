//! `cargo accord explain` and `cargo accord rules`.

use accord::rules::{Page, Rule};

use super::failure::{Judgement, Outcome, Unusable};
use super::output::print;

/// Prints the page of a rule.
pub fn explain(id: &str) -> Outcome {
    let rule: Rule = id.parse().map_err(|error| Unusable(format!("{error}{}", similar(id))))?;
    print(|out| {
        let heading = clap_cargo::style::HEADER;
        for line in Page::of(rule).text().lines() {
            match line.trim_start_matches('#') {
                title if title.len() < line.len() => writeln!(out, "{heading}{}{heading:#}", title.trim())?,
                _ => writeln!(out, "{line}")?,
            }
        }
        Ok(())
    })?;
    Ok(Judgement::Fine)
}

/// Prints every rule with its summary.
pub fn rules() -> Outcome {
    let width = Rule::ALL.iter().map(|rule| rule.id().len()).max().unwrap_or(0);
    print(|out| {
        let literal = clap_cargo::style::LITERAL;
        for rule in Rule::ALL {
            let summary = Page::of(*rule).summary().replace('\n', " ");
            writeln!(out, "{literal}{:width$}{literal:#}  {summary}", rule.id())?;
        }
        Ok(())
    })?;
    Ok(Judgement::Fine)
}

fn similar(id: &str) -> String {
    let near = Rule::ALL.iter().find(|rule| accord::localise::alike(rule.id(), id));
    match near {
        Some(rule) => format!("; a similar one is `{rule}`"),
        None => "; `cargo accord rules` lists them".to_owned(),
    }
}
