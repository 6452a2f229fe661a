//! The log: one line an event on standard output, coloured only for a terminal.

use std::io::IsTerminal;

use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::LogConfig;

/// Starts logging. A second call changes nothing, so that each test may call it.
pub(crate) fn start(config: &LogConfig) {
    let lines = tracing_subscriber::fmt::layer().with_ansi(std::io::stdout().is_terminal()).with_target(true);
    let _ = tracing_subscriber::registry().with(config.targets.clone()).with(lines).try_init();
}
