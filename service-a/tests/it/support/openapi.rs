//! The service's own description, which every call of a test is checked against.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::{Value, json};

static DOCUMENT: LazyLock<Value> = LazyLock::new(service_a::routes::document);

/// An operation as the document has it.
pub struct Operation {
    /// The method in capitals.
    pub method: String,
    /// The path with `{id}` in it.
    pub path: String,
    description: Value,
}

/// The ids of all operations.
pub fn operations() -> Vec<String> {
    let items = DOCUMENT["paths"].as_object().unwrap().values();
    let operations = items.flat_map(|item| item.as_object().unwrap().values());
    operations.map(|operation| operation["operationId"].as_str().unwrap().to_owned()).collect()
}

/// The operation with this id.
pub fn operation(id: &str) -> Operation {
    for (path, item) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, description) in item.as_object().unwrap() {
            if description["operationId"] == id {
                let method = method.to_uppercase();
                return Operation { method, path: path.clone(), description: description.clone() };
            }
        }
    }
    panic!("the document has no operation {id}");
}

impl Operation {
    /// Fails unless the document says that this operation can answer so.
    pub fn check(&self, status: u16, content_type: &str, body: &Value) {
        let Self { method, path, description } = self;
        let answer = &description["responses"][status.to_string()];
        assert!(answer.is_object(), "{method} {path} answered {status}, which is not documented: {body}");
        let schema = &answer["content"][content_type]["schema"];
        assert!(schema.is_object(), "{method} {path} answered {status} with {content_type}: {body}");
        let errors = errors(schema, body);
        assert!(errors.is_empty(), "{method} {path} answered {status} with {errors:?}: {body}");
    }
}

/// Compiled schemas are kept: there are few, and many answers.
fn errors(schema: &Value, body: &Value) -> Vec<String> {
    static VALIDATORS: LazyLock<Mutex<HashMap<String, Validator>>> = LazyLock::new(Mutex::default);
    let mut validators = VALIDATORS.lock().unwrap();
    let validator = validators.entry(schema.to_string()).or_insert_with(|| {
        let document = json!({ "$ref": schema["$ref"], "components": DOCUMENT["components"] });
        jsonschema::options().should_validate_formats(true).build(&document).unwrap()
    });
    validator.iter_errors(body).map(|error| format!("{}: {error}", error.instance_path())).collect()
}
