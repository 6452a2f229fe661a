//! The database and both services, running, before an order is placed.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::args::DemoArgs;
use crate::service::{self, Deployment, Instance, Profile, Service};
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::database::{Account, Lease};
use cargo_polyrepo::port;
use cargo_polyrepo::progress::Progress;

/// Both services, running on their databases. Stopped in the order of the fields when dropped.
#[derive(Debug)]
pub struct Stage {
    pub storefront: Instance,
    pub fulfilment: Instance,
    /// Storefront first.
    pub ports: [u16; 2],
    /// The directory of the services' logs.
    pub logs: PathBuf,
    _database: Lease,
}

impl Stage {
    /// Builds, migrates, seeds and serves.
    ///
    /// # Errors
    /// When a step fails.
    pub fn set(checkout: &Checkout, args: &DemoArgs, progress: &Progress) -> Result<Self> {
        let binaries = match &args.binaries {
            Some(directory) => Service::ALL.map(|service| directory.join(service.folder)),
            None => {
                let profile = if args.release { Profile::Release } else { Profile::Debug };
                service::build(checkout, profile, progress)?
            }
        };
        let database = start_database(checkout, progress)?;
        let accounts = create_accounts(&database, args.fresh, progress)?;
        let ports = apart([
            choose(args.storefront_port, Service::STOREFRONT, progress)?,
            choose(args.fulfilment_port, Service::FULFILMENT, progress)?,
        ])?;
        let [storefront, fulfilment] = Deployment::pair(&binaries, &accounts, ports);
        for deployment in [&storefront, &fulfilment] {
            prepare(deployment, progress)?;
        }
        let logs = checkout.target().join("xtask");
        fs::create_dir_all(&logs)?;
        let fulfilment = serve(&fulfilment, &logs, progress)?;
        let storefront = serve(&storefront, &logs, progress)?;
        Ok(Self { storefront, fulfilment, ports, logs, _database: database })
    }

    /// A service whose process ended.
    ///
    /// # Errors
    /// When the operating system cannot report it.
    pub fn ended(&mut self) -> Result<Option<&'static str>> {
        for (service, instance) in Service::ALL.into_iter().zip([&mut self.storefront, &mut self.fulfilment]) {
            if instance.server().ended()?.is_some() {
                return Ok(Some(service.folder));
            }
        }
        Ok(None)
    }
}

fn start_database(checkout: &Checkout, progress: &Progress) -> Result<Lease> {
    let step = progress.step("Starting", "a private database server");
    let was_up = Lease::is_up(checkout)?;
    let lease = Lease::shared(checkout)?;
    let verb = if was_up { "Found" } else { "Started" };
    step.done(verb, &format!("a private database server on port {}", lease.port()));
    Ok(lease)
}

fn create_accounts(lease: &Lease, fresh: bool, progress: &Progress) -> Result<[Account; 2]> {
    let step = progress.step("Creating", "two databases, each with its own account");
    let make = if fresh { Account::recreate } else { Account::ensure };
    let storefront = make(lease, Service::STOREFRONT.database)?;
    let fulfilment = make(lease, Service::FULFILMENT.database)?;
    for (account, other) in [(&storefront, &fulfilment), (&fulfilment, &storefront)] {
        if account.client().query(&format!("USE `{}`", other.name)).is_ok() {
            bail!("the account {} has access to the database {}", account.name, other.name);
        }
    }
    step.done(
        "Created",
        &format!("{} and {}; neither account has access to the other's", storefront.name, fulfilment.name),
    );
    Ok([storefront, fulfilment])
}

fn prepare(deployment: &Deployment, progress: &Progress) -> Result<()> {
    let name = deployment.service.folder;
    let step = progress.step("Migrating", name);
    // The databases outlive a run, so another branch may have migrated them.
    let hint = "the database has another version's tables: `cargo xtask demo --fresh` starts with an empty one";
    deployment.run(&["migrate", "up"]).context(hint)?;
    step.done("Migrated", name);
    let step = progress.step("Seeding", name);
    deployment.run(&["seed"])?;
    step.done("Seeded", name);
    Ok(())
}

fn serve(deployment: &Deployment, logs: &std::path::Path, progress: &Progress) -> Result<Instance> {
    let name = deployment.service.folder;
    let step = progress.step("Starting", name);
    let instance = deployment.serve(&logs.join(format!("{name}.log")))?;
    step.done("Ready", &format!("{name} on http://127.0.0.1:{}", deployment.port));
    Ok(instance)
}

/// The requested port, or the default, or a free one with a note.
/// A port that is free is free for one of them.
fn apart(ports: [u16; 2]) -> Result<[u16; 2]> {
    if ports[0] == ports[1] {
        bail!("both services cannot use port {}; choose another one for one of them", ports[0]);
    }
    Ok(ports)
}

fn choose(asked: Option<u16>, service: Service, progress: &Progress) -> Result<u16> {
    if let Some(port) = asked {
        if !port::is_free(port) {
            bail!("port {port} is taken; choose another one");
        }
        return Ok(port);
    }
    let port = port::prefer(service.port)?;
    if port != service.port {
        progress.line("Note", &format!("port {} is taken; {} uses {port}", service.port, service.folder));
    }
    Ok(port)
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn one_port_is_for_one_service() {
        assert_eq!(apart([8081, 8082]).unwrap(), [8081, 8082]);
        assert!(apart([9001, 9001]).unwrap_err().to_string().contains("port 9001"));
    }
}
