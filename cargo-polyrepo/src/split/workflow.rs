//! The workflow of a folder, as that of a repository.

use anyhow::Result;

use super::install::Tools;
use crate::checkout::Checkout;
use crate::git::git;
use crate::package::Package;

/// Jobs that need the neighbours' folders. A separate repository asks the services that run instead: `cargo accord matrix
/// --live URL`, and each service moves itself: `cargo polyrepo bump`.
const OF_THE_CHECKOUT: [&str; 3] = ["system", "deploy-order", "bump"];

/// The list of packages that are released one after the other.
const MATRIX: &str = " package: [";

/// Without the archive, cargo asks the registry, which demands a token. `cargo install` does not read the repository's
/// configuration, so the address is in the environment, too.
const REGISTRY: &str = "\nenv:\n  CARGO_REGISTRIES_KELLNR_INDEX: INDEX\n  CARGO_REGISTRIES_KELLNR_TOKEN: ${{ secrets.REGISTRY_READ_TOKEN }}\n  \
    CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS: cargo:token\n";

/// The workflow of a folder, if it has one; and that of releases, if a package of it is released. By path.
///
/// # Errors
/// When a tool that they call is neither released nor here.
pub fn workflows(checkout: &Checkout, folder: &str, index: &str) -> Result<Vec<(String, String)>> {
    let tools = Tools::of(checkout)?;
    let released: Vec<String> = Package::released(checkout)?
        .into_iter()
        .filter(|package| package.place(checkout).split('/').next() == Some(folder))
        .map(|package| package.name)
        .collect();
    let names = [Some(folder), (!released.is_empty()).then_some("release")];
    let mut workflows = Vec::new();
    for name in names.into_iter().flatten() {
        let path = format!(".github/workflows/{name}.yml");
        if let Ok(text) = git(checkout.root(), &["show", &format!("HEAD:{path}")]) {
            workflows.push((path, tools.installed_in(&alone(&text, folder, &released, index))));
        }
    }
    Ok(workflows)
}

/// Without path filters, without neighbours, with every path from the root.
fn alone(text: &str, folder: &str, released: &[String], index: &str) -> String {
    let mut kept = String::new();
    let (mut in_paths, mut in_job) = (None, false);
    for line in text.lines() {
        let depth = line.len() - line.trim_start().len();
        if in_paths.is_some_and(|paths| depth > paths) {
            continue;
        }
        in_paths = (line.trim() == "paths:").then_some(depth);
        if in_paths.is_some() {
            continue;
        }
        if depth == 2 && line.ends_with(':') {
            in_job = OF_THE_CHECKOUT.contains(&line.trim().trim_end_matches(':'));
        } else if depth == 2 && line.trim_start().starts_with('#') {
            // A comment above the next job.
            in_job = false;
        }
        if !in_job {
            kept.push_str(&from_the_root(line, folder, released));
            kept.push('\n');
        }
        if line == "permissions: {}" {
            kept.push_str(&REGISTRY.replace(": INDEX", &format!(": {index}")));
        }
    }
    kept
}

fn from_the_root(line: &str, folder: &str, released: &[String]) -> String {
    let mut line = line
        .replace(&format!(" --manifest-path {folder}/Cargo.toml"), "")
        .replace(&format!("cargo xtask test {folder}"), "cargo polyrepo test")
        .replace(", publish it, and propose it to every service.", ", and publish it.");
    if let Some((start, packages)) = line.split_once(MATRIX) {
        let packages = packages.trim_end_matches(']').split(", ");
        let kept: Vec<&str> = packages.filter(|name| released.iter().any(|released| released == name)).collect();
        line = format!("{start}{MATRIX}{}]", kept.join(", "));
    }
    if let Some((start, _)) = line.split_once("workspaces: ") {
        line = format!("{start}workspaces: . -> target");
    }
    for job in OF_THE_CHECKOUT {
        line = line.replace(&format!(", {job}"), "");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "on:\n  pull_request:\n    paths:\n      - service-a/**\n  push:\n    branches: [main]\n    paths:\n      \
        - service-a/**\n\npermissions: {}\n\njobs:\n  test:\n    steps:\n      - uses: cache\n        with:\n          workspaces: \
        service-a -> ../target\n      - run: cargo xtask test service-a\n\n  system:\n    steps:\n      - run: cargo xtask test \
        system\n\n  # The one check.\n  gate:\n    needs: [test, system, deploy-order]\n";

    #[test]
    fn only_what_concerns_the_folder_stays() {
        assert_eq!(
            alone(TEXT, "service-a", &[], "sparse+http://x/"),
            "on:\n  pull_request:\n  push:\n    branches: [main]\n\npermissions: {}\n\nenv:\n  \
             CARGO_REGISTRIES_KELLNR_INDEX: sparse+http://x/\n  CARGO_REGISTRIES_KELLNR_TOKEN: ${{ secrets.REGISTRY_READ_TOKEN }}\n  \
             CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS: cargo:token\n\njobs:\n  test:\n    steps:\n      \
             - uses: cache\n        with:\n          workspaces: . -> target\n      - run: cargo polyrepo test\n\n  # The one \
             check.\n  gate:\n    needs: [test]\n"
        );
    }

    #[test]
    fn only_packages_of_the_repository_are_released() {
        let released = ["a".to_owned(), "c".to_owned()];
        assert_eq!(from_the_root("        package: [a, b, c]", "x", &released), "        package: [a, c]");
    }
}
