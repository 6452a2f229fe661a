//! An operation as the OpenAPI document describes it.
//!
//! What an operation takes and answers is read off the types of its handler, so the document cannot say anything else
//! than what the code does.

use std::collections::BTreeMap;

use actix_web::web;
use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use super::{Schemas, View};
use crate::problem::{Kind, Kinds, UnknownKind};

/// An operation as the document describes it.
#[derive(Default)]
pub struct Operation {
    pub(super) id: String,
    pub(super) tag: String,
    pub(super) summary: &'static str,
    parameters: Vec<Value>,
    body: Option<Value>,
    answers: BTreeMap<u16, Answer>,
    problems: Vec<Problem>,
}

/// Refers to a schema, once the schemas are there.
type Reference = fn(&mut Schemas) -> Value;

struct Answer {
    description: &'static str,
    headers: &'static [(&'static str, &'static str)],
    media_type: &'static str,
    schema: Schema,
}

/// A type of the contract, or a schema that stands in the operation.
enum Schema {
    Of(Reference),
    Here(Value),
}

#[derive(Clone, Copy)]
struct Problem {
    kind: Kind,
    /// Of a kind that has a member beyond the standard ones.
    schema: Option<Reference>,
}

/// What a handler takes.
pub trait Accepts {
    /// Adds it to the document.
    fn describe(operation: &mut Operation, schemas: &mut Schemas);
}

/// What a handler answers when all is well.
pub trait Answers {
    /// Adds it to the document.
    fn describe(operation: &mut Operation);
}

/// All arguments of a handler.
pub trait Described {
    /// Adds each to the document.
    fn describe(operation: &mut Operation, schemas: &mut Schemas);
}

impl Operation {
    /// Adds a parameter.
    pub fn parameter(&mut self, place: &str, name: &str, required: bool, mut schema: Value) {
        let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
        let mut parameter = json!({ "in": place, "name": name, "required": required, "schema": schema });
        if let Some(description) = description {
            parameter["description"] = description;
        }
        self.parameters.push(parameter);
    }

    /// Adds the header that makes a `POST` deliberate, unless a body or a key does.
    pub(super) fn deliberate(&mut self) {
        let keyed = self.parameters.iter().any(|parameter| parameter["name"] == "Idempotency-Key");
        if self.body.is_none() && !keyed {
            let description = "Any value: no form of a page can set it. `Content-Type: application/json` does as well.";
            self.parameter("header", "X-Requested-With", true, json!({ "type": "string", "description": description }));
        }
    }

    /// Sets the body.
    pub fn request_body(&mut self, schema: Value) {
        self.body = Some(schema);
    }

    /// Adds an answer; `located` when it carries its address.
    pub fn answer<V: View>(&mut self, status: u16, description: &'static str, located: bool) {
        let headers = headers(V::VERSIONED, located);
        let schema = Schema::Of(|schemas| schemas.emitted::<V::Body>());
        self.answers.insert(status, Answer { description, headers, media_type: "application/json", schema });
    }

    /// Adds an answer of another media type, whose schema is not of the contract.
    pub(crate) fn answer_in(
        &mut self,
        status: u16,
        description: &'static str,
        media_type: &'static str,
        schema: Value,
    ) {
        self.answers.insert(status, Answer { description, headers: &[], media_type, schema: Schema::Here(schema) });
    }

    /// Adds a kind of problem.
    pub fn problem(&mut self, kind: Kind) {
        self.problems.push(Problem { kind, schema: None });
    }

    /// Adds a kind of problem that has a member beyond the standard ones: `T` is the response that has it.
    pub fn problem_as<T: JsonSchema>(&mut self, kind: Kind) {
        self.problems.push(Problem { kind, schema: Some(Schemas::emitted::<T>) });
    }

    /// The operation object.
    pub(super) fn document(self, schemas: &mut Schemas, kinds: &Kinds) -> Result<Value, UnknownKind> {
        let mut responses = Map::new();
        for (status, Answer { description, headers, media_type, schema }) in self.answers {
            let headers: Map<String, Value> = headers
                .iter()
                .map(|(name, text)| {
                    ((*name).to_owned(), json!({ "description": text, "schema": { "type": "string" } }))
                })
                .collect();
            let schema = match schema {
                Schema::Of(reference) => reference(schemas),
                Schema::Here(schema) => schema,
            };
            let answer = json!({ "description": description, "headers": headers, "content": { media_type: { "schema": schema } } });
            responses.insert(status.to_string(), answer);
        }
        responses.extend(problems(self.problems, schemas, kinds)?);
        let mut operation = json!({
            "operationId": self.id,
            "tags": [self.tag],
            "summary": self.summary,
            "parameters": self.parameters,
            "responses": responses,
        });
        if let Some(schema) = self.body {
            operation["requestBody"] =
                json!({ "required": true, "content": { "application/json": { "schema": schema } } });
        }
        Ok(operation)
    }
}

/// One response for each status; what a kind with a member answers is a problem all the same.
fn problems(
    problems: Vec<Problem>,
    schemas: &mut Schemas,
    kinds: &Kinds,
) -> Result<BTreeMap<String, Value>, UnknownKind> {
    let mut by_status = BTreeMap::<u16, BTreeMap<&str, (&str, Option<Reference>)>>::new();
    for Problem { kind, schema } in problems {
        let described = kinds.require(kind)?;
        let of_kind =
            by_status.entry(described.status).or_default().entry(kind.slug()).or_insert((&described.title, None));
        of_kind.1 = of_kind.1.or(schema);
    }
    let response = |(status, kinds): (u16, BTreeMap<&str, (&str, Option<Reference>)>)| {
        let description: Vec<_> = kinds.iter().map(|(slug, (title, _))| format!("`{slug}`: {title}.")).collect();
        let mut shapes: Vec<Value> =
            kinds.values().filter_map(|(_, schema)| schema.map(|schema| schema(schemas))).collect();
        shapes.push(Schemas::problem());
        let schema = if let [only] = shapes.as_slice() { only.clone() } else { json!({ "anyOf": shapes }) };
        let response = json!({
            "description": description.join(" "),
            "content": { "application/problem+json": { "schema": schema } },
        });
        (status.to_string(), response)
    };
    Ok(by_status.into_iter().map(response).collect())
}

/// The headers of an answer beside `x-request-id`.
const fn headers(versioned: bool, located: bool) -> &'static [(&'static str, &'static str)] {
    const TAG: (&str, &str) = ("ETag", "The version, in quotes: what to send as If-Match.");
    const ADDRESS: (&str, &str) = ("Location", "Where it can be read.");
    match (versioned, located) {
        (true, true) => &[TAG, ADDRESS],
        (true, false) => &[TAG],
        (false, true) => &[ADDRESS],
        (false, false) => &[],
    }
}

/// State that a handler reaches for says nothing about the request.
impl<T: 'static> Accepts for web::Data<T> {
    fn describe(_: &mut Operation, _: &mut Schemas) {}
}

/// Nor does what an outer layer has put into the request.
impl<T: Clone + 'static> Accepts for web::ReqData<T> {
    fn describe(_: &mut Operation, _: &mut Schemas) {}
}

macro_rules! described {
    ($($argument:ident),*) => {
        impl<$($argument: Accepts),*> Described for ($($argument,)*) {
            fn describe(operation: &mut Operation, schemas: &mut Schemas) {
                let _ = (&operation, &schemas);
                $($argument::describe(operation, schemas);)*
            }
        }
    };
}
described!();
described!(A);
described!(A, B);
described!(A, B, C);
described!(A, B, C, D);
described!(A, B, C, D, E);
described!(A, B, C, D, E, F);
described!(A, B, C, D, E, F, G);
described!(A, B, C, D, E, F, G, H);
