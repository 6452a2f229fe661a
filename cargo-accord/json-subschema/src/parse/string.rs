//! Keywords about strings.

use serde_json::Value;

use super::{Parser, keywords::Keywords};
use crate::{error::SchemaError, expr::Expr};

impl Parser<'_> {
    pub(super) fn string_keywords(&mut self, keywords: &mut Keywords<'_>) -> Result<(), SchemaError> {
        self.limits(keywords, ("minLength", Expr::MinLength), ("maxLength", Expr::MaxLength))?;
        if let Some(value) = keywords.get("pattern") {
            let pattern = self.within("pattern", |parser| match value {
                Value::String(source) => parser.pattern(source),
                _ => Err(parser.error("pattern must be a string")),
            })?;
            keywords.parts.push(self.add(Expr::Pattern(pattern)));
        }
        if let Some(Value::String(format)) = keywords.get("format")
            && !matches!(format.as_str(), "float" | "double")
            && !self.integer_format(format, &mut keywords.parts)
        {
            let name = self.name(format);
            let format = self.add(Expr::Format(name));
            keywords.parts.push(self.add(Expr::WithFormats(format)));
        }
        Ok(())
    }
}
