//! The tables as data: what a service compares its database with.

use shared_models::contract::{Direction, WIRE_TYPES};
use shared_models::schema::shapes;
use shared_models::tables::{ColumnShape, Difference, FoundTable, TableShape, difference};

#[test]
fn a_database_is_compared_with_the_shapes() {
    let same = || shapes().into_iter().map(|shape| FoundTable { shape, defaulted: Vec::new() });
    assert_eq!(difference(&shapes(), &same().collect::<Vec<_>>()), []);

    let column = |name: &str| ColumnShape { name: name.to_owned(), sql_type: "int".to_owned(), nullable: false };
    let columns = vec![column("order_id")];
    let shape = TableShape { name: "reservations".to_owned(), columns, primary_key: vec!["order_id".to_owned()] };
    let mut found: Vec<_> = same().filter(|table| table.shape.name != "reservations").collect();
    let missing = Difference::MissingTable { table: "reservations".to_owned() };
    assert_eq!(difference(&shapes(), &found), [missing]);
    found.push(FoundTable { shape, defaulted: Vec::new() });
    let differences: Vec<_> = difference(&shapes(), &found).iter().map(ToString::to_string).collect();
    assert_eq!(
        differences,
        [
            "table reservations, column order_id: expected binary(16) not null, found int not null",
            "table reservations, column status: expected varchar(16) not null, found none",
            "table reservations, column created_at: expected datetime(6) not null, found none",
            "table reservations, column updated_at: expected datetime(6) not null, found none",
        ]
    );
}

#[test]
fn every_primary_key_is_made_of_columns_that_are_not_null() {
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
