//! The machine and the settings of a run.

use std::fs;

use super::args::BenchArgs;

/// One line: processor, cores, connections, durability.
#[must_use]
pub fn describe(args: &BenchArgs) -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split(": ").nth(1));
    format!(
        "{cores} cores ({}), {} connections, {} s each, the log flushed {}; load, services and database share the machine\n",
        model.unwrap_or(std::env::consts::ARCH),
        args.concurrency,
        args.seconds,
        if args.relaxed { "once a second" } else { "at each commit" }
    )
}
