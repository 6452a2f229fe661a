//! Following fulfilment's facts about payments, stock and parcels.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize as _;
use serde_json::{Value, json};
use service_chassis::database::{Error, Transaction};
use service_chassis::facts::{Fact, Follower, Unfit};
use shared_models::events::{AnyEvent, Event};
use shared_models::inventory::ReservationExpired;
use shared_models::kernel::Id;
use shared_models::orders::OrderId;
use shared_models::payments::{PaymentAuthorised, PaymentCaptured, PaymentVoided};
use shared_models::shipments::{ShipmentDelivered, ShipmentDispatched};

use super::advance::{Occurrence, advance};
use super::saga::Happened;

/// Takes orders on their way. What is known of an order here began here, so there is no snapshot to begin with.
pub const FOLLOWER: Follower = Follower::new(
    "checkout",
    &[
        PaymentAuthorised::TYPE,
        PaymentCaptured::TYPE,
        PaymentVoided::TYPE,
        ReservationExpired::TYPE,
        ShipmentDelivered::TYPE,
        ShipmentDispatched::TYPE,
    ],
    apply,
);

fn apply(transaction: &mut Transaction, fact: &Fact, now: DateTime<Utc>) -> Result<Result<(), Unfit>, Error> {
    let (order_id, happened) = match read(fact) {
        Ok(Some(read)) => read,
        Ok(None) => return Ok(Ok(())),
        Err(reason) => return Ok(Err(Unfit::new(reason))),
    };
    let occurrence = Occurrence {
        order_id,
        happened,
        generation: None,
        // The worker looks at once, and waits for as long as it is to be.
        time_to_pay: TimeDelta::zero(),
        // What a fact leads to has its id: so the cause can be found, and nothing is written twice.
        audit_id: Id::from_uuid(fact.id),
        event_id: Id::from_uuid(fact.id),
        note: note(happened),
        short: Vec::new(),
        now,
    };
    Ok(advance(transaction, &occurrence)?.map(drop).map_err(|inapplicable| Unfit::new(inapplicable.to_string())))
}

/// The order that a fact is about, and what happened to it; `None` when nothing is to be done about it.
fn read(fact: &Fact) -> Result<Option<(OrderId, Happened)>, String> {
    let event = AnyEvent::deserialize(&fact.event).map_err(|error| error.to_string())?;
    Ok(Some(match fact.event_type.as_str() {
        PaymentAuthorised::TYPE => (data::<PaymentAuthorised>(event)?.order_id, Happened::Paid),
        PaymentCaptured::TYPE => (data::<PaymentCaptured>(event)?.order_id, Happened::Paid),
        PaymentVoided::TYPE => (data::<PaymentVoided>(event)?.order_id, Happened::Voided),
        ReservationExpired::TYPE => (data::<ReservationExpired>(event)?.order_id, Happened::Expired),
        ShipmentDispatched::TYPE => (data::<ShipmentDispatched>(event)?.order_id, Happened::Dispatched),
        _ => match data::<ShipmentDelivered>(event)? {
            ShipmentDelivered { order_id, outstanding: Some(0), .. } => (order_id, Happened::Arrived),
            ShipmentDelivered { .. } => return Ok(None),
        },
    }))
}

fn data<T: Event>(event: AnyEvent) -> Result<T, String> {
    event.read::<T>().map(|event| event.data).map_err(|error| error.to_string())
}

/// Why an order is cancelled because of a fact.
fn note(happened: Happened) -> Value {
    match happened {
        Happened::Expired => json!({ "reason": "its stock was reserved for too long" }),
        _ => Value::Null,
    }
}
