//! Kernel types as columns.

use std::io::Write;

use diesel::deserialize::{self, FromSql};
use diesel::mysql::{Mysql, MysqlValue};
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{Binary, Text};
use uuid::Uuid;

use super::{Currency, Id};

impl<T> ToSql<Binary, Mysql> for Id<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Mysql>) -> serialize::Result {
        out.write_all(self.as_bytes())?;
        Ok(IsNull::No)
    }
}

impl<T> FromSql<Binary, Mysql> for Id<T> {
    fn from_sql(value: MysqlValue<'_>) -> deserialize::Result<Self> {
        Ok(Self::from_uuid(Uuid::from_slice(value.as_bytes())?))
    }
}

impl ToSql<Text, Mysql> for Currency {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Mysql>) -> serialize::Result {
        write_text(self.code(), out)
    }
}

impl FromSql<Text, Mysql> for Currency {
    fn from_sql(value: MysqlValue<'_>) -> deserialize::Result<Self> {
        Ok(read_text(&value)?.parse()?)
    }
}

/// Writes `text` as a parameter.
pub(crate) fn write_text(text: &str, out: &mut Output<'_, '_, Mysql>) -> serialize::Result {
    out.write_all(text.as_bytes())?;
    Ok(IsNull::No)
}

/// The text of a column value.
pub(crate) fn read_text<'a>(value: &'a MysqlValue<'_>) -> deserialize::Result<&'a str> {
    Ok(std::str::from_utf8(value.as_bytes())?)
}
