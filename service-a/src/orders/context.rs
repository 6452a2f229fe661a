//! What the use cases of orders share.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use service_chassis::Chassis;
use service_chassis::database::Gather;
use service_chassis::peer::Link;

use super::place_together::{Outcome, Placing, place_together};
use super::settle::{Confirmation, Settled, confirm_together};
use crate::config::Settings;
use crate::policy::Policy;

/// Shared by all workers; a clone shares it too.
#[derive(Clone)]
pub struct Orders {
    pub chassis: Chassis,
    /// Whether fulfilment answers, and how long to wait when it does not.
    pub fulfilment: Arc<Link>,
    pub(super) policy: Arc<Policy>,
    pub(super) placing: Gather<Placing, Outcome>,
    pub(super) confirming: Gather<Confirmation, Settled>,
}

impl Orders {
    pub fn new(chassis: Chassis, policy: Arc<Policy>, settings: &Settings) -> Self {
        Self {
            fulfilment: Arc::new(Link::new(&chassis, &settings.fulfilment, settings.back_off)),
            policy,
            placing: Gather::new(chassis.database.clone(), place_together),
            confirming: Gather::new(chassis.database.clone(), confirm_together),
            chassis,
        }
    }

    /// Until when a task that is claimed at `now` belongs to this process.
    pub(super) fn leased_until(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + self.fulfilment.lease()
    }
}
