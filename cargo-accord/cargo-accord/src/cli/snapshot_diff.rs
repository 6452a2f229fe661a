//! What is stale in a committed contract.

use serde_json::Value;

/// Places at which two contracts differ, a type, table or problem each.
pub fn differences(committed: Option<&str>, fresh: &str) -> Vec<String> {
    let Some(committed) = committed else {
        return vec!["there is no contract.json".to_owned()];
    };
    let Ok(old) = serde_json::from_str::<Value>(committed) else {
        return vec!["the committed file is not JSON".to_owned()];
    };
    let Ok(new) = serde_json::from_str::<Value>(fresh) else {
        return vec![];
    };
    let mut lines = Vec::new();
    for key in ["format", "package", "version"] {
        if old.get(key) != new.get(key) {
            lines.push(format!("{key}: {} is now {}", said(&old[key]), said(&new[key])));
        }
    }
    for section in ["types", "tables", "problems"] {
        compare(section, &old[section], &new[section], &mut lines);
    }
    if lines.is_empty() {
        lines.push("only the spelling of the file differs: it is not canonical".to_owned());
    }
    lines
}

fn compare(section: &str, old: &Value, new: &Value, lines: &mut Vec<String>) {
    let empty = serde_json::Map::new();
    let (old, new) = (old.as_object().unwrap_or(&empty), new.as_object().unwrap_or(&empty));
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let what = match (old.get(name), new.get(name)) {
            (None, Some(_)) => "is missing",
            (Some(_), None) => "is no longer there",
            (before, after) if before != after => "differs",
            _ => continue,
        };
        lines.push(format!("{section}/{name} {what}"));
    }
}

fn said(value: &Value) -> String {
    if value.is_null() { "missing".to_owned() } else { value.to_string() }
}
