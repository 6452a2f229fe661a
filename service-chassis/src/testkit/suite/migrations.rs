//! Every step up and down, with rows in the tables; and only one instance at a time.

use std::path::Path;

use diesel::connection::SimpleConnection;

use crate::Application;
use crate::database::migrations::{MigrationError, Step};
use crate::database::schema_check;
use crate::testkit::{Kit, TestDatabase, eventually};

fn run<A: Application>(kit: &'static Kit<A>, database: &TestDatabase, step: Step) -> String {
    let mut report = Vec::new();
    kit.service().migration_steps().unwrap().run(&database.url(), step, &mut report).unwrap();
    String::from_utf8(report).unwrap()
}

/// Puts a row into every table that is there.
fn fill<A: Application>(kit: &'static Kit<A>, database: &TestDatabase) {
    let tables = database.tables();
    for row in kit.all_rows().split(';').map(str::trim).filter(|row| !row.is_empty()) {
        let table = row.split(' ').nth(3).unwrap();
        if tables.iter().any(|name| name == table) {
            database.execute(row);
        }
    }
}

/// Every migration, oldest first: its name, what it does, and what undoes it.
pub(super) fn files<A: Application>(kit: &'static Kit<A>) -> Vec<(String, String, String)> {
    let root = Path::new(kit.root()).join("migrations");
    let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let read = |folder: &Path, file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    let mut files: Vec<_> = folders
        .map(|folder| {
            let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
            (name, read(&folder, "up.sql"), read(&folder, "down.sql"))
        })
        .collect();
    files.sort();
    files
}

/// MySQL commits each DDL statement by itself: a migration of two could stop half-way.
pub fn every_migration_is_one_statement_each_way<A: Application>(kit: &'static Kit<A>) {
    for (name, up, down) in files(kit) {
        for sql in [up, down] {
            let statements = sql.lines().filter(|line| !line.starts_with("--")).collect::<String>();
            assert_eq!(statements.matches(';').count(), 1, "{name}");
        }
    }
}

/// Each step by itself. Needs [`Kit::rows`].
pub fn every_migration_can_be_undone_and_done_again_with_rows_in_the_tables<A: Application>(kit: &'static Kit<A>) {
    let database = kit.empty_database();
    for (name, up, down) in files(kit) {
        let before = database.dump();
        database.execute(&up);
        let after = database.dump();
        fill(kit, &database);
        database.execute(&down);
        assert_eq!(database.dump(), before, "{name} is not undone");
        database.execute(&up);
        assert_eq!(database.dump(), after, "{name} is not done again");
        fill(kit, &database);
    }
    for table in database.tables() {
        assert_eq!(database.count(&table), 1, "the kit has no row for {table}");
    }
}

/// All steps after one another.
pub fn all_the_way_down_and_up_again_with_rows_in_the_tables<A: Application>(kit: &'static Kit<A>) {
    let database = kit.empty_database();
    run(kit, &database, Step::Up);
    let dump = database.dump();
    fill(kit, &database);
    for _ in files(kit) {
        assert!(run(kit, &database, Step::Down).contains("Reverted"));
    }
    assert_eq!(database.tables(), ["__diesel_schema_migrations"]);
    run(kit, &database, Step::Up);
    fill(kit, &database);
    run(kit, &database, Step::Redo);
    assert_eq!(database.dump(), dump);
}

/// `migrate up` when there is nothing to do.
pub fn up_twice_changes_nothing<A: Application>(kit: &'static Kit<A>) {
    let database = kit.empty_database();
    assert_eq!(run(kit, &database, Step::Up).matches("Applied").count(), files(kit).len());
    let dump = database.dump();
    assert!(run(kit, &database, Step::Up).contains("nothing to apply"));
    assert_eq!(database.dump(), dump);
}

/// `migrate status`.
pub fn status_lists_what_has_run<A: Application>(kit: &'static Kit<A>) {
    let database = kit.empty_database();
    let all = files(kit).len();
    assert_eq!(run(kit, &database, Step::Status).matches("pending").count(), all);
    run(kit, &database, Step::Up);
    run(kit, &database, Step::Down);
    let status = run(kit, &database, Step::Status);
    assert_eq!((status.matches("applied").count(), status.matches("pending").count()), (all - 1, 1));
    let (newest, ..) = files(kit).pop().unwrap();
    assert!(status.lines().last().unwrap().contains(&format!("pending {newest}")), "{status}");
}

/// `migrate redo`, while another one is pending.
pub fn redo_is_about_one_migration<A: Application>(kit: &'static Kit<A>) {
    if files(kit).len() < 2 {
        return;
    }
    let database = kit.empty_database();
    run(kit, &database, Step::Up);
    run(kit, &database, Step::Down);
    let dump = database.dump();
    let report = run(kit, &database, Step::Redo);
    assert_eq!((report.matches("Reverted").count(), report.matches("Applied").count()), (1, 1), "{report}");
    assert_eq!(database.dump(), dump);
}

/// `migrate reset`.
pub fn reset_undoes_everything_and_runs_it_again<A: Application>(kit: &'static Kit<A>) {
    let database = kit.database();
    let dump = database.dump();
    fill(kit, &database);
    let report = run(kit, &database, Step::Reset);
    let all = files(kit).len();
    assert_eq!((report.matches("Reverted").count(), report.matches("Applied").count()), (all, all), "{report}");
    assert_eq!(database.dump(), dump);
    for table in kit.service().tables().unwrap() {
        assert_eq!(database.count(&table.name), 0, "{}", table.name);
    }
}

/// A table that no migration makes belongs to another program.
pub fn a_database_with_another_table_is_not_reset<A: Application>(kit: &'static Kit<A>) {
    let steps = kit.service().migration_steps().unwrap();
    let refused = |database: &TestDatabase, reason: &str| {
        let before = (database.dump(), database.number("SELECT COUNT(*) AS n FROM ledger"));
        match steps.run(&database.url(), Step::Reset, &mut std::io::sink()) {
            Err(MigrationError::Refused(refusal)) => assert!(refusal.contains(reason), "{refusal}"),
            other => panic!("{other:?}"),
        }
        assert_eq!((database.dump(), database.number("SELECT COUNT(*) AS n FROM ledger")), before);
    };
    let table = "CREATE TABLE ledger (id INT PRIMARY KEY); INSERT INTO ledger VALUES (1)";
    let (migrated, foreign) = (kit.database(), kit.empty_database());
    migrated.execute(table);
    foreign.execute(table);
    refused(&migrated, "the table ledger, which no migration");
    refused(&foreign, "was not migrated by");
}

/// Tests run on clones.
pub fn the_clone_of_the_template_is_what_migrating_makes<A: Application>(kit: &'static Kit<A>) {
    let (cloned, migrated) = (kit.database(), kit.empty_database());
    run(kit, &migrated, Step::Up);
    assert_eq!(cloned.dump(), migrated.dump());
    let steps = kit.service().migration_steps().unwrap();
    assert_eq!(steps.pending(&mut cloned.open()).unwrap(), Vec::<String>::new());
    let expected = kit.service().tables().unwrap();
    assert_eq!(schema_check::check(&mut cloned.open(), &expected).unwrap(), []);
}

/// The lock of the migrations.
pub fn a_second_instance_waits_for_the_first<A: Application>(kit: &'static Kit<A>) {
    let database = kit.empty_database();
    let lock = format!("LEFT(CONCAT('{}.migrations ', DATABASE()), 64)", kit.service().about().name);
    let mut first = database.connect();
    first.batch_execute(&format!("SELECT GET_LOCK({lock}, 0) AS n")).unwrap();
    let report = std::thread::scope(|scope| {
        let second = scope.spawn(|| run(kit, &database, Step::Up));
        let waiting = "SELECT COUNT(*) AS n FROM information_schema.processlist \
                       WHERE db = DATABASE() AND info LIKE 'SELECT GET_LOCK%60%'";
        eventually("the second instance waits", || (database.number(waiting) > 0).then_some(()));
        assert!(database.tables().is_empty(), "it did not wait");
        first.batch_execute(&format!("SELECT RELEASE_LOCK({lock}) AS n")).unwrap();
        second.join().unwrap()
    });
    assert!(report.contains("Waiting for another instance"), "{report}");
    assert_eq!(report.matches("Applied").count(), files(kit).len());
}

/// Two instances of a new release.
pub fn two_that_start_at_once_migrate_once<A: Application>(kit: &'static Kit<A>) {
    let database = kit.empty_database();
    let both = std::thread::scope(|scope| {
        let start = || scope.spawn(|| run(kit, &database, Step::Up));
        [start(), start()].map(|thread| thread.join().unwrap())
    });
    assert_eq!(both.concat().matches("Applied").count(), files(kit).len(), "{both:?}");
}
