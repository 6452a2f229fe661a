//! A server that is up: found by its pid file, or launched.

use std::fs::{self, File};
use std::io::Read as _;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::engine::Engine;
use super::layout::Layout;
use super::secret::{Secret, write_private};
use crate::{interrupt, port, process};

/// How long a server may take to come up; a slow disk after a crash is the worst case.
const PATIENCE: Duration = Duration::from_secs(60);

/// What must survive what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// A committed transaction survives the server's crash: enough for tests and the demo.
    Crash,
    /// It survives the machine's: what production runs, and so what is measured.
    PowerLoss,
}

/// A server that is up.
#[derive(Debug)]
pub struct Running {
    /// Its loopback port.
    pub port: u16,
    id: u32,
}

impl Running {
    /// The server of this directory, if it is up.
    #[must_use]
    pub fn find(layout: &Layout) -> Option<Self> {
        let number = |name| fs::read_to_string(layout.file(name)).ok()?.trim().parse::<u32>().ok();
        let id = number("server.pid")?;
        let port = u16::try_from(number("port")?).ok()?;
        (serves(id, layout) && greets(port)).then_some(Self { port, id })
    }

    /// Launches the server of this directory, initialising it the first time.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn launch(layout: &Layout, engine: &Engine, durability: Durability) -> Result<Self> {
        initialise(layout, engine)?;
        write_private(&layout.file("accounts.sql"), &accounts(&Secret::of(layout)?))?;
        let last = fs::read_to_string(layout.file("port")).ok().and_then(|text| text.trim().parse().ok());
        let port = last.map_or_else(port::free, port::prefer)?;
        fs::write(layout.file("port"), port.to_string())?;
        let log = layout.file("server.log");
        let file = File::create(&log).with_context(|| format!("failed to create {}", log.display()))?;
        let mut child = engine
            .serve(layout, port, durability)
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .process_group(0)
            .spawn()
            .context("failed to start the database server")?;
        let deadline = Instant::now() + PATIENCE;
        while !greets(port) {
            let ended = child.try_wait()?;
            if ended.is_some() || Instant::now() > deadline || interrupt::requested() {
                let _ = child.kill();
                let _ = child.wait();
                interrupt::check()?;
                bail!("the database server did not come up; its log is {}", log.display());
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(Self { port, id: child.id() })
    }

    /// Ends it in order.
    pub fn stop(&self) {
        process::end(self.id);
    }

    /// Ends it at once, as a crash would.
    pub fn kill(&self) {
        process::kill_now(self.id);
    }
}

/// Fills the data directory under another name first, so that an interrupted attempt is not taken
/// for a finished one.
fn initialise(layout: &Layout, engine: &Engine) -> Result<()> {
    let data = layout.data();
    if data.is_dir() {
        return Ok(());
    }
    let attempt = layout.file("data.tmp");
    if attempt.exists() {
        fs::remove_dir_all(&attempt)?;
    }
    fs::create_dir(&attempt)?;
    let log = layout.file("initialise.log");
    process::run_logged(&mut engine.initialise(layout, &attempt), &log, |_| ())?;
    fs::rename(&attempt, &data)?;
    Ok(())
}

/// Run by the server at each start, before it takes connections: nobody ever meets a root without
/// a password.
fn accounts(secret: &Secret) -> String {
    let password = secret.password("root");
    format!(
        "CREATE USER IF NOT EXISTS 'root'@'127.0.0.1' IDENTIFIED BY '{password}';\n\
         ALTER USER 'root'@'127.0.0.1' IDENTIFIED BY '{password}';\n\
         ALTER USER 'root'@'localhost' IDENTIFIED BY '{password}';\n\
         GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;\n"
    )
}

/// Whether that process is this directory's server and not a later bearer of its id.
fn serves(id: u32, layout: &Layout) -> bool {
    let command_line = fs::read(format!("/proc/{id}/cmdline")).ok().or_else(|| {
        let output = Command::new("ps").args(["-ww", "-o", "args=", "-p", &id.to_string()]).output().ok()?;
        Some(output.stdout)
    });
    let wanted = format!("--datadir={}", layout.data().display());
    command_line.is_some_and(|bytes| String::from_utf8_lossy(&bytes).contains(&wanted))
}

/// Whether a database server takes connections there: it speaks first, with its greeting.
fn greets(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let Ok(mut stream) = TcpStream::connect_timeout(&address, Duration::from_secs(1)) else {
        return false;
    };
    let patient = stream.set_read_timeout(Some(Duration::from_secs(5)));
    patient.is_ok() && stream.read_exact(&mut [0; 5]).is_ok()
}
