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
    /// What a request with an idempotency key did, so that the same request again does nothing and tells the same.
    idempotency_keys (idempotency_key) {
        idempotency_key -> Text = "varchar(64)",
        fingerprint -> Binary = "binary(32)",
        payment_id -> Binary = "binary(16)",
        outcome -> Text = "text",
        created_at -> Datetime = "datetime(6)",
    }

    /// The last number given out in a series of invoices. Locked by a capture until it commits, so that no number is
    /// left out and none is used twice.
    invoice_counters (series) {
        series -> Text = "varchar(8)",
        last_number -> Bigint = "bigint",
    }
}
