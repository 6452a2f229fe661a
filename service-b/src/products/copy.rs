//! Taking over a product as the storefront has it.

use chrono::{DateTime, Utc};
use service_chassis::database::{Error, Transaction};
use service_chassis::facts::Unfit;
use shared_models::catalog::{ProductChanged, ProductEntity};

use crate::store::products::{self, NotInserted, SkuTaken};

/// Takes over a product, unless a later version was taken over before.
pub(super) fn copy(
    transaction: &mut Transaction,
    product: ProductChanged,
    now: DateTime<Utc>,
) -> Result<Result<(), Unfit>, Error> {
    // Nearly every fact changes a copy that is there.
    match products::change(transaction, &product, now)? {
        Ok(true) => return Ok(Ok(())),
        Ok(false) => {}
        Err(SkuTaken) => return Ok(Err(Unfit::new("another product has the SKU"))),
    }
    if !products::is_later(transaction, product.product_id, product.version)? {
        return Ok(Ok(()));
    }
    let taken = || Unfit::new("another product has the SKU");
    match products::lock(transaction, product.product_id)? {
        Some(old) => {
            let row = changed(old, product, now);
            Ok(products::update(transaction, &row)?.map_err(|_| taken()))
        }
        None => {
            let Some(row) = row(product, now) else {
                return Ok(Err(Unfit::new("the release that wrote it does not say category, brand and description")));
            };
            Ok(match products::insert(transaction, &row)? {
                Ok(()) => Ok(()),
                // Nobody else adds it while its version is locked, but for a request that puts it: that one is replaced.
                Err(NotInserted::Exists) => return Err(Error::Contended("a request puts the product".to_owned())),
                Err(NotInserted::SkuTaken) => Err(taken()),
            })
        }
    }
}

/// The copy as it is now. What an older release of the storefront does not say stays.
fn changed(old: ProductEntity, product: ProductChanged, now: DateTime<Utc>) -> ProductEntity {
    let ProductChanged { product_id: _, sku, name, price, status, version: _, description, category_id, brand_id } =
        product;
    ProductEntity {
        sku,
        name,
        price_minor: price.amount_minor(),
        currency: price.currency(),
        status,
        description: description.unwrap_or(old.description),
        category_id: category_id.unwrap_or(old.category_id),
        brand_id: brand_id.unwrap_or(old.brand_id),
        version: old.version + 1,
        updated_at: now.naive_utc(),
        ..old
    }
}

fn row(product: ProductChanged, now: DateTime<Utc>) -> Option<ProductEntity> {
    let ProductChanged { product_id, sku, name, price, status, version: _, description, category_id, brand_id } =
        product;
    Some(ProductEntity {
        id: product_id,
        sku,
        name,
        description: description?,
        category_id: category_id?,
        brand_id: brand_id?,
        price_minor: price.amount_minor(),
        currency: price.currency(),
        status,
        version: 1,
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
    })
}
