//! The AsyncAPI 3.1 document: which events a service publishes and reads, made from its manifest and the schemas of the
//! contract.

use serde_json::{Map, Value, json};

use super::{DocumentError, Schemas};
use crate::facts::event_schema;
use crate::{About, Manifest};

/// The document; nothing for a service without events.
pub(crate) fn events_document(
    about: &About,
    manifest: &Manifest,
    contract: &Value,
    components: Map<String, Value>,
) -> Result<Option<Value>, DocumentError> {
    let directions = [("published", "send", manifest.publishes), ("subscribed", "receive", manifest.subscribes)];
    let mut schemas = Schemas::new(components);
    let (mut channels, mut operations, mut messages) = (Map::new(), Map::new(), Map::new());
    for (channel, action, entries) in directions {
        let names = types(contract, entries);
        if names.is_empty() {
            continue;
        }
        let key = |name: &str| name.replace("::", ".");
        let of_channel = names.iter().map(|name| {
            let key = key(name);
            let message = json!({ "$ref": format!("#/components/messages/{key}") });
            (key, message)
        });
        let description =
            "The feed of a service: `GET` answers events in their order, in batches, and waits for the next one.";
        let of_channel = json!({
            "address": "/v1/events", "description": description, "messages": of_channel.collect::<Map<_, _>>(),
        });
        channels.insert(channel.to_owned(), of_channel);
        operations.insert(
            action.to_owned(),
            json!({ "action": action, "channel": { "$ref": format!("#/channels/{channel}") } }),
        );
        messages.extend(names.iter().map(|name| (key(name), message(name, &mut schemas))));
    }
    if messages.is_empty() {
        return Ok(None);
    }
    if let Some(name) = schemas.missing() {
        return Err(DocumentError::Type(name.to_owned()));
    }
    let mut document = json!({
        "asyncapi": "3.1.0",
        "info": { "title": about.title, "description": about.description, "version": about.version },
        "defaultContentType": "application/cloudevents+json",
        "channels": channels,
        "operations": operations,
        "components": { "messages": messages },
    });
    let used = schemas.used_by(&document);
    document["components"]["schemas"] = json!(used);
    Ok(Some(document))
}

/// The events of the contract that these entries name: `domain::Name`, or `domain::*`.
fn types<'a>(contract: &'a Value, entries: &[&str]) -> Vec<&'a str> {
    let named = |name: &str| {
        entries.iter().any(|entry| entry.strip_suffix('*').map_or(name == *entry, |domain| name.starts_with(domain)))
    };
    let types = contract["types"].as_object().into_iter().flatten().filter(|(_, of)| of["role"] == "event");
    types.map(|(name, _)| name.as_str()).filter(|name| named(name)).collect()
}

fn message(name: &str, schemas: &mut Schemas) -> Value {
    let data = schemas.named(name.rsplit("::").next().unwrap_or(name));
    json!({ "name": name, "payload": event_schema(&json!({ "const": name }), &data) })
}
