//! A wire to the database that can be cut.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Forwards connections until it is cut.
pub struct Proxy {
    address: SocketAddr,
    wires: Arc<Wires>,
}

/// The open connections; nothing while it is cut. One lock for both, or a connection could slip through a cut.
type Wires = Mutex<Option<Vec<TcpStream>>>;

impl Proxy {
    /// A wire to `target`.
    pub fn to(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, wires) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(Some(Vec::new()))));
        let accepting: Arc<Wires> = Arc::clone(&wires);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let mut wires = accepting.lock().unwrap();
                let Some(open) = wires.as_mut() else { continue };
                let Ok(server) = TcpStream::connect(&target) else { continue };
                open.extend([client.try_clone().unwrap(), server.try_clone().unwrap()]);
                pump(client.try_clone().unwrap(), server.try_clone().unwrap());
                pump(server, client);
            }
        });
        Self { address, wires }
    }

    /// Where to connect.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Ends all connections, and lets no new one through.
    pub fn cut(&self) {
        for wire in self.wires.lock().unwrap().take().into_iter().flatten() {
            let _ = wire.shutdown(Shutdown::Both);
        }
    }

    /// Lets connections through again.
    pub fn mend(&self) {
        *self.wires.lock().unwrap() = Some(Vec::new());
    }
}

fn pump(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
}
