//! The error of an endpoint.

use std::convert::Infallible;

use super::{Kind, Rejection};
use crate::database;
use crate::http::Operation;

/// The error of an endpoint: lists its failures, and says which problem each is.
///
/// Declare one with [`failures!`](crate::failures), so that the list and the rendering cannot disagree.
pub trait Failure: Sized {
    /// Adds the kinds of problem that [`reject`](Self::reject) gives to the document, beside `internal` and
    /// `unavailable`, which every operation has.
    fn describe(operation: &mut Operation);

    /// Turns the failure into what the client reads and what the log keeps.
    fn reject(self) -> Rejection;
}

/// An endpoint whose one failure is the database's.
impl Failure for database::Error {
    fn describe(_: &mut Operation) {}

    fn reject(self) -> Rejection {
        self.into()
    }
}

/// An endpoint that cannot fail.
impl Failure for Infallible {
    fn describe(_: &mut Operation) {}

    fn reject(self) -> Rejection {
        match self {}
    }
}

impl From<database::Error> for Rejection {
    fn from(error: database::Error) -> Self {
        use database::Error;
        let kind = match &error {
            Error::Unavailable(_) | Error::Contended(_) => Kind::UNAVAILABLE,
            Error::Corrupt(_) | Error::Interrupted | Error::Failed(_) => Kind::INTERNAL,
        };
        Self::new(kind).because(format_args!("failed to {error}"))
    }
}
