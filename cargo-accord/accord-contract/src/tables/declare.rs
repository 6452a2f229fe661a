//! One declaration for queries and for the contract.

/// Declares tables once: diesel's `table!` for queries, and `shapes()` for the contract and the schema check.
///
/// A width stands in square brackets behind the type: `Text [120]` is `varchar(120)`, `Binary [16]` is `binary(16)`,
/// `Datetime [6]` is `datetime(6)`; `Text` alone is `text`. The crate that calls it depends on diesel 2.
///
/// One call declares every table of a module: the tables may appear in one query, and `shapes()` has the shape of each,
/// in the order of the declaration.
///
/// ```
/// accord_contract::tables! {
///     /// Which order a request with an idempotency key placed.
///     idempotency_keys (idempotency_key) {
///         idempotency_key -> Text [64],
///         fingerprint -> Binary [32],
///         order_id -> Nullable<Binary> [16],
///         created_at -> Datetime [6],
///     }
/// }
///
/// # fn main() {
/// let table = &shapes()[0];
/// assert_eq!(table.name, "idempotency_keys");
/// assert_eq!(table.primary_key, ["idempotency_key"]);
/// assert_eq!(table.columns[2].to_string(), "binary(16) null");
/// # }
/// ```
///
/// A column whose name is a keyword of Rust is declared as in diesel: `#[sql_name = "type"] type_ -> Text`.
#[macro_export]
macro_rules! tables {
    ($(
        $(#[$table_meta:meta])*
        $table:ident ($($key:ident),+ $(,)?) {
            $($(#[$column_meta:meta])* $column:ident -> $sql:ty $([$width:expr])?),+ $(,)?
        }
    )+) => {
        $(::diesel::table! {
            $(#[$table_meta])*
            $table ($($key),+) { $($(#[$column_meta])* $column -> $sql,)+ }
        })+

        ::diesel::allow_tables_to_appear_in_same_query!($($table,)+);

        /// The shape of every table here, in the order of the declaration.
        pub fn shapes() -> Vec<$crate::tables::TableShape> {
            vec![$($crate::tables::TableShape {
                name: stringify!($table).to_owned(),
                columns: vec![$($crate::tables::column::<$table::$column>(None$(.or(Some($width)))?)),+],
                primary_key: vec![$(<$table::$key as ::diesel::Column>::NAME.to_owned()),+],
            }),+]
        }
    };
}
