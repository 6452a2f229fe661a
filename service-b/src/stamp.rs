//! When something is done, and the ids of what it leaves behind.

use chrono::{DateTime, Utc};
use service_chassis::Chassis;
use shared_models::kernel::Id;

/// The instant of a change, and a source of ids for what it writes.
#[derive(Clone)]
pub struct Stamp {
    /// The same for all that the change writes.
    pub now: DateTime<Utc>,
    chassis: Chassis,
}

impl Stamp {
    /// The current instant.
    pub fn new(chassis: &Chassis) -> Self {
        Self { now: chassis.now(), chassis: chassis.clone() }
    }

    /// An id that was never given out before.
    pub fn next_id<T>(&self) -> Id<T> {
        Id::from_uuid(self.chassis.next_uuid())
    }
}
