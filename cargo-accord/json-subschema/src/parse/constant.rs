//! `const` and `enum`.

use serde_json::{Map, Value};

use super::Parser;
use crate::{error::SchemaError, exact, expr::Id};

impl Parser<'_> {
    pub(super) fn constants(&mut self, schema: &Map<String, Value>, parts: &mut Vec<Id>) -> Result<(), SchemaError> {
        if let Some(value) = schema.get("const") {
            let id = self.values(vec![value.clone()]);
            parts.push(id);
        }
        match schema.get("enum") {
            None => {}
            Some(Value::Array(values)) => {
                let id = self.values(values.clone());
                parts.push(id);
            }
            Some(_) => {
                return self.within("enum", |parser| Err(parser.error("enum must be an array")));
            }
        }
        Ok(())
    }

    /// The expression that holds of exactly these values.
    pub(super) fn values(&mut self, list: Vec<Value>) -> Id {
        exact::values(list, &mut |expr| self.add(expr))
    }
}
