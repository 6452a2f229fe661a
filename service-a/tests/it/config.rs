//! The variables that only this service reads.

use std::time::Duration;

use service_a::config::Settings;
use service_chassis::config::{ConfigError, Configured, Variables};

fn read(variables: &[(&str, &str)]) -> Result<Settings, ConfigError> {
    let lookup = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
    Settings::read(&Variables::new(&lookup))
}

#[test]
fn every_variable_has_a_default() {
    let Settings { fulfilment, back_off, time_to_pay } = read(&[]).unwrap();
    assert_eq!(fulfilment.url.as_str(), "http://127.0.0.1:8082/");
    assert_eq!(fulfilment.timeout, Duration::from_secs(1));
    assert_eq!(time_to_pay.num_minutes(), 15);
    assert_eq!((back_off.first, back_off.longest), (Duration::from_millis(250), Duration::from_secs(10)));
}

#[test]
fn a_fault_names_its_variable() {
    for (variable, value, fault) in [
        ("FULFILMENT_URL", "https://shop.example.com", "must begin with http://"),
        ("FULFILMENT_TIMEOUT_MS", "0", "must be a number from 10 to 60000"),
        ("FULFILMENT_RETRY_MS", "soon", "must be a number from 1 to 60000"),
        ("FULFILMENT_RETRY_MAX_MS", "3600001", "must be a number from 1 to 3600000"),
        ("PAYMENT_TIMEOUT_MINUTES", "0", "must be a number from 1 to 43200"),
    ] {
        let error = read(&[(variable, value)]).unwrap_err();
        assert_eq!(error.to_string(), format!("{variable}: {fault}"));
    }
}
