//! The shape of the database itself.

use crate::Application;
use crate::database::schema_check;
use crate::testkit::Kit;

/// What `sql` selects as `name`, all of which break a rule.
#[track_caller]
fn none<A: Application>(kit: &'static Kit<A>, rule: &str, sql: &str) {
    let offenders = kit.database().names(sql);
    assert!(offenders.is_empty(), "{rule}: {offenders:?}");
}

/// The migrations make the tables that the service was built for, and no other.
pub fn it_is_what_the_service_expects<A: Application>(kit: &'static Kit<A>) {
    let (database, expected) = (kit.database(), kit.service().tables().unwrap());
    assert_eq!(schema_check::check(&mut database.open(), &expected).unwrap(), []);
    let mut names: Vec<_> = expected.into_iter().map(|table| table.name).collect();
    names.push("__diesel_schema_migrations".to_owned());
    let mut found = database.tables();
    names.sort();
    found.sort();
    assert_eq!(found, names);
}

/// A table that is not there, and a column that is another one.
pub fn a_difference_is_named<A: Application>(kit: &'static Kit<A>) {
    let expected = kit.service().tables().unwrap();
    for table in &expected {
        let name = &table.name;
        let found = |sql: &str| {
            let database = kit.database();
            database.execute(&format!("SET foreign_key_checks = 0; {sql}"));
            let found = schema_check::check(&mut database.open(), &expected).unwrap();
            found.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(found(&format!("DROP TABLE {name}")), [format!("table {name}: expected, found none")]);
        assert_eq!(
            found(&format!(
                "ALTER TABLE {name} ADD founded INT NOT NULL, ADD note TEXT, ADD stars INT NOT NULL DEFAULT 1"
            )),
            [format!("table {name}, column founded: expected none, found int not null without a default")]
        );
    }
}

/// A foreign key without one locks whole tables.
pub fn every_reference_has_an_index<A: Application>(kit: &'static Kit<A>) {
    none(
        kit,
        "a foreign key's first column leads an index",
        "SELECT CONCAT(k.table_name, '.', k.column_name) AS name FROM information_schema.key_column_usage k \
         WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL AND k.ordinal_position = 1 \
         AND NOT EXISTS (SELECT 1 FROM information_schema.statistics s WHERE s.table_schema = k.table_schema \
         AND s.table_name = k.table_name AND s.column_name = k.column_name AND s.seq_in_index = 1)",
    );
}

/// Minor units, and whose.
pub fn money_is_bigint_with_its_currency_beside_it<A: Application>(kit: &'static Kit<A>) {
    none(
        kit,
        "money is BIGINT",
        "SELECT CONCAT(table_name, '.', column_name) AS name FROM information_schema.columns \
         WHERE table_schema = DATABASE() AND column_name LIKE '%\\_minor' AND data_type <> 'bigint'",
    );
    let elsewhere = kit.tables_with_currency_elsewhere().iter().map(|table| format!(", '{table}'"));
    let sql = format!(
        "SELECT CONCAT(c.table_name, '.', c.column_name) AS name FROM information_schema.columns c \
         WHERE c.table_schema = DATABASE() AND c.column_name LIKE '%\\_minor' AND NOT EXISTS (SELECT 1 FROM \
         information_schema.columns o WHERE o.table_schema = c.table_schema AND o.table_name = c.table_name \
         AND o.column_name = 'currency') AND c.table_name NOT IN (''{})",
        elsewhere.collect::<String>()
    );
    none(kit, "money has a currency", &sql);
}

/// No time is rounded, no letter is lost, no number is approximate.
pub fn time_is_exact_and_text_is_utf8<A: Application>(kit: &'static Kit<A>) {
    let columns = "SELECT CONCAT(table_name, '.', column_name) AS name FROM information_schema.columns \
                   WHERE table_schema = DATABASE() AND table_name NOT LIKE '\\_\\_%'";
    none(
        kit,
        "time is DATETIME(6)",
        &format!("{columns} AND data_type IN ('datetime', 'timestamp', 'time') AND column_type <> 'datetime(6)'"),
    );
    none(kit, "text is utf8mb4", &format!("{columns} AND character_set_name <> 'utf8mb4'"));
    none(kit, "no float", &format!("{columns} AND data_type IN ('float', 'double', 'decimal')"));
    none(
        kit,
        "InnoDB",
        "SELECT CAST(table_name AS CHAR) AS name FROM information_schema.tables \
         WHERE table_schema = DATABASE() AND engine <> 'InnoDB'",
    );
}

/// `orders_customer_id_fk`: code names constraints, so their names follow a rule.
pub fn constraints_are_named_after_what_they_bind<A: Application>(kit: &'static Kit<A>) {
    none(
        kit,
        "constraint names",
        "SELECT CONCAT(table_name, '.', constraint_name) AS name FROM information_schema.table_constraints \
         WHERE table_schema = DATABASE() AND constraint_name <> 'PRIMARY' AND NOT (constraint_name LIKE CONCAT(table_name, '\\_%') \
         AND constraint_name REGEXP CASE constraint_type WHEN 'UNIQUE' THEN '_key$' WHEN 'FOREIGN KEY' THEN '_fk$' ELSE '_check$' END)",
    );
}
