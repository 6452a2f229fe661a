//! A server that is up: found by its files, or launched.

use std::fs;
use std::io::Read as _;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::Result;

use super::engine::Engine;
use super::lease::password;
use crate::port;
use crate::process::{self, Background, Directory, Service};

/// How long a server may take to come up; a slow disk after a crash is the worst case.
const TIMEOUT: Duration = Duration::from_secs(60);

/// What must survive what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// A committed transaction survives the server's crash: enough for tests and the demo.
    Crash,
    /// It survives the machine's: what production runs, and so what is measured.
    PowerLoss,
}

/// The server of this directory, if it is up.
pub(super) fn find(directory: &Directory) -> Option<Background> {
    service(directory).find()
}

/// Launches the server of this directory, initialising it the first time.
///
/// # Errors
/// When it does not come up.
pub(super) fn launch(directory: &Directory, engine: &Engine, durability: Durability) -> Result<Background> {
    initialise(directory, engine)?;
    directory.write("accounts.sql", &accounts(&password(directory, "root")?))?;
    let service = service(directory);
    let port = service.last_port().map_or_else(port::free, port::prefer)?;
    service.launch(&mut engine.serve(directory, port, durability), port, TIMEOUT)
}

fn service(directory: &Directory) -> Service<'_> {
    let mark = format!("--datadir={}", directory.data().display());
    Service { name: "the database server", directory, mark, answers }
}

/// Fills the data directory under another name first, so that an interrupted attempt is not mistaken for a finished one.
fn initialise(directory: &Directory, engine: &Engine) -> Result<()> {
    let data = directory.data();
    if data.is_dir() {
        return Ok(());
    }
    let attempt = directory.file("data.tmp");
    if attempt.exists() {
        fs::remove_dir_all(&attempt)?;
    }
    fs::create_dir(&attempt)?;
    let log = directory.file("initialise.log");
    process::run_logged(&mut engine.initialise(directory, &attempt), &log, |_| ())?;
    fs::rename(&attempt, &data)?;
    Ok(())
}

/// Run by the server at each start, before it takes connections: root always has a password.
fn accounts(password: &str) -> String {
    format!(
        "CREATE USER IF NOT EXISTS 'root'@'127.0.0.1' IDENTIFIED BY '{password}';\n\
         ALTER USER 'root'@'127.0.0.1' IDENTIFIED BY '{password}';\n\
         ALTER USER 'root'@'localhost' IDENTIFIED BY '{password}';\n\
         GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;\n"
    )
}

/// Whether a database server takes connections there: it speaks first, with its greeting.
fn answers(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let Ok(mut stream) = TcpStream::connect_timeout(&address, Duration::from_secs(1)) else {
        return false;
    };
    let bounded = stream.set_read_timeout(Some(Duration::from_secs(5)));
    bounded.is_ok() && stream.read_exact(&mut [0; 5]).is_ok()
}
