//! Installing with apt, as root or through sudo.

use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};
use nix::unistd::Uid;

use super::Prerequisite;
use crate::failure::Failure::MissingPrerequisite;
use crate::process;

/// Where apt keeps the lists of what it could install.
const LISTS: &str = "/var/lib/apt/lists";

/// Installs the packages that hold these.
pub(super) fn install(missing: &[Prerequisite]) -> Result<Vec<String>> {
    if !Uid::effective().is_root() && process::find(&["sudo"]).is_none() {
        let packages = packages(missing).join(" ");
        return Err(MissingPrerequisite(format!("please install as root: apt-get install {packages}")).into());
    }
    let listed = has_lists();
    if !listed {
        update()?;
    }
    let attempt = apt_install(&packages(missing));
    if attempt.is_err() && listed {
        // Lists that have gone stale name files which the mirror no longer has.
        update()?;
        apt_install(&packages(missing))?;
    } else {
        attempt?;
    }
    Ok(packages(missing))
}

/// The packages for these, by the names this release has for them.
fn packages(missing: &[Prerequisite]) -> Vec<String> {
    let mut packages: Vec<&str> = missing
        .iter()
        .map(|prerequisite| match prerequisite {
            // Linker and C headers come together.
            Prerequisite::Linker => "build-essential",
            Prerequisite::PkgConfig => "pkg-config",
            Prerequisite::ClientLibrary => "libmariadb-dev",
            Prerequisite::OpenSsl => "libssl-dev",
            Prerequisite::Pip => "python3-pip",
            Prerequisite::Server => first_known(&["mariadb-server-core", "mariadb-server"]),
            Prerequisite::Shell => first_known(&["mariadb-client-core", "mariadb-client"]),
        })
        .collect();
    packages.dedup();
    packages.into_iter().map(str::to_owned).collect()
}

/// The name that this release has for it. Older ones know the service-less packages by a versioned
/// name only; they get the plain one.
fn first_known(names: &'static [&'static str]) -> &'static str {
    let known = |name: &&&str| {
        let mut command = Command::new("apt-cache");
        // Its words are translated otherwise.
        command.env("LC_ALL", "C").args(["policy", name]);
        process::capture(&mut command).is_ok_and(|policy| has_candidate(&policy))
    };
    names.iter().find(known).unwrap_or(&names[names.len() - 1])
}

/// Whether `apt-cache policy` lists a version that can be installed.
fn has_candidate(policy: &str) -> bool {
    let candidate = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate: "));
    candidate.is_some_and(|version| version != "(none)")
}

fn has_lists() -> bool {
    fs::read_dir(LISTS)
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().contains("_Packages")))
}

fn update() -> Result<()> {
    process::run(apt_get().args(["--quiet", "--quiet", "update"])).context("failed to update the package lists")
}

fn apt_install(packages: &[String]) -> Result<()> {
    let mut command = apt_get();
    command.args(["--quiet", "--quiet", "--yes", "--no-install-recommends", "install"]).args(packages);
    // What it unpacks is of no interest; what goes wrong comes by standard error.
    process::run(command.stdout(Stdio::null())).context("failed to install packages")
}

fn apt_get() -> Command {
    let mut command = if Uid::effective().is_root() {
        Command::new("env")
    } else {
        let mut command = Command::new("sudo");
        command.arg("env");
        command
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    // Another installation may be running; wait for it instead of failing.
    command.args(["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidate_counts_not_what_is_installed() {
        assert!(has_candidate("mariadb-server-core:\n  Installed: (none)\n  Candidate: 1:10.11.19-0+deb12u1\n"));
        assert!(!has_candidate("mariadb-server-core:\n  Installed: (none)\n  Candidate: (none)\n"));
        assert!(!has_candidate(""));
    }
}
