//! A database that does not fit is told apart from one that is merely newer.

use shared_models::contract::{Direction, WIRE_TYPES};
use shared_models::schema::shapes;
use shared_models::tables::{ColumnShape, Difference, FoundTable, TableShape, difference};

fn table() -> TableShape {
    shapes().into_iter().find(|table| table.name == "reservations").unwrap()
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
fn the_same_table_does_not_differ_whatever_the_order_of_its_columns() {
    assert!(found(|_| {}).is_empty());
    assert!(found(|table| table.shape.columns.reverse()).is_empty());
}

#[test]
fn each_difference_names_table_column_expected_and_found() {
    assert_eq!(difference(&[table()], &[]), [Difference::MissingTable { table: "reservations".to_owned() }]);
    assert_eq!(
        found(|table| drop(table.shape.columns.remove(1))),
        ["table reservations, column status: expected varchar(16) not null, found none"]
    );
    assert_eq!(
        found(|table| table.shape.columns[1].sql_type = "varchar(8)".to_owned()),
        ["table reservations, column status: expected varchar(16) not null, found varchar(8) not null"]
    );
    assert_eq!(
        found(|table| table.shape.columns[2].nullable = true),
        ["table reservations, column created_at: expected datetime(6) not null, found datetime(6) null"]
    );
    assert_eq!(
        found(|table| table.shape.primary_key.push("status".to_owned())),
        ["table reservations, primary key: expected (order_id), found (order_id, status)"]
    );
}

#[test]
fn a_column_of_the_next_release_is_fine_when_an_insert_may_leave_it_out() {
    assert!(found(|table| table.shape.columns.push(column("priority", true))).is_empty());
    assert!(
        found(|table| {
            table.shape.columns.push(column("priority", false));
            table.defaulted.push("priority".to_owned());
        })
        .is_empty()
    );
    assert_eq!(
        found(|table| table.shape.columns.push(column("priority", false))),
        ["table reservations, column priority: expected none, found int not null without a default"]
    );
}

#[test]
fn every_table_has_a_primary_key_of_its_own_columns() {
    for table in shapes() {
        assert!(!table.primary_key.is_empty(), "{}", table.name);
        for key in &table.primary_key {
            assert!(table.columns.iter().any(|column| column.name == *key && !column.nullable), "{}.{key}", table.name);
        }
    }
}

#[test]
fn money_has_its_currency_beside_it() {
    for table in shapes() {
        let money = table.columns.iter().any(|column| column.name.ends_with("_minor"));
        // The items of an order are in the currency of the order.
        let currency = table.columns.iter().any(|column| column.name == "currency") || table.name == "order_items";
        assert!(!money || currency, "{}", table.name);
        for column in table.columns.iter().filter(|column| column.name.ends_with("_minor")) {
            assert_eq!(column.sql_type, "bigint", "{}.{}", table.name, column.name);
        }
    }
}

/// What validation lets through, a column of that name can hold.
#[test]
fn a_column_is_as_wide_as_the_longest_text_a_request_may_carry() {
    let pairs = [
        ("catalog::CreateProduct", "products"),
        ("catalog::CreateBrand", "brands"),
        ("catalog::CreateCategory", "categories"),
        ("customers::CreateCustomer", "customers"),
        ("identity::CreateRole", "roles"),
        ("identity::CreateUser", "users"),
        ("inventory::CreateWarehouse", "warehouses"),
    ];
    let mut compared = 0;
    for (request, table) in pairs {
        let wire_type = WIRE_TYPES.iter().find(|wire_type| wire_type.name == request).unwrap();
        let schema = wire_type.schema(Direction::Accepts);
        let table = shapes().into_iter().find(|shape| shape.name == table).unwrap();
        for column in &table.columns {
            let Some(longest) = schema["properties"][&column.name]["maxLength"].as_u64() else { continue };
            let width = column.sql_type.strip_prefix("varchar(").and_then(|rest| rest.strip_suffix(')'));
            // TEXT holds 65,535 bytes, and a character takes at most 4.
            let width = width.map_or(16_383, |width| width.parse().unwrap());
            assert!(longest <= width, "{request}.{}: {longest} characters into {}", column.name, column.sql_type);
            compared += 1;
        }
    }
    assert!(compared >= 15, "{compared}");
}
