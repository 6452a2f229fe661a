//! Patterns that have been read before: the types of a contract say the same few again and again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use super::Pattern;

/// Beyond this many the patterns are not those of types any more.
const MAX_PATTERNS: usize = 1_000;

static KNOWN: Mutex<Option<HashMap<String, Arc<Pattern>>>> = Mutex::new(None);

impl Pattern {
    /// Reads a pattern, or takes the one that was read before.
    ///
    /// # Errors
    ///
    /// As [`Pattern::parse`].
    pub(crate) fn shared(source: &str) -> Result<Arc<Self>, String> {
        if let Some(known) = known(source) {
            return Ok(known);
        }
        let pattern = Arc::new(Self::parse(source)?);
        if let Ok(mut all) = KNOWN.lock() {
            let all = all.get_or_insert_default();
            if all.len() < MAX_PATTERNS {
                all.insert(source.to_owned(), Arc::clone(&pattern));
            }
        }
        Ok(pattern)
    }
}

fn known(source: &str) -> Option<Arc<Pattern>> {
    let all = KNOWN.lock().ok()?;
    all.as_ref()?.get(source).cloned()
}
