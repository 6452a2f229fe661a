//! The database and the connections to it.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use url::Url;

use super::{ConfigError, Defaults, Variables};

/// The database and the connections to it.
#[derive(Debug, Clone)]
pub struct DatabaseConfig {
    /// `DATABASE_URL`, required: `mysql://user:password@host:port/database`.
    pub url: DatabaseUrl,
    /// `DATABASE_CONNECTIONS`: the most connections held open.
    pub connections: u32,
    /// `DATABASE_TIMEOUT_MS`, default 2000: how long a request waits for a free connection before it answers 503.
    pub timeout: Duration,
    /// `DATABASE_DEADLINE_MS`, default 10000: how long all the work of a request may take before it answers 503. Longer
    /// than all the waits for locks that a transaction may have. The work itself may still be done; whatever a client may
    /// send again does its work once.
    pub deadline: Duration,
}

/// The address of a database. Holds a password, so it shows itself only in part.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(Url);

impl DatabaseConfig {
    /// Reads the variables of the database, which is all that `migrate` and `seed` need.
    ///
    /// # Errors
    /// The first variable that is missing or wrong.
    pub fn read(variables: &Variables<'_>, defaults: &Defaults) -> Result<Self, ConfigError> {
        Ok(Self {
            url: variables.required("DATABASE_URL")?,
            connections: variables.within("DATABASE_CONNECTIONS", defaults.connections, 1..=512)?,
            timeout: variables.millis("DATABASE_TIMEOUT_MS", 2_000, 10..=60_000)?,
            deadline: variables.millis("DATABASE_DEADLINE_MS", 10_000, 100..=120_000)?,
        })
    }
}

impl DatabaseUrl {
    /// The address with its password: for the driver only.
    pub fn secret(&self) -> &str {
        self.0.as_str()
    }

    /// The name of the database.
    pub fn database(&self) -> &str {
        self.0.path().trim_start_matches('/')
    }
}

impl FromStr for DatabaseUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const SHAPE: &str = "must look like mysql://user:password@host:port/database";
        let url = Url::parse(text).map_err(|_| SHAPE)?;
        let named = url.path().trim_start_matches('/');
        let complete = url.scheme() == "mysql" && url.has_host() && !named.is_empty() && !named.contains('/');
        if complete { Ok(Self(url)) } else { Err(SHAPE) }
    }
}

/// The address without user and password.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (host, port) = (self.0.host_str().unwrap_or_default(), self.0.port().unwrap_or(3306));
        write!(f, "mysql://{host}:{port}/{}", self.database())
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
