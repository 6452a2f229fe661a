//! Rows of the catalog.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{
    BrandId, BrandView, CategoryId, CategoryView, CreateBrand, CreateCategory, CreateProduct, ProductChanged,
    ProductId, ProductStatus, ProductView, UpdateProduct,
};
use crate::kernel::{Currency, Money, MoneyError, view};
use crate::schema::{brands, categories, products};

/// A row of `brands`; its columns mean what the fields of [`BrandView`] mean. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = brands, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct BrandEntity {
    pub id: BrandId,
    pub name: String,
    pub slug: String,
    pub created_at: NaiveDateTime,
}

impl BrandEntity {
    /// The row of a new brand.
    pub fn new(id: BrandId, request: CreateBrand, now: DateTime<Utc>) -> Self {
        let CreateBrand { name, slug } = request;
        Self { id, name, slug, created_at: now.naive_utc() }
    }
}

view! { BrandEntity => BrandView { id, name, slug; created_at } }

/// A row of `categories`; its columns mean what the fields of [`CategoryView`] mean. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = categories, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct CategoryEntity {
    pub id: CategoryId,
    pub parent_id: Option<CategoryId>,
    pub name: String,
    pub slug: String,
    pub created_at: NaiveDateTime,
}

impl CategoryEntity {
    /// The row of a new category.
    pub fn new(id: CategoryId, request: CreateCategory, now: DateTime<Utc>) -> Self {
        let CreateCategory { name, slug, parent_id } = request;
        Self { id, parent_id, name, slug, created_at: now.naive_utc() }
    }
}

view! { CategoryEntity => CategoryView { id, parent_id, name, slug; created_at } }

/// A row of `products`; its columns mean what the fields of [`ProductView`] mean. Times are UTC, amounts minor units.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = products, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct ProductEntity {
    pub id: ProductId,
    pub sku: String,
    pub name: String,
    pub description: String,
    pub category_id: CategoryId,
    pub brand_id: BrandId,
    /// The price of one, without tax.
    pub price_minor: i64,
    pub currency: Currency,
    pub status: ProductStatus,
    pub version: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

impl ProductEntity {
    /// The row of a new product.
    pub fn new(id: ProductId, request: CreateProduct, now: DateTime<Utc>) -> Self {
        let CreateProduct { sku, name, description, category_id, brand_id, price, status } = request;
        Self {
            id,
            sku,
            name,
            description,
            category_id,
            brand_id,
            price_minor: price.amount_minor,
            currency: price.currency,
            status,
            version: 1,
            created_at: now.naive_utc(),
            updated_at: now.naive_utc(),
        }
    }

    /// The price of one, without tax.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] when the column holds more than [`Money`] can.
    pub fn price(&self) -> Result<Money, MoneyError> {
        Money::new(self.price_minor, self.currency)
    }
}

view! {
    ProductEntity => ProductView or MoneyError {
        id, sku, name, description, category_id, brand_id, status, version; created_at, updated_at
    }
    with price_minor, currency => price: Money::new(price_minor, currency)?
}

impl From<&ProductView> for ProductChanged {
    fn from(view: &ProductView) -> Self {
        Self {
            product_id: view.id,
            sku: view.sku.clone(),
            name: view.name.clone(),
            price: view.price,
            status: view.status,
            version: view.version,
            description: Some(view.description.clone()),
            category_id: Some(view.category_id),
            brand_id: Some(view.brand_id),
        }
    }
}

/// The columns an update of a product writes; `None` leaves the column as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = products)]
#[expect(missing_docs, reason = "the columns mean what the fields of the request mean")]
pub struct ProductChanges {
    pub name: Option<String>,
    pub description: Option<String>,
    pub category_id: Option<CategoryId>,
    pub brand_id: Option<BrandId>,
    pub price_minor: Option<i64>,
    /// Changes together with the price.
    pub currency: Option<Currency>,
    pub status: Option<ProductStatus>,
}

impl From<UpdateProduct> for ProductChanges {
    fn from(request: UpdateProduct) -> Self {
        let UpdateProduct { name, description, category_id, brand_id, price, status } = request;
        Self {
            name,
            description,
            category_id,
            brand_id,
            price_minor: price.map(|price| price.amount_minor),
            currency: price.map(|price| price.currency),
            status,
        }
    }
}
