//! One thing that has to pass.

use std::path::Path;
use std::process::Command;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::process;

/// A command with a name.
#[derive(Debug)]
pub struct Step {
    /// What it is called in the table.
    pub name: String,
    /// What it runs.
    pub command: Command,
}

impl Step {
    /// A cargo command in a folder.
    pub fn cargo(checkout: &Checkout, folder: &Path, name: &str, arguments: &[&str]) -> Self {
        let mut command = process::cargo(checkout, folder);
        command.args(arguments);
        Self { name: name.to_owned(), command }
    }

    /// With a variable set.
    #[must_use]
    pub fn with(mut self, variable: &str, value: &str) -> Self {
        self.command.env(variable, value);
        self
    }
}
