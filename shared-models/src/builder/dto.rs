//! Requests and views of designs.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{AddOn, DesignId, ENGRAVING, Engraving, Material, Size};
use crate::catalog::ProductId;
use crate::customers::CustomerId;
use crate::kernel::{Money, text_enum};

/// What a customer puts together. [`price`](super::price) has the rules between fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(
    feature = "contract",
    derive(schemars::JsonSchema),
    schemars(extend("x-accord-custom" = "design-faults/1"))
)]
pub struct DesignConfig {
    /// What the frame is made of.
    #[garde(skip)]
    pub material: Material,
    /// How wide it is.
    #[garde(skip)]
    pub size: Size,
    /// The text on the inside of a temple; how long it may be depends on the material.
    #[garde(length(chars, min = Engraving::MIN, max = Engraving::MAX), pattern(ENGRAVING))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engraving: Option<String>,
    /// What comes with it; each at most once.
    #[garde(length(max = AddOn::ALL.len()))]
    #[serde(default)]
    pub add_ons: Vec<AddOn>,
}

/// Asks what a design costs. Nothing is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct QuoteDesign {
    /// The design.
    #[garde(dive)]
    pub config: DesignConfig,
}

text_enum! {
    /// What a line of a quote is for.
    pub enum QuotePart {
        /// The frame in its material.
        Frame = "frame",
        /// The size.
        Size = "size",
        /// The engraving.
        Engraving = "engraving",
        /// An add-on.
        AddOn = "add_on",
        /// What is taken off several add-ons.
        Bundle = "bundle",
    }
}

/// A line of a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct QuoteLine {
    /// What it is for.
    pub part: QuotePart,
    /// What it costs, without tax; negative for a discount.
    pub amount: Money,
}

/// What a design costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct QuoteView {
    /// Part by part.
    pub lines: Vec<QuoteLine>,
    /// The sum, without tax.
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
    /// Whose design it is; absent before somebody signs up.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// The design.
    #[garde(dive)]
    pub config: DesignConfig,
}

/// A saved design.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct DesignView {
    /// The design's id.
    pub id: DesignId,
    /// The frame it is made from.
    pub product_id: ProductId,
    /// Whose design it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// The design.
    pub config: DesignConfig,
    /// What it cost when it was saved, without tax.
    pub price: Money,
    /// When it was saved.
    pub created_at: DateTime<Utc>,
}
