//! The services this one calls, over HTTP, in the types both share.

mod storefront;

pub use storefront::Storefront;
