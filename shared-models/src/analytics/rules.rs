//! How facts are summed up.

use std::collections::BTreeMap;

use super::ProductSalesView;
use crate::kernel::{Money, MoneyError};
use crate::orders::OrderPlaced;

/// What `orders` sold, product by product and currency by currency, in the order of product ids.
///
/// # Errors
/// [`MoneyError::OutOfRange`] when a sum is too large to count.
pub fn product_sales<'a>(
    orders: impl IntoIterator<Item = &'a OrderPlaced>,
) -> Result<Vec<ProductSalesView>, MoneyError> {
    let mut sales = BTreeMap::new();
    for line in orders.into_iter().flat_map(|order| &order.lines) {
        let currency = line.unit_price.currency();
        let (quantity, revenue) =
            sales.entry((line.product_id, currency)).or_insert_with(|| (0_u64, Money::zero(currency)));
        *quantity += u64::from(line.quantity);
        *revenue = revenue.plus(line.unit_price.times(line.quantity)?)?;
    }
    let view = |((product_id, _), (quantity, revenue))| ProductSalesView { product_id, quantity, revenue };
    Ok(sales.into_iter().map(view).collect())
}
