//! One keep-alive connection.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::response::Response;

/// One connection to a loopback server; requests go over it one after the other.
#[derive(Debug)]
pub struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    /// Connects; no read or write may then take longer than `patience`.
    ///
    /// # Errors
    /// When nobody listens.
    pub fn open(port: u16, patience: Duration) -> Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let stream = TcpStream::connect_timeout(&address, patience)
            .with_context(|| format!("failed to connect to port {port}"))?;
        stream.set_read_timeout(Some(patience))?;
        stream.set_write_timeout(Some(patience))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream) })
    }

    /// Sends a whole request.
    ///
    /// # Errors
    /// When the other side is gone.
    pub fn send(&mut self, request: &[u8]) -> Result<()> {
        self.stream.get_mut().write_all(request).context("failed to send the request")
    }

    /// Reads one whole response.
    ///
    /// # Errors
    /// When the other side is gone, too slow, or does not speak HTTP/1.1.
    pub fn receive(&mut self) -> Result<Response> {
        let line = self.line()?;
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
        let Some(status) = status else {
            bail!("no HTTP status in the answer: {line:?}");
        };
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut response = Response { status, headers, body: Vec::new() };
        response.body = if response.header("transfer-encoding") == Some("chunked") {
            self.chunks()?
        } else {
            let length = response.header("content-length").and_then(|text| text.parse().ok());
            self.bytes(length.unwrap_or(0))?
        };
        Ok(response)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line).context("failed to read the answer")?;
        if !line.ends_with('\n') {
            bail!("the connection ended within an answer");
        }
        Ok(line.trim_end().to_owned())
    }

    fn bytes(&mut self, length: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).context("failed to read the body")?;
        Ok(bytes)
    }

    fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = self.line()?;
            let size = line.split(';').next().unwrap_or_default().trim();
            let size = usize::from_str_radix(size, 16).with_context(|| format!("no chunk size: {line:?}"))?;
            body.extend(self.bytes(size)?);
            self.line()?;
            if size == 0 {
                return Ok(body);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    fn answer(bytes: &'static [u8]) -> Result<Response> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.write_all(bytes).unwrap();
        });
        let mut connection = Connection::open(port, Duration::from_secs(5)).unwrap();
        let response = connection.receive();
        server.join().unwrap();
        response
    }

    #[test]
    fn chunked_body_is_put_together() {
        let response =
            answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n2;x=y\r\n2]\r\n0\r\n\r\n");
        assert_eq!(response.unwrap().body, b"[1,2]");
    }

    #[test]
    fn body_ends_at_its_length() {
        let response = answer(b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}rest").unwrap();
        assert_eq!((response.status, response.body.as_slice()), (404, &b"{}"[..]));
    }

    #[test]
    fn cut_answer_is_an_error() {
        answer(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}").unwrap_err();
    }
}
