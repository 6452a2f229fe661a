//! The two services as programs: their names, and how they are built, configured and run.

mod build;
mod deployment;
mod identity;

pub use build::{Profile, build};
pub use deployment::{Deployment, Instance};
pub use identity::Service;
