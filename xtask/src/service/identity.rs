//! Names, ports and databases of the two services.

/// One of the services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    /// Its folder, package and binary.
    pub folder: &'static str,
    /// Its database and the account of that database.
    pub database: &'static str,
    /// The port it listens on by default.
    pub port: u16,
    /// The variable with the address of the other one.
    pub peer_variable: &'static str,
}

impl Service {
    /// Catalog, customers, orders.
    pub const STOREFRONT: Self =
        Self { folder: "service-a", database: "storefront", port: 8081, peer_variable: "FULFILMENT_URL" };
    /// Stock, payments, invoices.
    pub const FULFILMENT: Self =
        Self { folder: "service-b", database: "fulfilment", port: 8082, peer_variable: "STOREFRONT_URL" };
    /// Both, in the order of every array of two.
    pub const ALL: [Self; 2] = [Self::STOREFRONT, Self::FULFILMENT];
}
