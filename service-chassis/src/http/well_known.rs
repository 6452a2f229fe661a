//! `GET /.well-known/accord`: which release this is, and which part of the contract it speaks.

use serde_json::{Value, json};

use crate::{About, Manifest};

/// The document.
pub(crate) fn well_known(about: &About, contract: &Value, manifest: &Manifest) -> Value {
    json!({
        "service": about.name,
        "version": about.version,
        "models": { "package": contract["package"], "version": contract["version"] },
        "provides": manifest.provides,
        "consumes": manifest.consumes,
        "publishes": manifest.publishes,
        "subscribes": manifest.subscribes,
    })
}
