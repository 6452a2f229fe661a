//! How a question is to be judged.

/// How a question is to be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Judge the documents of Rust types and not of plain JSON Schema 2020-12: the integer
    /// formats bound a number, `format` is an assertion compared by name, and
    /// `x-accord-other` opens an enumeration.
    pub contract: bool,
    /// How many steps of work a question may cost before it is answered `Undecided`.
    pub budget: u64,
}

impl Options {
    /// The judgement of contract documents.
    #[must_use]
    pub fn contract() -> Self {
        Self { contract: true, ..Self::default() }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { contract: false, budget: 300_000 }
    }
}
