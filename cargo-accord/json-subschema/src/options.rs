/// How a question is judged: `Options::default().with_formats().with_budget(10_000)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Whether `format` is an assertion; by default it is an annotation, as JSON Schema 2020-12 has it.
    ///
    /// As an assertion, an integer format such as `int32` or `uint64` bounds a number, and string
    /// formats are compared by name (`ipv4` implies `ip`). A question about a format with an unknown
    /// name is undecided unless both sides name it.
    pub formats: bool,
    /// The number of steps after which an attempt is given up; 300,000 by default. A question that
    /// is still open after the first attempt is tried once more, in another way.
    ///
    /// Steps are counted and not timed, so an answer is the same on every machine.
    pub budget: u64,
}

impl Options {
    /// The same options, with `format` as an assertion.
    #[must_use]
    pub fn with_formats(self) -> Self {
        Self { formats: true, ..self }
    }

    /// The same options, with another budget of steps.
    #[must_use]
    pub fn with_budget(self, budget: u64) -> Self {
        Self { budget, ..self }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { formats: false, budget: 300_000 }
    }
}
