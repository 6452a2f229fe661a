//! The contract: every type that crosses the wire, every table, every kind of problem.
//!
//! [`document`] is what `contract.json` holds; [`components`] is what a service's OpenAPI document is made of. A type
//! that is not in the list below is part of the contract only when a listed one contains it.

mod document;

pub use accord_contract::{Direction, Role, WireType};
pub use document::{components, document, text};

accord_contract::wire_types! {
    request {
        audit::ListAuditLogs,
        builder::QuoteDesign,
        builder::SaveDesign,
        catalog::CreateBrand,
        catalog::CreateCategory,
        catalog::CreateProduct,
        catalog::ListProducts,
        catalog::UpdateProduct,
        customers::AddPrescription,
        customers::CreateCustomer,
        customers::UpdateCustomer,
        identity::CreateRole,
        identity::CreateUser,
        identity::UpdateUser,
        inventory::CreateWarehouse,
        inventory::ReserveStock,
        inventory::SetStock,
        kernel::PageQuery,
        orders::ListOrders,
        orders::PlaceOrder,
        payments::AuthorisePayment,
        payments::RefundPayment,
        shipments::DispatchShipment,
    }
    response {
        analytics::ProductSalesView,
        audit::AuditLogPage,
        audit::AuditLogView,
        builder::DesignView,
        builder::QuoteView,
        catalog::BrandPage,
        catalog::BrandView,
        catalog::CategoryPage,
        catalog::CategoryView,
        catalog::ProductPage,
        catalog::ProductView,
        customers::CustomerPage,
        customers::CustomerView,
        customers::PrescriptionPage,
        customers::PrescriptionView,
        identity::RolePage,
        identity::RoleView,
        identity::UserPage,
        identity::UserView,
        inventory::OutOfStock,
        inventory::ReservationView,
        inventory::StockView,
        inventory::WarehousePage,
        inventory::WarehouseView,
        kernel::Problem,
        notifications::NotificationView,
        orders::OrderPage,
        orders::OrderView,
        payments::InvoiceView,
        payments::PaymentView,
        shipments::ShipmentView,
    }
    event {
        catalog::ProductChanged,
        customers::CustomerRegistered,
        customers::PrescriptionAdded,
        events::AnyEvent,
        identity::UserAccessChanged,
        identity::UserRegistered,
        inventory::StockReleased,
        inventory::StockReserved,
        notifications::NotificationSent,
        orders::GiftRequested,
        orders::OrderCancelled,
        orders::OrderConfirmed,
        orders::OrderPlaced,
        orders::OrderRejected,
        payments::InvoiceIssued,
        payments::PaymentAuthorised,
        payments::PaymentCaptured,
        payments::PaymentRefunded,
        shipments::ShipmentDelivered,
        shipments::ShipmentDispatched,
    }
}
