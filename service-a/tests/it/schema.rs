//! The shape of the database itself.

use service_a::store::schema_check;


/// What `sql` selects as `name`, all of which break a rule.
#[track_caller]
fn none(rule: &str, sql: &str) {
    let offenders = TestDatabase::migrated().names(sql);
    assert!(offenders.is_empty(), "{rule}: {offenders:?}");
}

#[test]
fn it_is_what_the_library_expects() {
    assert_eq!(schema_check::check(&mut TestDatabase::migrated().open()).unwrap(), []);
    assert_eq!(schema_check::expected().len(), 15);
}

#[test]
fn every_difference_is_named() {
    let database = TestDatabase::migrated();
    database.execute(
        "ALTER TABLE products DROP COLUMN description; ALTER TABLE designs MODIFY price_minor INT NOT NULL; \
         ALTER TABLE outbox MODIFY published_at DATETIME(6) NOT NULL; DROP TABLE prescription_items; \
         ALTER TABLE brands ADD founded INT NOT NULL, ADD note TEXT, ADD stars INT NOT NULL DEFAULT 1; \
         ALTER TABLE reservation_tasks DROP COLUMN attempts",
    );
    let found = schema_check::check(&mut database.open()).unwrap();
    let mut found: Vec<_> = found.iter().map(ToString::to_string).collect();
    found.sort();
    assert_eq!(
        found,
        [
            "table brands, column founded: expected none, found int not null without a default",
            "table designs, column price_minor: expected bigint not null, found int not null",
            "table outbox, column published_at: expected datetime(6) null, found datetime(6) not null",
            "table prescription_items: expected, found none",
            "table products, column description: expected text not null, found none",
            "table reservation_tasks, column attempts: expected int not null, found none",
        ]
    );
}

#[test]
fn every_reference_has_an_index() {
    none(
        "a foreign key's first column leads an index",
        "SELECT CONCAT(k.table_name, '.', k.column_name) AS name FROM information_schema.key_column_usage k \
         WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL AND k.ordinal_position = 1 \
         AND NOT EXISTS (SELECT 1 FROM information_schema.statistics s WHERE s.table_schema = k.table_schema \
         AND s.table_name = k.table_name AND s.column_name = k.column_name AND s.seq_in_index = 1)",
    );
}

#[test]
fn money_is_bigint_with_its_currency_beside_it() {
    none(
        "money is BIGINT",
        "SELECT CONCAT(table_name, '.', column_name) AS name FROM information_schema.columns \
         WHERE table_schema = DATABASE() AND column_name LIKE '%\\_minor' AND data_type <> 'bigint'",
    );
    // The lines of an order are in the order's currency.
    none(
        "money has a currency",
        "SELECT CONCAT(c.table_name, '.', c.column_name) AS name FROM information_schema.columns c \
         WHERE c.table_schema = DATABASE() AND c.column_name LIKE '%\\_minor' AND NOT EXISTS (SELECT 1 FROM \
         information_schema.columns o WHERE o.table_schema = c.table_schema AND o.table_name = c.table_name \
         AND o.column_name = 'currency') AND c.table_name <> 'order_items'",
    );
}

#[test]
fn time_is_exact_and_text_is_utf8() {
    none(
        "time is DATETIME(6)",
        "SELECT CONCAT(table_name, '.', column_name) AS name FROM information_schema.columns \
         WHERE table_schema = DATABASE() AND table_name NOT LIKE '\\_\\_%' \
         AND data_type IN ('datetime', 'timestamp', 'time') AND column_type <> 'datetime(6)'",
    );
    none(
        "text is utf8mb4",
        "SELECT CONCAT(table_name, '.', column_name) AS name FROM information_schema.columns \
         WHERE table_schema = DATABASE() AND character_set_name <> 'utf8mb4'",
    );
    none(
        "no float",
        "SELECT CONCAT(table_name, '.', column_name) AS name FROM information_schema.columns \
         WHERE table_schema = DATABASE() AND data_type IN ('float', 'double', 'decimal')",
    );
    none(
        "InnoDB",
        "SELECT CAST(table_name AS CHAR) AS name FROM information_schema.tables \
         WHERE table_schema = DATABASE() AND engine <> 'InnoDB'",
    );
}

#[test]
fn constraints_are_named_after_what_they_bind() {
    none(
        "constraint names",
        "SELECT CONCAT(table_name, '.', constraint_name) AS name FROM information_schema.table_constraints \
         WHERE table_schema = DATABASE() AND constraint_name <> 'PRIMARY' AND NOT (constraint_name LIKE CONCAT(table_name, '\\_%') \
         AND constraint_name REGEXP CASE constraint_type WHEN 'UNIQUE' THEN '_key$' WHEN 'FOREIGN KEY' THEN '_fk$' ELSE '_check$' END)",
    );
}
