//! A token for cargo.

use std::env;
use std::process::Command;

use crate::address;
use crate::checkout::Checkout;
use crate::registry::{Accounts, Place, Role, running};

const TOKEN: &str = "CARGO_REGISTRIES_KELLNR_TOKEN";
const PROVIDERS: &str = "CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS";

/// Gives a cargo command what it needs to talk to the registry: the token of the environment, or that of the registry this
/// checkout runs itself. A configured credential provider is kept.
pub(super) fn provide(command: &mut Command, checkout: &Checkout) {
    let mut given = env::var_os(TOKEN).is_some();
    if !given && let Some(token) = own(checkout) {
        command.env(TOKEN, token);
        given = true;
    }
    if given && env::var_os(PROVIDERS).is_none() {
        // Without it, cargo ignores the token and reports `no token found`.
        command.env(PROVIDERS, "cargo:token");
    }
}

fn own(checkout: &Checkout) -> Option<String> {
    let port = address::loopback_port(&address::index(checkout).ok()?)?;
    let place = Place::of(checkout).ok()?;
    let server = running::find(&place).filter(|server| server.port == port);
    server.and_then(|_| Some(Accounts::read(&place).ok()?.token(Role::Publish).to_owned()))
}
