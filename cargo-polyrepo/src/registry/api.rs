//! What the registry is asked over HTTP.

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::archive::index_path;
use crate::http::{Client, Response};

/// The registry on a loopback port.
#[derive(Debug, Clone, Copy)]
pub struct Registry {
    port: u16,
}

/// A signed-in account: what the web page uses, and the only way to make users and tokens.
pub(super) struct Session {
    client: Client,
    cookie: String,
}

impl Registry {
    /// The one on that port.
    #[must_use]
    pub fn on(port: u16) -> Self {
        Self { port }
    }

    /// The index address, as cargo wants it.
    #[must_use]
    pub fn index(&self) -> String {
        format!("sparse+http://127.0.0.1:{}/api/v1/crates/", self.port)
    }

    /// The index lines of a crate, as JSON; none when the registry has no release of it.
    ///
    /// # Errors
    /// When the registry does not answer, or refuses the token.
    pub fn versions(&self, token: &str, name: &str) -> Result<Vec<Value>> {
        let response = self.send("GET", token, &format!("/api/v1/crates/{}", index_path(name)), None)?;
        match response.status {
            200 => {
                let text = response.text();
                let lines = text.lines().filter(|line| !line.trim().is_empty());
                lines.map(|line| serde_json::from_str(line).context("the registry's index is broken")).collect()
            }
            404 => Ok(Vec::new()),
            status => bail!("the registry refused to show the index of {name} ({status}): {}", response.text()),
        }
    }

    /// The checksum that the index has for one version, if it has the version.
    ///
    /// # Errors
    /// As [`Registry::versions`].
    pub fn checksum(&self, token: &str, name: &str, version: &str) -> Result<Option<String>> {
        let versions = self.versions(token, name)?;
        let line = versions.iter().find(|line| line["vers"].as_str() == Some(version));
        Ok(line.and_then(|line| line["cksum"].as_str()).map(str::to_owned))
    }

    /// Publishes a release: `body` is cargo's own upload format.
    pub(super) fn publish(&self, token: &str, body: &[u8]) -> Result<()> {
        let headers = [("Authorization", token)];
        succeeded(&Client::new(self.port).upload("PUT", "/api/v1/crates/new", &headers, body)?, "publish")
    }

    /// Marks a release as yanked: new lock files skip it.
    pub(super) fn yank(&self, token: &str, name: &str, version: &str) -> Result<()> {
        let response = self.send("DELETE", token, &format!("/api/v1/crates/{name}/{version}/yank"), None)?;
        succeeded(&response, &format!("yank {name} {version}"))
    }

    /// Reserves a name that has no release yet. Only an administrator may.
    pub(super) fn declare(&self, admin: &str, name: &str) -> Result<()> {
        let response = self.send("PUT", admin, "/api/v1/crates/new_empty", Some(&json!({ "name": name })))?;
        match response.status {
            // Declared before.
            400 | 409 if response.text().contains("exists") => Ok(()),
            _ => succeeded(&response, &format!("declare {name}")),
        }
    }

    /// Makes a user an owner of a crate.
    pub(super) fn own(&self, admin: &str, name: &str, user: &str) -> Result<()> {
        let path = format!("/api/v1/crates/{name}/owners");
        let owners = self.send("GET", admin, &path, None)?.json().unwrap_or_default();
        let mut logins = owners["users"].as_array().into_iter().flatten().filter_map(|owner| owner["login"].as_str());
        if logins.any(|login| login == user) {
            return Ok(());
        }
        let response = self.send("PUT", admin, &path, Some(&json!({ "users": [user] })))?;
        succeeded(&response, &format!("make {user} an owner of {name}"))
    }

    /// Signs in.
    pub(super) fn sign_in(&self, user: &str, password: &str) -> Result<Session> {
        let client = Client::new(self.port);
        let response = client.send("POST", "/api/v1/auth/login", &[], Some(&json!({"user": user, "pwd": password})))?;
        succeeded(&response, &format!("sign in as {user}"))?;
        let cookie = response.header("set-cookie").and_then(|text| text.split(';').next());
        let cookie = cookie.context("the registry set no session cookie")?.to_owned();
        Ok(Session { client, cookie })
    }

    fn send(&self, method: &str, token: &str, path: &str, body: Option<&Value>) -> Result<Response> {
        Client::new(self.port).send(method, path, &[("Authorization", token)], body)
    }
}

impl Session {
    /// The names of all accounts.
    pub(super) fn users(&self) -> Result<Vec<String>> {
        let response = self.send("GET", "/api/v1/users", None)?;
        succeeded(&response, "list the accounts")?;
        let users = response.json()?;
        let names = users.as_array().into_iter().flatten().filter_map(|user| user["name"].as_str());
        Ok(names.map(str::to_owned).collect())
    }

    /// Makes an account.
    pub(super) fn create_user(&self, name: &str, password: &str, read_only: bool) -> Result<()> {
        let body = json!({"name": name, "pwd1": password, "pwd2": password, "is_read_only": read_only});
        succeeded(&self.send("POST", "/api/v1/users", Some(&body))?, &format!("make the account {name}"))
    }

    /// Makes a token for the account that is signed in. It is shown this once.
    pub(super) fn create_token(&self, name: &str) -> Result<String> {
        let response = self.send("POST", "/api/v1/users/me/tokens", Some(&json!({ "name": name })))?;
        succeeded(&response, "make a token")?;
        response.json()?["token"].as_str().map(str::to_owned).context("the registry returned no token")
    }

    fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Response> {
        self.client.send(method, path, &[("Cookie", &self.cookie)], body)
    }
}

/// The registry reports some failures in the body of a 200.
fn succeeded(response: &Response, what: &str) -> Result<()> {
    let detail = response.json().ok().and_then(|body| body["errors"][0]["detail"].as_str().map(str::to_owned));
    match (response.status, detail) {
        (200..=299, None) => Ok(()),
        (status, Some(detail)) => bail!("the registry refused to {what} ({status}): {detail}"),
        (status, None) => bail!("the registry refused to {what} ({status})"),
    }
}
