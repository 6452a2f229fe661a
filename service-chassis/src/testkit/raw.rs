//! A connection that a test writes to as it likes.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A connection of a client that is not polite.
pub(super) struct Raw(TcpStream);

impl Raw {
    /// Connects to `address`, such as `127.0.0.1:8080`.
    pub(super) fn to(address: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Self(stream)
    }

    /// Sends `bytes`. The other side may have closed the connection.
    pub(super) fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let _ = self.0.write_all(bytes.as_ref());
    }

    /// The start of an answer, or nothing when none comes in this time.
    pub(super) fn answer_within(&self, time: Duration) -> Option<String> {
        let mut stream = self.0.try_clone().unwrap();
        stream.set_read_timeout(Some(time)).unwrap();
        let mut buffer = [0; 4 << 10];
        match stream.read(&mut buffer) {
            Ok(length) => Some(String::from_utf8_lossy(&buffer[..length]).into_owned()),
            Err(error) if error.kind() == ErrorKind::WouldBlock => None,
            Err(error) => panic!("{error}"),
        }
    }

    /// Everything until the other side closes the connection.
    pub(super) fn until_closed(mut self) -> String {
        let mut all = Vec::new();
        if let Err(error) = self.0.read_to_end(&mut all) {
            // What was sent and not read makes a reset of it.
            assert_eq!(error.kind(), ErrorKind::ConnectionReset, "the connection stays open");
        }
        String::from_utf8_lossy(&all).into_owned()
    }
}
