//! Ids, permissions and states of people who run the shop.

use std::fmt;
use std::str::FromStr;

use crate::kernel::{UnknownVariant, ids, text_enum};

ids! { User => UserId, Role => RoleId }

text_enum! {
    /// Whether a user can act.
    pub enum UserStatus {
        /// May do what the role permits.
        Active = "active",
        /// May do nothing, whatever the role says.
        Suspended = "suspended",
    }
}

text_enum! {
    /// One thing that a role can permit.
    pub enum Permission {
        /// Create and change users and roles.
        ManageUsers = "manage_users",
        /// Read the audit log.
        ReadAudit = "read_audit",
        /// Create and change products, categories and brands.
        ManageCatalog = "manage_catalog",
        /// Create and change customers.
        ManageCustomers = "manage_customers",
        /// Read and add prescriptions, which are health data.
        ManagePrescriptions = "manage_prescriptions",
        /// Place and cancel orders for a customer.
        ManageOrders = "manage_orders",
        /// Change warehouses and stock levels.
        ManageStock = "manage_stock",
        /// Capture payments and give money back.
        ManagePayments = "manage_payments",
    }
}

/// What a role permits: a set, written as words in alphabetical order with a space between.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Permissions(Vec<Permission>);

impl Permissions {
    /// The set of `permissions`, duplicates dropped.
    pub fn new(permissions: impl IntoIterator<Item = Permission>) -> Self {
        let mut permissions: Vec<_> = permissions.into_iter().collect();
        permissions.sort_by_key(|permission| permission.as_str());
        permissions.dedup();
        Self(permissions)
    }

    /// Whether the set has `permission`.
    pub fn contains(&self, permission: Permission) -> bool {
        self.0.contains(&permission)
    }

    /// The permissions in alphabetical order.
    pub fn as_slice(&self) -> &[Permission] {
        &self.0
    }
}

impl fmt::Display for Permissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, permission) in self.0.iter().enumerate() {
            write!(f, "{}{permission}", if at > 0 { " " } else { "" })?;
        }
        Ok(())
    }
}

impl FromStr for Permissions {
    type Err = UnknownVariant;

    fn from_str(words: &str) -> Result<Self, UnknownVariant> {
        words.split_ascii_whitespace().map(str::parse).collect::<Result<Vec<_>, _>>().map(Self::new)
    }
}
