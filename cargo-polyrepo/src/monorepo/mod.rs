//! `cargo polyrepo mono`: the services against the working copies of the libraries, before a release.
//!
//! A patch takes source and checksum out of `Cargo.lock`. The lock files are put back afterwards, also after a failure.

mod lock_files;
mod patch;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::checkout::Checkout;
use crate::progress::Progress;
use crate::{interrupt, process, services};

pub use lock_files::LockFile;

/// `cargo polyrepo mono`
#[derive(Debug, Args)]
pub struct MonoArgs {
    /// The arguments of cargo; without `--manifest-path` it runs in each service
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    pub arguments: Vec<String>,
}

/// Runs cargo, with the patches, in each service or for the manifest that was named.
///
/// # Errors
/// When cargo cannot be run, or used no working copy at all.
pub fn run(checkout: &Checkout, args: &MonoArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let progress = Progress::new();
    let configuration = checkout.root().join(".cargo/monorepo.toml");
    let text = fs::read_to_string(&configuration).context("failed to read .cargo/monorepo.toml")?;
    let libraries = patch::names(&text);
    let mut any = false;
    let folders = folders(checkout, &args.arguments)?;
    for folder in &folders {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        progress.line("Patching", &format!("{name} with the working copies of {}", libraries.join(", ")));
        let lock = LockFile::save(folder)?;
        let mut command = process::cargo(checkout, checkout.root());
        command.arg("--config").arg(&configuration).args(&args.arguments);
        if !names_manifest(&args.arguments) {
            command.current_dir(folder);
        }
        let code = process::status(&mut command)?;
        let now = lock.now()?;
        lock.restore()?;
        interrupt::check()?;
        if code != 0 {
            return Ok(ExitCode::from(code));
        }
        let (used, unused): (Vec<&str>, Vec<&str>) =
            libraries.iter().partition(|library| patch::is_used(&now, library));
        any |= !used.is_empty();
        progress.line("Patched", &format!("{name}: working copy of {}", listed(&used)));
        if !unused.is_empty() {
            progress
                .line("Warning", &format!("{name} does not use the working copy of {}: see its pins", listed(&unused)));
        }
    }
    if !any {
        bail!("the working copy was not used: its version is not one that the service pins");
    }
    Ok(ExitCode::SUCCESS)
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// Where to run: the service whose manifest is named, else all of them.
fn folders(checkout: &Checkout, arguments: &[String]) -> Result<Vec<PathBuf>> {
    if let Some(manifest) = manifest(arguments) {
        let manifest = checkout.root().join(manifest);
        return Ok(manifest.parent().map(Path::to_path_buf).into_iter().collect());
    }
    let folders: Vec<PathBuf> = services::folders(checkout)?.iter().map(|name| checkout.folder(name)).collect();
    if folders.is_empty() {
        bail!("there is no service in this checkout");
    }
    Ok(folders)
}

fn names_manifest(arguments: &[String]) -> bool {
    manifest(arguments).is_some()
}

fn manifest(arguments: &[String]) -> Option<&str> {
    // What comes after `--` is for the program that cargo runs.
    let own: Vec<&str> = arguments.iter().map(String::as_str).take_while(|argument| *argument != "--").collect();
    own.iter().enumerate().find_map(|(index, argument)| {
        argument
            .strip_prefix("--manifest-path=")
            .or_else(|| (*argument == "--manifest-path").then(|| own.get(index + 1).copied()).flatten())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifest_is_found_before_the_dashes_only() {
        let arguments = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(manifest(&arguments("test --manifest-path a/Cargo.toml")), Some("a/Cargo.toml"));
        assert_eq!(manifest(&arguments("test --manifest-path=b/Cargo.toml -q")), Some("b/Cargo.toml"));
        assert_eq!(manifest(&arguments("run -- --manifest-path a")), None);
    }
}
