//! Predictable time and ids.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::kernel::{Clock, IdSource};

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub DateTime<Utc>);

impl Default for FixedClock {
    /// 2 March 2026, 09:30 UTC.
    fn default() -> Self {
        Self(DateTime::from_timestamp(1_772_443_800, 0).unwrap_or_default())
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}

/// Ids that count up from 1. They have the shape of UUIDv7, so that they sort as they were made.
#[derive(Debug, Default)]
pub struct CountingIds(AtomicU64);

impl IdSource for CountingIds {
    fn next_uuid(&self) -> Uuid {
        let count = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        Uuid::from_u128(0x0195_5500_0000_7000_8000_0000_0000_0000 | u128::from(count))
    }
}
