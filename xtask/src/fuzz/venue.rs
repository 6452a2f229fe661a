//! What is fuzzed: both services, running, on databases with something in them.

use anyhow::Result;

use super::args::FuzzArgs;
use crate::service::{Deployment, Instance, Profile, Service, build};
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::database::{Account, Durability, Lease};
use cargo_polyrepo::port;
use cargo_polyrepo::progress::Progress;

/// Both services, each on a separate database; stopped in the order of the fields when dropped.
#[derive(Debug)]
pub(super) struct Venue {
    /// Storefront first, as in [`Service::ALL`].
    pub instances: [Instance; 2],
    pub ports: [u16; 2],
    _lease: Lease,
}

impl Venue {
    /// Builds, migrates, seeds and serves.
    ///
    /// # Errors
    /// When a step fails.
    pub fn open(checkout: &Checkout, args: &FuzzArgs, progress: &Progress) -> Result<Self> {
        let binaries = match &args.binaries {
            Some(directory) => Service::ALL.map(|service| directory.join(service.folder)),
            None => build(checkout, Profile::Debug, progress)?,
        };
        let lease = Lease::throwaway(checkout, "fuzz", Durability::Crash)?;
        let ports = [port::free()?, port::free()?];
        let accounts = [
            Account::ensure(&lease, Service::STOREFRONT.database)?,
            Account::ensure(&lease, Service::FULFILMENT.database)?,
        ];
        let [storefront, fulfilment] = Deployment::pair(&binaries, &accounts, ports);
        let logs = checkout.target().join("xtask");
        let serve = |deployment: Deployment| {
            deployment.run(&["migrate", "up"])?;
            deployment.run(&["seed"])?;
            deployment.serve(&logs.join(format!("fuzz-{}.log", deployment.service.folder)))
        };
        let instances = [serve(storefront)?, serve(fulfilment)?];
        Ok(Self { instances, ports, _lease: lease })
    }
}
