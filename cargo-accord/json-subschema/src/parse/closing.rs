//! How far a schema is closed against properties that it does not name.

use serde_json::{Map, Value};

/// How far a schema is closed against properties that it does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Closing {
    /// Not at all: the schema is read as it stands.
    Open,
    /// The documents inside are closed; this one is by an enclosing schema that applies to it.
    Inside,
    /// This document and all documents inside it are closed.
    Full,
}

impl Closing {
    /// For a schema that a property or an item has to follow.
    pub(super) fn of_child(self) -> Self {
        match self {
            Self::Open => Self::Open,
            Self::Inside | Self::Full => Self::Full,
        }
    }

    /// For a schema that a combination applies to the same document.
    fn of_part(self) -> Self {
        match self {
            Self::Open => Self::Open,
            Self::Inside | Self::Full => Self::Inside,
        }
    }
}

/// How one schema object is closed.
pub(super) struct Plan {
    /// For the members of its applicators.
    pub(super) parts: Closing,
    /// Its own `properties` are all there are.
    pub(super) own: bool,
    /// Only what it and its applicators evaluate may be there.
    pub(super) joint: bool,
}

const APPLICATORS: [&str; 9] =
    ["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "dependentSchemas", "dependencies", "not"];

const ABOUT_THE_REST: [&str; 3] = ["additionalProperties", "patternProperties", "unevaluatedProperties"];

/// Decides how a schema object is closed.
pub(super) fn plan(schema: &Map<String, Value>, closing: Closing) -> Plan {
    let open = Plan { parts: closing.of_part(), own: false, joint: false };
    if closing != Closing::Full || ABOUT_THE_REST.iter().any(|key| schema.contains_key(*key)) {
        return open;
    }
    let properties = schema.contains_key("properties");
    let applicators = APPLICATORS.iter().filter(|key| schema.contains_key(**key)).count();
    // What one variant of an enumeration writes is closed by that variant alone.
    let passes_on = ["$ref", "anyOf", "oneOf"].iter().any(|key| schema.contains_key(*key));
    match (properties, applicators) {
        (true, 0) => Plan { own: true, ..open },
        (false, 0) => open,
        (false, 1) if passes_on => Plan { parts: Closing::Full, ..open },
        _ => Plan { joint: true, ..open },
    }
}
