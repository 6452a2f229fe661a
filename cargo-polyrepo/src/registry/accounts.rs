//! The accounts of `policy.md`: one that publishes, one that reads.

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::api::Registry;
use super::place::Place;

/// The file with the tokens.
const TOKENS: &str = "tokens.json";

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Publishes the crates it owns, and reads.
    Publish,
    /// Reads.
    Read,
}

impl Role {
    /// The account's name.
    #[must_use]
    pub fn user(self) -> &'static str {
        match self {
            Self::Publish => "ci-publish",
            Self::Read => "ci-read",
        }
    }
}

/// The tokens of one registry.
#[derive(Clone)]
pub struct Accounts {
    publish: String,
    read: String,
    admin: String,
}

impl Accounts {
    /// The ones of an earlier start.
    ///
    /// # Errors
    /// When there was none.
    pub fn read(place: &Place) -> Result<Self> {
        let path = place.directory.file(TOKENS);
        let text =
            fs::read_to_string(&path).context("this registry has no tokens yet: cargo polyrepo registry start")?;
        let tokens: Value = serde_json::from_str(&text).with_context(|| format!("{} is broken", path.display()))?;
        let token = |role: Role| tokens[role.user()].as_str().map(str::to_owned).context("a token is missing");
        Ok(Self {
            publish: token(Role::Publish)?,
            read: token(Role::Read)?,
            admin: place.directory.secret("admin-token")?,
        })
    }

    /// Makes the accounts and their tokens where they are missing. An interrupted attempt is completed: the passwords follow
    /// from the secret, so an account that exists can be used.
    ///
    /// # Errors
    /// When the registry refuses.
    pub fn ensure(place: &Place, registry: Registry) -> Result<Self> {
        if let Ok(accounts) = Self::read(place)
            && registry.versions(&accounts.read, "shared-models").is_ok()
        {
            return Ok(accounts);
        }
        let admin = registry.sign_in("admin", &place.directory.secret("admin-password")?)?;
        let users = admin.users()?;
        let mut tokens = json!({});
        for role in [Role::Publish, Role::Read] {
            let password = place.directory.secret(role.user())?;
            if !users.iter().any(|user| user == role.user()) {
                admin.create_user(role.user(), &password, role == Role::Read)?;
            }
            let token = registry.sign_in(role.user(), &password)?.create_token("this checkout")?;
            tokens[role.user()] = token.into();
        }
        place.directory.write(TOKENS, &tokens.to_string())?;
        Self::read(place)
    }

    /// The token for a purpose.
    #[must_use]
    pub fn token(&self, role: Role) -> &str {
        match role {
            Role::Publish => &self.publish,
            Role::Read => &self.read,
        }
    }

    /// The administrator's; for declaring crates and nothing else.
    pub(super) fn admin(&self) -> &str {
        &self.admin
    }
}

impl std::fmt::Debug for Accounts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Accounts(…)")
    }
}
