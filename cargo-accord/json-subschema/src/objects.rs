/// Which properties the objects of a schema have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objects {
    /// Those that the schema names and any others, as JSON Schema says.
    Open,
    /// Only those that the schema names: the schema describes what a program *writes*.
    ///
    /// A schema with `properties` is read as if it said `unevaluatedProperties: false`, which
    /// includes what `allOf`, `$ref` and the other applicators beside it evaluate. The members of
    /// an applicator that stands alone are closed one by one. A schema that says anything about
    /// further properties (a flattened map does) stays as it is.
    Closed,
}
