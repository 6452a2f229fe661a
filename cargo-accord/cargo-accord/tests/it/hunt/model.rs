//! Types as they are written in Rust.

/// A type with serde and garde on it.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// An integer of a width, with a range inside of it.
    Integer {
        format: &'static str,
        low: i64,
        high: i64,
    },
    /// A `String` with a length in characters, perhaps of a few letters only.
    Text {
        shortest: usize,
        longest: usize,
        letters: Option<&'static str>,
    },
    Flag,
    /// `Option<T>`; never of another one.
    Maybe(Box<Type>),
    List {
        of: Box<Type>,
        least: usize,
        most: usize,
    },
    /// `BTreeMap<String, T>`
    Map(Box<Type>),
    Struct(Struct),
    /// An enum without payloads.
    Units {
        names: Vec<&'static str>,
        other: bool,
    },
    /// `#[serde(tag = "kind")]`
    Tagged {
        variants: Vec<(&'static str, Vec<Field>)>,
        other: bool,
    },
    /// An externally tagged enum.
    External(Vec<(&'static str, Type)>),
    /// A struct with `#[serde(flatten)]` on an externally tagged enum, or on an `Option` of one.
    Flattened {
        fields: Vec<Field>,
        variants: Vec<(&'static str, Type)>,
        optional: bool,
    },
    /// A struct that contains itself: a value and perhaps the next one.
    Chain(Box<Type>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    pub fields: Vec<Field>,
    /// `#[serde(deny_unknown_fields)]`
    pub deny: bool,
    /// Stands in `$defs`.
    pub named: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub name: &'static str,
    pub kind: Type,
    /// `#[serde(default)]`: read without, always written.
    pub default: bool,
    /// `#[serde(skip_serializing_if = "Option::is_none")]`
    pub skip: bool,
    /// `#[serde(alias = "…")]`
    pub alias: Option<&'static str>,
}

impl Field {
    /// Whether a document may lack the field: in what is read, or in what is `written`.
    pub fn optional(&self, written: bool) -> bool {
        let maybe = matches!(self.kind, Type::Maybe(_));
        match written {
            true => maybe && self.skip,
            false => maybe || self.default,
        }
    }
}
