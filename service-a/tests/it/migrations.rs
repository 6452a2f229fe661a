//! Every step up and down, with rows in the tables; and only one instance at a time.

use std::time::{Duration, Instant};

use service_a::store::migrations::{self, MigrationError, Step};
use service_a::store::schema_check;


/// A row for every table, in the order in which they refer to each other.
const ROWS: &str = "
    INSERT IGNORE INTO roles VALUES (x'01', 'Optician', 'manage_orders', NOW(6));
    INSERT IGNORE INTO users VALUES
        (x'01', RPAD(x'01', 16, x'00'), 'ines@example.com', 'Ines', NULL, 'active', 1, NOW(6), NOW(6));
    INSERT IGNORE INTO audit_logs VALUES (x'01', 'system', 'created', 'brand', x'01', '{}', NOW(6));
    INSERT IGNORE INTO brands VALUES (x'01', 'Tejo', 'tejo', NOW(6));
    INSERT IGNORE INTO categories VALUES (x'01', NULL, 'Frames', 'frames', NOW(6));
    INSERT IGNORE INTO products VALUES
        (x'01', 'FRM-1', 'Oslo', '', RPAD(x'01', 16, x'00'), RPAD(x'01', 16, x'00'), 100, 'EUR', 'active', 1, NOW(6), NOW(6));
    INSERT IGNORE INTO customers VALUES
        (x'01', 'leon@example.com', 'Leon', NULL, 'Ring 1', 'Graz', '8010', 'AT', 1, NOW(6), NOW(6));
    INSERT IGNORE INTO prescriptions VALUES
        (x'01', RPAD(x'01', 16, x'00'), 'Dr. Weiss', '2026-01-01', '2027-01-01', NOW(6));
    INSERT IGNORE INTO prescription_items VALUES (RPAD(x'01', 16, x'00'), 'left', -125, 0, NULL, 0);
    INSERT IGNORE INTO designs VALUES
        (x'01', RPAD(x'01', 16, x'00'), NULL, 'steel', 'large', NULL, 'hard_case', 15400, 'EUR', NOW(6));
    INSERT IGNORE INTO orders (id, customer_id, status, currency, subtotal_minor, discount_minor, tax_minor, total_minor,
        placed_at, updated_at) VALUES (x'01', RPAD(x'01', 16, x'00'), 'pending', 'EUR', 100, 10, 18, 108, NOW(6), NOW(6));
    INSERT IGNORE INTO order_items VALUES
        (RPAD(x'01', 16, x'00'), 0, RPAD(x'01', 16, x'00'), NULL, 'FRM-1', 'Oslo', 1, 100, 100, 0);
    INSERT IGNORE INTO outbox VALUES (x'01', 'orders::OrderPlaced', x'01', '{}', NOW(6), NULL);
    INSERT IGNORE INTO idempotency_keys VALUES ('key-1', x'01', x'01', NOW(6));
    INSERT IGNORE INTO reservation_tasks (order_id, kind, attempts, next_attempt_at) VALUES (RPAD(x'01', 16, x'00'), 'reserve', 0, NOW(6))";

fn run(database: &TestDatabase, step: Step) -> String {
    let mut report = Vec::new();
    migrations::run(&database.url(), step, &mut report).unwrap();
    String::from_utf8(report).unwrap()
}

/// Puts a row into every table that is there.
fn fill(database: &TestDatabase) {
    let tables = tables(database);
    for row in ROWS.split(';') {
        let table = row.trim().split(' ').nth(3).unwrap();
        if tables.iter().any(|name| name == table) {
            database.execute(row);
        }
    }
}

fn tables(database: &TestDatabase) -> Vec<String> {
    database
        .names("SELECT CAST(table_name AS CHAR) AS name FROM information_schema.tables WHERE table_schema = DATABASE()")
}

/// Every migration, oldest first: its name, what it does, and what undoes it.
fn files() -> Vec<(String, String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let read = |folder: &std::path::Path, file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    let mut files: Vec<_> = folders
        .map(|folder| {
            let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
            (name, read(&folder, "up.sql"), read(&folder, "down.sql"))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_migration_is_one_statement_each_way() {
    for (name, up, down) in files() {
        for sql in [up, down] {
            let statements = sql.lines().filter(|line| !line.starts_with("--")).collect::<String>();
            assert_eq!(statements.matches(';').count(), 1, "{name}");
        }
    }
}

#[test]
fn every_migration_can_be_undone_and_done_again_with_rows_in_the_tables() {
    let database = TestDatabase::empty();
    for (name, up, down) in files() {
        let before = database.dump();
        database.execute(&up);
        let after = database.dump();
        fill(&database);
        database.execute(&down);
        assert_eq!(database.dump(), before, "{name} is not undone");
        database.execute(&up);
        assert_eq!(database.dump(), after, "{name} is not done again");
        fill(&database);
    }
    // Every table had a row in it.
    for table in tables(&database) {
        assert_eq!(database.count(&table), 1, "{table}");
    }
}

#[test]
fn all_the_way_down_and_up_again_with_rows_in_the_tables() {
    let database = TestDatabase::empty();
    run(&database, Step::Up);
    let dump = database.dump();
    fill(&database);
    for _ in files() {
        assert!(run(&database, Step::Down).contains("Reverted"));
    }
    assert_eq!(tables(&database), ["__diesel_schema_migrations"]);
    run(&database, Step::Up);
    fill(&database);
    run(&database, Step::Redo);
    assert_eq!(database.dump(), dump);
}

#[test]
fn up_twice_changes_nothing() {
    let database = TestDatabase::empty();
    assert_eq!(run(&database, Step::Up).matches("Applied").count(), files().len());
    let dump = database.dump();
    assert!(run(&database, Step::Up).contains("nothing to apply"));
    assert_eq!(database.dump(), dump);
}

#[test]
fn status_tells_what_has_run() {
    let database = TestDatabase::empty();
    assert_eq!(run(&database, Step::Status).matches("pending").count(), files().len());
    run(&database, Step::Up);
    run(&database, Step::Down);
    let status = run(&database, Step::Status);
    assert_eq!((status.matches("applied").count(), status.matches("pending").count()), (files().len() - 1, 1));
    let (newest, ..) = files().pop().unwrap();
    assert!(status.lines().last().unwrap().contains(&format!("pending {newest}")), "{status}");
}

#[test]
fn redo_is_about_one_migration() {
    let database = TestDatabase::empty();
    run(&database, Step::Up);
    run(&database, Step::Down);
    let dump = database.dump();
    let report = run(&database, Step::Redo);
    assert_eq!((report.matches("Reverted").count(), report.matches("Applied").count()), (1, 1), "{report}");
    assert_eq!(database.dump(), dump);
}

#[test]
fn the_clone_of_the_template_is_what_migrating_makes() {
    let (cloned, migrated) = (TestDatabase::migrated(), TestDatabase::empty());
    run(&migrated, Step::Up);
    assert_eq!(cloned.dump(), migrated.dump());
    assert_eq!(migrations::pending(&mut cloned.open()).unwrap(), Vec::<String>::new());
    assert_eq!(schema_check::check(&mut cloned.open()).unwrap(), []);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a deadline for something that happens by itself")]
fn a_second_instance_waits_for_the_first() {
    let database = TestDatabase::empty();
    let lock = "CONCAT('service-a.migrations ', DATABASE())";
    let mut first = database.connect();
    hold(&mut first, &format!("SELECT GET_LOCK(LEFT({lock}, 64), 0) AS n"));
    let url = database.url();
    let second = std::thread::spawn(move || {
        let mut report = Vec::new();
        let done: Result<(), MigrationError> = migrations::run(&url, Step::Up, &mut report);
        done.unwrap();
        String::from_utf8(report).unwrap()
    });
    let waiting = "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE 'SELECT GET_LOCK%60%'";
    let deadline = Instant::now() + Duration::from_secs(20);
    while database.number(waiting) == 0 {
        assert!(Instant::now() < deadline, "the second instance does not wait");
    }
    assert!(tables(&database).is_empty(), "it did not wait");
    hold(&mut first, &format!("SELECT RELEASE_LOCK(LEFT({lock}, 64)) AS n"));
    let report = second.join().unwrap();
    assert!(report.contains("Waiting for another instance"), "{report}");
    assert_eq!(report.matches("Applied").count(), files().len());
}

fn hold(connection: &mut diesel::MysqlConnection, sql: &str) {
    diesel::connection::SimpleConnection::batch_execute(connection, sql).unwrap();
}

#[test]
fn the_release_before_still_writes_orders_after_the_expand_migration() {
    let database = TestDatabase::empty();
    run(&database, Step::Up);
    for (name, ..) in files().iter().rev() {
        run(&database, Step::Down);
        if name.ends_with("add_gift_message_to_orders") {
            break;
        }
    }
    fill(&database);
    run(&database, Step::Up);
    assert_eq!(database.number("SELECT COUNT(*) AS n FROM orders WHERE gift_message IS NULL"), 1);
    // What it inserts names no column that it does not know.
    database.execute("DELETE FROM reservation_tasks; DELETE FROM order_items; DELETE FROM orders");
    fill(&database);
    assert_eq!(database.count("orders"), 1);
}

#[test]
fn two_that_start_at_once_migrate_once() {
    let database = TestDatabase::empty();
    let run = |url| {
        std::thread::spawn(move || {
            let mut report = Vec::new();
            migrations::run(&url, Step::Up, &mut report).unwrap();
            String::from_utf8(report).unwrap()
        })
    };
    let both = [run(database.url()), run(database.url())].map(|thread| thread.join().unwrap());
    assert_eq!(both.concat().matches("Applied").count(), files().len(), "{both:?}");
}
