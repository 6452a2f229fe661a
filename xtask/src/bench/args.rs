//! The arguments of `cargo xtask bench`.

use clap::Args;

/// `cargo xtask bench`
#[derive(Debug, Args)]
pub struct BenchArgs {
    /// Seconds to measure each line
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub seconds: u64,
    /// Connections
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=512))]
    pub concurrency: u16,
    /// Let the database flush once a second instead of at each commit, so the disk does not limit the figures
    #[arg(long)]
    pub relaxed: bool,
    /// Measure only the lines whose name contains this
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub only: String,
}
