//! Letting cargo have a token.

use std::env;
use std::process::Command;

use crate::checkout::Checkout;
use crate::registry::{self, Accounts, Place, Role, Running};

const TOKEN: &str = "CARGO_REGISTRIES_KELLNR_TOKEN";
const PROVIDERS: &str = "CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS";

/// Gives a cargo command what it needs to speak to the registry: the token of the environment, or
/// that of the registry this checkout runs itself. A credential provider that somebody configured
/// is left alone.
pub(super) fn provide(command: &mut Command, checkout: &Checkout) {
    let mut given = env::var_os(TOKEN).is_some();
    if !given && let Some(token) = own(checkout) {
        command.env(TOKEN, token);
        given = true;
    }
    if given && env::var_os(PROVIDERS).is_none() {
        // Without it, cargo has a token and says that it found none.
        command.env(PROVIDERS, "cargo:token");
    }
}

fn own(checkout: &Checkout) -> Option<String> {
    let port = registry::loopback_port(&registry::index(checkout).ok()?)?;
    let place = Place::of(checkout).ok()?;
    let running = Running::find(&place).filter(|running| running.port == port);
    running.and_then(|_| Some(Accounts::read(&place).ok()?.token(Role::Publish).to_owned()))
}
