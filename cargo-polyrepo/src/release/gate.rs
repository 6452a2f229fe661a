//! The gate: what `cargo release` has to pass before it commits. It is the pre-release hook of
//! `release.toml`, and runs in the dry run too.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::judge::Judge;
use super::tag;
use super::unpushed::is_unpushed;
use crate::checkout::Checkout;
use crate::git::{git, has_tag};
use crate::package::Package;

/// What `cargo release` has written by the time the gate is asked. It demands a clean work tree before that, so putting
/// these back undoes its work and no other.
const WRITTEN: [&str; 3] = ["Cargo.toml", "CHANGELOG.md", "contract.json"];

/// A release in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// The package's folder.
    pub folder: PathBuf,
    /// The package.
    pub name: String,
    /// The version before it.
    pub previous: String,
    /// The version it is to become.
    pub version: String,
    /// Whether nothing may be changed.
    pub dry_run: bool,
}

impl Gate {
    /// As `cargo release` describes it to its hook.
    ///
    /// # Errors
    /// When the process was not started by `cargo release`.
    pub fn of_environment() -> Result<Self> {
        let variable = |name: &str| {
            env::var(name).with_context(|| format!("{name} is not set: the gate is run by `cargo release LEVEL`"))
        };
        let dry_run = match variable("DRY_RUN")?.as_str() {
            "true" => true,
            "false" => false,
            other => bail!("DRY_RUN is {other:?}; it has to be true or false"),
        };
        Ok(Self {
            folder: variable("CRATE_ROOT")?.into(),
            name: variable("CRATE_NAME")?,
            previous: variable("PREV_VERSION")?,
            version: variable("NEW_VERSION")?,
            dry_run,
        })
    }

    /// Judges. A refused release leaves the work tree as it was before `cargo release` began.
    ///
    /// # Errors
    /// When the release is refused, or cannot be judged.
    pub fn pass(&self, checkout: &Checkout) -> Result<()> {
        let verdict = self.judge(checkout);
        if verdict.is_err() && !self.dry_run {
            self.put_back(checkout)?;
        }
        verdict
    }

    fn judge(&self, checkout: &Checkout) -> Result<()> {
        let last = tag(&self.name, &self.previous);
        let last = has_tag(&self.folder, &last).then_some(last);
        if let Some(last) = &last
            && is_unpushed(&self.folder, last)?
        {
            bail!(
                "{last} is tagged here and not pushed; finish it first: cargo polyrepo release start {} --execute",
                self.name
            );
        }
        self.changelog()?;
        if !Package::describe(checkout, &self.folder)?.has_contract() {
            return Ok(());
        }
        let judge = Judge::ensure(checkout)?;
        let last = last.as_deref();
        let allowed = if self.dry_run {
            // Stale now means stale after the bump: the change was not reviewed.
            if !judge.allows(&self.folder, &["snapshot", "--check"])? {
                bail!("contract.json is stale: run `cargo accord snapshot`, and review what changed");
            }
            let contract = Future::of(&self.folder, &self.version)?;
            judge.allows_change(&self.folder, last, Some(&contract.path))?
        } else {
            self.must_be_reviewed(&judge)?;
            judge.allows_change(&self.folder, last, None)?
        };
        if !allowed {
            bail!("{} is too small a step for this change; nothing was released", self.version);
        }
        if !self.dry_run {
            // `cargo release` commits tracked files only, and the first contract is a new file.
            git(&self.folder, &["add", "--", "contract.json"])?;
        }
        Ok(())
    }

    /// In the snapshot only the version may be new: the rest has to be in a review.
    fn must_be_reviewed(&self, judge: &Judge) -> Result<()> {
        let path = self.folder.join("contract.json");
        let before = without_version(&path)?;
        if !judge.allows(&self.folder, &["snapshot"])? {
            bail!("cargo accord snapshot failed");
        }
        if without_version(&path)? != before {
            bail!("contract.json was stale: run `cargo accord snapshot`, review and commit what changed, then release");
        }
        Ok(())
    }

    /// Its users have to learn what changed.
    fn changelog(&self) -> Result<()> {
        let path = self.folder.join("CHANGELOG.md");
        let text = fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
        let title = if self.dry_run { "Unreleased" } else { &self.version };
        let section = section(&text, title).with_context(|| format!("CHANGELOG.md has no section [{title}]"))?;
        if section.trim().is_empty() {
            bail!("CHANGELOG.md says nothing about this release: write it under [Unreleased] first");
        }
        Ok(())
    }

    fn put_back(&self, checkout: &Checkout) -> Result<()> {
        // The members of a workspace have one lock file, above them.
        let lock = Package::describe(checkout, &self.folder)?.workspace.join("Cargo.lock");
        let lock = lock.to_string_lossy();
        let known = git(&self.folder, &["ls-files", "--full-name", "--", WRITTEN[0], WRITTEN[1], WRITTEN[2], &lock])?;
        let top = git(&self.folder, &["rev-parse", "--show-toplevel"])?;
        let mut arguments = vec!["restore", "--staged", "--worktree", "--source=HEAD", "--"];
        arguments.extend(known.lines());
        git(Path::new(top.trim()), &arguments).context("failed to undo the version bump; `git diff` shows the rest")?;
        Ok(())
    }
}

/// The contract as the release will have it, for a dry run that must not write it.
struct Future {
    path: PathBuf,
}

impl Future {
    fn of(folder: &Path, version: &str) -> Result<Self> {
        let mut contract: Value = serde_json::from_str(&fs::read_to_string(folder.join("contract.json"))?)?;
        contract["version"] = version.into();
        let path = env::temp_dir().join(format!("contract-{version}-{}.json", std::process::id()));
        fs::write(&path, contract.to_string()).with_context(|| format!("failed to write {}", path.display()))?;
        Ok(Self { path })
    }
}

impl Drop for Future {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn without_version(contract: &Path) -> Result<Value> {
    let text = fs::read_to_string(contract).with_context(|| format!("failed to read {}", contract.display()))?;
    let mut contract: Value = serde_json::from_str(&text).context("contract.json is broken")?;
    contract["version"] = Value::Null;
    Ok(contract)
}

/// What stands under `## [title]`.
fn section<'a>(changelog: &'a str, title: &str) -> Option<&'a str> {
    let (_, rest) = changelog.split_once(&format!("\n## [{title}]"))?;
    let (_, body) = rest.split_once('\n').unwrap_or((rest, ""));
    Some(body.split("\n## [").next().unwrap_or(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_ends_where_the_next_begins() {
        let text =
            "# Changelog\n\n## [Unreleased] - ReleaseDate\n\n## [1.1.0] - 2026-01-01\n\nGifts.\n\n## [1.0.0]\n\nAll.\n";
        assert_eq!(section(text, "Unreleased").map(str::trim), Some(""));
        assert_eq!(section(text, "1.1.0").map(str::trim), Some("Gifts."));
        assert_eq!(section(text, "1.0.0").map(str::trim), Some("All."));
        assert_eq!(section(text, "2.0.0"), None);
    }
}
