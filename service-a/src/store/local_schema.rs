//! The tables that only this service has.

use shared_models::tables::{ColumnShape, TableShape};

/// Declares tables once: diesel's `table!` for queries, and the shape for the schema check.
macro_rules! local_tables {
    ($($(#[$doc:meta])* $table:ident ($key:ident) { $($column:ident -> $sql:ty = $shape:literal,)+ })+) => {
        $(diesel::table! {
            $(#[$doc])*
            $table ($key) { $($column -> $sql,)+ }
        })+

        /// The shape of every table here; each column is `not null`.
        pub fn shapes() -> Vec<TableShape> {
            vec![$(TableShape {
                name: stringify!($table).to_owned(),
                columns: vec![$(ColumnShape {
                    name: stringify!($column).to_owned(),
                    sql_type: $shape.to_owned(),
                    nullable: false,
                }),+],
                primary_key: vec![stringify!($key).to_owned()],
            }),+]
        }
    };
}

local_tables! {
    /// Which order a request with an idempotency key placed, so that the same request again does not place another.
    idempotency_keys (idempotency_key) {
        idempotency_key -> Text = "varchar(64)",
        fingerprint -> Binary = "binary(32)",
        order_id -> Binary = "binary(16)",
        created_at -> Datetime = "datetime(6)",
    }

    /// What is still to be said to fulfilment about an order: written with the change that made it necessary, deleted
    /// when fulfilment has answered.
    reservation_tasks (order_id) {
        order_id -> Binary = "binary(16)",
        kind -> Text = "varchar(16)",
        attempts -> Integer = "int",
        next_attempt_at -> Datetime = "datetime(6)",
        refusals -> Integer = "int",
    }
}
