//! Statements that diesel's query builder would prepare anew every time.
//!
//! On MySQL diesel caches no `UPDATE`, no `INSERT` of a row whose columns might be left out, and nothing whose text depends
//! on how many rows or values there are: each would take a round trip to prepare and a message to throw away. These are
//! cached by their text; [`padded`] keeps the number of texts small.

use chrono::NaiveDateTime;
use diesel::connection::Connection as _;
use diesel::mysql::Mysql;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Binary, Datetime, Integer, Nullable, Text};
use uuid::Uuid;

/// How many rows a statement writes at most. Every number of rows is another text, which each connection prepares and
/// keeps; more rows than these go into several statements.
pub const MAX_ROWS: usize = 16;

/// A statement without parameters.
#[derive(Debug, Clone, Copy)]
pub struct Fixed(pub &'static str);

impl QueryFragment<Mysql> for Fixed {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Mysql>) -> QueryResult<()> {
        out.push_sql(self.0);
        Ok(())
    }
}

impl QueryId for Fixed {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C> RunQueryDsl<C> for Fixed {}

/// A statement that changes several rows at once: constant text with parameters between.
#[derive(Debug, Default)]
pub struct Statement<'a>(Vec<Part<'a>>);

#[derive(Debug)]
enum Part<'a> {
    Sql(&'static str),
    Uuid(Uuid),
    UuidOrNull(Option<Uuid>),
    Int(i32),
    IntOrNull(Option<i32>),
    Big(i64),
    Bytes(&'a [u8]),
    Time(NaiveDateTime),
    Text(&'a str),
    TextOrNull(Option<&'a str>),
}

impl<'a> Statement<'a> {
    /// Adds text. It is a constant, so no value can be part of it.
    pub fn sql(&mut self, text: &'static str) -> &mut Self {
        self.0.push(Part::Sql(text));
        self
    }

    /// Adds an id, as `BINARY(16)`.
    pub fn uuid(&mut self, id: Uuid) -> &mut Self {
        self.0.push(Part::Uuid(id));
        self
    }

    /// Adds an id, or null.
    pub fn uuid_or_null(&mut self, id: Option<Uuid>) -> &mut Self {
        self.0.push(Part::UuidOrNull(id));
        self
    }

    /// Adds a number, or null.
    pub fn int_or_null(&mut self, number: Option<i32>) -> &mut Self {
        self.0.push(Part::IntOrNull(number));
        self
    }

    /// Adds an amount in minor units.
    pub fn big(&mut self, number: i64) -> &mut Self {
        self.0.push(Part::Big(number));
        self
    }

    /// Adds bytes.
    pub fn bytes(&mut self, bytes: &'a [u8]) -> &mut Self {
        self.0.push(Part::Bytes(bytes));
        self
    }

    /// Adds a number.
    pub fn int(&mut self, number: i32) -> &mut Self {
        self.0.push(Part::Int(number));
        self
    }

    /// Adds an instant in UTC.
    pub fn time(&mut self, time: NaiveDateTime) -> &mut Self {
        self.0.push(Part::Time(time));
        self
    }

    /// Adds a text value.
    pub fn text(&mut self, text: &'a str) -> &mut Self {
        self.0.push(Part::Text(text));
        self
    }

    /// Adds a text value, or null.
    pub fn text_or_null(&mut self, text: Option<&'a str>) -> &mut Self {
        self.0.push(Part::TextOrNull(text));
        self
    }

    /// Runs it; says how many rows it changed.
    pub fn execute(&mut self, connection: &mut MysqlConnection) -> QueryResult<usize> {
        connection.execute_returning_count(self)
    }

    /// Adds what `each` makes of every item, with `separator` between.
    pub fn list<T>(&mut self, separator: &'static str, items: &'a [T], each: impl Fn(&mut Self, &'a T)) -> &mut Self {
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.sql(separator);
            }
            each(self, item);
        }
        self
    }
}

impl QueryFragment<Mysql> for Statement<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Mysql>) -> QueryResult<()> {
        for part in &self.0 {
            match part {
                Part::Sql(text) => out.push_sql(text),
                Part::Uuid(id) => out.push_bind_param::<Binary, [u8]>(id.as_bytes().as_slice())?,
                Part::UuidOrNull(Some(id)) => out.push_bind_param::<Binary, [u8]>(id.as_bytes().as_slice())?,
                Part::UuidOrNull(None) => out.push_bind_param::<Nullable<Binary>, Option<&'b [u8]>>(&None)?,
                Part::IntOrNull(number) => out.push_bind_param::<Nullable<Integer>, _>(number)?,
                Part::Big(number) => out.push_bind_param::<BigInt, _>(number)?,
                Part::Bytes(bytes) => out.push_bind_param::<Binary, _>(bytes)?,
                Part::Int(number) => out.push_bind_param::<Integer, _>(number)?,
                Part::Time(time) => out.push_bind_param::<Datetime, _>(time)?,
                Part::TextOrNull(text) => out.push_bind_param::<Nullable<Text>, _>(text)?,
                Part::Text(text) => out.push_bind_param::<Text, _>(text)?,
            }
        }
        Ok(())
    }
}

impl QueryId for Statement<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

#[cfg(test)]
mod tests {
    use diesel::debug_query;

    use super::*;

    #[test]
    fn a_statement_puts_values_between_text() {
        let rows = [1, 2];
        let mut statement = Statement::default();
        statement.sql("INSERT INTO t (a) VALUES ").list(", ", &rows, |part, row| {
            part.sql("(").int(*row).sql(")");
        });
        let sql = debug_query::<Mysql, _>(&statement).to_string();
        assert!(sql.starts_with("INSERT INTO t (a) VALUES (?), (?)"), "{sql}");
    }
}
