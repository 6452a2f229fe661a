//! `cargo accord snapshot`.

use std::process::{Command, Stdio};

use accord::contract::{self, canonical_json};
use accord::report::{Tone, status};

use super::args::Snapshot;
use super::failure::{Judgement, Outcome, Unusable};
use super::output::{print, warn};
use super::package::Package;
use super::release::must_be_of;
use super::snapshot_diff::differences;

/// Writes `contract.json`, or reports that it is stale.
pub fn run(args: &Snapshot) -> Outcome {
    let package = Package::read(args.manifest.manifest_path.as_deref())?;
    let fresh = printed(&package)?;
    let path = package.contract_path();
    let shown = path.display();
    let committed = std::fs::read_to_string(&path).ok();
    if committed.as_deref() == Some(fresh.as_str()) {
        print(|out| status(out, Tone::Good, "Fresh", &shown.to_string()))?;
        return Ok(Judgement::Fine);
    }
    if args.check {
        let lines = differences(committed.as_deref(), &fresh);
        print(|out| {
            for line in lines {
                status(out, Tone::Warning, "Stale", &line)?;
            }
            let text = format!("{shown} is stale: run `cargo accord snapshot` and commit it");
            status(out, Tone::Bad, "Refused", &text)
        })?;
        return Ok(Judgement::No);
    }
    std::fs::write(&path, fresh).map_err(|error| Unusable::context(&shown.to_string(), error))?;
    print(|out| status(out, Tone::Good, "Written", &shown.to_string()))?;
    Ok(Judgement::Fine)
}

/// Says that the committed contract is not what the sources give. A crate that names no command to print it, and has
/// no example of that name, may have written it in another way.
pub fn warn_if_stale(package: &Package) {
    if !package.prints_contract {
        return;
    }
    let path = package.contract_path();
    match printed(package) {
        Ok(fresh) if std::fs::read_to_string(&path).is_ok_and(|committed| committed == fresh) => {}
        Ok(_) => warn(&format!("{} is stale: run `cargo accord snapshot` and commit it", path.display())),
        Err(error) => warn(&format!("cannot tell whether {} is stale: {error}", path.display())),
    }
}

/// Runs the command that prints the contract and checks what it says.
fn printed(package: &Package) -> Result<String, Unusable> {
    let command = package.snapshot.join(" ");
    let Some((program, arguments)) = package.snapshot.split_first() else {
        return Err(Unusable("[package.metadata.accord] snapshot is empty".to_owned()));
    };
    let output = Command::new(program)
        .args(arguments)
        .current_dir(&package.directory)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Unusable(format!("cannot run `{command}`: {error}")))?;
    if !output.status.success() {
        return Err(Unusable(format!("`{command}` failed ({})", output.status)));
    }
    let origin = format!("the output of `{command}`");
    let text = String::from_utf8(output.stdout).map_err(|_| Unusable(format!("{origin}: not UTF-8 text")))?;
    let found = contract::parse(&text, &origin)?;
    must_be_of(&found, &package.name, &package.version, &origin)?;
    let value: serde_json::Value = serde_json::from_str(&text).map_err(|error| Unusable::context(&origin, error))?;
    Ok(canonical_json(&value))
}
