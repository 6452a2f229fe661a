//! The arguments of `cargo xtask fuzz`.

use std::path::PathBuf;

use clap::Args;

/// `cargo xtask fuzz`
#[derive(Debug, Args)]
pub struct FuzzArgs {
    /// Seconds for each service
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub seconds: u64,
    /// Chooses the requests; how many of them fit into the time depends on the machine
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// A directory with the binaries service-a and service-b, to fuzz instead of building them
    #[arg(long, value_name = "DIR", hide = true)]
    pub binaries: Option<PathBuf>,
}
