//! A wire to the database that can be cut.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// Forwards connections until it is cut.
pub struct Proxy {
    address: SocketAddr,
    wires: Arc<Wires>,
}

#[derive(Default)]
struct Wires {
    cut: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

impl Proxy {
    /// A wire to `target`.
    pub fn to(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, wires) = (listener.local_addr().unwrap(), Arc::<Wires>::default());
        let accepting = Arc::clone(&wires);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if accepting.cut.load(Ordering::SeqCst) {
                    continue;
                }
                let Ok(server) = TcpStream::connect(&target) else { continue };
                accepting.open.lock().unwrap().extend([client.try_clone().unwrap(), server.try_clone().unwrap()]);
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
        self.wires.cut.store(true, Ordering::SeqCst);
        for wire in self.wires.open.lock().unwrap().drain(..) {
            let _ = wire.shutdown(Shutdown::Both);
        }
    }

    /// Lets connections through again.
    pub fn mend(&self) {
        self.wires.cut.store(false, Ordering::SeqCst);
    }
}

fn pump(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
}
