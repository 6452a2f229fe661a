//! How many connections are open. While it is more than half of those allowed, each is closed after its next answer.
//!
//! In actix only the first head on a connection has a deadline, so a client can hold a kept connection by letting a later
//! head drip in. It gets half of the connections so, and not all.

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use actix_web::rt::net::TcpStream;

/// How long a client may take nothing of an answer: actix has no deadline for writing.
const UNREAD_TIMEOUT: Duration = Duration::from_secs(10);

/// An open connection, as long as the value lives.
pub struct Connection {
    open: Arc<AtomicUsize>,
    max: usize,
}

impl Connection {
    /// One more of `open`, of which there may be `max`.
    pub fn new(open: &Arc<AtomicUsize>, max: usize) -> Self {
        open.fetch_add(1, Ordering::Relaxed);
        Self { open: Arc::clone(open), max }
    }

    /// Whether there are so many that none is kept for a further request.
    pub fn is_crowded(&self) -> bool {
        self.open.load(Ordering::Relaxed) > self.max.div_ceil(2)
    }
}

/// Has the kernel close the connection of a client that does not read. Elsewhere than on Linux it stays open.
pub fn close_unread(connection: &dyn Any) {
    #[cfg(target_os = "linux")]
    if let Some(stream) = connection.downcast_ref::<TcpStream>() {
        use nix::sys::socket::{setsockopt, sockopt::TcpUserTimeout};
        let milliseconds = u32::try_from(UNREAD_TIMEOUT.as_millis()).unwrap_or(u32::MAX);
        // A socket that is closed already needs no limit.
        let _ = setsockopt(stream, TcpUserTimeout, &milliseconds);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (connection, UNREAD_TIMEOUT, TcpStream::from_std);
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }
}
