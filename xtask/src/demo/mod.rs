//! `cargo xtask demo`: from a fresh checkout to both services running, in one command.

mod address;
mod answer;
mod args;
mod order;
mod parcel;
mod product;
mod run;
mod stage;

pub use args::DemoArgs;
pub use run::run;
