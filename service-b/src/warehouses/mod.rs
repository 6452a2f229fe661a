//! Where stock lies.

mod create;

pub use create::create;
