//! Compares the live database with the tables that a service was built for.

use std::collections::BTreeMap;

use accord_contract::tables::{ColumnShape, Difference, FoundTable, TableShape, difference};
use diesel::sql_types::{Nullable, Text};
use diesel::{QueryableByName, RunQueryDsl};

use super::{Connection, Error};

/// Every place in which the database does not serve a program that expects these tables.
///
/// # Errors
/// When the database cannot be asked.
pub fn check(connection: &mut Connection, expected: &[TableShape]) -> Result<Vec<Difference>, Error> {
    Ok(difference(expected, &found(connection)?))
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_of: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql_type: String,
    #[diesel(sql_type = Text)]
    nullable: String,
    #[diesel(sql_type = Nullable<Text>)]
    default_value: Option<String>,
    #[diesel(sql_type = Text)]
    extra: String,
}

#[derive(QueryableByName)]
struct KeyColumn {
    #[diesel(sql_type = Text)]
    table_of: String,
    #[diesel(sql_type = Text)]
    name: String,
}

/// Every table of the database as it is.
fn found(connection: &mut Connection) -> Result<Vec<FoundTable>, Error> {
    // The aliases are there because MySQL 8 answers in capitals and MariaDB does not.
    let columns: Vec<Column> = diesel::sql_query(
        "SELECT CAST(table_name AS CHAR) AS table_of, CAST(column_name AS CHAR) AS name, \
         CAST(column_type AS CHAR) AS sql_type, CAST(is_nullable AS CHAR) AS nullable, \
         CAST(column_default AS CHAR) AS default_value, CAST(extra AS CHAR) AS extra \
         FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position",
    )
    .load(connection.mysql())?;
    let keys: Vec<KeyColumn> = diesel::sql_query(
        "SELECT CAST(table_name AS CHAR) AS table_of, CAST(column_name AS CHAR) AS name \
         FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name = 'PRIMARY' \
         ORDER BY table_name, seq_in_index",
    )
    .load(connection.mysql())?;

    let mut tables = BTreeMap::<String, FoundTable>::new();
    for Column { table_of, name, sql_type, nullable, default_value, extra } in columns {
        let table = tables.entry(table_of.clone()).or_insert_with(|| FoundTable {
            shape: TableShape { name: table_of, columns: Vec::new(), primary_key: Vec::new() },
            defaulted: Vec::new(),
        });
        if default_value.is_some() || fills_itself(&extra) {
            table.defaulted.push(name.clone());
        }
        table.shape.columns.push(ColumnShape { name, sql_type: plain_type(&sql_type), nullable: nullable == "YES" });
    }
    for KeyColumn { table_of, name } in keys {
        if let Some(table) = tables.get_mut(&table_of) {
            table.shape.primary_key.push(name);
        }
    }
    Ok(tables.into_values().collect())
}

/// Whether an insert may leave the column out, although it shows no default.
fn fills_itself(extra: &str) -> bool {
    let extra = extra.to_lowercase();
    extra.contains("auto_increment") || extra.contains("generated")
}

/// MariaDB writes `int(11)` where MySQL 8 writes `int`: the number is how wide a terminal shows it, not a limit.
fn plain_type(sql_type: &str) -> String {
    let sql_type = sql_type.to_lowercase();
    match sql_type.split_once('(') {
        Some((name, rest)) if name.ends_with("int") => {
            let sign = rest.split_once(')').map_or("", |(_, sign)| sign);
            format!("{name}{sign}")
        }
        _ => sql_type,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_widths_are_no_difference() {
        for (found, plain) in [
            ("int(11)", "int"),
            ("BIGINT(20)", "bigint"),
            ("int(10) unsigned", "int unsigned"),
            ("varchar(120)", "varchar(120)"),
            ("datetime(6)", "datetime(6)"),
            ("int", "int"),
        ] {
            assert_eq!(plain_type(found), plain);
        }
    }
}
