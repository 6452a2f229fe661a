//! The installed server program: `MariaDB`'s, or `MySQL`'s when that is what there is.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use nix::unistd::Uid;

use super::running::Durability;
use crate::digest;
use crate::process::{self, Directory};

/// A unix socket's path has room for 107 characters on Linux and 103 on macOS, and a server may
/// put a suffix on it while it starts.
const LONGEST_SOCKET: usize = 95;

/// For temporary tables. Not the machine's: a server that starts there deletes the temporary
/// tables of every other one, because it takes them for its own of before a crash.
pub(super) const TEMPORARY: &str = "tmp";

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
    pub fn initialise(&self, directory: &Directory, data: &Path) -> Command {
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
        command.arg(with("--tmpdir=", &directory.file(TEMPORARY)));
        as_root_if_root(&mut command);
        command
    }

    /// The command that serves a data directory on a loopback port.
    #[must_use]
    pub fn serve(&self, directory: &Directory, port: u16, durability: Durability) -> Command {
        let mut command = Command::new(&self.server);
        // Must come first: nothing of the machine's own configuration is read.
        command.arg("--no-defaults");
        command.arg(with("--datadir=", &directory.data()));
        command.arg(with("--tmpdir=", &directory.file(TEMPORARY)));
        command.arg(with("--socket=", &socket(directory.path())));
        // Not server.pid, which this program writes.
        command.arg(with("--pid-file=", &directory.file("mariadb.pid")));
        command.arg(with("--init-file=", &directory.file("accounts.sql")));
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

/// The socket: beside the data, or in the machine's temporary directory when that path is too long.
fn socket(directory: &Path) -> PathBuf {
    let near = directory.join("server.sock");
    if near.as_os_str().len() <= LONGEST_SOCKET {
        return near;
    }
    let name = digest::sha256(directory.as_os_str().as_encoded_bytes());
    std::env::temp_dir().join(format!("database-{}.sock", &name[..16]))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_checkout_gets_a_short_socket() {
        assert!(socket(Path::new(&"/d".repeat(100))).as_os_str().len() <= LONGEST_SOCKET);
        assert_eq!(socket(Path::new("/d")), Path::new("/d/server.sock"));
    }
}
