//! Places the orders of concurrent requests: looked up and priced by the same statements, written in one transaction.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use service_chassis::problem::Fault;
use shared_models::audit::{AuditAction, AuditLog};
use shared_models::events::EventId;
use shared_models::kernel::Id;
use shared_models::orders::{GiftRequested, OrderEntity, OrderId, OrderItemEntity, OrderPlaced, OrderView, PlaceOrder};

use super::advance::row;
use super::price::{Refused, price};
use super::saga::State;
use crate::policy::Policy;
use crate::store::goods::{self, Goods};
use crate::store::idempotency::{self, Earlier, KeyRow, Used};
use crate::store::sagas::{self, SagaRow};
use crate::store::{Record, order_items, orders, record};
use service_chassis::database::{Connection, Error, Key};

/// An order to place.
pub struct Placing {
    pub id: OrderId,
    pub request: PlaceOrder,
    pub key: Key,
    pub policy: Arc<Policy>,
    pub audit_id: Id<AuditLog>,
    /// The ids of two facts: that it was placed, and that there is a message with it.
    pub event_ids: [EventId; 2],
    /// Set when the request reserves the stock itself: the worker leaves the saga alone until then.
    pub leased_until: Option<DateTime<Utc>>,
    pub now: DateTime<Utc>,
}

/// The outcome for one order.
#[derive(Debug)]
pub enum Outcome {
    New(OrderView),
    /// Its key has placed this order before.
    Earlier(OrderView),
    Refused(PlaceRefused),
}

/// Why an order is not placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceRefused {
    /// It refers to things that do not exist.
    Unknown(Vec<Fault>),
    /// What it refers to cannot be sold like this.
    Invalid(Vec<Fault>),
    /// Its key belongs to another request.
    KeyReused,
}

/// The rows of an order.
struct Placement<'a> {
    key: &'a Key,
    order: OrderEntity,
    items: Vec<OrderItemEntity>,
    record: Record,
    leased_until: Option<DateTime<Utc>>,
}

/// Places `orders`; each has its own outcome.
///
/// # Errors
/// When the database fails; then none of them is placed.
pub fn place_together(connection: &mut Connection, orders: &[Placing]) -> Result<Vec<Outcome>, Error> {
    let goods = goods::of_requests(connection, orders.iter().map(|order| &order.request))?;
    let priced: Vec<_> = orders.iter().map(|order| placement(order, &goods)).collect::<Result<_, _>>()?;
    let placements: Vec<&Placement> = priced.iter().flatten().map(|(placement, _)| placement).collect();
    let mut written = write(connection, &placements)?.into_iter();
    let outcome = |(order, priced): (&Placing, Result<(Placement, OrderView), Refused>)| match priced {
        Ok((_, view)) => Ok(written.next().ok_or(Error::Interrupted)?.unwrap_or(Outcome::New(view))),
        // What could be sold when the key was used first may be gone by now: the key still means that order.
        Err(refused) => Ok(earlier(connection, &order.key)?.unwrap_or(Outcome::Refused(refused.into()))),
    };
    orders.iter().zip(priced).map(outcome).collect()
}

/// The rows of an order and its view; the inner error is a refusal.
fn placement<'a>(order: &'a Placing, goods: &Goods) -> Result<Result<(Placement<'a>, OrderView), Refused>, Error> {
    let Placing { id, request, key, policy, audit_id, event_ids: [placed, gift], leased_until, now } = order;
    let priced = match price(*id, request, goods, policy, *now) {
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
    let placement = Placement { key, order: priced.order, items: priced.items, record, leased_until: *leased_until };
    Ok(Ok((placement, view)))
}

/// Writes orders, each unless its key was used before: then the outcome of that.
fn write(connection: &mut Connection, placements: &[&Placement]) -> Result<Vec<Option<Outcome>>, Error> {
    if placements.is_empty() {
        return Ok(Vec::new());
    }
    let keys: BTreeSet<&str> = placements.iter().map(|placement| placement.key.key.as_str()).collect();
    if keys.len() == placements.len() && insert(connection, placements)?.is_ok() {
        return Ok(placements.iter().map(|_| None).collect());
    }
    placements.iter().map(|placement| write_alone(connection, placement)).collect()
}

fn write_alone(connection: &mut Connection, placement: &Placement) -> Result<Option<Outcome>, Error> {
    match insert(connection, &[placement])? {
        Ok(()) => Ok(None),
        Err(Used) => match earlier(connection, placement.key)? {
            Some(outcome) => Ok(Some(outcome)),
            None => Err(Error::corrupt("an idempotency key that was in the way is gone")),
        },
    }
}

fn insert(connection: &mut Connection, placements: &[&Placement]) -> Result<Result<(), Used>, Error> {
    let keys: Vec<KeyRow> = placements.iter().map(|placement| placement.key_row()).collect();
    let rows: Vec<&OrderEntity> = placements.iter().map(|placement| &placement.order).collect();
    let items: Vec<&OrderItemEntity> = placements.iter().flat_map(|placement| &placement.items).collect();
    let records: Vec<&Record> = placements.iter().map(|placement| &placement.record).collect();
    let sagas: Vec<SagaRow> = placements.iter().map(|placement| placement.saga_row()).collect();
    connection.transaction(|transaction| {
        if let Err(used) = idempotency::take(transaction, keys.clone())? {
            return Ok(Err(used));
        }
        orders::insert(transaction, &rows)?;
        order_items::insert(transaction, &items)?;
        record::write_all(transaction, &records)?;
        sagas::insert(transaction, &sagas)?;
        Ok(Ok(()))
    })
}

impl Placement<'_> {
    fn key_row(&self) -> KeyRow<'_> {
        let Key { key, fingerprint } = self.key;
        KeyRow { idempotency_key: key, fingerprint, order_id: self.order.id, created_at: self.order.placed_at }
    }

    /// Due at once, or leased to the request that places the order, which makes the first attempt itself.
    fn saga_row(&self) -> SagaRow {
        let (id, placed_at) = (self.order.id, self.order.placed_at.and_utc());
        let generation = i32::from(self.leased_until.is_some());
        SagaRow { generation, ..row(id, State::Reserving, self.leased_until.or(Some(placed_at)), placed_at) }
    }
}

/// The outcome for a key that was used before.
fn earlier(connection: &mut Connection, key: &Key) -> Result<Option<Outcome>, Error> {
    match idempotency::find(connection, key)? {
        None => Ok(None),
        Some(Earlier { same_request: false, .. }) => Ok(Some(Outcome::Refused(PlaceRefused::KeyReused))),
        Some(Earlier { same_request: true, order_id }) => Ok(orders::find(connection, order_id)?.map(Outcome::Earlier)),
    }
}

impl From<Refused> for PlaceRefused {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Unknown(faults) => Self::Unknown(faults),
            Refused::Invalid(faults) => Self::Invalid(faults),
        }
    }
}
