//! The resident memory of a process.

use std::process::Command;

use anyhow::{Context as _, Result};

use cargo_polyrepo::process;

/// In bytes, from `/proc` or else from `ps`.
///
/// # Errors
/// When neither has the process.
pub fn resident(id: u32) -> Result<u64> {
    let kilobytes = if let Ok(status) = std::fs::read_to_string(format!("/proc/{id}/status")) {
        status.lines().find_map(|line| number(line.strip_prefix("VmRSS:")?))
    } else {
        number(&process::capture(Command::new("ps").args(["-o", "rss=", "-p", &id.to_string()]))?)
    };
    Ok(kilobytes.context("the process has no resident memory")? * 1024)
}

fn number(text: &str) -> Option<u64> {
    text.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_has_resident_memory() {
        let bytes = resident(std::process::id()).unwrap();
        assert!((4096..1 << 40).contains(&bytes), "{bytes}");
    }
}
