//! Shapes from a declaration, and their comparison with a database.

use accord_contract::tables::{ColumnShape, Difference, FoundTable, TableShape, difference};
use diesel::mysql::Mysql;
use diesel::{ExpressionMethods, JoinOnDsl, QueryDsl};

use crate::schema::{self, opening_hours, shops};

#[test]
fn a_shape_has_the_names_types_and_keys_of_the_declaration() {
    let tables = schema::shapes();
    let columns: Vec<_> = tables[0].columns.iter().map(|column| format!("{} {column}", column.name)).collect();
    assert_eq!(
        columns,
        [
            "id bigint unsigned not null",
            "street varchar(120) not null",
            "country varchar(2) not null",
            "manager_id binary(16) null",
            "type varchar(16) not null",
            "notes text null",
            "is_open tinyint not null",
            "opened_on date not null",
            "changed_at datetime(6) not null",
        ]
    );
    assert_eq!((tables[0].name.as_str(), tables[1].name.as_str()), ("shops", "opening_hours"));
    assert_eq!(tables[1].primary_key, ["shop_id", "weekday"]);
}

#[test]
fn the_tables_of_one_declaration_may_stand_in_one_query() {
    let query = shops::table.inner_join(opening_hours::table.on(shops::id.eq(opening_hours::shop_id)));
    let text = diesel::debug_query::<Mysql, _>(&query.select((shops::type_, opening_hours::weekday))).to_string();
    assert!(text.starts_with("SELECT `shops`.`type`, `opening_hours`.`weekday` FROM"), "{text}");
}

fn table() -> TableShape {
    schema::shapes().remove(1)
}

fn found(change: impl FnOnce(&mut FoundTable)) -> Vec<String> {
    let mut found = FoundTable { shape: table(), defaulted: Vec::new() };
    change(&mut found);
    difference(&[table()], &[found]).iter().map(ToString::to_string).collect()
}

fn column(name: &str, nullable: bool) -> ColumnShape {
    ColumnShape { name: name.to_owned(), sql_type: "int".to_owned(), nullable }
}

#[test]
fn the_same_table_has_no_difference_whatever_the_order_of_its_columns() {
    assert!(found(|_| {}).is_empty());
    assert!(found(|table| table.shape.columns.reverse()).is_empty());
}

#[test]
fn a_difference_names_table_column_expected_and_found() {
    assert_eq!(difference(&[table()], &[]), [Difference::MissingTable { table: "opening_hours".to_owned() }]);
    assert_eq!(
        found(|table| drop(table.shape.columns.remove(1))),
        ["table opening_hours, column weekday: expected smallint not null, found none"]
    );
    assert_eq!(
        found(|table| table.shape.columns[1] = column("weekday", true)),
        ["table opening_hours, column weekday: expected smallint not null, found int null"]
    );
    assert_eq!(
        found(|table| drop(table.shape.primary_key.pop())),
        ["table opening_hours, primary key: expected (shop_id, weekday), found (shop_id)"]
    );
}

#[test]
fn a_column_of_the_next_release_is_fine_when_an_insert_may_leave_it_out() {
    assert!(found(|table| table.shape.columns.push(column("note", true))).is_empty());
    assert_eq!(
        found(|table| table.shape.columns.push(column("opens_at", false))),
        ["table opening_hours, column opens_at: expected none, found int not null without a default"]
    );
    let defaulted = found(|table| {
        table.shape.columns.push(column("opens_at", false));
        table.defaulted.push("opens_at".to_owned());
    });
    assert!(defaulted.is_empty());
}
