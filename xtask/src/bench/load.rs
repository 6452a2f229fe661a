//! Load: many keep-alive connections from one thread.
//!
//! It shares the machine with what it measures, so it has to cost little: one `poll` for all connections, one write and one
//! read for each request, no thread to wake up.

use std::os::fd::AsFd as _;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use nix::poll::{PollFd, PollFlags, poll};

use super::args::BenchArgs;
use super::connection::Connection;
use super::figure::Figure;
use super::scenario::Scenario;
use cargo_polyrepo::interrupt;

/// Not counted: caches fill, statements get prepared, pools grow.
const WARM_UP: Duration = Duration::from_secs(1);

/// For the next answer on any connection, in milliseconds.
const TIMEOUT: u16 = 10_000;

/// A connection and its request in flight.
struct Client {
    connection: Connection,
    sent: Instant,
    idle: bool,
}

/// Sends the scenario's requests for the configured time, as fast as they are answered.
///
/// # Errors
/// When an answer is not the expected one, or does not arrive.
pub fn run(scenario: &Scenario, args: &BenchArgs) -> Result<Figure> {
    let begun = Instant::now();
    let counted_from = begun + WARM_UP;
    let until = counted_from + Duration::from_secs(args.seconds);
    let mut clients = Vec::new();
    for _ in 0..args.concurrency {
        clients.push(Client::start(scenario)?);
    }
    let mut taken = Vec::new();
    let mut waiting = clients.len();
    while waiting > 0 {
        interrupt::check()?;
        for index in readable(&clients)? {
            let client = &mut clients[index];
            if !client.is_answered(scenario)? {
                continue;
            }
            let now = Instant::now();
            if now >= counted_from && now < until {
                taken.push(u32::try_from((now - client.sent).as_micros()).unwrap_or(u32::MAX));
            }
            if now < until {
                client.send(scenario)?;
            } else {
                client.idle = true;
                waiting -= 1;
            }
        }
    }
    Ok(Figure::of(taken, until - counted_from))
}

impl Client {
    fn start(scenario: &Scenario) -> Result<Self> {
        let mut client = Self { connection: Connection::open(scenario.port)?, sent: Instant::now(), idle: false };
        client.send(scenario)?;
        Ok(client)
    }

    fn send(&mut self, scenario: &Scenario) -> Result<()> {
        let request = (scenario.request)();
        self.sent = Instant::now();
        self.connection.send(&request)
    }

    /// Reads what has arrived; whether the answer is whole.
    fn is_answered(&mut self, scenario: &Scenario) -> Result<bool> {
        match self.connection.receive().context(scenario.name)? {
            None => Ok(false),
            Some(status) if scenario.statuses.contains(&status) => Ok(true),
            Some(_) => bail!("{}: {}", scenario.name, self.connection.text()),
        }
    }
}

fn readable(clients: &[Client]) -> Result<Vec<usize>> {
    let busy: Vec<usize> =
        clients.iter().enumerate().filter(|(_, client)| !client.idle).map(|(index, _)| index).collect();
    let mut watched: Vec<PollFd> =
        busy.iter().map(|index| PollFd::new(clients[*index].connection.as_fd(), PollFlags::POLLIN)).collect();
    match poll(&mut watched, TIMEOUT) {
        Ok(0) => bail!("no answer within {TIMEOUT} ms"),
        Ok(_) => {}
        Err(nix::errno::Errno::EINTR) => return Ok(Vec::new()),
        Err(error) => return Err(error).context("failed to wait for answers"),
    }
    let ready = watched.iter().map(|fd| fd.revents().is_some_and(|events| !events.is_empty()));
    Ok(busy.iter().copied().zip(ready).filter(|(_, ready)| *ready).map(|(index, _)| index).collect())
}
