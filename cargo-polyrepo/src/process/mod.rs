//! Running other programs: to their end, as servers that end with this process, or as servers that go on.

mod background;
mod cargo;
mod directory;
mod program;
mod run;
mod server;

pub use background::{Background, Service};
pub use cargo::{cargo, own_cargo};
pub use directory::{Directory, lock_file};
pub use program::find;
pub use run::{capture, run, run_logged, status};
pub use server::{Server, end, end_group, kill_now};
