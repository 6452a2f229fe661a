//! Names, ports and databases of the two services.

use std::path::PathBuf;

use anyhow::{Result, bail};

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::services;

/// One of the services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// `service-a`: catalog, customers, orders.
    Storefront,
    /// `service-b`: stock, payments, invoices.
    Fulfilment,
}

impl Service {
    /// Both, in the order of every array of two.
    pub const ALL: [Self; 2] = [Self::Storefront, Self::Fulfilment];

    /// Its folder, package and binary.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Storefront => "service-a",
            Self::Fulfilment => "service-b",
        }
    }

    /// Its database and the account of that database.
    #[must_use]
    pub fn database(self) -> &'static str {
        match self {
            Self::Storefront => "storefront",
            Self::Fulfilment => "fulfilment",
        }
    }

    /// The port it listens on by default.
    #[must_use]
    pub fn port(self) -> u16 {
        match self {
            Self::Storefront => 8081,
            Self::Fulfilment => 8082,
        }
    }

    /// The variable with the address of the other one.
    #[must_use]
    pub fn peer_variable(self) -> &'static str {
        match self {
            Self::Storefront => "FULFILMENT_URL",
            Self::Fulfilment => "STOREFRONT_URL",
        }
    }

    /// The service in that folder.
    ///
    /// # Errors
    /// When there is none; the message lists the services.
    pub fn in_folder(checkout: &Checkout, folder: &str) -> Result<PathBuf> {
        let known = services::folders(checkout)?;
        if known.iter().any(|name| name == folder) {
            return Ok(checkout.folder(folder));
        }
        bail!("no service {folder:?}; there are: {}", known.join(", "))
    }
}
