//! What a constraint of the database refuses.

use diesel::QueryResult;
use service_chassis::database::{Broken, Error};

/// Why a change was refused.
pub trait Refusal: Sized {
    /// What a broken constraint means; `None` when it is a failure of this service.
    fn of(broken: Broken<'_>) -> Option<Self>;
}

/// Declares a refusal for each constraint that a client can break.
macro_rules! refusals {
    ($(#[$doc:meta])* $name:ident { $($variant:ident => $kind:ident $constraint:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, PartialEq, Eq)]
        pub enum $name {
            $($variant),+
        }

        impl crate::store::refusal::Refusal for $name {
            fn of(broken: service_chassis::database::Broken<'_>) -> Option<Self> {
                use service_chassis::database::Broken;
                match broken {
                    $(Broken::$kind($constraint) => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}
pub(super) use refusals;

/// For a change that breaks no constraint.
impl Refusal for std::convert::Infallible {
    fn of(_: Broken<'_>) -> Option<Self> {
        None
    }
}

/// The outcome of a statement; the inner error is a refusal.
pub(super) fn refused<T, R: Refusal>(outcome: QueryResult<T>) -> Result<Result<T, R>, Error> {
    match outcome {
        Ok(done) => Ok(Ok(done)),
        Err(error) => match Broken::of(&error).and_then(R::of) {
            Some(refusal) => Ok(Err(refusal)),
            None => Err(error.into()),
        },
    }
}
