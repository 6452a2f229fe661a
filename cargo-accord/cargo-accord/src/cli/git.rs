//! A contract as it stood at a commit.

use std::process::Command;

use accord::contract::{self, Contract};

use super::failure::Unusable;
use super::package::Package;

/// Reads `contract.json` of the crate at a revision.
pub fn contract_at(package: &Package, revision: &str) -> Result<Contract, Unusable> {
    // A revision is data: it must not be taken for an option.
    if revision.starts_with('-') || revision.is_empty() {
        return Err(Unusable(format!("git:{revision}: not a revision")));
    }
    let object = format!("{revision}:./contract.json");
    let output = Command::new("git")
        .args(["show", &object])
        .current_dir(&package.directory)
        .output()
        .map_err(|error| Unusable::context("cannot run git", error))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let line = said.lines().next().unwrap_or("failed").trim_start_matches("fatal: ");
        return Err(Unusable(format!("git:{revision}: {line}")));
    }
    let text = String::from_utf8(output.stdout)
        .map_err(|_| Unusable(format!("git:{revision}: contract.json is not UTF-8 text")))?;
    Ok(contract::parse(&text, &format!("git:{revision}:contract.json"))?)
}
