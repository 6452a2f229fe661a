//! The arguments of `cargo xtask demo`.

use std::path::PathBuf;

use clap::Args;

/// `cargo xtask demo`
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Stop when one order was delivered
    #[arg(long)]
    pub once: bool,
    /// Start with empty databases
    #[arg(long)]
    pub fresh: bool,
    /// Build the services as deployed; takes longer
    #[arg(long)]
    pub release: bool,
    /// The storefront's port; by default 8081, or a free one if that is taken
    #[arg(long, value_name = "PORT")]
    pub storefront_port: Option<u16>,
    /// The port of the fulfilment service; by default 8082, or a free one if that is taken
    #[arg(long, value_name = "PORT")]
    pub fulfilment_port: Option<u16>,
    /// A directory with the binaries service-a and service-b, to start instead of building them
    #[arg(long, value_name = "DIR", hide = true, requires = "once", conflicts_with = "release")]
    pub binaries: Option<PathBuf>,
}
