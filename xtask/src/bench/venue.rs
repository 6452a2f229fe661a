//! The set-up that is measured: release builds of both services on a separate, durable database.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;

use super::args::BenchArgs;
use super::memory;
use crate::service::{self, Deployment, Instance, Profile, Service};
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::database::{Account, Durability, Lease};
use cargo_polyrepo::port;
use cargo_polyrepo::progress::{Progress, human};

/// Number of measured starts; the table shows the median.
const STARTS: usize = 7;

/// Pieces of each product: more than a run can sell.
const STOCK: &str = "10000000";

/// Both services, running; stopped in the order of the fields when dropped.
#[derive(Debug)]
pub struct Venue {
    instances: [Instance; 2],
    deployments: [Deployment; 2],
    logs: PathBuf,
    pub storefront: Account,
    lease: Lease,
}

impl Venue {
    /// Builds, migrates, seeds, fills the stock and serves.
    ///
    /// # Errors
    /// When a step fails.
    pub fn open(checkout: &Checkout, args: &BenchArgs, progress: &Progress) -> Result<Self> {
        let binaries = service::build(checkout, Profile::Release, progress)?;
        let durability = if args.relaxed { Durability::Crash } else { Durability::PowerLoss };
        let lease = Lease::throwaway(checkout, "bench", durability)?;
        let accounts = [
            Account::ensure(&lease, Service::STOREFRONT.database)?,
            Account::ensure(&lease, Service::FULFILMENT.database)?,
        ];
        let ports = [port::free()?, port::free()?];
        let deployments = Deployment::pair(&binaries, &accounts, ports);
        let step = progress.step("Preparing", "two databases");
        for deployment in &deployments {
            deployment.run(&["migrate", "up"])?;
            deployment.run(&["seed"])?;
        }
        let [storefront, fulfilment] = accounts;
        fulfilment.query(&format!("UPDATE inventory_items SET on_hand = {STOCK}"))?;
        step.done("Prepared", "two databases");
        let logs = checkout.target().join("xtask");
        let fulfilment_instance = deployments[1].serve(&logs.join("bench-service-b.log"))?;
        let storefront_instance = deployments[0].serve(&logs.join("bench-service-a.log"))?;
        let instances = [storefront_instance, fulfilment_instance];
        Ok(Self { instances, deployments, logs, storefront, lease })
    }

    /// Storefront first.
    #[must_use]
    pub fn ports(&self) -> [u16; 2] {
        [0, 1].map(|index| self.deployments[index].port)
    }

    /// The database server's port, and the password of its administrator.
    ///
    /// # Errors
    /// When the password cannot be read.
    pub fn root(&self) -> Result<(u16, String)> {
        Ok((self.lease.port(), self.lease.password("root")?))
    }

    /// Memory after the load and time to start, for each service. Stops both.
    ///
    /// # Errors
    /// When a service does not start again.
    pub fn describe(&mut self) -> Result<Vec<String>> {
        let mut lines = Vec::new();
        for index in [0, 1] {
            let name = self.deployments[index].service.folder;
            let resident = memory::resident(self.instances[index].server().id())?;
            self.instances[index].server().stop()?;
            let ready = self.time_to_ready(index)?;
            lines.push(format!(
                "{name}: {:.1} MB resident after the load, ready {} after its start (median of {STARTS})",
                megabytes(resident),
                human(ready)
            ));
        }
        Ok(lines)
    }

    /// Starts the storefront again after [`describe`](Self::describe) has stopped both; fulfilment stays stopped.
    ///
    /// # Errors
    /// When it does not start again.
    pub fn serve_storefront_alone(&mut self) -> Result<()> {
        self.instances[0] = self.deployments[0].serve(&self.logs.join("bench-service-a.log"))?;
        Ok(())
    }

    fn time_to_ready(&self, index: usize) -> Result<Duration> {
        let mut taken = Vec::new();
        for _ in 0..STARTS {
            let mut instance = self.deployments[index].serve(&self.logs.join("bench-start.log"))?;
            taken.push(instance.ready_after);
            instance.server().stop()?;
        }
        taken.sort_unstable();
        Ok(taken[STARTS / 2])
    }
}

fn megabytes(bytes: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "memory is far below 2^52 bytes")]
    let bytes = bytes as f64;
    bytes / 1024.0 / 1024.0
}
