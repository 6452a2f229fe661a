//! Types that cross the wire, and the documents that describe them.

mod components;
mod contract;
mod list;
mod wire_type;

pub use contract::Contract;
pub use wire_type::{Direction, Role, WireType};
