//! What a design costs.

use super::{AddOn, DesignConfig, Material, PriceList, QuoteLine, QuotePart, Size};
use crate::kernel::{Money, MoneyError, Rounding};

/// Why a design cannot be made, or not be priced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DesignFault {
    /// The engraving is longer than the material can carry.
    #[error("{material} carries at most {max} characters of engraving")]
    EngravingTooLong {
        /// The material chosen.
        material: Material,
        /// The longest it can carry, in characters.
        max: usize,
    },
    /// The same add-on is listed twice.
    #[error("{0} is there twice")]
    AddOnTwice(AddOn),
    /// Two add-ons do not fit on one frame.
    #[error("{0} and {1} do not fit together")]
    Incompatible(AddOn, AddOn),
    /// The list has no price for the material.
    #[error("no price for {0}")]
    MaterialNotSold(Material),
    /// The list has no price for the size.
    #[error("no price for size {0}")]
    SizeNotSold(Size),
    /// The list has no price for the add-on.
    #[error("no price for {0}")]
    AddOnNotSold(AddOn),
    /// The list has no tier for an engraving of this length.
    #[error("no price for an engraving of {0} characters")]
    EngravingNotSold(usize),
    /// A price or the sum is out of range.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// What a design costs, part by part. The parts add up to the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Each part, in the order frame, size, engraving, add-ons, bundle discount (negative).
    pub lines: Vec<QuoteLine>,
    /// Their sum.
    pub total: Money,
}

/// Prices `config` by `list`.
///
/// The bundle discount is a share of the add-ons' price, rounded down, so that it never exceeds what was promised.
///
/// # Errors
/// The first [`DesignFault`].
///
/// ```
/// use shared_models::builder::{self, AddOn, DesignConfig, Material, Size};
/// use shared_models::testkit;
///
/// let config = DesignConfig {
///     material: Material::Titanium,
///     size: Size::Large,
///     engraving: Some("Für Jonas".to_owned()),
///     add_ons: vec![AddOn::HardCase, AddOn::BlueLight],
/// };
/// let quote = builder::price(&config, &testkit::price_list())?;
/// assert_eq!(quote.total.to_string(), "237.20 EUR");
/// # Ok::<(), builder::DesignFault>(())
/// ```
pub fn price(config: &DesignConfig, list: &PriceList) -> Result<Quote, DesignFault> {
    check(config)?;
    let amount = |minor: i64| Money::new(minor, list.currency);
    let mut lines = Vec::new();

    let frame = *list.materials.get(&config.material).ok_or(DesignFault::MaterialNotSold(config.material))?;
    lines.push(QuoteLine { part: QuotePart::Frame, amount: amount(frame)? });
    let size = *list.sizes.get(&config.size).ok_or(DesignFault::SizeNotSold(config.size))?;
    lines.push(QuoteLine { part: QuotePart::Size, amount: amount(size)? });

    if let Some(text) = &config.engraving {
        let length = text.chars().count();
        let tier = list.engraving.iter().find(|tier| length <= tier.up_to);
        let tier = tier.ok_or(DesignFault::EngravingNotSold(length))?;
        lines.push(QuoteLine { part: QuotePart::Engraving, amount: amount(tier.price_minor)? });
    }

    let mut add_ons = Money::zero(list.currency);
    for add_on in &config.add_ons {
        let price = amount(*list.add_ons.get(add_on).ok_or(DesignFault::AddOnNotSold(*add_on))?)?;
        add_ons = add_ons.plus(price)?;
        lines.push(QuoteLine { part: QuotePart::AddOn, amount: price });
    }
    if let Some(tier) = list.bundles.iter().rev().find(|tier| config.add_ons.len() >= tier.from) {
        let off = add_ons.share(tier.discount, Rounding::Down)?;
        lines.push(QuoteLine { part: QuotePart::Bundle, amount: Money::zero(list.currency).minus(off)? });
    }

    let total = Money::sum(list.currency, lines.iter().map(|line| line.amount))?;
    Ok(Quote { lines, total })
}

/// Whether the parts of `config` go together, whatever they cost.
fn check(config: &DesignConfig) -> Result<(), DesignFault> {
    let max = config.material.engraving_max();
    if config.engraving.as_ref().is_some_and(|text| text.chars().count() > max) {
        return Err(DesignFault::EngravingTooLong { material: config.material, max });
    }
    for (at, add_on) in config.add_ons.iter().enumerate() {
        if config.add_ons[..at].contains(add_on) {
            return Err(DesignFault::AddOnTwice(*add_on));
        }
    }
    match AddOn::INCOMPATIBLE.iter().find(|(a, b)| config.add_ons.contains(a) && config.add_ons.contains(b)) {
        Some((a, b)) => Err(DesignFault::Incompatible(*a, *b)),
        None => Ok(()),
    }
}
