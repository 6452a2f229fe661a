//! The payment provider, which has the money.

mod accept_all;
mod remote;

use std::pin::Pin;
use std::rc::Rc;

use service_chassis::http::RequestId;
use service_chassis::peer::{Down, PeerConfig};

use crate::store::payment_steps::PaymentStep;

/// What a provider made of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done, now or when it was asked before.
    Done,
    /// Not done, and why.
    Declined(String),
    /// It gave no answer, so it may have been done. Asking again for the same step is safe and finds out.
    Unknown(Down),
}

/// What will be an outcome.
pub type Asking<'a> = Pin<Box<dyn Future<Output = Outcome> + 'a>>;

/// Authorises, captures, voids and refunds. Belongs to one thread.
///
/// A step has a key that stays the same when it is asked for again, so that the provider does it once.
pub trait Provider {
    /// Whether steps have to be remembered while it is asked: false when its answer cannot be lost.
    fn is_remote(&self) -> bool;

    /// Asks for a step.
    fn ask<'a>(&'a self, step: &'a PaymentStep, cause: RequestId) -> Asking<'a>;
}

/// The provider of this configuration, for this thread; without one, everything is done at once.
pub fn provider(config: Option<&PeerConfig>) -> Rc<dyn Provider> {
    match config {
        Some(config) => Rc::new(remote::Remote::new(config)),
        None => Rc::new(accept_all::AcceptAll),
    }
}
