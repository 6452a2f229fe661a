//! What a `$ref` names.

use std::sync::Arc;

use serde_json::Value;

use super::{Parser, closing::Closing};
use crate::{
    error::SchemaError,
    expr::{Expr, Id},
};

impl Parser<'_> {
    /// Compiles a reference; its target follows later, so that it may lead back here.
    pub(super) fn reference(
        &mut self,
        keyword: &'static str,
        value: &Value,
        closing: Closing,
    ) -> Result<Id, SchemaError> {
        let Value::String(reference) = value else {
            return Err(self.error_at(keyword, format!("{keyword} must be a string")));
        };
        if keyword == "$dynamicRef" {
            let anchor = reference.rsplit('#').next().unwrap_or_default();
            if self.resources.dynamic.get(anchor).is_some_and(|count| *count > 1) {
                let reason = format!("{reference:?} depends on how it was reached");
                return Ok(self.opaque("$dynamicRef", reason));
            }
        }
        let pointer = self.within(keyword, |parser| parser.resolve(reference))?;
        let target = self.target(pointer, closing);
        Ok(self.add(Expr::Ref(target)))
    }

    /// The expression for the schema at `pointer`.
    pub(super) fn target(&mut self, pointer: String, closing: Closing) -> Id {
        if let Some(id) = self.targets.get(&(pointer.clone(), closing)) {
            return *id;
        }
        let id = self.add(Expr::Reserved);
        self.targets.insert((pointer.clone(), closing), id);
        self.places.insert(id, pointer.clone());
        self.queue.push((pointer, closing, id));
        id
    }

    /// Fills in a target.
    pub(super) fn compile_target(&mut self, pointer: &str, closing: Closing, id: Id) -> Result<(), SchemaError> {
        let document = self.document;
        let Some(value) = document.pointer(pointer) else {
            return Err(self.error("the place does not exist"));
        };
        pointer.clone_into(&mut self.path);
        self.base = self.base_at(pointer);
        let compiled = self.schema(value, closing)?;
        self.arena[id.place()] = Arc::new(Expr::Ref(compiled));
        Ok(())
    }

    fn resolve(&self, reference: &str) -> Result<String, SchemaError> {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let uri = join(&self.base, uri);
        let Some(resource) = self.resources.by_uri.get(&uri) else {
            return Err(self.error(format!("the reference {reference:?} leads out of the document")));
        };
        let fragment = decode(fragment);
        let pointer = if fragment.is_empty() || fragment.starts_with('/') {
            let pointer = format!("{resource}{fragment}");
            self.document.pointer(&pointer).map(|_| pointer)
        } else {
            self.resources.anchors.get(&(uri, fragment)).cloned()
        };
        pointer.ok_or_else(|| self.error(format!("the reference {reference:?} names nothing")))
    }

    /// The base URI for a schema that is reached by its pointer.
    fn base_at(&self, pointer: &str) -> String {
        let mut base = String::new();
        let mut value = self.document;
        for token in pointer.split('/').skip(1) {
            if let Some(Value::String(id)) = value.get("$id") {
                base = join(&base, id);
            }
            let token = token.replace("~1", "/").replace("~0", "~");
            let next = match value {
                Value::Array(items) => token.parse().ok().and_then(|index: usize| items.get(index)),
                value => value.get(token.as_str()),
            };
            let Some(next) = next else { break };
            value = next;
        }
        base
    }
}

/// Resolves a URI reference against a base, without its fragment.
pub(super) fn join(base: &str, reference: &str) -> String {
    let reference = reference.split('#').next().unwrap_or_default();
    if reference.is_empty() {
        return base.to_owned();
    }
    if has_scheme(reference) {
        return reference.to_owned();
    }
    let authority_end = match base.find("://") {
        Some(at) => base[at + 3..].find('/').map_or(base.len(), |slash| at + 3 + slash),
        None => 0,
    };
    let (authority, path) = base.split_at(authority_end);
    if let Some(rest) = reference.strip_prefix("//") {
        let scheme = base.split(':').next().unwrap_or_default();
        return format!("{scheme}://{rest}");
    }
    let joined = if reference.starts_with('/') {
        reference.to_owned()
    } else {
        match path.rfind('/') {
            Some(slash) => format!("{}{reference}", &path[..=slash]),
            None if authority.is_empty() => reference.to_owned(),
            None => format!("/{reference}"),
        }
    };
    format!("{authority}{}", without_dots(&joined))
}

fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

fn without_dots(path: &str) -> String {
    if !path.contains("./") && !path.ends_with('.') {
        return path.to_owned();
    }
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "." => {}
            ".." if segments.len() > 1 => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    segments.join("/")
}

/// Undoes percent-encoding; what is no valid encoding stays as it is.
fn decode(fragment: &str) -> String {
    if !fragment.contains('%') {
        return fragment.to_owned();
    }
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        let code = tail
            .get(..2)
            .filter(|_| *byte == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| fragment.to_owned())
}
