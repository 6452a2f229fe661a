//! Names of services.

use std::fmt;

use anyhow::{Result, ensure};

/// MySQL allows 64 characters; a test's database adds 33 to the service's name.
const MAX_LENGTH: usize = 30;

/// The keywords of every edition of Rust.
const KEYWORDS: &str = "abstract as async await become box break const continue crate do dyn else enum extern false \
    final fn for gen if impl in let loop macro match mod move mut override priv pub ref return self static struct super \
    trait true try type typeof unsafe unsized use virtual where while yield";

/// Crates and build folders of the toolchain.
const TOOLCHAIN: &str = "alloc build core deps examples incremental proc-macro std test";

/// Groups of `cargo xtask test`, and the build folder.
const OURS: &str = "contract new-service system target";

/// Words in lower case with dashes between: a folder, a package, a binary; with underscores, a crate and a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn crate_name(&self) -> String {
        self.0.replace('-', "_")
    }

    /// The path of the service's workflow, relative to the root of the checkout.
    #[must_use]
    pub fn workflow(&self) -> String {
        format!(".github/workflows/{}.yml", self.0)
    }
}

impl TryFrom<&str> for Name {
    type Error = anyhow::Error;

    fn try_from(text: &str) -> Result<Self> {
        let plain = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        let begins_well = text.starts_with(|letter: char| letter.is_ascii_lowercase());
        ensure!(
            text.split('-').all(plain) && begins_well && text.len() <= MAX_LENGTH,
            "{text:?} is not a valid name: use words in lower case with dashes between, at most {MAX_LENGTH} characters, \
             such as loyalty-points"
        );
        ensure!(!reserved().any(|word| word == text), "{text:?} is reserved; choose another name");
        Ok(Self(text.to_owned()))
    }
}

fn reserved() -> impl Iterator<Item = &'static str> {
    [KEYWORDS, TOOLCHAIN, OURS].into_iter().flat_map(str::split_whitespace)
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_dashes_are_a_name() {
        for text in ["loyalty", "loyalty-points", "service-c", "returns2", "a"] {
            assert_eq!(Name::try_from(text).unwrap().as_str(), text);
        }
        assert_eq!(Name::try_from("loyalty-points").unwrap().crate_name(), "loyalty_points");
    }

    #[test]
    fn anything_else_is_not() {
        let long = "a".repeat(31);
        for text in
            ["", "-", "a-", "-a", "a--b", "Loyalty", "loyalty_points", "2go", "../a", "a/b", "a b", "é", ".", &long]
        {
            let error = Name::try_from(text).unwrap_err().to_string();
            assert!(error.contains("is not a valid name"), "{error}");
        }
        for text in reserved() {
            let error = Name::try_from(text).unwrap_err().to_string();
            assert!(error.contains("is reserved"), "{error}");
        }
    }
}
