//! Running other programs: to their end, or as servers that end with us.

mod cargo;
mod program;
mod run;
mod server;

pub use cargo::cargo;
pub use program::find;
pub use run::{capture, run, run_logged, status};
pub use server::{Server, end, end_group, kill_now};
