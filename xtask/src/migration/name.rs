//! Names of migrations.

use anyhow::{Result, ensure};

/// In characters; the name is also a directory and a column's value.
const MAX_LENGTH: usize = 60;

/// Refuses what is not `verb_object` in `snake_case`.
pub(super) fn check(name: &str) -> Result<()> {
    let words: Vec<&str> = name.split('_').collect();
    let plain =
        |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let begins_well = name.starts_with(|letter: char| letter.is_ascii_lowercase());
    ensure!(
        words.len() >= 2 && words.iter().all(plain) && begins_well && name.len() <= MAX_LENGTH,
        "{name:?} is not a valid name: use verb_object in snake_case, at most {MAX_LENGTH} characters, such as \
         add_notes_to_orders"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verb_object_is_a_name() {
        for text in ["create_orders", "add_notes_to_orders", "drop_v1_index"] {
            check(text).unwrap();
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
            check(text).unwrap_err();
        }
    }
}
