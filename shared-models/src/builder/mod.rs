//! Frames that a customer puts together: material, size, engraving and add-ons, priced by rule.

mod model;
pub(crate) use model::ENGRAVING;
pub use model::{AddOn, BundleTier, Design, DesignId, Engraving, EngravingTier, Material, PriceList, Size};

mod rules;
pub use rules::{DesignFault, Quote, price};

mod dto;
pub use dto::{DesignConfig, DesignView, QuoteDesign, QuoteLine, QuotePart, QuoteView, SaveDesign};

#[cfg(feature = "db")]
mod entity;
#[cfg(feature = "db")]
pub use entity::{DesignEntity, UnreadableDesign};
