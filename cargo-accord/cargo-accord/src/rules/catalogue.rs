//! The list of rules.

use std::fmt;
use std::str::FromStr;

macro_rules! rules {
    ($($name:ident = $id:literal,)*) => {
        /// A kind of change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each has a page, see [`Rule::markdown`]")]
        pub enum Rule {
            $($name,)*
        }

        impl Rule {
            /// All rules, in the order in which they are listed.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable name of the rule.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// The page of the rule.
            #[must_use]
            pub const fn markdown(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("../../rules/", $id, ".md")),)*
                }
            }
        }
    };
}

rules! {
    TypeAdded = "type-added",
    TypeRemoved = "type-removed",
    TypeRenamed = "type-renamed",
    RoleChanged = "role-changed",
    DocOnly = "doc-only",
    SchemaRewritten = "schema-rewritten",
    FieldAddedOptional = "field-added-optional",
    FieldAddedRequired = "field-added-required",
    FieldRemoved = "field-removed",
    FieldRenamed = "field-renamed",
    FieldsRecased = "fields-recased",
    FieldMadeOptional = "field-made-optional",
    FieldMadeRequired = "field-made-required",
    NullableAdded = "nullable-added",
    NullableRemoved = "nullable-removed",
    DenyUnknownAdded = "deny-unknown-added",
    DenyUnknownRemoved = "deny-unknown-removed",
    ExtraFieldsChanged = "extra-fields-changed",
    DefaultChanged = "default-changed",
    DeprecatedAdded = "deprecated-added",
    DeprecatedRemoved = "deprecated-removed",
    AliasAdded = "alias-added",
    AliasRemoved = "alias-removed",
    TypeChanged = "type-changed",
    IntegerWidened = "integer-widened",
    IntegerNarrowed = "integer-narrowed",
    IntegerSignChanged = "integer-sign-changed",
    NumberPrecisionChanged = "number-precision-changed",
    RangeTightened = "range-tightened",
    RangeLoosened = "range-loosened",
    MultipleOfChanged = "multiple-of-changed",
    LengthTightened = "length-tightened",
    LengthLoosened = "length-loosened",
    LengthModeChanged = "length-mode-changed",
    PatternAdded = "pattern-added",
    PatternRemoved = "pattern-removed",
    PatternChanged = "pattern-changed",
    FormatChanged = "format-changed",
    ContentEncodingChanged = "content-encoding-changed",
    EnumValueAdded = "enum-value-added",
    EnumValueRemoved = "enum-value-removed",
    EnumValueRenamed = "enum-value-renamed",
    OtherAdded = "other-added",
    OtherRemoved = "other-removed",
    VariantAdded = "variant-added",
    VariantRemoved = "variant-removed",
    VariantRenamed = "variant-renamed",
    VariantsReordered = "variants-reordered",
    TaggingChanged = "tagging-changed",
    UniqueItemsChanged = "unique-items-changed",
    TupleArityChanged = "tuple-arity-changed",
    MapKeysChanged = "map-keys-changed",
    CustomAdded = "custom-added",
    CustomRemoved = "custom-removed",
    CustomChanged = "custom-changed",
    KeywordChanged = "keyword-changed",
    DocumentsRefused = "documents-refused",
    Undecided = "undecided",
    TableAdded = "table-added",
    TableRemoved = "table-removed",
    TableRenamed = "table-renamed",
    ColumnAdded = "column-added",
    ColumnAddedRequired = "column-added-required",
    ColumnRemoved = "column-removed",
    ColumnRenamed = "column-renamed",
    ColumnWidened = "column-widened",
    ColumnNarrowed = "column-narrowed",
    ColumnTypeChanged = "column-type-changed",
    ColumnMadeNullable = "column-made-nullable",
    ColumnMadeRequired = "column-made-required",
    ColumnDefaultAdded = "column-default-added",
    ColumnDefaultRemoved = "column-default-removed",
    ColumnDefaultChanged = "column-default-changed",
    PrimaryKeyChanged = "primary-key-changed",
    ProblemAdded = "problem-added",
    ProblemRemoved = "problem-removed",
    ProblemStatusChanged = "problem-status-changed",
    ProblemTitleChanged = "problem-title-changed",
    ApiBreaking = "api-breaking",
    ApiAddition = "api-addition",
    ApiUnknown = "api-unknown",
    FactUnreadable = "fact-unreadable",
}

/// No rule has this id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no rule is called `{0}`")]
pub struct UnknownRule(String);

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(id: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.iter().copied().find(|rule| rule.id() == id);
        found.ok_or_else(|| UnknownRule(id.to_owned()))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
