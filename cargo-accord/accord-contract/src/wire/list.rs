//! The list of a crate's wire types.

/// Declares `WIRE_TYPES`: every type of the contract by its role, which is `request`, `response` or `event`.
///
/// A type is named by its path from the root of the crate, and that path is its name in the contract. A type that is not
/// in the list is part of the contract only when a listed one contains it.
///
/// ```
/// use schemars::JsonSchema;
/// use serde::{Deserialize, Serialize};
///
/// mod orders {
///     # use super::{Deserialize, JsonSchema, Serialize};
///     #[derive(Serialize, Deserialize, JsonSchema)]
///     pub struct PlaceOrder {
///         pub quantity: u32,
///     }
/// }
///
/// accord_contract::wire_types! {
///     request {
///         orders::PlaceOrder,
///     }
/// }
///
/// # fn main() {
/// assert_eq!(WIRE_TYPES[0].name, "orders::PlaceOrder");
/// # }
/// ```
#[expect(clippy::crate_in_macro_def, reason = "the paths are those of the crate that calls it")]
#[macro_export]
macro_rules! wire_types {
    ($($role:ident { $($first:ident $(:: $rest:ident)*),+ $(,)? })+) => {
        /// Every type of the contract, by role and name.
        pub const WIRE_TYPES: &[$crate::WireType] = &[$($(
            $crate::WireType::$role::<crate::$first $(:: $rest)*>(
                ::std::concat!(::std::stringify!($first) $(, "::", ::std::stringify!($rest))*)
            ),
        )+)+];
    };
}
