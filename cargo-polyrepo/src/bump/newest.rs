//! The release to move to.

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// The version that was asked for, or the newest that is neither yanked nor a preview.
pub(super) fn choose(index: &str, asked: Option<&str>) -> Result<String> {
    let lines: Vec<Value> =
        index.lines().map(serde_json::from_str).collect::<Result<_, _>>().context("the index is broken")?;
    let open: Vec<&str> =
        lines.iter().filter(|line| line["yanked"] != true).filter_map(|line| line["vers"].as_str()).collect();
    match asked {
        Some(asked) if open.contains(&asked) => Ok(asked.to_owned()),
        Some(asked) => bail!("there is no release {asked}, or it is yanked; there are: {}", open.join(", ")),
        None => {
            let newest = open.iter().filter(|version| !version.contains('-')).max_by_key(|version| numbers(version));
            newest.map(|version| (*version).to_owned()).context("there is no release that is not yanked")
        }
    }
}

/// Whether the first is a later version than the second.
pub(super) fn is_newer(one: &str, other: &str) -> bool {
    numbers(one) > numbers(other)
}

/// The three numbers; what follows `-` or `+` does not order releases.
pub(super) fn numbers(version: &str) -> Vec<u64> {
    let core = version.split(['-', '+']).next().unwrap_or(version);
    core.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "{\"vers\":\"1.9.0\",\"yanked\":false}\n{\"vers\":\"1.10.0\",\"yanked\":false}\n\
        {\"vers\":\"1.11.0\",\"yanked\":true}\n{\"vers\":\"2.0.0-rc.1\",\"yanked\":false}\n";

    #[test]
    fn newest_is_by_number_and_neither_yanked_nor_a_preview() {
        assert_eq!(choose(INDEX, None).unwrap(), "1.10.0");
        assert_eq!(choose(INDEX, Some("1.9.0")).unwrap(), "1.9.0");
        assert!(choose(INDEX, Some("1.11.0")).unwrap_err().to_string().contains("yanked"));
    }
}
