//! The variables that only this service reads.

use std::time::Duration;

use service_b::config::Config;
use service_chassis::config::{ConfigError, Configured, Variables};
use service_chassis::peer::PeerConfig;

fn read(url: &str) -> Result<PeerConfig, ConfigError> {
    let lookup = |name: &str| (name == "STOREFRONT_URL").then(|| url.to_owned());
    Ok(Config::read(&Variables::new(&lookup))?.storefront)
}

#[test]
fn the_storefront_has_a_default() {
    let PeerConfig { url, timeout, .. } = read("").unwrap();
    assert_eq!((url.as_str(), timeout), ("http://127.0.0.1:8081/", Duration::from_secs(2)));
}

#[test]
fn the_storefront_is_called_in_plain_http() {
    let error = read("https://shop.example.com").unwrap_err();
    assert_eq!(error.to_string(), "STOREFRONT_URL: must begin with http://");
}
