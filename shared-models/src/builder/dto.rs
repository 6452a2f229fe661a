//! Requests and views of designs.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{AddOn, DesignId, ENGRAVING, Engraving, Material, Size};
use crate::catalog::ProductId;
use crate::customers::CustomerId;
use crate::kernel::{Money, text_enum};

/// What a customer puts together. Each add-on is there at most once, some of them exclude each other, and a material limits the
/// length of the engraving.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(
    feature = "contract",
    derive(schemars::JsonSchema),
    schemars(extend("x-accord-custom" = "design-faults/1"))
)]
pub struct DesignConfig {
    /// Limits how long an engraving may be.
    #[garde(skip)]
    pub material: Material,
    /// The width of the frame.
    #[garde(skip)]
    pub size: Size,
    /// Cut into the inside of a temple; absent for none. How long it may be depends on the material.
    #[garde(length(chars, min = Engraving::MIN, max = Engraving::MAX), pattern(ENGRAVING))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engraving: Option<String>,
    /// Each at most once; empty if absent. Some pairs do not fit on one frame.
    #[garde(length(max = AddOn::ALL.len()))]
    #[serde(default)]
    pub add_ons: Vec<AddOn>,
}

/// Asks what a design costs. Nothing is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct QuoteDesign {
    /// The design to price.
    #[garde(dive)]
    pub config: DesignConfig,
}

text_enum! {
    /// The part of a design that a line of a quote prices.
    pub enum QuotePart {
        /// The frame in its material.
        Frame = "frame",
        /// The surcharge for the size.
        Size = "size",
        /// The engraving, by its length.
        Engraving = "engraving",
        /// One add-on; a line for each.
        AddOn = "add_on",
        /// The discount on several add-ons; negative.
        Bundle = "bundle",
    }
}

/// The price of one part of a design.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct QuoteLine {
    /// Which part of the design this line prices.
    pub part: QuotePart,
    /// Without tax; negative for a discount.
    pub amount: Money,
}

/// The price of a design, part by part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct QuoteView {
    /// In the order frame, size, engraving, add-ons, bundle discount; a part that costs nothing extra is listed with 0.
    pub lines: Vec<QuoteLine>,
    /// The sum of the lines, without tax.
    pub total: Money,
}

impl From<super::Quote> for QuoteView {
    fn from(quote: super::Quote) -> Self {
        let super::Quote { lines, total } = quote;
        Self { lines, total }
    }
}

/// Saves a design with the price it has today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct SaveDesign {
    /// The frame it is made from.
    #[garde(skip)]
    pub product_id: ProductId,
    /// The owner; absent until the visitor signs up.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// Validated and priced as in a quote.
    #[garde(dive)]
    pub config: DesignConfig,
}

/// A saved design, with the price of that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct DesignView {
    /// Assigned on creation (UUIDv7).
    pub id: DesignId,
    /// The frame it is made from.
    pub product_id: ProductId,
    /// The owner; absent when it was saved by a visitor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// As it was saved; a design does not change.
    pub config: DesignConfig,
    /// The price on the day it was saved, without tax.
    pub price: Money,
    /// UTC; set once.
    pub created_at: DateTime<Utc>,
}
