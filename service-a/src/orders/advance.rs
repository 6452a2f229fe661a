//! Takes an order and its saga to where something that happened leads, in the transaction of the caller.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use service_chassis::database::{Error, Transaction};
use shared_models::audit::{AuditAction, AuditLog};
use shared_models::events::EventId;
use shared_models::inventory::ShortLine;
use shared_models::kernel::Id;
use shared_models::orders::{
    OrderCancelled, OrderConfirmed, OrderDelivered, OrderId, OrderRejected, OrderShipped, OrderStatus,
};

use super::saga::{DEFINITION, Happened, Next, State, Timer, next};
use crate::store::sagas::{Found, SagaRow};
use crate::store::{Record, orders, sagas};

/// Something that happened to an order.
#[derive(Debug, Clone)]
pub struct Occurrence {
    pub order_id: OrderId,
    pub happened: Happened,
    /// Set for the outcome of an attempt: it counts only while the saga has this generation.
    pub generation: Option<i32>,
    /// How long the customer has to pay, if the order begins to wait for that.
    pub time_to_pay: TimeDelta,
    pub audit_id: Id<AuditLog>,
    pub event_id: EventId,
    /// What the audit log says beside the status; null for nothing.
    pub note: Value,
    /// What there was not enough of.
    pub short: Vec<ShortLine>,
    pub now: DateTime<Utc>,
}

/// Why something that happened to an order leads nowhere: a fragment for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Inapplicable {
    #[error("this service has no order {0}")]
    Missing(OrderId),
    #[error("it cannot have happened to an order that is {0}")]
    Unexpected(OrderStatus),
    #[error("the saga of the order is of another release")]
    OtherRelease,
}

/// Returns the status of the order if that changes.
///
/// The first statement locks the order, so that of two concurrent changes the second one sees the result of the first.
pub fn advance(
    transaction: &mut Transaction,
    occurrence: &Occurrence,
) -> Result<Result<Option<OrderStatus>, Inapplicable>, Error> {
    let &Occurrence { order_id, happened, generation, .. } = occurrence;
    let Some(before) = orders::lock_status(transaction, order_id)? else {
        return Ok(Err(Inapplicable::Missing(order_id)));
    };
    let found = sagas::lock(transaction, DEFINITION, order_id)?;
    if generation.is_some() && generation != found.as_ref().map(|found| found.generation) {
        return Ok(Ok(None));
    }
    let stored = match found.map(|Found { state, .. }| state.as_deref().and_then(State::of_word)) {
        Some(None) => return Ok(Err(Inapplicable::OtherRelease)),
        stored => stored.flatten(),
    };
    let state = State::of(before, stored);
    let entered = match next(state, happened) {
        Next::Enter(entered) => entered,
        Next::Stay if stored == Some(state) || stored.is_none() && state.is_over() => return Ok(Ok(None)),
        Next::Stay => state,
        Next::Unexpected => return Ok(Err(Inapplicable::Unexpected(before))),
    };
    let status = Some(entered.status(happened, before)).filter(|status| *status != before);
    if let Some(status) = status {
        orders::change_status(transaction, order_id, before, status, occurrence.now)?;
    }
    if let Some(record) = occurrence.record(status)? {
        record.write(transaction)?;
    }
    enter(transaction, occurrence, entered)?;
    Ok(Ok(status))
}

fn enter(transaction: &mut Transaction, occurrence: &Occurrence, state: State) -> Result<(), Error> {
    let &Occurrence { order_id, time_to_pay, now, .. } = occurrence;
    if state.is_over() {
        return sagas::end(transaction, order_id);
    }
    let timer = match state.timer() {
        Timer::Now => Some(now),
        Timer::Payment => Some(now + time_to_pay),
        Timer::Never => None,
    };
    sagas::enter(transaction, row(order_id, state, timer, now))
}

/// The row of a saga that begins in `state`.
pub fn row(order_id: OrderId, state: State, timer: Option<DateTime<Utc>>, now: DateTime<Utc>) -> SagaRow {
    SagaRow {
        order_id,
        definition: DEFINITION.name,
        definition_version: DEFINITION.version,
        state: state.word(),
        generation: 0,
        refusals: 0,
        next_timer_at: timer.map(|timer| timer.naive_utc()),
        entered_at: now.naive_utc(),
    }
}

impl Occurrence {
    /// What it leaves behind when the order gets `status`, or keeps the one it has.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the fact cannot be written as JSON.
    pub fn record(&self, status: Option<OrderStatus>) -> Result<Option<Record>, Error> {
        let &Self { order_id, event_id, .. } = self;
        let mut changes = self.note.clone();
        let Some(status) = status else {
            let note = (!changes.is_null()).then(|| self.audited(AuditAction::Updated, &changes));
            return Ok(note);
        };
        changes["status"] = json!(status);
        let record = self.audited(AuditAction::Transitioned, &changes);
        let record = match status {
            OrderStatus::Pending => record,
            OrderStatus::Confirmed => record.with_fact(event_id, OrderConfirmed { order_id })?,
            OrderStatus::Rejected => {
                record.with_fact(event_id, OrderRejected { order_id, short: self.short.clone() })?
            }
            OrderStatus::Shipped => record.with_fact(event_id, OrderShipped { order_id })?,
            OrderStatus::Delivered => record.with_fact(event_id, OrderDelivered { order_id })?,
            OrderStatus::Cancelled => record.with_fact(event_id, OrderCancelled { order_id })?,
        };
        Ok(Some(record))
    }

    fn audited(&self, action: AuditAction, changes: &Value) -> Record {
        Record::new(self.audit_id, action, "order", self.order_id, changes, self.now)
    }
}
