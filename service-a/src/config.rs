//! Configuration: one small struct per concern, read once from the environment.
//!
//! A field is named as its variable, in lower case, so that an error can name the variable.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use garde::Validate;
use tracing_subscriber::filter::Targets;
use url::Url;

use crate::peers::BackOff;

/// Everything the service can be told.
#[derive(Debug, Clone)]
pub struct Config {
    /// The database.
    pub database: DatabaseConfig,
    /// The HTTP server.
    pub http: HttpConfig,
    /// The service this one calls.
    pub fulfilment: FulfilmentConfig,
    /// The log.
    pub log: LogConfig,
}

/// The database and the connections to it.
#[derive(Debug, Clone, Validate)]
pub struct DatabaseConfig {
    /// `DATABASE_URL`, required: `mysql://user:password@host:port/database`.
    #[garde(skip)]
    pub database_url: DatabaseUrl,
    /// `DATABASE_CONNECTIONS`, default two per core: the most connections held open. Measured on two cores with the
    /// database beside them: 4 read as much per second as 8, and the slowest hundredth of the reads takes half as long;
    /// more only queue inside the database.
    #[garde(range(min = 1, max = 512))]
    pub database_connections: u32,
    /// `DATABASE_TIMEOUT_MS`, default 2000: how long a request waits for a free connection before it answers 503.
    #[garde(range(min = 10, max = 60_000))]
    pub database_timeout_ms: u64,
    /// `DATABASE_DEADLINE_MS`, default 10000: how long all the work of a request may take before it answers 503. Longer
    /// than all the waits for locks that a transaction may have. The work itself may still be done; whatever a client may
    /// send again does its work once.
    #[garde(range(min = 100, max = 120_000))]
    pub database_deadline_ms: u64,
}

/// The HTTP server.
#[derive(Debug, Clone, Validate)]
pub struct HttpConfig {
    /// `BIND_ADDRESS`, default `127.0.0.1`: nobody is authenticated, so only this machine may connect.
    #[garde(skip)]
    pub bind_address: IpAddr,
    /// `PORT`, default 8081; 0 takes any free one.
    #[garde(skip)]
    pub port: u16,
    /// `HTTP_WORKERS`, default: one per core, at most 4. A worker only parses and renders; the work is the database's.
    #[garde(range(min = 1, max = 64))]
    pub http_workers: usize,
    /// `SHUTDOWN_TIMEOUT_SECONDS`, default 10: how long requests in flight may take to finish after SIGTERM.
    #[garde(range(min = 0, max = 300))]
    pub shutdown_timeout_seconds: u64,
}

/// Fulfilment, which holds the stock.
#[derive(Debug, Clone, Validate)]
pub struct FulfilmentConfig {
    /// `FULFILMENT_URL`, default `http://127.0.0.1:8082`.
    #[garde(custom(plain_http))]
    pub fulfilment_url: Url,
    /// `FULFILMENT_TIMEOUT_MS`, default 1000: how long one call may take. A customer waits for at most two.
    #[garde(range(min = 10, max = 60_000))]
    pub fulfilment_timeout_ms: u64,
    /// `FULFILMENT_RETRY_MS`, default 250: how long to wait after a first failure, and how often the worker looks.
    #[garde(range(min = 1, max = 60_000))]
    pub fulfilment_retry_ms: u64,
    /// `FULFILMENT_RETRY_MAX_MS`, default 10000: how long to wait after many failures: the longest that an order waits
    /// once fulfilment is back.
    #[garde(range(min = 1, max = 3_600_000))]
    pub fulfilment_retry_max_ms: u64,
}

/// The log.
#[derive(Debug, Clone)]
pub struct LogConfig {
    /// `RUST_LOG`, default `info`: what is logged, such as `info,service_a=debug`.
    pub rust_log: Targets,
}

/// What is wrong with one variable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{variable}: {fault}")]
pub struct ConfigError {
    /// The variable.
    pub variable: String,
    /// What is wrong; never the value itself, which may be secret.
    pub fault: String,
}

/// The address of a database. Holds a password, so it shows itself only in part.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(Url);

impl Config {
    /// Reads everything from `lookup`, which gives the value of a variable.
    ///
    /// # Errors
    /// The first variable that is missing or wrong.
    pub fn read(lookup: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        Ok(Self {
            database: DatabaseConfig::read(lookup)?,
            http: HttpConfig::read(lookup)?,
            fulfilment: FulfilmentConfig::read(lookup)?,
            log: LogConfig::read(lookup)?,
        })
    }
}

impl DatabaseConfig {
    /// Reads the variables of the database, which is all that `migrate` and `seed` need.
    ///
    /// # Errors
    /// The first variable that is missing or wrong.
    pub fn read(lookup: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        checked(Self {
            database_url: required(lookup, "DATABASE_URL")?,
            database_connections: or(lookup, "DATABASE_CONNECTIONS", 2 * u32::try_from(cores()).unwrap_or(2))?,
            database_timeout_ms: or(lookup, "DATABASE_TIMEOUT_MS", 2_000)?,
            database_deadline_ms: or(lookup, "DATABASE_DEADLINE_MS", 10_000)?,
        })
    }

    /// How long a request waits for a free connection.
    pub const fn timeout(&self) -> Duration {
        Duration::from_millis(self.database_timeout_ms)
    }

    /// How long all the work of a request may take.
    pub const fn deadline(&self) -> Duration {
        Duration::from_millis(self.database_deadline_ms)
    }
}

impl HttpConfig {
    fn read(lookup: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        checked(Self {
            bind_address: or(lookup, "BIND_ADDRESS", IpAddr::from([127, 0, 0, 1]))?,
            port: or(lookup, "PORT", 8081)?,
            http_workers: or(lookup, "HTTP_WORKERS", cores().min(4))?,
            shutdown_timeout_seconds: or(lookup, "SHUTDOWN_TIMEOUT_SECONDS", 10)?,
        })
    }
}

impl FulfilmentConfig {
    fn read(lookup: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        checked(Self {
            fulfilment_url: value(lookup, "FULFILMENT_URL", Some("http://127.0.0.1:8082"))?,
            fulfilment_timeout_ms: or(lookup, "FULFILMENT_TIMEOUT_MS", 1_000)?,
            fulfilment_retry_ms: or(lookup, "FULFILMENT_RETRY_MS", 250)?,
            fulfilment_retry_max_ms: or(lookup, "FULFILMENT_RETRY_MAX_MS", 10_000)?,
        })
    }

    /// How long one call may take.
    pub const fn timeout(&self) -> Duration {
        Duration::from_millis(self.fulfilment_timeout_ms)
    }

    /// How long to wait before trying again.
    pub const fn back_off(&self) -> BackOff {
        BackOff {
            first: Duration::from_millis(self.fulfilment_retry_ms),
            longest: Duration::from_millis(self.fulfilment_retry_max_ms),
        }
    }
}

impl LogConfig {
    /// Reads `RUST_LOG`.
    ///
    /// # Errors
    /// When it is not a list of targets and levels.
    pub fn read(lookup: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        Ok(Self { rust_log: value(lookup, "RUST_LOG", Some("info"))? })
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
        write!(
            f,
            "mysql://{}:{}/{}",
            self.0.host_str().unwrap_or_default(),
            self.0.port().unwrap_or(3306),
            self.database()
        )
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn plain_http(url: &Url, (): &()) -> garde::Result {
    if url.scheme() == "http" && url.has_host() { Ok(()) } else { Err(garde::Error::new("must begin with http://")) }
}

fn value<T: FromStr<Err: fmt::Display>>(
    lookup: &dyn Fn(&str) -> Option<String>,
    variable: &str,
    default: Option<&str>,
) -> Result<T, ConfigError> {
    let error = |fault: String| ConfigError { variable: variable.to_owned(), fault };
    // An empty variable is one that somebody meant to leave out: compose files and CI set them so.
    let given = lookup(variable).filter(|text| !text.is_empty());
    let text = given.or(default.map(str::to_owned)).ok_or_else(|| error("must be set".to_owned()))?;
    text.parse().map_err(|fault| error(format!("{fault}")))
}

fn required<T: FromStr<Err: fmt::Display>>(
    lookup: &dyn Fn(&str) -> Option<String>,
    variable: &str,
) -> Result<T, ConfigError> {
    value(lookup, variable, None)
}

fn or<T: FromStr<Err: fmt::Display> + fmt::Display>(
    lookup: &dyn Fn(&str) -> Option<String>,
    variable: &str,
    default: T,
) -> Result<T, ConfigError> {
    value(lookup, variable, Some(&default.to_string()))
}

/// The cores this process may use; 2 where that cannot be told.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// Checks the rules of a struct; the variable at fault is the field's name in capitals.
fn checked<T: Validate<Context = ()>>(config: T) -> Result<T, ConfigError> {
    match config.validate() {
        Ok(()) => Ok(config),
        Err(report) => {
            let (variable, fault) = report
                .iter()
                .next()
                .map(|(path, error)| (path.to_string().to_uppercase(), error.message().to_owned()))
                .unwrap_or_default();
            Err(ConfigError { variable, fault })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: (&str, &str) = ("DATABASE_URL", "mysql://storefront:s3cr3t@127.0.0.1:3306/storefront");

    fn read(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(&|name| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn only_the_database_has_to_be_named() {
        let config = read(&[URL]).unwrap();
        assert_eq!(config.http.port, 8081);
        assert!(config.http.bind_address.is_loopback());
        assert_eq!(config.fulfilment.fulfilment_url.as_str(), "http://127.0.0.1:8082/");
        assert_eq!(config.database.timeout(), Duration::from_secs(2));
    }

    #[test]
    fn a_fault_names_its_variable() {
        for (variable, value, fault) in [
            ("DATABASE_URL", "", "must be set"),
            ("DATABASE_URL", "postgres://x/y", "must look like mysql://user:password@host:port/database"),
            ("DATABASE_CONNECTIONS", "0", "lower than 1"),
            ("PORT", "eighty", "invalid digit found in string"),
            ("PORT", "70000", "number too large to fit in target type"),
            ("BIND_ADDRESS", "localhost", "invalid IP address syntax"),
            ("FULFILMENT_URL", "https://shop.example.com", "must begin with http://"),
            ("HTTP_WORKERS", "1000", "greater than 64"),
        ] {
            let error = read(&[(variable, value), URL]).unwrap_err();
            assert_eq!(error.to_string(), format!("{variable}: {fault}"));
        }
        assert!(read(&[URL, ("RUST_LOG", "info,service_a=loud")]).unwrap_err().to_string().starts_with("RUST_LOG: "));
    }

    #[test]
    fn the_password_is_never_shown() {
        let config = read(&[URL]).unwrap();
        assert!(!format!("{config:?} {}", config.database.database_url).contains("s3cr3t"));
        let broken = read(&[("DATABASE_URL", "mysql://storefront:s3cr3t@:x/")]).unwrap_err();
        assert!(!broken.to_string().contains("s3cr3t"));
    }
}
