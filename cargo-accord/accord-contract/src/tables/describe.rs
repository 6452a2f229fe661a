//! SQL types in the words of MySQL and MariaDB.

use diesel::mysql::sql_types::{Datetime, Unsigned};
use diesel::sql_types::{
    BigInt, Binary, Bool, Date, Double, Float, Integer, Json, Nullable, SmallInt, SqlType, Text, Time, Timestamp,
    TinyInt, is_nullable::NotNull,
};

use super::ColumnShape;

/// How a diesel SQL type is written in MySQL and MariaDB.
pub trait Describe {
    /// Whether the column can be null.
    const NULLABLE: bool = false;

    /// The type in lower case; `width` is the number in brackets behind it.
    fn describe(width: Option<usize>) -> String;
}

/// The shape of a column that diesel knows. [`tables!`](crate::tables!) calls it for each.
pub fn column<C>(width: Option<usize>) -> ColumnShape
where
    C: diesel::Column,
    C::SqlType: Describe,
{
    ColumnShape { name: C::NAME.to_owned(), sql_type: C::SqlType::describe(width), nullable: C::SqlType::NULLABLE }
}

macro_rules! describe {
    ($($sql:ident: $bare:literal, $wide:literal;)+) => {
        $(impl Describe for $sql {
            fn describe(width: Option<usize>) -> String {
                width.map_or_else(|| $bare.to_owned(), |width| format!(concat!($wide, "({})"), width))
            }
        })+
    };
}

describe! {
    Binary: "blob", "binary";
    Text: "text", "varchar";
    TinyInt: "tinyint", "tinyint";
    SmallInt: "smallint", "smallint";
    Integer: "int", "int";
    BigInt: "bigint", "bigint";
    // `tinyint(1)` in a database, where the number is a display width.
    Bool: "tinyint", "tinyint";
    Float: "float", "float";
    Double: "double", "double";
    Date: "date", "date";
    Time: "time", "time";
    Datetime: "datetime", "datetime";
    Timestamp: "timestamp", "timestamp";
    Json: "json", "json";
}

impl<T: Describe> Describe for Unsigned<T> {
    fn describe(width: Option<usize>) -> String {
        format!("{} unsigned", T::describe(width))
    }
}

impl<T: Describe + SqlType<IsNull = NotNull>> Describe for Nullable<T> {
    const NULLABLE: bool = true;

    fn describe(width: Option<usize>) -> String {
        T::describe(width)
    }
}
