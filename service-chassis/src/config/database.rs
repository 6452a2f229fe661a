//! The database and the connections to it.

use std::fmt;
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::str::FromStr;
use std::time::Duration;

use url::Url;

use super::{ConfigError, Defaults, Variables};

/// The database and the connections to it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DatabaseConfig {
    /// `DATABASE_URL`, required: `mysql://user:password@host:port/database`.
    pub url: DatabaseUrl,
    /// `DATABASE_CONNECTIONS`: the most connections held open.
    pub connections: u32,
    /// `DATABASE_TIMEOUT_MS`, default 2000: how long a request waits for a free connection before it answers 503.
    pub timeout: Duration,
    /// `DATABASE_DEADLINE_MS`, default 10000: how long all the work of a request may take before it answers 503 and its
    /// connection is closed. Longer than all the waits for locks that a transaction may have. The work itself may still be
    /// done; whatever a client may send again does its work once.
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

    /// What stands in the host of [`with_timeout`](Self::with_timeout) only.
    pub(crate) const TIMEOUT: &str = ";connect-timeout=";

    /// The address with a timeout for connecting, in the form that libmariadb understands: a host with a `;` is a list of
    /// settings. An IPv6 address cannot be part of it, and goes without.
    pub(crate) fn with_timeout(&self, timeout: Duration) -> String {
        let mut url = self.0.clone();
        let host = url.host_str().unwrap_or_default();
        let host = format!("host={host}{}{}", Self::TIMEOUT, timeout.as_secs());
        // One that cannot be set stays as it was.
        let _ = url.set_host(Some(&host));
        url.into()
    }

    /// The addresses that the host stands for; none when it cannot be looked up.
    pub(crate) fn addresses(&self) -> Vec<SocketAddr> {
        let host = self.0.host_str().unwrap_or_default().trim_matches(['[', ']']);
        (host, self.port()).to_socket_addrs().map(Iterator::collect).unwrap_or_default()
    }

    /// The port of the server.
    pub(crate) fn port(&self) -> u16 {
        self.0.port().unwrap_or(3306)
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
        let host = self.0.host_str().unwrap_or_default();
        write!(f, "mysql://{host}:{}/{}", self.port(), self.database())
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_stands_in_the_host_and_the_rest_stays() {
        for (given, expected) in [
            (
                "mysql://parcels:s3%3Bcr%40t@db.internal:3307/parcels?ssl_mode=required",
                "mysql://parcels:s3%3Bcr%40t@host=db.internal;connect-timeout=3:3307/parcels?ssl_mode=required",
            ),
            ("mysql://127.0.0.1/parcels", "mysql://host=127.0.0.1;connect-timeout=3/parcels"),
            ("mysql://parcels@[::1]:3306/parcels", "mysql://parcels@[::1]:3306/parcels"),
        ] {
            let url: DatabaseUrl = given.parse().unwrap();
            assert_eq!(url.with_timeout(Duration::from_secs(3)), expected);
        }
    }
}
