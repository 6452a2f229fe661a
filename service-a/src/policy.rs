//! What the shop charges: `policy/pricing.json`, part of the binary and checked when the service starts.

use std::collections::BTreeMap;

use garde::Validate;
use serde::Deserialize;
use shared_models::builder::PriceList;
use shared_models::kernel::BasisPoints;
use shared_models::orders::{DiscountTier, Terms};

const TEXT: &str = include_str!("../policy/pricing.json");

/// Prices, discounts and taxes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// What designs cost.
    #[garde(dive)]
    pub designs: PriceList,
    /// What is taken off an order, by its value. In ascending order.
    #[garde(dive, custom(ascending))]
    pub discounts: Vec<DiscountTier>,
    /// What is added to it.
    #[garde(dive)]
    pub tax: Taxes,
}

/// The standard rate of value added tax by the country that a parcel goes to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Taxes {
    /// What a country that is not listed pays: nothing, because an export is not taxed here.
    #[garde(dive)]
    pub elsewhere: BasisPoints,
    /// The rate by ISO 3166-1 alpha-2 code.
    #[garde(dive)]
    pub by_country: BTreeMap<String, BasisPoints>,
}

/// Why the policy is not one.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// It is not JSON, or not of this form.
    #[error("read policy/pricing.json: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// It breaks a rule.
    #[error("accept policy/pricing.json: {0}")]
    Invalid(#[from] garde::Report),
}

impl Policy {
    /// The policy this service was built with.
    ///
    /// # Errors
    /// When it is not one.
    pub fn embedded() -> Result<Self, PolicyError> {
        Self::parse(TEXT)
    }

    fn parse(text: &str) -> Result<Self, PolicyError> {
        let policy: Self = serde_json::from_str(text)?;
        policy.validate()?;
        Ok(policy)
    }

    /// The terms of an order that goes to `country`.
    pub fn terms(&self, country: &str) -> Terms {
        let tax = self.tax.by_country.get(country).copied().unwrap_or(self.tax.elsewhere);
        Terms { discounts: self.discounts.clone(), tax }
    }
}

fn ascending(tiers: &[DiscountTier], (): &()) -> garde::Result {
    if tiers.is_sorted_by(|a, b| a.from_minor < b.from_minor) {
        Ok(())
    } else {
        Err(garde::Error::new("not in ascending order"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared_models::builder::{AddOn, Material, Size};

    #[test]
    fn the_embedded_policy_is_one_and_prices_everything() {
        let policy = Policy::embedded().unwrap();
        assert!(Material::ALL.iter().all(|material| policy.designs.materials.contains_key(material)));
        assert!(Size::ALL.iter().all(|size| policy.designs.sizes.contains_key(size)));
        assert!(AddOn::ALL.iter().all(|add_on| policy.designs.add_ons.contains_key(add_on)));
    }

    #[test]
    fn tax_goes_by_country() {
        let policy = Policy::embedded().unwrap();
        assert_eq!(policy.terms("DE").tax, BasisPoints(1_900));
        assert_eq!(policy.terms("NO").tax, BasisPoints::ZERO);
    }

    #[test]
    fn tiers_out_of_order_are_refused() {
        let text = TEXT.replace("\"from_minor\": 30000", "\"from_minor\": 90000");
        assert_eq!(Policy::parse(&text).unwrap_err().to_string().lines().count(), 1);
    }
}
