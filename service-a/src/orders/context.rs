//! What the use cases of orders share.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use service_chassis::Chassis;
use service_chassis::database::{Error, Gather};
use service_chassis::peer::{Down, Link};
use shared_models::audit::AuditAction;
use shared_models::orders::{OrderId, OrderStatus};

use super::advance::{Occurrence, advance};
use super::confirm::confirm_together;
use super::place_together::{Outcome, Placing, place_together};
use super::saga::Happened;
use crate::config::Settings;
use crate::ids::NextId;
use crate::policy::Policy;
use crate::store::Record;
use crate::store::sagas::{self, Turn};

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
    pub(super) confirming: Gather<Occurrence, Option<OrderStatus>>,
    /// How long a customer has to pay for an order that is confirmed.
    pub(super) time_to_pay: TimeDelta,
}

impl Orders {
    pub fn new(chassis: Chassis, policy: Arc<Policy>, settings: &Settings) -> Self {
        Self {
            fulfilment: Arc::new(Link::new(&chassis, &settings.fulfilment, settings.back_off)),
            policy,
            placing: Gather::new(chassis.database.clone(), place_together),
            confirming: Gather::new(chassis.database.clone(), confirm_together),
            time_to_pay: settings.time_to_pay,
            chassis,
        }
    }

    /// Until when a saga that is claimed at `now` belongs to this process.
    pub(super) fn leased_until(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + self.fulfilment.lease()
    }

    /// How long to wait after `refusals` unexpected refusals in a row.
    pub fn refusal_back_off(&self, refusals: u32) -> Duration {
        self.fulfilment.back_off_up_to(MAX_REFUSAL_BACK_OFF, refusals)
    }

    /// Something that happens to an order now.
    pub(super) fn occurrence(&self, order_id: OrderId, happened: Happened) -> Occurrence {
        Occurrence {
            order_id,
            happened,
            generation: None,
            time_to_pay: self.time_to_pay,
            audit_id: self.chassis.next_id(),
            event_id: self.chassis.next_id(),
            note: Value::Null,
            short: Vec::new(),
            now: self.chassis.now(),
        }
    }

    /// Writes the outcome of an attempt, unless something else has happened in the meantime.
    pub(super) async fn advance(&self, turn: Turn, happened: Happened, note: Value) -> Result<(), Error> {
        let generation = Some(turn.generation);
        let occurrence = Occurrence { generation, note, ..self.occurrence(turn.order_id, happened) };
        let advanced = self
            .chassis
            .database
            .run(move |connection| connection.transaction(|transaction| advance(transaction, &occurrence)));
        if let Err(inapplicable) = advanced.await? {
            tracing::warn!(order = %turn.order_id, "the outcome of a call is dropped: {inapplicable}");
        }
        self.fulfilment.wake();
        Ok(())
    }

    /// Postpones an attempt that got no answer, by the back-off of its generation.
    pub(super) async fn postpone(&self, turn: Turn, down: &Down) -> Result<(), Error> {
        tracing::info!(order = %turn.order_id, generation = turn.generation, "failed to {down}; it is tried again");
        let until = self.chassis.now() + self.fulfilment.back_off(turn.generation.unsigned_abs());
        self.postpone_until(turn, until).await
    }

    /// Postpones an attempt.
    pub(super) async fn postpone_until(&self, turn: Turn, until: DateTime<Utc>) -> Result<(), Error> {
        self.chassis.database.run(move |connection| sagas::postpone(connection, turn, until)).await
    }

    /// Postpones an attempt that was refused, longer each time; the first refusal is noted in the audit log.
    pub(super) async fn postpone_refused(&self, turn: Turn, note: &Value) -> Result<(), Error> {
        let (refusals, now) = (turn.refusals.unsigned_abs() + 1, self.chassis.now());
        let is_first = refusals == 1;
        let record = Record::new(self.chassis.next_id(), AuditAction::Updated, "order", turn.order_id, note, now);
        let (record, until) = (is_first.then_some(record), now + self.refusal_back_off(refusals));
        let there = self
            .chassis
            .database
            .run(move |connection| sagas::postpone_refused(connection, turn, until, record.as_ref()));
        if there.await? && is_first {
            tracing::error!(
                order = %turn.order_id,
                %note,
                "fulfilment refuses and is asked again, less and less often; see that both services run compatible releases"
            );
        }
        Ok(())
    }
}
