//! The sockets that the client library opens. It hands none of them out, so they are looked up among the descriptors.

use std::fs;
use std::os::fd::RawFd;

use nix::sys::socket::{Shutdown, SockaddrStorage, getpeername, getsockname, shutdown};

/// A connected socket of this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Socket {
    descriptor: RawFd,
    local: SockaddrStorage,
    remote: SockaddrStorage,
}

impl Socket {
    /// Every one that leads to this port, or to a socket file.
    pub(super) fn all_to(port: u16) -> Vec<Self> {
        let entries = fs::read_dir("/dev/fd").into_iter().flatten().flatten();
        let descriptors = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        descriptors.filter_map(Self::at).filter(|socket| socket.leads_to(port)).collect()
    }

    fn at(descriptor: RawFd) -> Option<Self> {
        Some(Self { descriptor, local: getsockname(descriptor).ok()?, remote: getpeername(descriptor).ok()? })
    }

    fn leads_to(&self, port: u16) -> bool {
        let v4 = self.remote.as_sockaddr_in().map(|address| address.port());
        let v6 = self.remote.as_sockaddr_in6().map(|address| address.port());
        let file = self.remote.as_unix_addr().and_then(|address| address.path());
        v4.or(v6) == Some(port) || file.is_some()
    }

    /// Shuts it down: a thread that waits for it gets an error at once.
    pub(super) fn shut_down(&self) {
        // The library may have closed it since, and the number may belong to another socket.
        if Self::at(self.descriptor).as_ref() == Some(self) {
            let _ = shutdown(self.descriptor, Shutdown::Both);
        }
    }
}
