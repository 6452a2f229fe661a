//! Placing an order: what its price depends on in two round trips at most, and everything it writes in one transaction.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use shared_models::builder::{DesignEntity, DesignId};
use shared_models::catalog::{ProductId, ProductStatus};
use shared_models::customers::CustomerId;
use shared_models::kernel::Currency;
use shared_models::orders::{OrderEntity, OrderItemEntity, OrderView};
use shared_models::schema::{customers, designs, products};

use super::idempotency::{Earlier, Used};
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

/// What the price of an order depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Goods {
    /// Where the customer lives; `None` when there is no such customer.
    pub country: Option<String>,
    /// The products that exist, in no order.
    pub offers: Vec<Offer>,
    /// The designs that exist, in no order.
    pub designs: Vec<DesignEntity>,
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
    /// When it was placed.
    pub now: DateTime<Utc>,
}

/// What a key has done before.
#[derive(Debug, PartialEq, Eq)]
pub enum Before {
    /// It placed this order.
    Placed(Box<OrderView>),
    /// It came with another request.
    OtherRequest,
}

/// Reads what the price of an order depends on: customer and products in one round trip, designs in another if there
/// are any.
///
/// # Errors
/// When the database fails.
pub fn goods(
    connection: &mut Connection,
    customer_id: CustomerId,
    product_ids: Vec<ProductId>,
    design_ids: Vec<DesignId>,
) -> Result<Goods, Error> {
    let rows: Vec<(String, Option<Offer>)> = customers::table
        .left_join(products::table.on(one_of(products::id, product_ids)))
        .filter(customers::id.eq(customer_id))
        .select((customers::country, Option::<Offer>::as_select()))
        .load(connection.mysql())?;
    let mut goods = Goods::default();
    for (country, offer) in rows {
        goods.country = Some(country);
        goods.offers.extend(offer);
    }
    if !design_ids.is_empty() {
        goods.designs = designs::table
            .filter(one_of(designs::id, design_ids))
            .select(DesignEntity::as_select())
            .load(connection.mysql())?;
    }
    Ok(goods)
}

/// Writes an order, unless its key was used before.
///
/// # Errors
/// When the database fails; the inner error is what the key did before.
pub fn write(connection: &mut Connection, placement: &Placement) -> Result<Result<(), Before>, Error> {
    let Placement { key, order, items, record, leased_until, now } = placement;
    let written = connection.transaction(|transaction| {
        if let Err(used) = idempotency::take(transaction, key, order.id, *now)? {
            return Ok(Err(used));
        }
        super::orders::insert(transaction, order)?;
        order_items::insert(transaction, items)?;
        journal::write(transaction, record)?;
        reservation_tasks::reserve(
            transaction,
            order.id,
            i32::from(leased_until.is_some()),
            leased_until.unwrap_or(*now),
        )?;
        Ok(Ok(()))
    })?;
    match written {
        Ok(()) => Ok(Ok(())),
        Err(Used) => before(connection, key)?
            .map(Err)
            .ok_or_else(|| Error::Corrupt("an idempotency key that was in the way is gone".to_owned())),
    }
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
