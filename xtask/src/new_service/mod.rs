//! `cargo xtask new-service NAME`: a first version of a service, which builds, runs and passes its tests as written.
//!
//! It comes from `xtask/template/`, a template of cargo-generate. This task fills the template in without cargo-generate and
//! finds what that would ask for: the newest releases of the libraries, a free port, the versions the other services build with.

mod draft;
mod mentions;
mod name;
mod port;
mod run;
mod template;

pub use draft::MODEL;
pub use name::Name;
pub use run::{NewServiceArgs, run};
pub use template::{Template, Values};
