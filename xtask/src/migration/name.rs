//! Names of migrations.

use anyhow::{Result, ensure};

/// In characters; the name is also a directory and a column's value.
const MAX_LENGTH: usize = 60;

/// `verb_object`, in `snake_case`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<&str> for Name {
    type Error = anyhow::Error;

    fn try_from(text: &str) -> Result<Self> {
        let words: Vec<&str> = text.split('_').collect();
        let plain = |word: &&str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        let begins_well = text.starts_with(|letter: char| letter.is_ascii_lowercase());
        ensure!(
            words.len() >= 2 && words.iter().all(plain) && begins_well && text.len() <= MAX_LENGTH,
            "{text:?} is not a valid name: use verb_object in snake_case, at most {MAX_LENGTH} characters, such as \
             add_notes_to_orders"
        );
        Ok(Self(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verb_object_is_a_name() {
        for text in ["create_orders", "add_notes_to_orders", "drop_v1_index"] {
            assert_eq!(Name::try_from(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn anything_else_is_not() {
        let long = "a_".repeat(40) + "b";
        for text in [
            "",
            "orders",
            "Create_orders",
            "create__orders",
            "_orders",
            "create_",
            "1_x",
            "a-b_c",
            "../a_b",
            "é_b",
            &long,
        ] {
            Name::try_from(text).unwrap_err();
        }
    }
}
