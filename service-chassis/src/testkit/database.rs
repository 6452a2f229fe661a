//! A database for each test, cloned from a template that is migrated once.

use std::fmt::Write as _;
use std::path::Path;

use diesel::Connection as _;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::config::DatabaseUrl;
use crate::database::migrations::{Migrations, Step};
use crate::database::{Connection, alone};

/// A database of one test. Dropped with the value.
pub struct TestDatabase {
    name: String,
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Definition {
    #[diesel(sql_type = Text, column_name = "Create Table")]
    sql: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

impl TestDatabase {
    pub(super) fn empty(prefix: &str) -> Self {
        let name = format!("{prefix}_{}", super::fresh_id().simple());
        server().batch_execute(&format!("CREATE DATABASE {name} CHARACTER SET utf8mb4")).unwrap();
        Self { name }
    }

    /// Its address.
    pub fn url(&self) -> DatabaseUrl {
        url_of(&self.name)
    }

    /// Its address with the server reached through another port.
    pub fn url_through(&self, port: u16) -> DatabaseUrl {
        let mut url = url::Url::parse(self.url().secret()).unwrap();
        url.set_port(Some(port)).unwrap();
        url.as_str().parse().unwrap()
    }

    /// A connection of the test alone.
    pub fn connect(&self) -> MysqlConnection {
        connect(&self.url())
    }

    /// A connection as the service has it.
    pub fn open(&self) -> Connection {
        Connection::open(&self.url()).unwrap()
    }

    /// Runs statements.
    #[track_caller]
    pub fn execute(&self, sql: &str) {
        self.connect().batch_execute(sql).unwrap();
    }

    /// The number that `sql` selects as `n`.
    #[track_caller]
    pub fn number(&self, sql: &str) -> i64 {
        diesel::sql_query(sql).get_result::<Number>(&mut self.connect()).unwrap().n
    }

    /// How many rows a table has.
    #[track_caller]
    pub fn count(&self, table: &str) -> i64 {
        self.number(&format!("SELECT COUNT(*) AS n FROM {table}"))
    }

    /// The texts that `sql` selects as `name`.
    #[track_caller]
    pub fn names(&self, sql: &str) -> Vec<String> {
        names(&mut self.connect(), sql)
    }

    /// The names of its tables, in order.
    pub fn tables(&self) -> Vec<String> {
        self.names(TABLES)
    }

    /// The definition of every table, in the order of their names.
    pub fn dump(&self) -> String {
        dump(&mut self.connect())
    }

    /// The server's host and port.
    pub fn server_address() -> String {
        let url = url::Url::parse(url_of("x").secret()).unwrap();
        format!("{}:{}", url.host_str().unwrap(), url.port().unwrap_or(3306))
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let _ = server().batch_execute(&format!("DROP DATABASE {}", self.name));
    }
}

/// What makes an empty database a copy of the template, in one go. Copying is several times as fast as migrating.
pub(super) fn template(prefix: &str, root: &str, steps: &Migrations) -> String {
    // The name stands for what is in it, so a changed migration makes another template.
    let template = format!("{prefix}_template_{:016x}", fingerprint(root));
    server().batch_execute(&format!("CREATE DATABASE IF NOT EXISTS {template} CHARACTER SET utf8mb4")).unwrap();
    let url = url_of(&template);
    // Takes the migration lock, so test binaries that start at once do not collide.
    steps.run(&url, Step::Up, &mut std::io::sink()).unwrap();
    let definitions = dump(&mut connect(&url));
    format!(
        "SET foreign_key_checks = 0; {definitions} \
         INSERT INTO __diesel_schema_migrations SELECT * FROM {template}.__diesel_schema_migrations; \
         SET foreign_key_checks = 1"
    )
}

const TABLES: &str = "SELECT CAST(table_name AS CHAR) AS name FROM information_schema.tables \
                      WHERE table_schema = DATABASE() ORDER BY 1";

fn dump(connection: &mut MysqlConnection) -> String {
    names(connection, TABLES).iter().fold(String::new(), |mut dump, table| {
        let sql = format!("SHOW CREATE TABLE {table}");
        let Definition { sql } = diesel::sql_query(sql).get_result(connection).unwrap();
        writeln!(dump, "{};", without_counter(&sql)).unwrap();
        dump
    })
}

/// How far an `AUTO_INCREMENT` has counted is no part of a table's shape.
fn without_counter(sql: &str) -> String {
    match sql.split_once(" AUTO_INCREMENT=") {
        Some((before, after)) => before.to_owned() + after.trim_start_matches(|digit: char| digit.is_ascii_digit()),
        None => sql.to_owned(),
    }
}

#[track_caller]
fn names(connection: &mut MysqlConnection, sql: &str) -> Vec<String> {
    diesel::sql_query(sql).load::<Name>(connection).unwrap().into_iter().map(|row| row.name).collect()
}

/// FNV-1a over every migration, its name included: the table of migrations keeps the names.
fn fingerprint(root: &str) -> u64 {
    let folders = std::fs::read_dir(Path::new(root).join("migrations")).unwrap();
    let mut files: Vec<_> = folders.map(|entry| entry.unwrap().path().join("up.sql")).collect();
    files.retain(|file| file.exists());
    files.sort();
    let bytes = files.iter().flat_map(|file| {
        let name = file.parent().unwrap().file_name().unwrap().as_encoded_bytes().to_vec();
        [name, std::fs::read(file).unwrap()].concat()
    });
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn server() -> MysqlConnection {
    connect(&url_of(""))
}

fn connect(url: &DatabaseUrl) -> MysqlConnection {
    // The service under test is in the same process.
    let _alone = alone(url.port());
    MysqlConnection::establish(url.secret()).unwrap()
}

fn url_of(database: &str) -> DatabaseUrl {
    #[expect(clippy::disallowed_methods, reason = "the one setting tests have")]
    let url = std::env::var("TEST_DATABASE_URL").expect(
        "TEST_DATABASE_URL must name an account that may create databases, such as mysql://root:secret@127.0.0.1:3306",
    );
    // Every account may enter this one.
    let database = if database.is_empty() { "information_schema" } else { database };
    format!("{}/{database}", url.trim_end_matches('/')).parse().expect("TEST_DATABASE_URL")
}
