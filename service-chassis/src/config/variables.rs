//! Reading variables.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

use url::Url;

/// What a service reads beyond what every service reads.
pub trait Configured: Clone + Send + Sync + 'static {
    /// Reads it.
    ///
    /// # Errors
    /// The first variable that is missing or wrong.
    fn read(variables: &Variables<'_>) -> Result<Self, ConfigError>;
}

impl Configured for () {
    fn read(_: &Variables<'_>) -> Result<Self, ConfigError> {
        Ok(())
    }
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

/// Where variables are read from. An empty variable counts as absent: compose files and CI set them so.
#[derive(Clone, Copy)]
pub struct Variables<'a>(&'a dyn Fn(&str) -> Option<String>);

impl<'a> Variables<'a> {
    /// From a function that returns the value of a variable.
    pub const fn new(lookup: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self(lookup)
    }

    /// A variable that has to be set.
    ///
    /// # Errors
    /// When it is not, or cannot be read as a `T`.
    pub fn required<T: FromStr<Err: Display>>(&self, variable: &str) -> Result<T, ConfigError> {
        self.optional(variable)?.ok_or_else(|| error(variable, "must be set"))
    }

    /// A variable that may be absent.
    ///
    /// # Errors
    /// When it cannot be read as a `T`.
    pub fn optional<T: FromStr<Err: Display>>(&self, variable: &str) -> Result<Option<T>, ConfigError> {
        let given = (self.0)(variable).filter(|text| !text.is_empty());
        given.map(|text| text.parse().map_err(|fault| error(variable, fault))).transpose()
    }

    /// A variable, or its default.
    ///
    /// # Errors
    /// When it cannot be read as a `T`.
    pub fn or<T: FromStr<Err: Display>>(&self, variable: &str, default: T) -> Result<T, ConfigError> {
        Ok(self.optional(variable)?.unwrap_or(default))
    }

    /// A number, or its default.
    ///
    /// # Errors
    /// When it is no number of this range.
    pub fn within<T>(&self, variable: &str, default: T, range: RangeInclusive<T>) -> Result<T, ConfigError>
    where
        T: FromStr<Err: Display> + PartialOrd + Display,
    {
        let wanted = || error(variable, format_args!("must be a number from {} to {}", range.start(), range.end()));
        let number = self.optional(variable).map_err(|_| wanted())?.unwrap_or(default);
        if range.contains(&number) { Ok(number) } else { Err(wanted()) }
    }

    /// A time in milliseconds, or its default.
    ///
    /// # Errors
    /// When it is no number of this range.
    pub fn millis(&self, variable: &str, default: u64, range: RangeInclusive<u64>) -> Result<Duration, ConfigError> {
        self.within(variable, default, range).map(Duration::from_millis)
    }

    /// The address of a service that is called in plain HTTP, or its default.
    ///
    /// # Errors
    /// When it is none.
    pub fn http_url(&self, variable: &str, default: &str) -> Result<Url, ConfigError> {
        let given = self.optional::<Url>(variable)?;
        let url = given.map_or_else(|| default.parse().map_err(|fault| error(variable, fault)), Ok)?;
        let plain = url.scheme() == "http" && url.has_host();
        if plain { Ok(url) } else { Err(error(variable, "must begin with http://")) }
    }
}

fn error(variable: &str, fault: impl Display) -> ConfigError {
    ConfigError { variable: variable.to_owned(), fault: fault.to_string() }
}
