//! What a running service says about itself.

use std::time::Duration;

use accord::matrix::Usage;
use serde::Deserialize;
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

use super::failure::Unusable;

/// The document at `/.well-known/accord`.
#[derive(Debug, Deserialize)]
pub struct WellKnown {
    /// The name of the service.
    pub service: String,
    /// The crate that it was built with.
    pub models: Models,
    /// What it exchanges.
    #[serde(flatten)]
    pub usage: Usage,
}

/// A crate at a version.
#[derive(Debug, Deserialize)]
pub struct Models {
    pub package: String,
    pub version: String,
}

/// For the whole request.
const TIMEOUT: Duration = Duration::from_secs(10);
const MAX_BYTES: u64 = 1024 * 1024;

/// Asks the service at `url`, over HTTP or HTTPS.
pub fn read(url: &str) -> Result<WellKnown, Unusable> {
    let url = format!("{}/.well-known/accord", url.trim_end_matches('/'));
    let fail = |why: String| Unusable(format!("{url}: {why}"));
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Err(fail("must begin with http:// or https://".to_owned()));
    }
    let mut response = agent().get(&url).call().map_err(|error| fail(error.to_string()))?;
    if response.status() != 200 {
        return Err(fail(format!("answered with status {}", response.status().as_u16())));
    }
    let body = response.body_mut().with_config().limit(MAX_BYTES).read_to_vec();
    let body = body.map_err(|error| fail(error.to_string()))?;
    serde_json::from_slice(&body).map_err(|error| fail(format!("not a description of a service: {error}")))
}

/// A redirect is refused: it may lead to another service.
fn agent() -> Agent {
    // It is set already when an earlier service was asked.
    let _ = rustls_graviola::default_provider().install_default();
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .max_redirects(0)
        .http_status_as_error(false)
        .accept("application/json")
        .tls_config(tls);
    config.build().new_agent()
}
