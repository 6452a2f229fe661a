//! What the prices of orders depend on: customers, products and designs, in three round trips at most.

use std::collections::BTreeMap;

use diesel::prelude::*;
use service_chassis::database::{Connection, Error, one_of};
use shared_models::builder::{DesignEntity, DesignId};
use shared_models::catalog::{ProductId, ProductStatus};
use shared_models::customers::CustomerId;
use shared_models::kernel::Currency;
use shared_models::orders::PlaceOrder;
use shared_models::schema::{customers, designs, products};

/// The columns of a product that an order needs.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = products, check_for_backend(diesel::mysql::Mysql))]
pub struct Offer {
    pub id: ProductId,
    pub sku: String,
    pub name: String,
    /// The price of one, in minor units.
    pub price_minor: i64,
    pub currency: Currency,
    pub status: ProductStatus,
}

/// Everything that some requests refer to, as far as it exists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Goods {
    /// The country that each customer lives in: it decides the tax.
    pub countries: BTreeMap<CustomerId, String>,
    pub offers: BTreeMap<ProductId, Offer>,
    pub designs: BTreeMap<DesignId, DesignEntity>,
}

/// Reads what `requests` refer to: a round trip each for customers and products, and one for designs if there are any.
pub fn of_requests<'a>(
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

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}
