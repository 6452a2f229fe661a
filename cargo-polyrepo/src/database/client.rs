//! SQL through the server's own command line client.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::process;

/// One account at one server.
#[derive(Debug, Clone)]
pub struct Client {
    program: PathBuf,
    port: u16,
    user: String,
    password: String,
}

impl Client {
    /// An account at the server on that port.
    ///
    /// # Errors
    /// When no command line client is installed.
    pub fn new(port: u16, user: &str, password: &str) -> Result<Self> {
        let program = process::find(&["mariadb", "mysql"]).context("no mariadb and no mysql client is installed")?;
        Ok(Self { program, port, user: user.to_owned(), password: password.to_owned() })
    }

    /// The client's command, ready for more arguments.
    #[must_use]
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["--no-defaults", "--protocol=tcp", "--host=127.0.0.1", "--default-character-set=utf8mb4"]);
        command.arg(format!("--port={}", self.port)).arg(format!("--user={}", self.user));
        // Not as an argument: those are for everybody on the machine to see.
        command.env("MYSQL_PWD", &self.password);
        command
    }

    /// Runs SQL; returns the rows of all its results.
    ///
    /// # Errors
    /// When the server refuses; the message is the server's.
    pub fn query(&self, sql: &str) -> Result<Vec<Vec<String>>> {
        let mut child = self
            .command()
            .args(["--batch", "--raw", "--skip-column-names"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("failed to start the database client")?;
        if let Some(mut input) = child.stdin.take() {
            // A client that refuses early closes its input; its message is what counts.
            let _ = input.write_all(sql.as_bytes());
        }
        let output = child.wait_with_output()?;
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }

    /// The only value of the only row.
    ///
    /// # Errors
    /// When the server refuses or there is no row.
    pub fn value(&self, sql: &str) -> Result<String> {
        let rows = self.query(sql)?;
        let value = rows.into_iter().next().and_then(|row| row.into_iter().next());
        value.with_context(|| format!("no row for {sql}"))
    }
}
