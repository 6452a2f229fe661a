//! A database and the one account that may use it.

use anyhow::{Context as _, Result};

use super::client::Client;
use super::lease::Lease;

/// A database and the account, of the same name, that can reach it and nothing else.
#[derive(Debug, Clone)]
pub struct Account {
    /// The database's and the account's name.
    pub name: String,
    /// `mysql://user:password@127.0.0.1:port/database`
    pub url: String,
    client: Client,
}

impl Account {
    /// Makes both, or leaves them as they are.
    ///
    /// # Errors
    /// When the server refuses.
    pub fn ensure(lease: &Lease, name: &str) -> Result<Self> {
        let password = lease.password(name)?;
        // `_` would be a wildcard in the name of a database that rights are granted on.
        let pattern = name.replace('_', "\\_");
        lease
            .root()?
            .query(&format!(
                "CREATE DATABASE IF NOT EXISTS `{name}` CHARACTER SET utf8mb4;
                 CREATE USER IF NOT EXISTS '{name}'@'127.0.0.1' IDENTIFIED BY '{password}';
                 ALTER USER '{name}'@'127.0.0.1' IDENTIFIED BY '{password}';
                 GRANT ALL PRIVILEGES ON `{pattern}`.* TO '{name}'@'127.0.0.1';"
            ))
            .with_context(|| format!("failed to create the database {name}"))?;
        let port = lease.port();
        Ok(Self {
            name: name.to_owned(),
            url: format!("mysql://{name}:{password}@127.0.0.1:{port}/{name}"),
            client: Client::new(port, name, &password)?,
        })
    }

    /// Makes both anew: what was in the database is gone.
    ///
    /// # Errors
    /// When the server refuses.
    pub fn recreate(lease: &Lease, name: &str) -> Result<Self> {
        lease.root()?.query(&format!("DROP DATABASE IF EXISTS `{name}`"))?;
        Self::ensure(lease, name)
    }

    /// SQL in this database, as this account.
    ///
    /// # Errors
    /// When the server refuses.
    pub fn query(&self, sql: &str) -> Result<Vec<Vec<String>>> {
        self.client.query(&format!("USE `{}`; {sql}", self.name))
    }

    /// The only value of the only row.
    ///
    /// # Errors
    /// When the server refuses or there is no row.
    pub fn value(&self, sql: &str) -> Result<String> {
        self.client.value(&format!("USE `{}`; {sql}", self.name))
    }

    /// SQL as this account, in no database.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }
}
