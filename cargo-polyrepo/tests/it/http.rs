//! The side of HTTP that a registry of a test needs.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Answers each connection on a thread, until the test ends.
pub fn serve<F>(listener: TcpListener, answer: F)
where
    F: Fn(TcpStream) -> Option<()> + Clone + Send + 'static,
{
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (stream, answer) = (stream.unwrap(), answer.clone());
            thread::spawn(move || answer(stream));
        }
    });
}

/// The lines before the body of the next request, in lower case; `None` when the client has no more requests.
pub fn head(reader: &mut BufReader<TcpStream>) -> Option<Vec<String>> {
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            return Some(head);
        }
        head.push(line.to_lowercase());
    }
}
