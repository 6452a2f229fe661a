//! What is certain about the string formats of Rust types.
//!
//! Formats are compared by name. No grammar is relied on: a witness is taken from the samples
//! and refusals below, about which all readers agree, or there is none.

/// A check that is certain about refusals.
type Check = fn(&str) -> bool;

/// Formats that the validator does not know.
pub(crate) const CUSTOM: &[(&str, Check)] = &[
    ("ip", |text| text.contains(['.', ':'])),
    ("url", |text| text.contains(':')),
    ("partial-date-time", |text| text.contains(digit)),
    ("partial-time", |text| text.contains(digit)),
    ("zoned-date-time", |text| text.contains(digit)),
];

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Strings that are of the format for every reader.
pub(crate) fn samples(format: &str) -> &'static [&'static str] {
    match format {
        "uuid" => &["00000000-0000-0000-0000-000000000000", "7d444840-9dc0-11d1-b245-5ffdce74fad2"],
        "date" => &["2000-01-01", "2024-02-29"],
        "date-time" => &["2000-01-01T00:00:00Z", "2024-02-29T12:30:00Z"],
        "time" => &["00:00:00Z", "12:30:00Z"],
        "partial-date-time" => &["2000-01-01T00:00:00", "2024-02-29T12:30:00"],
        "partial-time" => &["00:00:00", "12:30:00"],
        "zoned-date-time" => &["2000-01-01T00:00:00+00:00[UTC]"],
        "duration" => &["PT1S", "P1D"],
        "email" | "idn-email" => &["a@example.com", "someone@example.org"],
        "hostname" | "idn-hostname" => &["example.com", "example.org"],
        "ipv4" | "ip" => &["127.0.0.1", "10.0.0.1"],
        "ipv6" => &["::1", "2001:db8::1"],
        "uri" | "url" | "iri" | "uri-reference" | "iri-reference" => &["https://example.com/", "https://example.org/a"],
        "json-pointer" => &["", "/a"],
        _ => &[],
    }
}

/// Whether no reader takes the text for one of the format.
pub(crate) fn surely_not(format: &str, text: &str) -> bool {
    match format {
        "uuid" => !(32..=45).contains(&text.len()) || text.contains(['@', '/', 'T', '[', ' ']),
        "date" => !text.contains(digit) || text.contains([':', 'T', '@', '/']),
        "date-time" | "partial-date-time" | "zoned-date-time" => {
            !text.contains(digit) || !text.contains('-') || !text.contains(':')
        }
        "time" | "partial-time" => !text.contains(digit) || !text.contains(':') || text.contains(['T', '@', '/']),
        "duration" => !text.contains(digit),
        "ipv4" => text.contains(|c: char| !digit(c) && c != '.') || !text.contains('.'),
        "email" | "idn-email" => !text.contains('@'),
        "hostname" | "idn-hostname" => text.contains([' ', ':', '/', '@']),
        "ipv6" => !text.contains(':') || text.contains(['/', '@', 'T']),
        "uri" | "url" | "iri" => !text.contains(':') || !text.starts_with(|c: char| c.is_ascii_alphabetic()),
        "ip" => !text.contains([':', '.']) || text.contains(['/', '@', 'T']),
        "json-pointer" => !text.is_empty() && !text.starts_with('/'),
        _ => false,
    }
}

/// Short strings of which one is surely not of a format.
pub(crate) const REFUSED: &[&str] = &["", "a", " ", "a b"];

/// Whether every text of one format is of the other.
pub(crate) fn implies(format: &str, other: &str) -> bool {
    format == other
        || matches!(
            (format, other),
            ("ipv4" | "ipv6", "ip")
                | ("email", "idn-email")
                | ("hostname", "idn-hostname")
                | ("uri", "iri" | "uri-reference" | "iri-reference")
                | ("uri-reference", "iri-reference")
        )
}

/// The lengths that texts of a format have for every reader.
pub(crate) fn lengths(format: &str) -> Option<(u64, u64)> {
    match format {
        // Plain, hyphenated, in braces, or as a URN.
        "uuid" => Some((32, 45)),
        "ipv4" => Some((7, 15)),
        "ipv6" => Some((2, 45)),
        _ => None,
    }
}
