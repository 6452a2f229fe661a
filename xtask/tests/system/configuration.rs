//! Invalid configuration is one line that names the variable, and exit code 2.

use std::process::Command;

use xtask::service::Service;

use crate::stage::binary;

const ADDRESS: &str = "mysql://clerk:s3cr3t@127.0.0.1:1/nowhere";

#[track_caller]
fn refused(service: Service, variable: &str, value: Option<&str>) {
    let mut command = Command::new(binary(service));
    command.arg("serve").env("DATABASE_URL", ADDRESS).env("PORT", "0");
    match value {
        Some(value) => command.env(variable, value),
        None => command.env_remove(variable),
    };
    let output = command.output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert_eq!(output.status.code(), Some(2), "{service:?} {variable}={value:?}: {said}");
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    assert!(said.contains(variable), "{variable}: {said}");
    assert!(!said.contains("s3cr3t"), "{said}");
}

#[test]
fn wrong_variable_is_named_in_one_line() {
    for service in Service::ALL {
        refused(service, "DATABASE_URL", None);
        refused(service, "DATABASE_URL", Some("postgres://clerk:s3cr3t@127.0.0.1/nowhere"));
        refused(service, "PORT", Some("eighty"));
        refused(service, "BIND_ADDRESS", Some("everywhere"));
        refused(service, service.peer_variable, Some("not an address"));
    }
}

#[test]
fn unknown_subcommand_is_exit_code_2() {
    for service in Service::ALL {
        let output = Command::new(binary(service)).arg("dance").output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{service:?}");
    }
}

/// A database that is not there is a failure, not wrong configuration; the password is not printed.
#[test]
fn unreachable_database_is_exit_code_1_without_the_password() {
    for service in Service::ALL {
        let output =
            Command::new(binary(service)).args(["migrate", "status"]).env("DATABASE_URL", ADDRESS).output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(1), "{service:?}: {said}");
        assert!(!said.contains("s3cr3t"), "{said}");
    }
}
