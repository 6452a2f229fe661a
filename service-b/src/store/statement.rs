//! Statements that diesel's query builder would prepare anew every time.
//!
//! On MySQL diesel caches no `UPDATE`, no `INSERT` of a row whose columns might be left out, and nothing whose text depends
//! on how many values there are: each takes a round trip to prepare and a message to throw away. What runs for every order is
//! therefore written here; it is cached by its text, and [`padded`] keeps the number of texts small.

use chrono::NaiveDateTime;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping};
use diesel::mysql::Mysql;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Binary, Bool, Datetime, Integer, Text};
use shared_models::kernel::Id;
use uuid::Uuid;

/// How many rows a statement writes at most. Every number of rows is a text of its own, which each connection prepares and
/// keeps; more rows than these go into several statements.
pub(super) const MAX_ROWS: usize = 16;

/// A statement without parameters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fixed(pub(super) &'static str);

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
pub(super) struct Statement<'a>(Vec<Part<'a>>);

#[derive(Debug)]
enum Part<'a> {
    Sql(&'static str),
    Id(Id<Uuid>),
    Int(i32),
    Time(NaiveDateTime),
    Text(&'a str),
}

impl<'a> Statement<'a> {
    /// Adds text. It is a constant, so no value can be part of it.
    pub(super) fn sql(&mut self, text: &'static str) -> &mut Self {
        self.0.push(Part::Sql(text));
        self
    }

    /// Adds an id.
    pub(super) fn id<T>(&mut self, id: Id<T>) -> &mut Self {
        self.0.push(Part::Id(Id::from_uuid(id.uuid())));
        self
    }

    /// Adds a number.
    pub(super) fn int(&mut self, number: i32) -> &mut Self {
        self.0.push(Part::Int(number));
        self
    }

    /// Adds an instant in UTC.
    pub(super) fn time(&mut self, time: NaiveDateTime) -> &mut Self {
        self.0.push(Part::Time(time));
        self
    }

    /// Adds a text value.
    pub(super) fn text(&mut self, text: &'a str) -> &mut Self {
        self.0.push(Part::Text(text));
        self
    }

    /// Adds what `each` makes of every item, with `separator` between.
    pub(super) fn list<T>(
        &mut self,
        separator: &'static str,
        items: &'a [T],
        each: impl Fn(&mut Self, &'a T),
    ) -> &mut Self {
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
                Part::Id(id) => out.push_bind_param::<Binary, _>(id)?,
                Part::Int(number) => out.push_bind_param::<Integer, _>(number)?,
                Part::Time(time) => out.push_bind_param::<Datetime, _>(time)?,
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

impl<C> RunQueryDsl<C> for Statement<'_> {}

/// `column IN (ids…)`, cached by the padded number of ids.
#[derive(Debug)]
pub(super) struct OneOf<C, T> {
    column: C,
    ids: Vec<Id<T>>,
}

/// Whether `column` holds one of `ids`, of which there is at least one.
pub(super) fn one_of<C, T>(column: C, ids: Vec<Id<T>>) -> OneOf<C, T> {
    OneOf { column, ids: padded(ids) }
}

/// Repeats the last id until there are 1, 2, 3, 4, 8, 16, 32, 64 … of them: a repeated id changes nothing in a list.
fn padded<T>(mut ids: Vec<Id<T>>) -> Vec<Id<T>> {
    let length = if ids.len() <= 4 { ids.len() } else { ids.len().next_power_of_two() };
    if let Some(last) = ids.last().copied() {
        ids.resize(length, last);
    }
    ids
}

impl<C, T> Expression for OneOf<C, T> {
    type SqlType = Bool;
}

impl<C: ValidGrouping<G>, T, G> ValidGrouping<G> for OneOf<C, T> {
    type IsAggregate = C::IsAggregate;
}

impl<C: AppearsOnTable<S>, T, S> AppearsOnTable<S> for OneOf<C, T> {}

impl<C: QueryFragment<Mysql>, T> QueryFragment<Mysql> for OneOf<C, T> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Mysql>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (");
        for (at, id) in self.ids.iter().enumerate() {
            if at > 0 {
                out.push_sql(", ");
            }
            out.push_bind_param::<Binary, _>(id)?;
        }
        out.push_sql(")");
        Ok(())
    }
}

impl<C, T> QueryId for OneOf<C, T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::debug_query;
    use shared_models::schema::inventory_items::dsl::product_id;

    fn ids(count: u128) -> Vec<Id<shared_models::catalog::Product>> {
        (1..=count).map(|n| Id::from_uuid(Uuid::from_u128(n))).collect()
    }

    #[test]
    fn few_lengths_are_left() {
        let lengths: Vec<usize> =
            [1, 2, 3, 4, 5, 9, 17, 50].into_iter().map(|count| padded(ids(count)).len()).collect();
        assert_eq!(lengths, [1, 2, 3, 4, 8, 16, 32, 64]);
        assert_eq!(padded(ids(5))[4..], [ids(5)[4]; 4]);
    }

    #[test]
    fn a_list_of_ids_is_sql() {
        let query = shared_models::schema::inventory_items::table.select(product_id).filter(one_of(product_id, ids(2)));
        let sql = debug_query::<Mysql, _>(&query).to_string();
        assert!(sql.contains("`inventory_items`.`product_id` IN (?, ?)"), "{sql}");
    }

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
