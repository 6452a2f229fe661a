//! Loopback ports.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context as _, Result};

/// A free port, chosen by the operating system.
///
/// # Errors
/// When no port is free.
pub fn free() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("failed to find a free loopback port")?;
    Ok(listener.local_addr()?.port())
}

/// Whether the port can be listened on now.
#[must_use]
pub fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// The wanted port if it is free, else another that is.
///
/// # Errors
/// When no port is free.
pub fn prefer(wanted: u16) -> Result<u16> {
    if is_free(wanted) { Ok(wanted) } else { free() }
}
