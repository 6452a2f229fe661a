//! Text as types of their own.

#![expect(deprecated, reason = "they are kept, with their tests, until the next major")]

use shared_models::kernel::{Email, InvalidText, Name, Phone, Sku, Slug};

#[test]
fn a_text_is_accepted_or_its_fault_is_named() {
    assert_eq!(Sku::try_from("FRM-OSLO-52").unwrap().as_str(), "FRM-OSLO-52");
    assert_eq!(Sku::try_from("F"), Err(InvalidText::TooShort { min: 3 }));
    assert_eq!(Sku::try_from("frm-oslo"), Err(InvalidText::Malformed("Sku")));
    assert_eq!(Slug::try_from("round--frames"), Err(InvalidText::Malformed("Slug")));
    assert_eq!(Name::try_from("   "), Err(InvalidText::Malformed("Name")));
    assert_eq!(Phone::try_from("+4915112345678").unwrap().to_string(), "+4915112345678");
    assert_eq!(Email::try_from("ines.moreau@example.com").unwrap().as_str(), "ines.moreau@example.com");
    assert_eq!(Email::try_from("ines.moreau"), Err(InvalidText::Malformed("Email")));
    assert_eq!(Email::try_from("x".repeat(255)), Err(InvalidText::TooLong { max: 254 }));
}

#[test]
fn length_counts_characters_not_bytes() {
    assert!(Name::try_from("é".repeat(Name::MAX)).is_ok());
}
