//! Builds both services from the archived releases that each pins.

use std::path::PathBuf;

use anyhow::Result;

use super::identity::Service;
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::process;
use cargo_polyrepo::progress::Progress;

/// How the services are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Builds fastest; the demo and the tests share it.
    Debug,
    /// As deployed, so as measured.
    Release,
}

impl Profile {
    fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// Builds both, `--locked`; returns the paths of the binaries, in the order of [`Service::ALL`].
///
/// # Errors
/// When a build fails; the end of cargo's output is shown.
pub fn build(checkout: &Checkout, profile: Profile, progress: &Progress) -> Result<[PathBuf; 2]> {
    let logs = checkout.target().join("xtask");
    std::fs::create_dir_all(&logs)?;
    for service in Service::ALL {
        let name = service.folder;
        let step = progress.step("Building", &format!("{name} (the first time takes minutes)"));
        let mut command = process::cargo(checkout, &checkout.folder(name));
        command.args(["build", "--locked", "--bin", name]);
        if profile == Profile::Release {
            command.arg("--release");
        }
        let mut crates = 0;
        process::run_logged(&mut command, &logs.join(format!("build-{name}.log")), |line| {
            if let Some(name) = line.trim_start().strip_prefix("Compiling ") {
                crates += 1;
                step.note(&format!("{crates}: {name}"));
            }
        })?;
        let what = if crates == 0 { "was up to date" } else { profile.folder() };
        step.done("Built", &format!("{name} ({what})"));
    }
    let binaries = checkout.target().join(profile.folder());
    Ok(Service::ALL.map(|service| binaries.join(service.folder)))
}
