//! Patterns for names of types.

use accord::glob::matches;

#[test]
fn every_part_is_found_in_order() {
    assert!(matches("*", ""));
    assert!(matches("a*b*c", "aXbbYc"));
    assert!(!matches("a*b*c", "acb"));
    assert!(!matches("ab*ba", "aba"));
    assert!(matches("a", "a"));
    assert!(!matches("a", "ab"));
}
