//! Stands between the service and its database, and can be cut.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};

/// What is not passed on, and what wakes those who wait for a change.
type Stalled = Arc<(Mutex<Stall>, Condvar)>;

#[derive(Default)]
struct Stall {
    all: bool,
    /// How many connections there were, and how many of the first are silent for ever.
    connections: usize,
    silent: usize,
}

/// The open connections; nothing while it is cut. One lock for both, or a connection could slip through a cut.
type Streams = Arc<Mutex<Option<Vec<TcpStream>>>>;

/// A connection to a server that can be cut and mended.
pub struct Proxy {
    port: u16,
    stalled: Stalled,
    streams: Streams,
}

impl Proxy {
    /// Passes everything on to `server`.
    pub fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let proxy = Self { port, stalled: Arc::default(), streams: Arc::new(Mutex::new(Some(Vec::new()))) };
        let (stalled, streams) = (Arc::clone(&proxy.stalled), Arc::clone(&proxy.streams));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(near) = stream else { return };
                if let Some(streams) = streams.lock().unwrap().as_mut() {
                    let far = TcpStream::connect(&server).unwrap();
                    // Each small packet at once: many round trips make a connection.
                    near.set_nodelay(true).and(far.set_nodelay(true)).unwrap();
                    let number = stalled.0.lock().unwrap().next();
                    pass(near.try_clone().unwrap(), far.try_clone().unwrap(), number, Arc::clone(&stalled));
                    pass(far.try_clone().unwrap(), near.try_clone().unwrap(), number, Arc::clone(&stalled));
                    streams.extend([near, far]);
                }
            }
        });
        proxy
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Ends every connection and takes no new one.
    pub fn cut(&self) {
        for stream in self.streams.lock().unwrap().take().into_iter().flatten() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Keeps connections, and passes nothing on while `stalled`.
    pub fn stall(&self, stalled: bool) {
        let (stall, changed) = &*self.stalled;
        stall.lock().unwrap().all = stalled;
        changed.notify_all();
    }

    /// Keeps the connections there are, and never passes anything on again; new ones work. What a failover does that
    /// resets no connection.
    pub fn silence(&self) {
        let mut stall = self.stalled.0.lock().unwrap();
        stall.silent = stall.connections;
    }

    /// Takes connections again.
    pub fn mend(&self) {
        *self.streams.lock().unwrap() = Some(Vec::new());
    }
}

/// Ends every connection, so that the server does not keep what a silent one has begun.
impl Drop for Proxy {
    fn drop(&mut self) {
        self.cut();
    }
}

impl Stall {
    /// The number of another connection.
    fn next(&mut self) -> usize {
        self.connections += 1;
        self.connections
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream, number: usize, stalled: Stalled) {
    std::thread::spawn(move || {
        let mut buffer = [0; 16 << 10];
        let mut copy = || -> io::Result<()> {
            loop {
                let length = from.read(&mut buffer)?;
                if length == 0 {
                    return to.shutdown(Shutdown::Write);
                }
                let (stall, changed) = &*stalled;
                let waits = |stall: &mut Stall| stall.all || number <= stall.silent;
                drop(changed.wait_while(stall.lock().unwrap(), waits).unwrap());
                to.write_all(&buffer[..length])?;
            }
        };
        let _ = copy();
    });
}
