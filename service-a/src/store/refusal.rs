//! What a constraint of the database refuses.

use diesel::QueryResult;
use service_chassis::database::{Broken, Error};

/// Why a change was refused.
pub trait Refusal: Send + Sized + 'static {
    /// What it means that a change would have broken `constraint`; `None` when it is a failure of this service.
    fn of(constraint: &str) -> Option<Self>;
}

/// The outcome of a statement; the inner error is a refusal.
pub(super) fn refused<T, R: Refusal>(outcome: QueryResult<T>) -> Result<Result<T, R>, Error> {
    let error = match outcome {
        Ok(done) => return Ok(Ok(done)),
        Err(error) => error,
    };
    let constraint = Broken::of(&error).map(|broken| match broken {
        Broken::Unique(name) | Broken::Reference(name) => name,
    });
    let refusal = constraint.and_then(R::of);
    refusal.map_or_else(|| Err(error.into()), |refusal| Ok(Err(refusal)))
}
