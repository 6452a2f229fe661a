//! A body on its way in: it has to arrive in time, and an answer that does not wait for it closes the connection.

use std::cell::RefCell;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::HttpMessage;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::rt::time::{Sleep, sleep};
use actix_web::web::Bytes;
use futures_util::{Stream, StreamExt};

/// The body of a request, shared by whoever reads it and the answer.
#[derive(Clone)]
pub struct Arrival(Rc<RefCell<Inner>>);

struct Inner {
    payload: Payload,
    limit: Duration,
    /// Starts when the reader has to wait for the first time: most bodies come with their headers.
    deadline: Option<Pin<Box<Sleep>>>,
    over: bool,
}

/// The body of an answer, and the part of the request's that nobody has read.
struct Unread {
    body: BoxBody,
    _rest: Arrival,
}

impl Arrival {
    /// Takes the place of the body of `request`, if it has one.
    pub fn of(request: &mut ServiceRequest, limit: Duration) -> Option<Self> {
        let payload = request.take_payload();
        if matches!(payload, Payload::None) {
            return None;
        }
        let inner = Inner { payload, limit, deadline: None, over: false };
        let arrival = Self(Rc::new(RefCell::new(inner)));
        request.set_payload(Payload::Stream { payload: Box::pin(arrival.clone()) });
        Some(arrival)
    }

    /// Whether an error of a body is that it did not arrive in time.
    pub fn is_late(error: &PayloadError) -> bool {
        matches!(error, PayloadError::Io(error) if error.kind() == io::ErrorKind::TimedOut)
    }

    /// The body of an answer. While the request's is held unread, actix closes the connection after the answer; of one that
    /// was dropped it would read on without a deadline.
    pub fn keep(&self, body: BoxBody) -> BoxBody {
        if self.0.borrow().over { body } else { BoxBody::new(Unread { body, _rest: self.clone() }) }
    }
}

impl Stream for Arrival {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Inner { payload, limit, deadline, over } = &mut *self.0.borrow_mut();
        let polled = payload.poll_next_unpin(context);
        *over = matches!(polled, Poll::Ready(None));
        if polled.is_ready() {
            return polled;
        }
        let deadline = deadline.get_or_insert_with(|| Box::pin(sleep(*limit)));
        deadline.as_mut().poll(context).map(|()| Some(Err(PayloadError::Io(io::ErrorKind::TimedOut.into()))))
    }
}

impl MessageBody for Unread {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(context)
    }
}
