//! The endpoints, one a file: its failures, its handler, its documentation.

pub mod audit_logs;
pub mod brands;
pub mod categories;
pub mod customers;
pub mod designs;
pub mod orders;
pub mod prescriptions;
pub mod products;
pub mod roles;
pub mod users;

use crate::http::views;

views! {
    audit { AuditLogPage }
    builder { DesignView, QuoteView }
    catalog { BrandPage, BrandView, CategoryPage, CategoryView, ProductPage; tagged ProductView }
    customers { CustomerPage, PrescriptionPage, PrescriptionView; tagged CustomerView }
    identity { RolePage, RoleView, UserPage; tagged UserView }
    orders { OrderPage, OrderView }
}
