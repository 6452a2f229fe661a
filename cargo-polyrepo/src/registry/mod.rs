//! `cargo polyrepo registry`: the private registry on this machine.
//!
//! It is the program and the settings that a team runs (`registry-config/kellnr.toml`), on loopback,
//! with its data under the target directory. Tokens are drawn at the first start and readable by
//! their owner only; only `registry token` prints them.

mod accounts;
mod api;
pub mod command;
mod mend;
mod place;
mod program;
mod relocate;
pub mod running;
mod seed;
mod upload;

pub use accounts::{Accounts, Role};
pub use api::Registry;
pub use place::Place;
pub use program::{IMAGE, KELLNR, Program};
pub use seed::{Seeded, seed};
