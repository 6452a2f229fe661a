//! Names that people can read.

use serde_json::json;
use shared_models::catalog::CreateBrand;
use shared_models::customers::UpdateCustomer;
use shared_models::kernel::{Illegible, illegible_names};

fn fault(name: &str) -> Option<Illegible> {
    let brand = CreateBrand { name: name.to_owned(), slug: "lindqvist".to_owned() };
    let faults = illegible_names(&brand);
    assert!(faults.iter().all(|(pointer, _)| pointer == "/name"), "{faults:?}");
    faults.first().map(|(_, fault)| *fault)
}

#[test]
fn a_name_in_any_script_is_legible() {
    for name in [
        "Lindqvist & Söhne",
        "Ærø",
        "李小龍",
        "محمد\u{200f} علي",
        "نمی\u{200c}خواهم",
        "क\u{94d}\u{200d}ष",
        "O’Brien-Łukasz",
        "👓\u{fe0f}",
    ] {
        assert_eq!(fault(name), None, "{name}");
    }
}

#[test]
fn what_people_cannot_read_is_a_fault() {
    for (name, expected) in [
        ("Lind\u{0}qvist", Illegible::Control('\u{0}')),
        ("\u{1b}[31mLindqvist", Illegible::Control('\u{1b}')),
        ("Lindqvist\nSöhne", Illegible::Control('\n')),
        ("Lindqvist\u{85}", Illegible::Control('\u{85}')),
        ("Lind\u{202e}tsivq", Illegible::Direction('\u{202e}')),
        ("Lind\u{2067}qvist", Illegible::Direction('\u{2067}')),
        ("\u{200b}", Illegible::Invisible),
        (" \u{3164}\u{feff}\u{ad} ", Illegible::Invisible),
        ("\u{200d}\u{fe0f}", Illegible::Invisible),
        ("\u{1bca0}\u{fff9}", Illegible::Invisible),
        ("Lindqvist\u{2028}Söhne", Illegible::Control('\u{2028}')),
    ] {
        assert_eq!(fault(name), Some(expected), "{name:?}");
    }
    assert_eq!(Illegible::Control('\u{1b}').to_string(), "has the control character U+001B");
}

#[test]
fn each_name_has_its_pointer_and_other_texts_are_no_names() {
    let request: UpdateCustomer = serde_json::from_value(json!({
        "name": "\u{200b}",
        "address": { "street": "Kantstr.\t7", "city": "Berlin", "postal_code": "10623\u{202e}", "country": "DE" },
    }))
    .unwrap();
    let faults = illegible_names(&request);
    assert_eq!(
        faults,
        [
            ("/address/postal_code".to_owned(), Illegible::Direction('\u{202e}')),
            ("/address/street".to_owned(), Illegible::Control('\t')),
            ("/name".to_owned(), Illegible::Invisible),
        ]
    );
    assert_eq!(illegible_names(&json!({ "postal_code": "" })), []);
    let listed = json!({ "items": [{ "city": "\u{200b}" }], "description": "two\nlines", "gift_message": "\u{202e}" });
    assert_eq!(illegible_names(&listed), [("/items/0/city".to_owned(), Illegible::Invisible)]);
}
