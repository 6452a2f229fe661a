//! `column IN (…)` as a statement that is cached.

use diesel::expression::{AppearsOnTable, Expression, ValidGrouping};
use diesel::mysql::Mysql;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::{Binary, Bool};

/// `column IN (ids…)`, cached by the padded number of ids.
#[derive(Debug, Clone)]
pub struct OneOf<C, I> {
    column: C,
    ids: Vec<I>,
}

/// Whether `column` holds one of `ids`, of which there is at least one. An id is what is written as `BINARY`.
pub fn one_of<C, I: Copy>(column: C, ids: Vec<I>) -> OneOf<C, I> {
    OneOf { column, ids: padded(ids) }
}

/// Repeats the last id until there are 1, 2, 3, 4, 8, 16, 32, 64 … of them: a repeated id changes nothing in a list, and
/// few lengths mean few statements to prepare.
fn padded<I: Copy>(mut ids: Vec<I>) -> Vec<I> {
    let length = if ids.len() <= 4 { ids.len() } else { ids.len().next_power_of_two() };
    if let Some(last) = ids.last().copied() {
        ids.resize(length, last);
    }
    ids
}

impl<C, I> Expression for OneOf<C, I> {
    type SqlType = Bool;
}

impl<C: ValidGrouping<G>, I, G> ValidGrouping<G> for OneOf<C, I> {
    type IsAggregate = C::IsAggregate;
}

impl<C: AppearsOnTable<S>, I, S> AppearsOnTable<S> for OneOf<C, I> {}

impl<C: QueryFragment<Mysql>, I: ToSql<Binary, Mysql>> QueryFragment<Mysql> for OneOf<C, I> {
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

impl<C, I> QueryId for OneOf<C, I> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

#[cfg(test)]
mod tests {
    use diesel::debug_query;
    use diesel::prelude::*;

    use super::*;

    diesel::table! {
        lines (id) {
            id -> Binary,
        }
    }

    #[test]
    fn few_lengths_are_left() {
        let lengths = [1, 2, 3, 4, 5, 9, 17, 50].map(|count| padded(vec![0; count]).len());
        assert_eq!(lengths, [1, 2, 3, 4, 8, 16, 32, 64]);
        assert_eq!(padded(vec![1, 2, 3, 4, 5])[4..], [5; 4]);
    }

    #[test]
    fn a_list_of_ids_is_sql() {
        let query =
            lines::table.select(lines::id).filter(one_of(lines::id, vec![b"one".as_slice(), b"two".as_slice()]));
        let sql = debug_query::<Mysql, _>(&query).to_string();
        assert!(sql.contains("`lines`.`id` IN (?, ?)"), "{sql}");
    }
}
