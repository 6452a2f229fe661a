//! Taking over a product as the storefront has it.

use chrono::{DateTime, Utc};
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::catalog::{ProductChanged, ProductEntity};

use crate::store::products::{self, NotInserted, SkuTaken};

/// Takes over what a fact says of a product, unless a later version was taken over before.
pub(super) fn copy(
    transaction: &mut Transaction,
    product: &ProductChanged,
    now: DateTime<Utc>,
) -> Result<Result<(), SkuTaken>, Error> {
    let (id, new) = (product.product_id, row(product, now));
    if new.is_none() && !products::exists(transaction, id)? {
        tracing::info!(product = %id, "a fact of an older release does not say enough to add the product; a later one does");
        return Ok(Ok(()));
    }
    if !products::is_later(transaction, id, product.version)? {
        return Ok(Ok(()));
    }
    write(transaction, product, new, now)
}

/// Takes over a product of a snapshot, whatever was taken over before: a storefront that was restored has earlier versions.
pub(super) fn replace(
    transaction: &mut Transaction,
    product: &ProductChanged,
    now: DateTime<Utc>,
) -> Result<Result<(), SkuTaken>, Error> {
    products::set_version(transaction, product.product_id, product.version)?;
    write(transaction, product, row(product, now), now)
}

/// Takes over products of a snapshot that may have exchanged their SKUs, so that none can be the first.
///
/// # Errors
/// When the database fails, or one of them has the SKU of a product that is not among them; then nothing was written.
pub(super) fn exchange(
    connection: &mut Connection,
    products: &[ProductChanged],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let exchanged = connection.transaction(|transaction| {
        for product in products {
            products::set_sku_aside(transaction, product.product_id)?;
        }
        for product in products {
            if let Err(taken) = replace(transaction, product, now)? {
                let ProductChanged { product_id, sku, .. } = product;
                return Ok(Err(format!("product {product_id} with the SKU {sku} is not taken over: {taken}")));
            }
        }
        Ok(Ok(()))
    })?;
    exchanged.map_err(Error::Corrupt)
}

fn write(
    transaction: &mut Transaction,
    product: &ProductChanged,
    new: Option<ProductEntity>,
    now: DateTime<Utc>,
) -> Result<Result<(), SkuTaken>, Error> {
    // Nearly every fact changes a copy that is there.
    match products::change(transaction, product, now)? {
        Ok(true) => return Ok(Ok(())),
        Ok(false) => {}
        Err(taken) => return Ok(Err(taken)),
    }
    let new = new.ok_or_else(|| Error::corrupt("a product is gone that was there"))?;
    match products::insert(transaction, &new)? {
        Ok(()) => Ok(Ok(())),
        // Nobody else adds it while its version is locked, but for a request that puts it: that one is replaced.
        Err(NotInserted::Exists) => Err(Error::Contended("a request puts the product".to_owned())),
        Err(NotInserted::SkuTaken) => Ok(Err(SkuTaken)),
    }
}

/// A new copy; `None` where the release that wrote the fact does not say enough.
fn row(product: &ProductChanged, now: DateTime<Utc>) -> Option<ProductEntity> {
    let ProductChanged { product_id, sku, name, price, status, version: _, description, category_id, brand_id } =
        product.clone();
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
