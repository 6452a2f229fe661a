//! Placing orders: those that came in at the same time are looked up, priced and written together.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use shared_models::audit::{AuditAction, AuditLog};
use shared_models::events::EventId;
use shared_models::kernel::Id;
use shared_models::orders::{GiftRequested, OrderId, OrderPlaced, OrderView, PlaceOrder};

use crate::checkout::{self, Refused};
use crate::policy::Policy;
use crate::store::place_order::{self, Before, Goods, Key, Placement};
use crate::store::{Connection, Error, Record};

/// An order that is to be placed.
pub struct Placing {
    /// Its id.
    pub id: OrderId,
    /// What was asked for.
    pub request: PlaceOrder,
    /// The key it came with.
    pub key: Key,
    /// What the shop charges.
    pub policy: Arc<Policy>,
    /// The id of its audit entry.
    pub audit_id: Id<AuditLog>,
    /// The ids of the facts: that it was placed, and that there is a message with it.
    pub event_ids: [EventId; 2],
    /// Whether the caller is about to reserve the stock itself: until when others keep off.
    pub leased_until: Option<DateTime<Utc>>,
    /// When it is placed.
    pub now: DateTime<Utc>,
}

/// What became of it.
#[derive(Debug)]
pub enum Outcome {
    /// It is placed.
    New(OrderView),
    /// Its key has placed this order before.
    Earlier(OrderView),
    /// Its key came with another request before.
    KeyReused,
    /// It cannot be placed as it is.
    Refused(Refused),
}

/// Places `orders`, each by itself as far as anybody can see.
///
/// # Errors
/// When the database fails; then none of them is placed.
pub fn place(connection: &mut Connection, orders: &[Placing]) -> Result<Vec<Outcome>, Error> {
    let goods = place_order::goods(connection, orders.iter().map(|order| &order.request))?;
    let priced: Vec<_> = orders.iter().map(|order| price(order, &goods)).collect::<Result<_, _>>()?;
    let placements: Vec<&Placement> = priced.iter().flatten().map(|(placement, _)| placement).collect();
    let mut written = place_order::write(connection, &placements)?.into_iter();
    let outcome = |(order, priced): (&Placing, Result<(Placement, OrderView), Refused>)| match priced {
        Ok((_, view)) => Ok(written.next().ok_or(Error::Interrupted)?.map_or_else(again, |()| Outcome::New(view))),
        // What could be sold when the key was used first may be gone by now: the key still means that order.
        Err(refused) => Ok(place_order::before(connection, &order.key)?.map_or(Outcome::Refused(refused), again)),
    };
    orders.iter().zip(priced).map(outcome).collect()
}

/// Everything there is to write about an order, and what the client gets to see; the inner error is a refusal.
fn price(order: &Placing, goods: &Goods) -> Result<Result<(Placement, OrderView), Refused>, Error> {
    let Placing { id, request, key, policy, audit_id, event_ids: [placed, gift], leased_until, now } = order;
    let priced = match checkout::price(*id, request, goods, policy, *now) {
        Ok(priced) => priced,
        Err(refused) => return Ok(Err(refused)),
    };
    let view = priced.order.clone().view(priced.items.clone()).map_err(Error::corrupt)?;
    let changes = serde_json::json!({ "status": view.status, "customer_id": view.customer_id, "total": view.total });
    let mut record = Record::new(*audit_id, AuditAction::Created, "order", *id, &changes, *now)
        .with_fact(*placed, OrderPlaced::from(&view))?;
    if let Some(message) = view.gift_message.clone() {
        record = record.with_fact(*gift, GiftRequested { order_id: *id, message })?;
    }
    let (key, leased_until) = (key.clone(), *leased_until);
    Ok(Ok((Placement { key, order: priced.order, items: priced.items, record, leased_until }, view)))
}

fn again(before: Before) -> Outcome {
    match before {
        Before::Placed(view) => Outcome::Earlier(*view),
        Before::OtherRequest => Outcome::KeyReused,
    }
}
