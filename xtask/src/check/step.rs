//! One step of a check.

use std::path::Path;
use std::process::Command;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::process;

#[derive(Debug)]
pub struct Step {
    /// In the table.
    pub name: String,
    pub command: Command,
}

impl Step {
    /// A cargo command in a folder.
    pub fn cargo(checkout: &Checkout, folder: &Path, name: &str, arguments: &[&str]) -> Self {
        let mut command = process::cargo(checkout, folder);
        command.args(arguments);
        Self { name: name.to_owned(), command }
    }

    #[must_use]
    pub fn with(mut self, variable: &str, value: &str) -> Self {
        self.command.env(variable, value);
        self
    }
}
