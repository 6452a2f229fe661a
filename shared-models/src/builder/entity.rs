//! Rows of designs.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{AddOn, DesignConfig, DesignId, DesignView, Material, SaveDesign, Size};
use crate::catalog::ProductId;
use crate::customers::CustomerId;
use crate::kernel::{Currency, Money, MoneyError, UnknownVariant, view};
use crate::schema::designs;

/// A row of `designs`; its columns mean what the fields of [`DesignView`] mean. Times are UTC, amounts minor units.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = designs, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct DesignEntity {
    pub id: DesignId,
    pub product_id: ProductId,
    pub customer_id: Option<CustomerId>,
    pub material: Material,
    pub size: Size,
    pub engraving: Option<String>,
    /// Words with a space between.
    pub add_ons: String,
    /// The price on the day it was saved, without tax.
    pub price_minor: i64,
    pub currency: Currency,
    pub created_at: NaiveDateTime,
}

/// Why a row of `designs` cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableDesign {
    /// The list of add-ons has a word this release does not know.
    #[error(transparent)]
    AddOn(#[from] UnknownVariant),
    /// The price is larger than [`Money`] can hold.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl DesignEntity {
    /// The row of a design that costs `price`.
    pub fn new(id: DesignId, request: SaveDesign, price: Money, now: DateTime<Utc>) -> Self {
        let SaveDesign { product_id, customer_id, config } = request;
        let DesignConfig { material, size, engraving, add_ons } = config;
        Self {
            id,
            product_id,
            customer_id,
            material,
            size,
            engraving,
            add_ons: add_ons.iter().map(|add_on| add_on.as_str()).collect::<Vec<_>>().join(" "),
            price_minor: price.amount_minor(),
            currency: price.currency(),
            created_at: now.naive_utc(),
        }
    }
}

view! {
    DesignEntity => DesignView or UnreadableDesign { id, product_id, customer_id; created_at }
    with material, size, engraving, add_ons => config: DesignConfig {
        material,
        size,
        engraving,
        add_ons: add_ons.split_ascii_whitespace().map(str::parse::<AddOn>).collect::<Result<_, _>>()?,
    },
    with price_minor, currency => price: Money::new(price_minor, currency)?
}
