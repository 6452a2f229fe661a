//! Where the walk is, for people.

use crate::schema::escape;

/// A path through a schema and a name for what stands there.
#[derive(Debug, Clone)]
pub struct Place {
    /// Keywords and names, with references followed.
    pub path: String,
    /// Such as "`quantity`" or "an item of `lines`".
    pub subject: String,
}

impl Place {
    /// The whole document.
    pub fn root() -> Self {
        Self { path: String::new(), subject: "the document".to_owned() }
    }

    /// A keyword of the schema here.
    pub fn keyword(&self, keyword: &str) -> String {
        format!("{}/{keyword}", self.path)
    }

    /// A field of the object here.
    pub fn field(&self, name: &str) -> Self {
        Self { path: format!("{}/properties/{}", self.path, escape(name)), subject: format!("`{name}`") }
    }

    /// The items of the array here.
    pub fn items(&self) -> Self {
        Self { path: self.keyword("items"), subject: format!("an item of {}", self.subject) }
    }

    /// One element of the tuple here.
    pub fn element(&self, index: usize) -> Self {
        Self {
            path: format!("{}/prefixItems/{index}", self.path),
            subject: format!("element {index} of {}", self.subject),
        }
    }

    /// The values of the map here.
    pub fn map_values(&self, keyword: &str) -> Self {
        Self { path: self.keyword(keyword), subject: format!("a value of {}", self.subject) }
    }

    /// The keys of the map here.
    pub fn map_keys(&self) -> Self {
        Self { path: self.keyword("propertyNames"), subject: format!("a key of {}", self.subject) }
    }

    /// An alternative of the union here.
    pub fn variant(&self, keyword: &str, name: &str) -> Self {
        Self {
            path: format!("{}/{keyword}/{}", self.path, escape(name)),
            subject: match self.path.is_empty() {
                true => format!("variant `{name}`"),
                false => format!("variant `{name}` of {}", self.subject),
            },
        }
    }

    /// A schema that must hold beside others here.
    pub fn part(&self, keyword: &str, index: usize) -> Self {
        Self { path: format!("{}/{keyword}/{index}", self.path), subject: self.subject.clone() }
    }
}
