//! What a design is made of, and the list its price is read from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use garde::Validate;
use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::kernel::text::pattern;
use crate::kernel::{BasisPoints, Currency, Money, ids, text_enum};

ids! { Design => DesignId }

text_enum! {
    /// What the frame is made of.
    pub enum Material {
        /// Cellulose acetate.
        Acetate = "acetate",
        /// Titanium.
        Titanium = "titanium",
        /// Stainless steel.
        Steel = "steel",
        /// Laminated walnut.
        Walnut = "walnut",
    }
}

text_enum! {
    /// How wide the frame is.
    pub enum Size {
        /// Up to 128 mm.
        Small = "small",
        /// 129 to 138 mm.
        Medium = "medium",
        /// 139 mm and more.
        Large = "large",
    }
}

text_enum! {
    /// What can be had beside the frame.
    pub enum AddOn {
        /// A coating against reflections.
        AntiReflective = "anti_reflective",
        /// A filter for blue light.
        BlueLight = "blue_light",
        /// A hard case.
        HardCase = "hard_case",
        /// Lenses that darken in the sun.
        Photochromic = "photochromic",
        /// A clip with sun lenses.
        SunClip = "sun_clip",
    }
}

/// The text on the inside of a temple.
pub struct Engraving;

impl Engraving {
    /// Shortest, in characters.
    pub const MIN: usize = 1;
    /// Longest on any material, in characters; see [`Material::engraving_max`].
    pub const MAX: usize = 24;
}

/// What the engraving machine can cut: letters, digits, spaces and `& ' . -`, not at the ends.
pub(crate) static ENGRAVING: LazyLock<Regex> =
    LazyLock::new(|| pattern("^[A-Za-z0-9À-ÖØ-öø-ÿ]([A-Za-z0-9À-ÖØ-öø-ÿ &'.-]*[A-Za-z0-9À-ÖØ-öø-ÿ.])?$"));

impl Material {
    /// The longest engraving it can carry, in characters: walnut splinters, acetate softens.
    pub const fn engraving_max(self) -> usize {
        match self {
            Self::Titanium | Self::Steel => Engraving::MAX,
            Self::Acetate => 16,
            Self::Walnut => 12,
        }
    }
}

impl AddOn {
    /// Pairs that do not fit on one frame.
    pub const INCOMPATIBLE: &[(Self, Self)] = &[(Self::Photochromic, Self::SunClip)];
}

/// What everything costs, in one currency, without tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct PriceList {
    /// The currency of every amount in the list.
    #[garde(skip)]
    pub currency: Currency,
    /// The price of a frame by material, in minor units.
    #[garde(custom(prices))]
    pub materials: BTreeMap<Material, i64>,
    /// What a size costs on top, in minor units.
    #[garde(custom(prices))]
    pub sizes: BTreeMap<Size, i64>,
    /// What an add-on costs, in minor units.
    #[garde(custom(prices))]
    pub add_ons: BTreeMap<AddOn, i64>,
    /// What an engraving costs by length: the first tier that is long enough counts. In ascending order.
    #[garde(dive, custom(|tiers: &Vec<EngravingTier>, _: &()| ascending(tiers, |tier| tier.up_to)))]
    pub engraving: Vec<EngravingTier>,
    /// What is taken off the add-ons when several are bought: the highest tier reached counts. In ascending order.
    #[garde(dive, custom(|tiers: &Vec<BundleTier>, _: &()| ascending(tiers, |tier| tier.from)))]
    pub bundles: Vec<BundleTier>,
}

/// The price of an engraving up to a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct EngravingTier {
    /// The longest engraving of this tier, in characters.
    #[garde(range(min = 1, max = Engraving::MAX))]
    pub up_to: usize,
    /// What it costs, in minor units.
    #[garde(range(min = 0, max = Money::MAX_MINOR))]
    pub price_minor: i64,
}

/// The discount on add-ons from a number of them on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct BundleTier {
    /// The smallest number of add-ons of this tier.
    #[garde(range(min = 1))]
    pub from: usize,
    /// The share of their price that is taken off.
    #[garde(dive)]
    pub discount: BasisPoints,
}

fn prices<K>(amounts: &BTreeMap<K, i64>, _: &()) -> garde::Result {
    if amounts.values().any(|amount| !(0..=Money::MAX_MINOR).contains(amount)) {
        return Err(garde::Error::new("a price is negative or too large"));
    }
    Ok(())
}

fn ascending<T>(tiers: &[T], key: impl Fn(&T) -> usize) -> garde::Result {
    if tiers.windows(2).any(|pair| key(&pair[0]) >= key(&pair[1])) {
        return Err(garde::Error::new("tiers are not in ascending order"));
    }
    Ok(())
}
