//! The installed server program: `MariaDB`'s, or `MySQL`'s when that is what there is.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use nix::unistd::Uid;

use super::layout::Layout;
use super::running::Durability;
use crate::process;

/// A server program and how to keep it private.
#[derive(Debug, Clone)]
pub struct Engine {
    server: PathBuf,
    flavour: Flavour,
}

#[derive(Debug, Clone)]
enum Flavour {
    MariaDb { installer: PathBuf },
    MySql,
}

impl Engine {
    /// Finds the installed one.
    ///
    /// # Errors
    /// When none is installed.
    pub fn find() -> Result<Self> {
        let installer = process::find(&["mariadb-install-db"]);
        if let (Some(server), Some(installer)) = (process::find(&["mariadbd"]), installer) {
            return Ok(Self { server, flavour: Flavour::MariaDb { installer } });
        }
        let server = process::find(&["mysqld"]).context("no mariadbd and no mysqld is installed")?;
        Ok(Self { server, flavour: Flavour::MySql })
    }

    /// The command that fills an empty data directory.
    #[must_use]
    pub fn initialise(&self, layout: &Layout, data: &Path) -> Command {
        let mut command = match &self.flavour {
            Flavour::MariaDb { installer } => {
                let mut command = Command::new(installer);
                command.arg("--no-defaults").args([
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--skip-name-resolve",
                ]);
                command
            }
            Flavour::MySql => {
                let mut command = Command::new(&self.server);
                command.args(["--no-defaults", "--initialize-insecure"]);
                command
            }
        };
        command.arg(with("--datadir=", data));
        command.arg(with("--tmpdir=", &layout.temporary()));
        as_root_if_root(&mut command);
        command
    }

    /// The command that serves a data directory on a loopback port.
    #[must_use]
    pub fn serve(&self, layout: &Layout, port: u16, durability: Durability) -> Command {
        let mut command = Command::new(&self.server);
        // Must come first: nothing of the machine's own configuration is read.
        command.arg("--no-defaults");
        command.arg(with("--datadir=", &layout.data()));
        command.arg(with("--tmpdir=", &layout.temporary()));
        command.arg(with("--socket=", &layout.socket()));
        // Not server.pid, which this program writes.
        command.arg(with("--pid-file=", &layout.file("mariadb.pid")));
        command.arg(with("--init-file=", &layout.file("accounts.sql")));
        command.arg(format!("--port={port}"));
        command.args([
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--skip-log-bin",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_unicode_ci",
            "--default-time-zone=+00:00",
            "--max-connections=1000",
        ]);
        // 2 survives a crash of the server, not one of the machine.
        command.arg(match durability {
            Durability::Crash => "--innodb-flush-log-at-trx-commit=2",
            Durability::PowerLoss => "--innodb-flush-log-at-trx-commit=1",
        });
        if matches!(self.flavour, Flavour::MySql) {
            command.arg("--mysqlx=OFF");
        }
        as_root_if_root(&mut command);
        command
    }
}

/// Both servers refuse to run as root without this option.
fn as_root_if_root(command: &mut Command) {
    if Uid::effective().is_root() {
        command.arg("--user=root");
    }
}

fn with(option: &str, path: &Path) -> std::ffi::OsString {
    let mut argument = std::ffi::OsString::from(option);
    argument.push(path);
    argument
}
