//! A design costs the sum of its parts, and what cannot be made has no price.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use shared_models::builder::{AddOn, DesignConfig, DesignFault, Material, PriceList, QuotePart, Size, price};
use shared_models::kernel::Money;
use shared_models::testkit::price_list;

use garde::Validate;

fn plain(material: Material) -> DesignConfig {
    DesignConfig { material, size: Size::Medium, engraving: None, add_ons: Vec::new() }
}

prop_compose! {
    fn any_config()(
        material in select(Material::ALL),
        size in select(Size::ALL),
        engraving in prop::option::of("[A-Za-z]{1,24}"),
        add_ons in subsequence(AddOn::ALL, 0..=AddOn::ALL.len()),
    ) -> DesignConfig {
        DesignConfig { material, size, engraving, add_ons }
    }
}

proptest! {
    #[test]
    fn the_parts_add_up_and_nothing_is_free_or_negative(config in any_config()) {
        let list = price_list();
        match price(&config, &list) {
            Ok(quote) => {
                let sum = Money::sum(list.currency, quote.lines.iter().map(|line| line.amount)).unwrap();
                prop_assert_eq!(sum, quote.total);
                prop_assert!(quote.total.amount_minor() >= list.materials[&config.material]);
                for line in &quote.lines {
                    prop_assert_eq!(line.amount.is_negative(), line.part == QuotePart::Bundle);
                }
            }
            Err(DesignFault::EngravingTooLong { material, max }) => {
                prop_assert!(config.engraving.unwrap().chars().count() > max && max == material.engraving_max());
            }
            Err(DesignFault::Incompatible(a, b)) => {
                prop_assert!(config.add_ons.contains(&a) && config.add_ons.contains(&b));
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}

#[test]
fn an_engraving_costs_by_length() {
    let engraved = |text: &str| {
        let config = DesignConfig { engraving: Some(text.to_owned()), ..plain(Material::Steel) };
        price(&config, &price_list()).unwrap().total.amount_minor() - 14_900
    };
    assert_eq!(engraved("A"), 500);
    assert_eq!(engraved("ABCDEFGH"), 500);
    assert_eq!(engraved("ABCDEFGHI"), 900);
    assert_eq!(engraved(&"é".repeat(24)), 1_300);
}

#[test]
fn walnut_carries_less_text_than_titanium() {
    let long = "In Liebe von Mama";
    let on = |material| price(&DesignConfig { engraving: Some(long.to_owned()), ..plain(material) }, &price_list());
    assert!(on(Material::Titanium).is_ok());
    assert_eq!(on(Material::Walnut), Err(DesignFault::EngravingTooLong { material: Material::Walnut, max: 12 }));
}

#[test]
fn several_add_ons_are_cheaper_together() {
    let with = |add_ons: &[AddOn]| {
        price(&DesignConfig { add_ons: add_ons.to_vec(), ..plain(Material::Acetate) }, &price_list()).unwrap().total
    };
    assert_eq!(with(&[AddOn::HardCase]).amount_minor(), 12_900 + 900);
    assert_eq!(with(&[AddOn::HardCase, AddOn::BlueLight]).amount_minor(), 12_900 + 3_800 - 380);
    let three = [AddOn::HardCase, AddOn::BlueLight, AddOn::SunClip];
    assert_eq!(with(&three).amount_minor(), 12_900 + 8_700 - 1_305);
}

#[test]
fn what_does_not_go_together_has_no_price() {
    let fault = |add_ons: &[AddOn]| {
        price(&DesignConfig { add_ons: add_ons.to_vec(), ..plain(Material::Acetate) }, &price_list()).unwrap_err()
    };
    let clash = DesignFault::Incompatible(AddOn::Photochromic, AddOn::SunClip);
    assert_eq!(fault(&[AddOn::SunClip, AddOn::Photochromic]), clash);
    assert_eq!(fault(&[AddOn::HardCase, AddOn::HardCase]), DesignFault::AddOnTwice(AddOn::HardCase));
}

#[test]
fn what_is_not_in_the_list_is_not_sold() {
    let mut list = price_list();
    list.materials.remove(&Material::Walnut);
    assert_eq!(price(&plain(Material::Walnut), &list), Err(DesignFault::MaterialNotSold(Material::Walnut)));
    list.engraving.clear();
    let engraved = DesignConfig { engraving: Some("Ada".to_owned()), ..plain(Material::Steel) };
    assert_eq!(price(&engraved, &list), Err(DesignFault::EngravingNotSold(3)));
}

#[test]
fn a_price_list_is_checked_like_a_request() {
    assert!(price_list().validate().is_ok());
    let broken = |change: fn(&mut PriceList)| {
        let mut list = price_list();
        change(&mut list);
        list.validate().is_err()
    };
    assert!(broken(|list| _ = list.materials.insert(Material::Steel, -1)));
    assert!(broken(|list| list.engraving.swap(0, 1)));
    assert!(broken(|list| list.bundles[0].discount.0 = 10_001));
}
