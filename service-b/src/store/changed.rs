//! Updates of whole rows.

/// Writes the columns of `row` after `set`; those after `keep` never change. Together they are all of its columns, or this
/// does not compile.
macro_rules! changed {
    ($transaction:ident, $table:ident[$key:expr], $entity:ident, $row:ident, set [$($set:ident),+], keep [$($kept:ident),+]) => {{
        let $entity { $($set,)+ $($kept: _,)+ } = $row;
        diesel::update($table::table.find($key)).set(($($table::$set.eq($set),)+)).execute($transaction)
    }};
}
pub(super) use changed;
