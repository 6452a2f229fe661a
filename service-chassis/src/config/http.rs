//! The HTTP server.

use std::convert::Infallible;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use super::service::cores;
use super::{ConfigError, Defaults, Variables};

/// The HTTP server.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct HttpConfig {
    /// `BIND_ADDRESS`, default `127.0.0.1`: callers are not authenticated, so only this machine may connect.
    pub bind_address: IpAddr,
    /// `PORT`; 0 takes any free one.
    pub port: u16,
    /// `ALLOWED_HOSTS`: the names that callers may use, beside addresses and `localhost`.
    pub allowed_hosts: AllowedHosts,
    /// `HTTP_WORKERS`, default: one per core, at most 4. A worker only parses and renders; the work is the database's.
    pub workers: usize,
    /// `HTTP_CONNECTIONS`, default: half of the files that the process may open, at most 25000. The most connections that
    /// are open at a time, over all workers; further ones wait until one is closed.
    pub connections: usize,
    /// `HTTP_BODY_TIMEOUT_MS`, default 10000: how long the body of a request may take to arrive before it answers 408.
    pub body_timeout: Duration,
    /// `SHUTDOWN_TIMEOUT_SECONDS`, default 10: how long requests in flight may take to finish after SIGTERM.
    pub shutdown_timeout: Duration,
}

/// The names that callers may use for a service, beside addresses and `localhost`: a page can make its own name lead to any
/// address, but not an address or `localhost`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedHosts(Vec<String>);

impl HttpConfig {
    pub(super) fn read(variables: &Variables<'_>, defaults: &Defaults) -> Result<Self, ConfigError> {
        let workers = variables.within("HTTP_WORKERS", cores().min(4), 1..=64)?;
        let connections = (open_files() / 2).clamp(workers, 25_000);
        Ok(Self {
            bind_address: variables.or("BIND_ADDRESS", IpAddr::from([127, 0, 0, 1]))?,
            port: variables.within("PORT", defaults.port, 0..=u16::MAX)?,
            allowed_hosts: AllowedHosts::read(variables)?,
            workers,
            connections: variables.within("HTTP_CONNECTIONS", connections, workers..=1_000_000)?,
            body_timeout: variables.millis("HTTP_BODY_TIMEOUT_MS", 10_000, 100..=600_000)?,
            shutdown_timeout: Duration::from_secs(variables.within("SHUTDOWN_TIMEOUT_SECONDS", 10, 0..=300)?),
        })
    }
}

impl AllowedHosts {
    fn read(variables: &Variables<'_>) -> Result<Self, ConfigError> {
        let hosts = variables.or("ALLOWED_HOSTS", Self::default())?;
        let is_name = |name: &String| {
            name == "*" || name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte))
        };
        if hosts.0.iter().all(is_name) {
            return Ok(hosts);
        }
        let wanted =
            "must be names with commas between, such as `shop.example,shop.example:8443`, without scheme and path";
        Err(ConfigError { variable: "ALLOWED_HOSTS".to_owned(), fault: wanted.to_owned() })
    }

    /// Whether a request may name `authority`, such as `localhost:8080`.
    pub fn takes(&self, authority: &str) -> bool {
        let host = host(authority);
        host.parse::<IpAddr>().is_ok()
            || host.eq_ignore_ascii_case("localhost")
            || self.names(authority)
            || self.0.iter().any(|name| name == "*")
    }

    /// Whether the list has `authority`, with or without its port.
    pub fn names(&self, authority: &str) -> bool {
        let same = |name: &str| name.eq_ignore_ascii_case(authority) || name.eq_ignore_ascii_case(host(authority));
        self.0.iter().any(|name| same(name))
    }
}

/// Names with commas between, such as `shop.example,shop.example:8443`; `*` takes every name. A name with a port is taken
/// with that port only.
impl FromStr for AllowedHosts {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()))
    }
}

/// `localhost` of `localhost:8080`, `::1` of `[::1]:8080`; empty for what is no host with a port or without one.
fn host(authority: &str) -> &str {
    let (host, rest) = match authority.strip_prefix('[') {
        Some(address) => address.split_once(']').unwrap_or_default(),
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let port =
        rest.is_empty() || rest.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()));
    if port { host } else { "" }
}

/// How many files, and so connections, the process may have open. Only Linux says so here.
fn open_files() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let soft =
        limits.lines().find_map(|line| line.strip_prefix("Max open files")?.split_whitespace().next()?.parse().ok());
    soft.unwrap_or(1_024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_localhost_are_taken_and_names_when_they_are_listed() {
        let takes = |list: &str, authority: &str| list.parse::<AllowedHosts>().unwrap().takes(authority);
        for authority in ["127.0.0.1", "10.0.0.7:8080", "[::1]:8080", "localhost", "LOCALHOST:1"] {
            assert!(takes("", authority), "{authority}");
        }
        for authority in [
            "",
            "shop.example",
            "localhost.example:80",
            "127.0.0.1.example",
            "[shop.example]",
            "127.0.0.1:80@shop.example",
            "127.0.0.1:80:shop.example",
            "localhost:shop.example",
            "[::1].shop.example",
            "[::1]shop.example",
            "[::1]:80:shop.example",
            "[::1",
        ] {
            assert!(!takes("", authority), "{authority}");
        }
        assert!(takes("shop.example, other.example", "Shop.Example:8080") && takes("*", "shop.example"));
        assert!(takes("shop.example:8443", "shop.example:8443") && !takes("shop.example:8443", "shop.example:80"));
        assert!(!"*".parse::<AllowedHosts>().unwrap().names("shop.example"), "for an origin, every name is none");
    }

    #[test]
    fn an_address_with_a_scheme_or_a_path_is_no_name() {
        let read = |list: &'static str| AllowedHosts::read(&Variables::new(&|_| Some(list.to_owned())));
        for list in ["http://shop.example", "shop.example/", "shop.example;other.example", "*.shop.example", "a b"] {
            assert!(read(list).unwrap_err().fault.contains("without scheme"), "{list}");
        }
        assert!(read("shop.example, [::1]:8080,*").is_ok());
    }
}
