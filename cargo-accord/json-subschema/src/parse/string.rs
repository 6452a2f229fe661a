//! Keywords about strings.

use serde_json::{Map, Value};

use super::Parser;
use crate::{
    error::SchemaError,
    expr::{Expr, Id},
};

impl Parser<'_> {
    pub(super) fn string_keywords(
        &mut self,
        schema: &Map<String, Value>,
        parts: &mut Vec<Id>,
    ) -> Result<(), SchemaError> {
        if let Some(least) = self.count("minLength", schema)?
            && least > 0
        {
            parts.push(self.add(Expr::MinLength(least)));
        }
        if let Some(most) = self.count("maxLength", schema)? {
            parts.push(self.add(Expr::MaxLength(most)));
        }
        if let Some(value) = schema.get("pattern") {
            let pattern = self.within("pattern", |parser| match value {
                Value::String(source) => parser.pattern(source),
                _ => Err(parser.error("pattern must be a string")),
            })?;
            parts.push(self.add(Expr::Pattern(pattern)));
        }
        if let Some(Value::String(format)) = schema.get("format")
            && !matches!(format.as_str(), "float" | "double")
            && !self.integer_format(format, parts)
        {
            let name = self.name(format);
            let format = self.add(Expr::Format(name));
            parts.push(self.add(Expr::WithFormats(format)));
        }
        Ok(())
    }
}
