//! Unique keys and ids.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// A key or name that is unique across calls and processes.
#[must_use]
pub fn fresh(prefix: &str) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{prefix}-{now:x}-{:x}-{count:x}", std::process::id())
}

/// A new UUID (version 7), for resources whose id the caller chooses.
#[must_use]
pub fn fresh_id() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let digest = cargo_polyrepo::digest::sha256(fresh("id").as_bytes());
    let time = format!("{:012x}", now & 0xffff_ffff_ffff);
    format!("{}-{}-7{}-8{}-{}", &time[..8], &time[8..], &digest[..3], &digest[3..6], &digest[6..18])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_and_differ() {
        let (one, two) = (fresh_id(), fresh_id());
        assert_ne!(one, two);
        let lengths: Vec<usize> = one.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert_eq!(&one[14..15], "7");
    }
}
