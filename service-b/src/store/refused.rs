//! What a constraint of the database refuses.

use diesel::QueryResult;
use service_chassis::database::{Broken, Error};

/// The outcome of a statement; `refusal` says what a broken constraint means, and `None` when it is a failure.
pub(super) fn refused<R>(
    outcome: QueryResult<usize>,
    refusal: impl FnOnce(Broken<'_>) -> Option<R>,
) -> Result<Result<(), R>, Error> {
    let Err(error) = outcome else { return Ok(Ok(())) };
    Broken::of(&error).and_then(refusal).map_or_else(|| Err(error.into()), |refused| Ok(Err(refused)))
}

/// As [`refused`], when the one constraint that can be broken is the unique key `key`.
pub(super) fn taken<R>(outcome: QueryResult<usize>, key: &str, refusal: R) -> Result<Result<(), R>, Error> {
    refused(outcome, |broken| (broken == Broken::Unique(key)).then_some(refusal))
}
