//! How long a thread waits for the server. The client library has no timeout for an answer, so one thread watches all
//! connections, and shuts down the socket of one that takes too long.

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use super::socket::Socket;
use crate::clock::instant;

/// How often the connections are looked at: how late one may be shut down.
const INTERVAL: Duration = Duration::from_millis(100);

static ALL: LazyLock<Mutex<Vec<Weak<Watch>>>> = LazyLock::new(|| {
    if let Err(error) = thread::Builder::new().name("database-watch".to_owned()).spawn(watch_all) {
        tracing::error!("failed to watch the connections of the database: {error}");
    }
    Mutex::default()
});

/// Whether somebody waits for a connection, and until when.
pub(super) struct Watch(Mutex<State>);

struct State {
    until: Option<Instant>,
    watched: Watched,
    shut_down: bool,
}

enum Watched {
    /// The sockets that are new since these.
    Opening { server: Vec<SocketAddr>, before: Vec<Socket> },
    /// This one; none where it could not be told from others.
    Open(Vec<Socket>),
}

/// A wait. Ends with the value.
pub(super) struct Wait {
    watch: Arc<Watch>,
    outer: Option<Instant>,
}

impl Watch {
    pub(super) fn new() -> Arc<Self> {
        let watch =
            Arc::new(Self(Mutex::new(State { until: None, watched: Watched::Open(Vec::new()), shut_down: false })));
        locked(&ALL).push(Arc::downgrade(&watch));
        watch
    }

    /// Begins a wait of at most `limit`, and no longer than the wait that it is part of.
    pub(super) fn wait(self: &Arc<Self>, limit: Duration) -> Wait {
        let mut state = locked(&self.0);
        let (outer, until) = (state.until, instant() + limit);
        state.until = Some(outer.map_or(until, |outer| outer.min(until)));
        Wait { watch: Arc::clone(self), outer }
    }

    /// A connection to this server is about to be opened, and no other one is.
    pub(super) fn opening(&self, server: Vec<SocketAddr>) {
        let before = Socket::all_to(&server);
        let mut state = locked(&self.0);
        (state.watched, state.shut_down) = (Watched::Opening { server, before }, false);
    }

    /// The connection is open.
    pub(super) fn opened(&self) {
        let mut state = locked(&self.0);
        let mut sockets = state.watched.sockets();
        if sockets.len() != 1 {
            tracing::debug!(sockets = sockets.len(), "the socket of a connection is not known; no deadline ends it");
            sockets.clear();
        }
        state.watched = Watched::Open(sockets);
    }

    /// Whether a wait took too long, so that the connection is of no use.
    pub(super) fn has_shut_down(&self) -> bool {
        locked(&self.0).shut_down
    }

    /// Shuts the connection down if it takes too long; returns whether it does so for the first time.
    fn look(&self, now: Instant) -> bool {
        let mut state = locked(&self.0);
        if state.until.is_none_or(|until| until > now) {
            return false;
        }
        // Each time again: a connection that is being opened may get its socket later.
        state.watched.sockets().iter().for_each(Socket::shut_down);
        let first = !std::mem::replace(&mut state.shut_down, true);
        if first {
            tracing::warn!("the database did not answer in time; the connection is closed");
        }
        first
    }
}

impl Watched {
    fn sockets(&self) -> Vec<Socket> {
        match self {
            Self::Opening { server, before } => {
                Socket::all_to(server).into_iter().filter(|socket| !before.contains(socket)).collect()
            }
            Self::Open(socket) => socket.clone(),
        }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        locked(&self.watch.0).until = self.outer;
    }
}

/// Shuts down what takes too long, or is about to; returns whether there was any.
pub(super) fn end_overdue() -> bool {
    look_at_all(instant() + INTERVAL)
}

fn look_at_all(now: Instant) -> bool {
    let mut any = false;
    locked(&ALL).retain(|watch| watch.upgrade().inspect(|watch| any |= watch.look(now)).is_some());
    any
}

#[expect(clippy::disallowed_methods, reason = "a deadline is a time, and nothing happens when it has come")]
fn watch_all() {
    loop {
        thread::sleep(INTERVAL);
        look_at_all(instant());
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // No change here can be left half-done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
