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

#[test]
fn a_payment_provider_is_used_when_it_has_an_address() {
    let with = |url: &'static str| {
        let lookup = move |name: &str| (name == "PAYMENT_PROVIDER_URL").then(|| url.to_owned());
        Config::read(&Variables::new(&lookup))
    };
    assert!(with("").unwrap().payment_provider.is_none());
    let provider = with("http://psp.example.com:8080").unwrap().payment_provider.unwrap();
    assert_eq!((provider.url.port(), provider.timeout), (Some(8080), Duration::from_secs(5)));
    assert_eq!(with("psp").unwrap_err().variable, "PAYMENT_PROVIDER_URL");
}

#[test]
fn stock_is_held_for_a_day_or_as_long_as_configured() {
    let with = |minutes: &'static str| {
        let lookup = move |name: &str| (name == "RESERVATION_TTL_MINUTES").then(|| minutes.to_owned());
        Config::read(&Variables::new(&lookup)).map(|config| config.reservation_ttl.num_minutes())
    };
    assert_eq!((with("").unwrap(), with("30").unwrap()), (1_440, 30));
    assert_eq!(with("0").unwrap_err().to_string(), "RESERVATION_TTL_MINUTES: must be a number from 1 to 525600");
}
