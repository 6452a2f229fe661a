//! A service at one version of the contract.

use std::sync::Arc;

use super::Usage;
use crate::contract::{Contract, Role};
use crate::glob::{is_glob, matches};

/// A service, what it uses, and the contract it was built with.
#[derive(Debug, Clone)]
pub struct Party {
    /// The name of the service.
    pub name: String,
    /// The types it writes and reads.
    pub usage: Usage,
    /// The contract of the version it pins.
    pub contract: Arc<Contract>,
}

/// A service that names a type its contract does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{service} {list} `{name}`, which {package} {version} does not have")]
pub struct PartyError {
    /// The name of the service.
    pub service: String,
    /// Such as "consumes".
    pub list: &'static str,
    /// The name it gives.
    pub name: String,
    /// The crate whose contract it is.
    pub package: String,
    /// The version of the contract.
    pub version: String,
}

impl Party {
    /// Which list makes the service write types of a role.
    pub(super) fn writes(&self, role: Role) -> &[String] {
        match role {
            Role::Request => &self.usage.consumes,
            Role::Response => &self.usage.provides,
            Role::Event => &self.usage.publishes,
        }
    }

    /// Which list makes the service read types of a role.
    pub(super) fn reads(&self, role: Role) -> &[String] {
        match role {
            Role::Request => &self.usage.provides,
            Role::Response => &self.usage.consumes,
            Role::Event => &self.usage.subscribes,
        }
    }

    /// Checks that each plain name exists in the contract: a misspelt one would match nothing and
    /// so be fine for ever. Returns the patterns that match nothing, which are only suspicious.
    ///
    /// # Errors
    ///
    /// The first name that does not exist.
    pub fn unmatched(&self) -> Result<Vec<(&'static str, &str)>, PartyError> {
        let lists = [
            ("provides", &self.usage.provides),
            ("consumes", &self.usage.consumes),
            ("publishes", &self.usage.publishes),
            ("subscribes", &self.usage.subscribes),
        ];
        let mut unmatched = Vec::new();
        for (list, names) in lists {
            for name in names {
                if self.contract.types.keys().any(|known| matches(name, known)) {
                    continue;
                }
                if !is_glob(name) {
                    return Err(PartyError {
                        service: self.name.clone(),
                        list,
                        name: name.clone(),
                        package: self.contract.package.clone(),
                        version: self.contract.version.to_string(),
                    });
                }
                unmatched.push((list, name.as_str()));
            }
        }
        Ok(unmatched)
    }
}
