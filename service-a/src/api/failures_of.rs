//! Refusals of the store as failures of an endpoint.

/// Makes each refusal the failure of the same name.
macro_rules! failures_of {
    ($refused:path => $failure:ident: $($variant:ident),+) => {
        impl From<$refused> for $failure {
            fn from(refused: $refused) -> Self {
                match refused {
                    $(<$refused>::$variant => Self::$variant,)+
                }
            }
        }
    };
}
pub(super) use failures_of;
