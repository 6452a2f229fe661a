//! Both services on separate databases, for one test.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::database::{Account, Durability, Lease};
use cargo_polyrepo::http::Client;
use cargo_polyrepo::port;
use serde_json::Value;
use xtask::service::{Deployment, Instance, Service};
use xtask::shop::{self, Sale};

/// Two databases, migrated and seeded, and two services that may be started on them.
pub struct Stage {
    pub storefront: Deployment,
    pub fulfilment: Deployment,
    pub storefront_database: Account,
    pub fulfilment_database: Account,
    pub lease: Lease,
    name: String,
}

/// Both services, and what a customer can buy.
pub struct Open {
    pub storefront: Instance,
    pub fulfilment: Instance,
    pub sale: Sale,
    /// The first product of the sale.
    pub product: String,
}

impl Stage {
    /// On the server that all tests share.
    pub fn set() -> Self {
        Self::on(Lease::shared(&Checkout::find().unwrap()).unwrap())
    }

    /// On a separate server, which the test may stop.
    pub fn set_alone() -> Self {
        Self::on(Lease::throwaway(&Checkout::find().unwrap(), "outage", Durability::Crash).unwrap())
    }

    fn on(lease: Lease) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("system_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let accounts =
            ["storefront", "fulfilment"].map(|part| Account::ensure(&lease, &format!("{name}_{part}")).unwrap());
        let ports = [port::free().unwrap(), port::free().unwrap()];
        let [storefront, fulfilment] = Deployment::pair(&Service::ALL.map(binary), &accounts, ports);
        for deployment in [&storefront, &fulfilment] {
            deployment.run(&["migrate", "up"]).unwrap();
            deployment.run(&["seed"]).unwrap();
        }
        let [storefront_database, fulfilment_database] = accounts;
        Self { storefront, fulfilment, storefront_database, fulfilment_database, lease, name }
    }

    pub fn serve(&self, deployment: &Deployment) -> Instance {
        let log = format!("{}-{}.log", self.name, deployment.service.folder);
        deployment.serve(&folder().join(log)).unwrap()
    }

    pub fn serve_both(&self) -> (Instance, Instance) {
        let fulfilment = self.serve(&self.fulfilment);
        (self.serve(&self.storefront), fulfilment)
    }

    pub fn open(&self) -> Open {
        let (storefront, fulfilment) = self.serve_both();
        let sale = shop::find_sale(&storefront.client()).unwrap();
        let product = sale.products[0].0.clone();
        Open { storefront, fulfilment, sale, product }
    }

    /// The reserved quantity of a product, in all warehouses.
    pub fn reserved(&self, product: &str) -> i64 {
        let id = product.replace('-', "");
        let sql = format!("SELECT COALESCE(SUM(reserved), 0) FROM inventory_items WHERE product_id = UNHEX('{id}')");
        self.fulfilment_database.value(&sql).unwrap().parse().unwrap()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for account in [&self.storefront_database, &self.fulfilment_database] {
            let name = &account.name;
            let Ok(root) = self.lease.root() else { continue };
            // A failed test may have left a connection behind: its locks go with it.
            let left = format!("SELECT id FROM information_schema.processlist WHERE user = '{name}'");
            for row in root.query(&left).unwrap_or_default() {
                let _ = root.query(&format!("KILL {}", row[0]));
            }
            let _ = root.query(&format!("DROP DATABASE `{name}`; DROP USER '{name}'@'127.0.0.1'"));
        }
        if !std::thread::panicking() {
            for service in Service::ALL {
                let _ = std::fs::remove_file(folder().join(format!("{}-{}.log", self.name, service.folder)));
            }
        }
    }
}

pub fn well_known(client: &Client) -> Value {
    client.get("/.well-known/accord").unwrap().expect(&[200]).unwrap()
}

/// A binary that was built for these tests.
pub fn binary(service: Service) -> PathBuf {
    let folder = std::env::var_os("SYSTEM_TEST_BINARIES")
        .expect("SYSTEM_TEST_BINARIES is not set: run these tests with `cargo xtask test system`");
    PathBuf::from(folder).join(service.folder)
}

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
