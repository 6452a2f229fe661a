//! The sockets that the client library opens. It hands none of them out, so they are looked up among the descriptors.

use std::fs;
use std::net::{SocketAddr, SocketAddrV4, SocketAddrV6};
use std::os::fd::RawFd;

use nix::sys::socket::{Shutdown, SockaddrStorage, getpeername, getsockname, shutdown};

/// The addresses of a database server.
pub(super) type Server = [SocketAddr];

/// A connected socket of this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Socket {
    descriptor: RawFd,
    local: SockaddrStorage,
    remote: SockaddrStorage,
}

impl Socket {
    /// Every one that leads to this server, or to a socket file. A client of ours may come from a port of that number, but
    /// not from that address and port.
    pub(super) fn all_to(server: &Server) -> Vec<Self> {
        let entries = fs::read_dir("/dev/fd").into_iter().flatten().flatten();
        let descriptors = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        descriptors.filter_map(Self::at).filter(|socket| socket.leads_to(server)).collect()
    }

    fn at(descriptor: RawFd) -> Option<Self> {
        Some(Self { descriptor, local: getsockname(descriptor).ok()?, remote: getpeername(descriptor).ok()? })
    }

    fn leads_to(&self, server: &Server) -> bool {
        let v4 = self.remote.as_sockaddr_in().map(|address| SocketAddr::from(SocketAddrV4::from(*address)));
        let v6 = self.remote.as_sockaddr_in6().map(|address| SocketAddr::from(SocketAddrV6::from(*address)));
        let file = self.remote.as_unix_addr().and_then(|address| address.path());
        v4.or(v6).is_some_and(|remote| server.contains(&remote)) || file.is_some()
    }

    /// Shuts it down: a thread that waits for it gets an error at once.
    pub(super) fn shut_down(&self) {
        // The library may have closed it since, and the number may belong to another socket.
        if Self::at(self.descriptor).as_ref() == Some(self) {
            let _ = shutdown(self.descriptor, Shutdown::Both);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use super::*;

    #[test]
    fn a_socket_leads_to_an_address_and_not_only_to_a_port() {
        // Every address of 127.0.0.0/8 is this machine.
        let listener = TcpListener::bind("127.0.0.2:0").unwrap();
        let server = listener.local_addr().unwrap();
        let _connected = TcpStream::connect(server).unwrap();
        let found = |address: SocketAddr| {
            Socket::all_to(&[address]).iter().filter(|socket| socket.remote.as_sockaddr_in().is_some()).count()
        };
        assert_eq!(found(server), 1);
        assert_eq!(found(([127, 0, 0, 1], server.port()).into()), 0);
    }
}
