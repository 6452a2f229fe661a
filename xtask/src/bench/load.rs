//! Load: many keep-alive connections from one thread.
//!
//! It shares the machine with what it measures, so it is to cost little: one `poll` for all
//! connections, one write and one read for each request, no thread to wake up.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::os::fd::AsFd as _;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use nix::poll::{PollFd, PollFlags, poll};

use super::BenchArgs;
use super::figure::Figure;
use super::scenario::Scenario;
use cargo_polyrepo::interrupt;

/// Before it counts: caches fill, statements get prepared, pools grow.
const WARM_UP: Duration = Duration::from_secs(1);

/// No answer for that long is an error; in milliseconds.
const PATIENCE: u16 = 10_000;

/// Sends the scenario's requests for the time asked for, as fast as they are answered.
///
/// # Errors
/// When an answer is not the one expected, or none comes.
pub fn run(scenario: &Scenario, args: &BenchArgs) -> Result<Figure> {
    let begun = Instant::now();
    let counted_from = begun + WARM_UP;
    let until = counted_from + Duration::from_secs(args.seconds);
    let mut connections = Vec::new();
    for _ in 0..args.concurrency {
        let mut connection = Connection::open(scenario.port)?;
        connection.send((scenario.request)())?;
        connections.push(connection);
    }
    let mut taken = Vec::new();
    let mut waiting = connections.len();
    while waiting > 0 {
        interrupt::check()?;
        for index in readable(&connections)? {
            let connection = &mut connections[index];
            if !connection.receive(scenario)? {
                continue;
            }
            let now = Instant::now();
            let took = now - connection.sent;
            if now >= counted_from && now < until {
                taken.push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
            }
            if now < until {
                connection.send((scenario.request)())?;
            } else {
                connection.idle = true;
                waiting -= 1;
            }
        }
    }
    Ok(Figure::of(taken, until - counted_from))
}

fn readable(connections: &[Connection]) -> Result<Vec<usize>> {
    let busy: Vec<usize> =
        connections.iter().enumerate().filter(|(_, connection)| !connection.idle).map(|(index, _)| index).collect();
    let mut watched: Vec<PollFd> =
        busy.iter().map(|index| PollFd::new(connections[*index].stream.as_fd(), PollFlags::POLLIN)).collect();
    match poll(&mut watched, PATIENCE) {
        Ok(0) => bail!("no answer within {PATIENCE} ms"),
        Ok(_) => {}
        Err(nix::errno::Errno::EINTR) => return Ok(Vec::new()),
        Err(error) => return Err(error).context("failed to wait for answers"),
    }
    let ready = watched.iter().map(|fd| fd.revents().is_some_and(|events| !events.is_empty()));
    Ok(busy.iter().copied().zip(ready).filter(|(_, ready)| *ready).map(|(index, _)| index).collect())
}

struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
    sent: Instant,
    idle: bool,
}

impl Connection {
    fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).context("failed to connect")?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, received: Vec::with_capacity(32 * 1024), sent: Instant::now(), idle: false })
    }

    fn send(&mut self, request: Vec<u8>) -> Result<()> {
        self.received.clear();
        self.sent = Instant::now();
        self.stream.write_all(&request).context("failed to send")
    }

    /// Reads what is there; true once the answer is whole and the expected one.
    fn receive(&mut self, scenario: &Scenario) -> Result<bool> {
        let mut buffer = [0; 32 * 1024];
        let count = self.stream.read(&mut buffer).context("failed to read")?;
        if count == 0 {
            bail!("{}: the connection was closed", scenario.name);
        }
        self.received.extend_from_slice(&buffer[..count]);
        let Some(length) = length(&self.received)? else { return Ok(false) };
        if self.received.len() < length {
            return Ok(false);
        }
        let status = self.received.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
        if status.is_none_or(|status: u16| !scenario.statuses.contains(&status)) {
            bail!("{}: {}", scenario.name, String::from_utf8_lossy(&self.received));
        }
        Ok(true)
    }
}

/// How long head and body are together, once the head is whole.
fn length(received: &[u8]) -> Result<Option<usize>> {
    let Some(head) = received.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&received[..head]).context("the head of an answer is no text")?;
    let header = |line: &str| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok()).flatten()
    };
    let body = text.lines().find_map(header).context("an answer has no Content-Length")?;
    Ok(Some(head + 4 + body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answer_is_whole_at_its_length() {
        assert_eq!(length(b"HTTP/1.1 200 OK\r\ncontent-le").unwrap(), None);
        assert_eq!(length(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n").unwrap(), Some(43));
        length(b"HTTP/1.1 200 OK\r\n\r\n").unwrap_err();
    }
}
