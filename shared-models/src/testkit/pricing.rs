//! A price list and terms that a shop could have.

use crate::builder::{AddOn, BundleTier, EngravingTier, Material, PriceList, Size};
use crate::kernel::{BasisPoints, Currency};
use crate::orders::{DiscountTier, Terms};

/// A full price list in euros.
pub fn price_list() -> PriceList {
    PriceList {
        currency: Currency::EUR,
        materials: [
            (Material::Acetate, 12_900),
            (Material::Titanium, 18_900),
            (Material::Steel, 14_900),
            (Material::Walnut, 21_900),
        ]
        .into(),
        sizes: [(Size::Small, 0), (Size::Medium, 0), (Size::Large, 500)].into(),
        add_ons: [
            (AddOn::AntiReflective, 3_900),
            (AddOn::BlueLight, 2_900),
            (AddOn::HardCase, 900),
            (AddOn::Photochromic, 6_900),
            (AddOn::SunClip, 4_900),
        ]
        .into(),
        engraving: vec![
            EngravingTier { up_to: 8, price_minor: 500 },
            EngravingTier { up_to: 16, price_minor: 900 },
            EngravingTier { up_to: 24, price_minor: 1_300 },
        ],
        bundles: vec![
            BundleTier { from: 2, discount: BasisPoints(1_000) },
            BundleTier { from: 3, discount: BasisPoints(1_500) },
        ],
    }
}

/// 19 % tax, 5 % off from 300 euros and 8 % off from 800.
pub fn terms() -> Terms {
    Terms {
        discounts: vec![
            DiscountTier { from_minor: 30_000, discount: BasisPoints(500) },
            DiscountTier { from_minor: 80_000, discount: BasisPoints(800) },
        ],
        tax: BasisPoints(1_900),
    }
}
