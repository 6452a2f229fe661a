//! The failures of an endpoint, some of which a constraint of the database finds.

/// Declares what `failures!` does. A row can name the constraint that it stands for: `SlugTaken by "brands_slug_key" => …`.
macro_rules! refusals {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $(
                $(#[$note:meta])*
                $variant:ident $(($payload:ty))? $(by $constraint:literal)? => $($kind:ident)::+
                    $(at $source:ident $pointer:literal)? $(with $what:ident)? $(: $detail:literal)?
            ),+ $(,)?
        }
    ) => {
        service_chassis::problem::failures! {
            $(#[$doc])*
            pub enum $name {
                $(
                    $(#[$note])*
                    $variant $(($payload))? => $($kind)::+ $(at $source $pointer)? $(with $what)? $(: $detail)?
                ),+
            }
        }

        impl crate::store::Refusal for $name {
            fn of(constraint: &str) -> Option<Self> {
                match constraint {
                    $($($constraint => Some(Self::$variant),)?)+
                    _ => None,
                }
            }
        }
    };
}
pub(super) use refusals;
