//! What the use cases of orders share.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use service_chassis::Chassis;
use service_chassis::database::Gather;
use service_chassis::peer::Link;

use super::place_together::{Outcome, Placing, place_together};
use super::settle::{Confirmation, Settled, confirm_together};
use crate::config::Settings;
use crate::policy::Policy;

/// The longest wait after an unexpected refusal: only a new release mends that, so one call an hour is enough.
const MAX_REFUSAL_BACK_OFF: Duration = Duration::from_secs(3_600);

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

    /// How long to wait after `refusals` unexpected refusals in a row.
    pub fn refusal_back_off(&self, refusals: u32) -> Duration {
        self.fulfilment.back_off_up_to(MAX_REFUSAL_BACK_OFF, refusals)
    }
}
