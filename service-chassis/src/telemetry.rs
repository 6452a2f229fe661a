//! The log: one line an event on standard output, coloured only for a terminal.

use std::io::IsTerminal;

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::LogConfig;

/// Where actix writes an error line about each request that it cannot read: a client could fill the log with them.
const PARSER: &str = "actix_http::h1";

/// Starts logging; of the parser only what `RUST_LOG` asks for by name, such as `actix_http=error`. A second call changes nothing, so that each test may call it.
pub(crate) fn start(config: &LogConfig) {
    let lines = tracing_subscriber::fmt::layer().with_ansi(std::io::stdout().is_terminal()).with_target(true);
    let asked = config.targets.iter().any(|(target, _)| target.starts_with("actix_http"));
    let targets = config.targets.clone();
    let targets = if asked { targets } else { targets.with_target(PARSER, LevelFilter::OFF) };
    let _ = tracing_subscriber::registry().with(targets).with(lines).try_init();
}
