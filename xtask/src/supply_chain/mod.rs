//! `cargo xtask supply-chain`: sources, licences and advisories of all dependencies, and the rights of the workflows.

mod run;
mod zizmor;

pub use run::{SupplyChainArgs, run};
pub use zizmor::zizmor;
