//! Everything a service reads.

use super::{ConfigError, Configured, DatabaseConfig, EventsConfig, HttpConfig, LogConfig, Variables};

/// Everything a service reads: what every service does, and what only this one does.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Config<C> {
    /// The database.
    pub database: DatabaseConfig,
    /// The HTTP server.
    pub http: HttpConfig,
    /// How long facts are kept.
    pub events: EventsConfig,
    /// The service's own part.
    pub own: C,
    /// The log.
    pub log: LogConfig,
}

/// What a service sets in place of the chassis' defaults.
#[derive(Debug, Clone, Copy)]
pub struct Defaults {
    /// Of `PORT`.
    pub port: u16,
    /// Of `DATABASE_CONNECTIONS`.
    pub connections: u32,
}

impl Default for Defaults {
    fn default() -> Self {
        // Measured on two cores with the database beside them: 4 connections read as much per second as 8, and the
        // slowest hundredth of the reads takes half as long; more only queue inside the database.
        Self { port: 8080, connections: 2 * u32::try_from(cores()).unwrap_or(2) }
    }
}

impl<C: Configured> Config<C> {
    /// Reads everything.
    ///
    /// # Errors
    /// The first variable that is missing or wrong.
    pub fn read(variables: &Variables<'_>, defaults: &Defaults) -> Result<Self, ConfigError> {
        Ok(Self {
            database: DatabaseConfig::read(variables, defaults)?,
            http: HttpConfig::read(variables, defaults)?,
            events: EventsConfig::read(variables)?,
            own: C::read(variables)?,
            log: LogConfig::read(variables)?,
        })
    }
}

/// The cores this process may use; 2 where that is not known.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use url::Url;

    use super::*;

    const URL: (&str, &str) = ("DATABASE_URL", "mysql://parcels:s3cr3t@127.0.0.1:3306/parcels");

    #[derive(Debug, Clone)]
    struct PeerUrl(Url);

    impl Configured for PeerUrl {
        fn read(variables: &Variables<'_>) -> Result<Self, ConfigError> {
            variables.http_url("PEER_URL", "http://127.0.0.1:8082").map(Self)
        }
    }

    fn read(variables: &[(&str, &str)]) -> Result<Config<PeerUrl>, ConfigError> {
        let lookup = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Config::read(&Variables::new(&lookup), &Defaults { port: 8084, ..Defaults::default() })
    }

    #[test]
    fn only_the_database_has_to_be_named() {
        let config = read(&[URL]).unwrap();
        assert_eq!(config.http.port, 8084);
        assert!(config.http.bind_address.is_loopback());
        assert_eq!(config.own.0.as_str(), "http://127.0.0.1:8082/");
        assert_eq!(config.database.timeout, Duration::from_secs(2));
    }

    #[test]
    fn a_fault_names_its_variable() {
        for (variable, value, fault) in [
            ("DATABASE_URL", "", "must be set"),
            ("DATABASE_URL", "postgres://x/y", "must look like mysql://user:password@host:port/database"),
            ("DATABASE_CONNECTIONS", "0", "must be a number from 1 to 512"),
            ("PORT", "eighty", "must be a number from 0 to 65535"),
            ("PORT", "70000", "must be a number from 0 to 65535"),
            ("BIND_ADDRESS", "localhost", "invalid IP address syntax"),
            ("PEER_URL", "https://shop.example.com", "must begin with http://"),
            ("HTTP_WORKERS", "1000", "must be a number from 1 to 64"),
            ("EVENTS_KEEP_DAYS", "-1", "must be a number from 0 to 3650"),
            ("EVENTS_WAIT_DAYS", "0", "must be a number from 1 to 3650"),
        ] {
            let error = read(&[(variable, value), URL]).unwrap_err();
            assert_eq!(error.to_string(), format!("{variable}: {fault}"));
        }
        assert!(read(&[URL, ("RUST_LOG", "info,parcels=loud")]).unwrap_err().to_string().starts_with("RUST_LOG: "));
    }

    #[test]
    fn the_password_is_never_shown() {
        let config = read(&[URL]).unwrap();
        assert!(!format!("{config:?} {}", config.database.url).contains("s3cr3t"));
        let broken = read(&[("DATABASE_URL", "mysql://parcels:s3cr3t@:x/")]).unwrap_err();
        assert!(!broken.to_string().contains("s3cr3t"));
    }
}
