//! A peer that takes calls and does not answer them as it should.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// A peer on a separate port.
pub struct FakePeer {
    pub url: String,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    well: AtomicBool,
    calls: AtomicUsize,
    given_up: AtomicUsize,
}

impl FakePeer {
    /// Begins its answers and never ends them.
    pub fn that_stalls() -> Self {
        Self::start(|stream, state| {
            read_head(&stream);
            state.calls.fetch_add(1, Ordering::AcqRel);
            if state.well.load(Ordering::Acquire) {
                return (&stream)
                    .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}")
                    .unwrap();
            }
            (&stream).write_all(b"HTTP/1.1 201 Created\r\ncontent-length: 500\r\n\r\n{").unwrap();
            // Until the other side closes the connection.
            let _ = (&stream).read(&mut [0; 1]);
            state.given_up.fetch_add(1, Ordering::AcqRel);
        })
    }

    /// Never reads what it is sent.
    pub fn that_never_reads() -> Self {
        Self::start(|stream, _| std::mem::forget(stream))
    }

    /// Answers a request for each path with these bytes.
    pub fn that_answers(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        Self::start(move |stream, state| {
            let head = read_head(&stream);
            state.calls.fetch_add(1, Ordering::AcqRel);
            let path = head.split(' ').nth(1).unwrap();
            // A caller may go before it has read a long answer.
            let _ = (&stream).write_all(answer(path).as_bytes());
        })
    }

    fn start(serve: impl Fn(TcpStream, &State) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::<State>::default();
        let (shared, serve) = (Arc::clone(&state), Arc::new(serve));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (state, serve) = (Arc::clone(&shared), Arc::clone(&serve));
                std::thread::spawn(move || serve(stream.unwrap(), &state));
            }
        });
        Self { url, state }
    }

    /// Answers from now on.
    pub fn recover(&self) {
        self.state.well.store(true, Ordering::Release);
    }

    /// How many calls it got.
    pub fn calls(&self) -> usize {
        self.state.calls.load(Ordering::Acquire)
    }

    /// How many calls the caller gave up.
    pub fn given_up(&self) -> usize {
        self.state.given_up.load(Ordering::Acquire)
    }
}

fn read_head(mut stream: &TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        head.extend(byte);
    }
    String::from_utf8(head).unwrap()
}
