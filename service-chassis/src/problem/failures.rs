//! `failures!`: an endpoint's failures as one table.

/// Declares the error of an endpoint as a table: the enum, its rendering and its part of the OpenAPI document come from
/// the same rows, so they cannot disagree.
///
/// A row is `Variant => Kind`, where the kind is anything with `const fn slug() -> &'static str`, such as
/// `ProblemKind::NotFound` of the contract. What follows says what the client reads beyond the kind:
///
/// | row | the client reads |
/// |---|---|
/// | `NotFound => ProblemKind::NotFound` | the kind |
/// | `Paid => ProblemKind::Duplicate: "the order has a payment"` | and this detail |
/// | `Over(Status) => ProblemKind::IllegalTransition: "it is {0}"` | and this detail with the payload in it |
/// | `Role => ProblemKind::UnknownReference at body "/role_id": "no such role"` | one fault of the body (or `query`, `path`, `header`) |
/// | `Unknown(Vec<Fault>) => ProblemKind::UnknownReference with faults` | the faults of the payload |
/// | `Short(Vec<Line>) => ProblemKind::OutOfStock with member "short" of OutOfStock` | a member beside the standard ones; `OutOfStock` is the type whose schema has it |
/// | `Peer(Down) => ProblemKind::Unavailable with cause: "nothing was done"` | the detail; the payload goes to the log only |
///
/// Every enum has one variant more, `Database`, made from [`database::Error`](crate::database::Error).
///
/// ```
/// use service_chassis::problem::{Fault, failures};
/// # #[derive(Clone, Copy)] pub enum ProblemKind { NotFound, UnknownReference }
/// # impl ProblemKind {
/// #     pub const fn slug(self) -> &'static str {
/// #         match self { Self::NotFound => "not-found", Self::UnknownReference => "unknown-reference" }
/// #     }
/// # }
///
/// failures! {
///     /// Why a user was not updated.
///     pub enum UpdateUserError {
///         /// There is no such user.
///         NotFound => ProblemKind::NotFound,
///         /// There is no such role.
///         UnknownRole => ProblemKind::UnknownReference at body "/role_id": "no such role",
///         /// It refers to things that do not exist.
///         Unknown(Vec<Fault>) => ProblemKind::UnknownReference with faults,
///     }
/// }
///
/// assert_eq!(UpdateUserError::UnknownRole.to_string(), "unknown-reference: no such role");
/// ```
#[macro_export]
macro_rules! failures {
    (
        $(#[$doc:meta])*
        $vis:vis enum $name:ident {
            $(
                $(#[$note:meta])*
                $variant:ident $(($payload:ty))? => $($kind:ident)::+
                    $(at $source:ident $pointer:literal)?
                    $(with $what:ident $($member:literal of $schema:ty)?)?
                    $(: $detail:literal)?
            ),+ $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug)]
        $vis enum $name {
            $(
                $(#[$note])*
                $variant $(($payload))?,
            )+
            /// The database failed.
            Database($crate::database::Error),
        }

        impl $crate::problem::Failure for $name {
            fn describe(operation: &mut $crate::http::Operation) {
                $($crate::failures!(
                    @describe operation, $crate::problem::Kind::named($($kind)::+.slug()) $(, $($schema)?)?
                );)+
            }

            fn reject(self) -> $crate::problem::Rejection {
                match self {
                    $($crate::failures!(@pattern $variant payload $($payload)?) => {
                        let rejection = $crate::problem::Rejection::new(
                            $crate::problem::Kind::named($($kind)::+.slug()),
                        );
                        $crate::failures!(
                            @reject rejection, [$($payload)?, payload], [$($source $pointer)?], [$($what $($member)?)?],
                            [$($detail)?]
                        )
                    })+
                    Self::Database(error) => error.into(),
                }
            }
        }

        impl ::std::convert::From<$crate::database::Error> for $name {
            fn from(error: $crate::database::Error) -> Self {
                Self::Database(error)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $($crate::failures!(@pattern $variant _payload $($payload)?) => {
                        f.write_str($($kind)::+.slug())?;
                        $crate::failures!(@display f, [$($payload)?, _payload], [$($what)?], [$($detail)?])
                    })+
                    Self::Database(error) => ::std::fmt::Display::fmt(error, f),
                }
            }
        }

        impl ::std::error::Error for $name {}
    };

    (@pattern $variant:ident $bound:ident) => { Self::$variant };
    (@pattern $variant:ident $bound:ident $payload:ty) => { Self::$variant($bound) };

    (@describe $operation:ident, $kind:expr) => { $operation.problem($kind) };
    (@describe $operation:ident, $kind:expr,) => { $operation.problem($kind) };
    (@describe $operation:ident, $kind:expr, $schema:ty) => { $operation.problem_as::<$schema>($kind) };

    // The kind says it all.
    (@reject $rejection:ident, [, $bound:ident], [], [], []) => { $rejection };
    // A detail, with or without the payload in it.
    (@reject $rejection:ident, [, $bound:ident], [], [], [$detail:literal]) => { $rejection.with_detail($detail) };
    (@reject $rejection:ident, [$payload:ty, $bound:ident], [], [], [$detail:literal]) => {
        $rejection.with_detail(::std::format!($detail, $bound))
    };
    // One fault.
    (@reject $rejection:ident, [, $bound:ident], [$source:ident $pointer:literal], [], [$detail:literal]) => {
        $rejection.with_fault($crate::failures!(@source $source), $pointer, $detail)
    };
    // The payload.
    (@reject $rejection:ident, [$payload:ty, $bound:ident], [], [faults], []) => { $rejection.with_faults($bound) };
    (@reject $rejection:ident, [$payload:ty, $bound:ident], [], [member $member:literal], []) => {
        $rejection.with_member($member, $bound)
    };
    (@reject $rejection:ident, [$payload:ty, $bound:ident], [], [cause], [$detail:literal]) => {
        $rejection.with_detail($detail).because(::std::format_args!("failed to {}", $bound))
    };
    (@reject $rejection:ident, [$payload:ty, $bound:ident], [], [cause], []) => {
        $rejection.because(::std::format_args!("failed to {}", $bound))
    };

    (@display $f:ident, [, $bound:ident], [], []) => { ::std::result::Result::Ok(()) };
    (@display $f:ident, [, $bound:ident], [], [$detail:literal]) => { ::std::write!($f, ": {}", $detail) };
    (@display $f:ident, [$payload:ty, $bound:ident], [], [$detail:literal]) => {
        ::std::write!($f, ": {}", ::std::format_args!($detail, $bound))
    };
    (@display $f:ident, [$payload:ty, $bound:ident], [cause], [$($detail:literal)?]) => { ::std::write!($f, ": {}", $bound) };
    (@display $f:ident, [$payload:ty, $bound:ident], [$what:ident], []) => { ::std::result::Result::Ok(()) };

    (@source body) => { $crate::problem::FaultSource::Body };
    (@source query) => { $crate::problem::FaultSource::Query };
    (@source path) => { $crate::problem::FaultSource::Path };
    (@source header) => { $crate::problem::FaultSource::Header };
}
