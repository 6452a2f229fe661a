//! The service's own description, which every call of a test is compared with.

use std::collections::HashMap;
use std::sync::Mutex;

use jsonschema::Validator;
use serde_json::Value;

use super::Answer;

/// The OpenAPI document as tests read it.
pub(super) struct Document {
    pub(super) operations: Vec<Operation>,
    components: Value,
    /// Compiled schemas are kept: there are few, and many answers.
    validators: Mutex<HashMap<String, Validator>>,
}

/// An operation of the document.
#[derive(Debug)]
pub struct Operation {
    /// The name of its handler.
    pub id: String,
    /// The method in capitals.
    pub method: String,
    /// The path, with `{id}` in it.
    pub path: String,
    /// The operation object.
    pub description: Value,
}

impl Operation {
    /// Whether it reads a body.
    pub fn has_body(&self) -> bool {
        self.description.get("requestBody").is_some()
    }

    /// Whether its path has an id in it.
    pub fn has_path_id(&self) -> bool {
        self.path.contains('{')
    }

    /// Its parameters in a place, such as `query`.
    pub fn parameters<'a>(&'a self, place: &'a str) -> impl Iterator<Item = &'a Value> {
        self.description["parameters"].as_array().into_iter().flatten().filter(move |entry| entry["in"] == place)
    }
}

impl Document {
    pub(super) fn of(document: &Value) -> Self {
        let mut operations = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, description) in item.as_object().unwrap() {
                operations.push(Operation {
                    id: description["operationId"].as_str().unwrap().to_owned(),
                    method: method.to_uppercase(),
                    path: path.clone(),
                    description: description.clone(),
                });
            }
        }
        Self { operations, components: document["components"].clone(), validators: Mutex::default() }
    }

    /// Fails unless the document says that the operation can answer so, and the answer has every header that it promises.
    #[track_caller]
    pub(super) fn check(&self, operation: &Operation, answered: &Answer) {
        let (status, content_type, body) = (answered.status(), answered.content_type(), answered.json());
        let Operation { id, method, path, description } = operation;
        let answer = &description["responses"][status.to_string()];
        assert!(answer.is_object(), "{id}: {method} {path} answered {status}, which is not documented: {body}");
        let schema = &answer["content"][content_type]["schema"];
        assert!(schema.is_object(), "{id}: {method} {path} answered {status} with {content_type}: {body}");
        let errors = self.errors(schema, body);
        assert!(errors.is_empty(), "{id}: {method} {path} answered {status} with {errors:?}: {body}");
        for header in answer["headers"].as_object().into_iter().flat_map(|headers| headers.keys()) {
            assert!(!answered.header(header).is_empty(), "{id}: {method} {path} answered {status} without {header}");
        }
    }

    fn errors(&self, schema: &Value, body: &Value) -> Vec<String> {
        let mut validators = self.validators.lock().unwrap();
        let validator = validators.entry(schema.to_string()).or_insert_with(|| {
            let mut whole = schema.clone();
            whole["components"] = self.components.clone();
            jsonschema::options().should_validate_formats(true).build(&whole).unwrap()
        });
        validator.iter_errors(body).map(|error| format!("{}: {error}", error.instance_path())).collect()
    }
}
