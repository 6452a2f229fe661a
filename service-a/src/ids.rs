//! Typed ids.

use service_chassis::Chassis;
use shared_models::kernel::Id;

/// Makes typed ids.
pub trait NextId {
    /// An id that was never given out before.
    fn next_id<T>(&self) -> Id<T>;
}

impl NextId for Chassis {
    fn next_id<T>(&self) -> Id<T> {
        Id::from_uuid(self.next_uuid())
    }
}
