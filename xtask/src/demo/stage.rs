//! Everything that has to be up before an order can be placed.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::DemoArgs;
use crate::service::{self, Deployment, Instance, Profile, Service};
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::database::{Account, Lease};
use cargo_polyrepo::port;
use cargo_polyrepo::progress::Progress;

/// Both services, serving, on their databases. Ended in this order when dropped.
#[derive(Debug)]
pub struct Stage {
    /// The storefront.
    pub storefront: Instance,
    /// Fulfilment.
    pub fulfilment: Instance,
    /// The ports, storefront first.
    pub ports: [u16; 2],
    /// Where the services log.
    pub logs: PathBuf,
    _database: Lease,
}

impl Stage {
    /// Builds, starts, migrates, seeds and serves.
    ///
    /// # Errors
    /// When any of that fails.
    pub fn set(checkout: &Checkout, args: &DemoArgs, progress: &Progress) -> Result<Self> {
        let profile = if args.release { Profile::Release } else { Profile::Debug };
        let binaries = service::build(checkout, profile, progress)?;
        Self::of(checkout, binaries, args, progress)
    }

    /// Starts, migrates, seeds and serves what is built already, storefront first.
    ///
    /// # Errors
    /// When any of that fails.
    pub fn of(checkout: &Checkout, binaries: [PathBuf; 2], args: &DemoArgs, progress: &Progress) -> Result<Self> {
        let database = start_database(checkout, progress)?;
        let accounts = create_accounts(&database, args.fresh, progress)?;
        let ports = [
            choose(args.storefront_port, Service::Storefront, progress)?,
            choose(args.fulfilment_port, Service::Fulfilment, progress)?,
        ];
        let [storefront, fulfilment] = [0, 1].map(|index| Deployment {
            service: Service::ALL[index],
            binary: binaries[index].clone(),
            database_url: accounts[index].url.clone(),
            port: ports[index],
            peer: ports[1 - index],
        });
        for deployment in [&storefront, &fulfilment] {
            prepare(deployment, progress)?;
        }
        let logs = checkout.target().join("xtask");
        fs::create_dir_all(&logs)?;
        let fulfilment = serve(&fulfilment, &logs, progress)?;
        let storefront = serve(&storefront, &logs, progress)?;
        Ok(Self { storefront, fulfilment, ports, logs, _database: database })
    }

    /// The service that ended by itself, if one did.
    ///
    /// # Errors
    /// When the operating system will not say.
    pub fn ended(&mut self) -> Result<Option<&'static str>> {
        for (service, instance) in Service::ALL.into_iter().zip([&mut self.storefront, &mut self.fulfilment]) {
            if instance.server().ended()?.is_some() {
                return Ok(Some(service.folder()));
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
    let step = progress.step("Creating", "two databases, each with an account of its own");
    let make = if fresh { Account::recreate } else { Account::ensure };
    let storefront = make(lease, Service::Storefront.database())?;
    let fulfilment = make(lease, Service::Fulfilment.database())?;
    for (account, other) in [(&storefront, &fulfilment), (&fulfilment, &storefront)] {
        if account.client().query(&format!("USE `{}`", other.name)).is_ok() {
            bail!("the account {} can reach the database {}", account.name, other.name);
        }
    }
    step.done(
        "Created",
        &format!("{} and {}; neither account can reach the other's", storefront.name, fulfilment.name),
    );
    Ok([storefront, fulfilment])
}

fn prepare(deployment: &Deployment, progress: &Progress) -> Result<()> {
    let name = deployment.service.folder();
    let step = progress.step("Migrating", name);
    // The databases outlive a run, so they may hold what another branch migrated.
    let hint = "the database is not as this version left it: `cargo xtask demo --fresh` begins with an empty one";
    deployment.run(&["migrate", "up"]).context(hint)?;
    step.done("Migrated", name);
    let step = progress.step("Seeding", name);
    deployment.run(&["seed"])?;
    step.done("Seeded", name);
    Ok(())
}

fn serve(deployment: &Deployment, logs: &std::path::Path, progress: &Progress) -> Result<Instance> {
    let name = deployment.service.folder();
    let step = progress.step("Starting", name);
    let instance = deployment.serve(&logs.join(format!("{name}.log")))?;
    step.done("Ready", &format!("{name} on http://127.0.0.1:{}", deployment.port));
    Ok(instance)
}

/// The port that was asked for, or the usual one, or a free one and a word about it.
fn choose(asked: Option<u16>, service: Service, progress: &Progress) -> Result<u16> {
    if let Some(port) = asked {
        if !port::is_free(port) {
            bail!("port {port} is taken");
        }
        return Ok(port);
    }
    let port = port::prefer(service.port())?;
    if port != service.port() {
        progress.line("Note", &format!("port {} is taken; {} takes {port}", service.port(), service.folder()));
    }
    Ok(port)
}
