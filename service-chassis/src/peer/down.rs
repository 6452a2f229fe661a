//! A peer that gave no answer.

use actix_web::http::StatusCode;

/// A peer gave no answer, or none that can be understood. Asking again later is right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Down {
    /// It could not be reached, or not in time.
    #[error("reach {peer}: {cause}")]
    Unreachable {
        /// The peer.
        peer: &'static str,
        /// Why.
        cause: String,
    },
    /// It failed, or answered with a status that says nothing about the question.
    #[error("get an answer from {peer}: it answered {status}")]
    Failed {
        /// The peer.
        peer: &'static str,
        /// The status.
        status: StatusCode,
    },
    /// Its answer is not one of the contract.
    #[error("read the answer of {peer}: {cause}")]
    Unreadable {
        /// The peer.
        peer: &'static str,
        /// What is wrong with it.
        cause: String,
    },
    /// Its answer is longer than the caller reads.
    #[error("read the answer of {peer}: it has more than {limit} bytes")]
    TooLong {
        /// The peer.
        peer: &'static str,
        /// The status.
        status: StatusCode,
        /// The most bytes that the caller reads.
        limit: usize,
    },
}
