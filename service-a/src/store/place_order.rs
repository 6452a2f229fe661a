//! Placing orders: what their prices depend on in three round trips at most, and everything they write in one transaction.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use shared_models::builder::{DesignEntity, DesignId};
use shared_models::catalog::{ProductId, ProductStatus};
use shared_models::customers::CustomerId;
use shared_models::kernel::Currency;
use shared_models::orders::{OrderEntity, OrderItemEntity, OrderView, PlaceOrder};
use shared_models::schema::{customers, designs, products};

use super::idempotency::{Earlier, Used};
use super::reservation_tasks::NewTask;
use super::statement::one_of;
use super::{Connection, Error, Record, idempotency, journal, order_items, reservation_tasks};

pub use super::idempotency::{Fingerprint, Key};

/// A product as far as an order needs it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = products, check_for_backend(diesel::mysql::Mysql))]
pub struct Offer {
    /// The product's id.
    pub id: ProductId,
    /// Its stock keeping unit.
    pub sku: String,
    /// Its name.
    pub name: String,
    /// The price of one, in minor units.
    pub price_minor: i64,
    /// The currency of the price.
    pub currency: Currency,
    /// Whether it can be bought.
    pub status: ProductStatus,
}

/// What the prices of orders depend on, as far as it exists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Goods {
    /// Where the customers live.
    pub countries: BTreeMap<CustomerId, String>,
    /// The products.
    pub offers: BTreeMap<ProductId, Offer>,
    /// The designs.
    pub designs: BTreeMap<DesignId, DesignEntity>,
}

/// Everything an order writes.
#[derive(Debug, Clone)]
pub struct Placement {
    /// The key it came with.
    pub key: Key,
    /// The order.
    pub order: OrderEntity,
    /// Its lines.
    pub items: Vec<OrderItemEntity>,
    /// What happened.
    pub record: Record,
    /// Whether the caller is about to reserve the stock itself: until when others keep off.
    pub leased_until: Option<DateTime<Utc>>,
}

/// What a key has done before.
#[derive(Debug, PartialEq, Eq)]
pub enum Before {
    /// It placed this order.
    Placed(Box<OrderView>),
    /// It came with another request.
    OtherRequest,
}

/// Reads what the prices of these orders depend on: a round trip each for customers and products, and one for designs if
/// there are any.
///
/// # Errors
/// When the database fails.
pub fn goods<'a>(
    connection: &mut Connection,
    requests: impl Iterator<Item = &'a PlaceOrder> + Clone,
) -> Result<Goods, Error> {
    let lines = || requests.clone().flat_map(|request| &request.lines);
    let customer_ids = distinct(requests.clone().map(|request| request.customer_id));
    let product_ids = distinct(lines().map(|line| line.product_id));
    let design_ids = distinct(lines().filter_map(|line| line.design_id));
    let connection = connection.mysql();
    let countries: Vec<(CustomerId, String)> = customers::table
        .filter(one_of(customers::id, customer_ids))
        .select((customers::id, customers::country))
        .load(connection)?;
    let offers: Vec<Offer> =
        products::table.filter(one_of(products::id, product_ids)).select(Offer::as_select()).load(connection)?;
    let designs: Vec<DesignEntity> = if design_ids.is_empty() {
        Vec::new()
    } else {
        designs::table.filter(one_of(designs::id, design_ids)).select(DesignEntity::as_select()).load(connection)?
    };
    Ok(Goods {
        countries: countries.into_iter().collect(),
        offers: offers.into_iter().map(|offer| (offer.id, offer)).collect(),
        designs: designs.into_iter().map(|design| (design.id, design)).collect(),
    })
}

/// Writes orders, each unless its key was used before.
///
/// # Errors
/// When the database fails; the inner error is what the key did before.
pub fn write(connection: &mut Connection, placements: &[&Placement]) -> Result<Vec<Result<(), Before>>, Error> {
    if placements.is_empty() {
        return Ok(Vec::new());
    }
    let keys = distinct(placements.iter().map(|placement| &placement.key.key));
    if keys.len() == placements.len() && write_together(connection, placements)?.is_ok() {
        return Ok(placements.iter().map(|_| Ok(())).collect());
    }
    placements.iter().map(|placement| write_alone(connection, placement)).collect()
}

fn write_alone(connection: &mut Connection, placement: &Placement) -> Result<Result<(), Before>, Error> {
    match write_together(connection, &[placement])? {
        Ok(()) => Ok(Ok(())),
        Err(Used) => before(connection, &placement.key)?
            .map(Err)
            .ok_or_else(|| Error::Corrupt("an idempotency key that was in the way is gone".to_owned())),
    }
}

fn write_together(connection: &mut Connection, placements: &[&Placement]) -> Result<Result<(), Used>, Error> {
    let keys: Vec<(&Key, &OrderEntity)> =
        placements.iter().map(|placement| (&placement.key, &placement.order)).collect();
    let orders: Vec<&OrderEntity> = placements.iter().map(|placement| &placement.order).collect();
    let items: Vec<&OrderItemEntity> = placements.iter().flat_map(|placement| &placement.items).collect();
    let records: Vec<&Record> = placements.iter().map(|placement| &placement.record).collect();
    let tasks: Vec<NewTask> = placements.iter().map(|placement| task(placement)).collect();
    connection.transaction(|transaction| {
        if let Err(used) = idempotency::take(transaction, keys.clone())? {
            return Ok(Err(used));
        }
        super::orders::insert(transaction, &orders)?;
        order_items::insert(transaction, &items)?;
        journal::write_all(transaction, &records)?;
        reservation_tasks::reserve(transaction, &tasks)?;
        Ok(Ok(()))
    })
}

fn task(Placement { order, leased_until, .. }: &Placement) -> NewTask {
    NewTask {
        order_id: order.id,
        attempts: i32::from(leased_until.is_some()),
        next_attempt_at: leased_until.map_or(order.placed_at, |until| until.naive_utc()),
    }
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// What the key has done before, if anything.
///
/// # Errors
/// When the database fails.
pub fn before(connection: &mut Connection, key: &Key) -> Result<Option<Before>, Error> {
    match idempotency::find(connection.mysql(), key)? {
        None => Ok(None),
        Some(Earlier { same_request: false, .. }) => Ok(Some(Before::OtherRequest)),
        Some(Earlier { same_request: true, order_id }) => {
            Ok(super::orders::find(connection, order_id)?.map(Box::new).map(Before::Placed))
        }
    }
}
