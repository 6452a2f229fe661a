//! The log.

use tracing_subscriber::filter::Targets;

use super::{ConfigError, Variables};

/// The log.
#[derive(Debug, Clone)]
pub struct LogConfig {
    /// `RUST_LOG`, default `info`: what is logged, such as `info,service_a=debug`.
    pub(crate) targets: Targets,
}

impl LogConfig {
    pub(super) fn read(variables: &Variables<'_>) -> Result<Self, ConfigError> {
        let info = Targets::new().with_default(tracing::Level::INFO);
        Ok(Self { targets: variables.or("RUST_LOG", info)? })
    }
}
