//! The log: one line an event on standard output, coloured only for a terminal.

use std::io::IsTerminal;

use tracing::Level;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::LogConfig;

/// Where actix writes an error line about each request that it cannot read.
const PARSER: &str = "actix_http::h1";

/// Starts logging. A second call changes nothing, so that each test may call it.
pub(crate) fn start(config: &LogConfig) {
    let targets = config.targets.clone();
    // A client could fill the log with the parser's lines, so they count as details.
    let details = targets.would_enable(PARSER, &Level::DEBUG);
    let targets = if details { targets } else { targets.with_target(PARSER, LevelFilter::OFF) };
    let lines = tracing_subscriber::fmt::layer().with_ansi(std::io::stdout().is_terminal()).with_target(true);
    let _ = tracing_subscriber::registry().with(targets).with(lines).try_init();
}
