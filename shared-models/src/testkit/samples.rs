//! One document of every wire type. They are the golden documents of the tests: reading and writing one gives it back.

macro_rules! samples {
    ($($name:literal => $file:literal,)+) => {
        /// Every sample, as (type, JSON).
        pub const SAMPLES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../samples/", $file)))),+];
    };
}

samples! {
    "analytics::ProductSalesView" => "analytics/ProductSalesView.json",
    "audit::AuditLogPage" => "audit/AuditLogPage.json",
    "audit::AuditLogView" => "audit/AuditLogView.json",
    "audit::ListAuditLogs" => "audit/ListAuditLogs.json",
    "builder::DesignView" => "builder/DesignView.json",
    "builder::QuoteDesign" => "builder/QuoteDesign.json",
    "builder::QuoteView" => "builder/QuoteView.json",
    "builder::SaveDesign" => "builder/SaveDesign.json",
    "catalog::BrandPage" => "catalog/BrandPage.json",
    "catalog::BrandView" => "catalog/BrandView.json",
    "catalog::CategoryPage" => "catalog/CategoryPage.json",
    "catalog::CategoryView" => "catalog/CategoryView.json",
    "catalog::CreateBrand" => "catalog/CreateBrand.json",
    "catalog::CreateCategory" => "catalog/CreateCategory.json",
    "catalog::CreateProduct" => "catalog/CreateProduct.json",
    "catalog::ListProducts" => "catalog/ListProducts.json",
    "catalog::ProductChanged" => "catalog/ProductChanged.json",
    "catalog::ProductPage" => "catalog/ProductPage.json",
    "catalog::ProductView" => "catalog/ProductView.json",
    "catalog::UpdateProduct" => "catalog/UpdateProduct.json",
    "customers::AddPrescription" => "customers/AddPrescription.json",
    "customers::CreateCustomer" => "customers/CreateCustomer.json",
    "customers::CustomerPage" => "customers/CustomerPage.json",
    "customers::CustomerRegistered" => "customers/CustomerRegistered.json",
    "customers::CustomerView" => "customers/CustomerView.json",
    "customers::PrescriptionAdded" => "customers/PrescriptionAdded.json",
    "customers::PrescriptionPage" => "customers/PrescriptionPage.json",
    "customers::PrescriptionView" => "customers/PrescriptionView.json",
    "customers::UpdateCustomer" => "customers/UpdateCustomer.json",
    "events::AnyEvent" => "events/AnyEvent.json",
    "identity::CreateRole" => "identity/CreateRole.json",
    "identity::CreateUser" => "identity/CreateUser.json",
    "identity::RolePage" => "identity/RolePage.json",
    "identity::RoleView" => "identity/RoleView.json",
    "identity::UpdateUser" => "identity/UpdateUser.json",
    "identity::UserAccessChanged" => "identity/UserAccessChanged.json",
    "identity::UserPage" => "identity/UserPage.json",
    "identity::UserRegistered" => "identity/UserRegistered.json",
    "identity::UserView" => "identity/UserView.json",
    "inventory::CreateWarehouse" => "inventory/CreateWarehouse.json",
    "inventory::OutOfStock" => "inventory/OutOfStock.json",
    "inventory::ReservationView" => "inventory/ReservationView.json",
    "inventory::ReserveStock" => "inventory/ReserveStock.json",
    "inventory::SetStock" => "inventory/SetStock.json",
    "inventory::StockReleased" => "inventory/StockReleased.json",
    "inventory::StockReserved" => "inventory/StockReserved.json",
    "inventory::StockView" => "inventory/StockView.json",
    "inventory::WarehousePage" => "inventory/WarehousePage.json",
    "inventory::WarehouseView" => "inventory/WarehouseView.json",
    "kernel::PageQuery" => "kernel/PageQuery.json",
    "kernel::Problem" => "kernel/Problem.json",
    "notifications::NotificationSent" => "notifications/NotificationSent.json",
    "notifications::NotificationView" => "notifications/NotificationView.json",
    "orders::ListOrders" => "orders/ListOrders.json",
    "orders::GiftRequested" => "orders/GiftRequested.json",
    "orders::OrderCancelled" => "orders/OrderCancelled.json",
    "orders::OrderConfirmed" => "orders/OrderConfirmed.json",
    "orders::OrderPage" => "orders/OrderPage.json",
    "orders::OrderPlaced" => "orders/OrderPlaced.json",
    "orders::OrderRejected" => "orders/OrderRejected.json",
    "orders::OrderView" => "orders/OrderView.json",
    "orders::PlaceOrder" => "orders/PlaceOrder.json",
    "payments::AuthorisePayment" => "payments/AuthorisePayment.json",
    "payments::InvoiceIssued" => "payments/InvoiceIssued.json",
    "payments::InvoiceView" => "payments/InvoiceView.json",
    "payments::PaymentAuthorised" => "payments/PaymentAuthorised.json",
    "payments::PaymentCaptured" => "payments/PaymentCaptured.json",
    "payments::PaymentRefunded" => "payments/PaymentRefunded.json",
    "payments::PaymentView" => "payments/PaymentView.json",
    "payments::RefundPayment" => "payments/RefundPayment.json",
    "shipments::DispatchShipment" => "shipments/DispatchShipment.json",
    "shipments::ShipmentDelivered" => "shipments/ShipmentDelivered.json",
    "shipments::ShipmentDispatched" => "shipments/ShipmentDispatched.json",
    "shipments::ShipmentView" => "shipments/ShipmentView.json",
}

/// The sample of a type, by its name in the contract.
///
/// ```
/// use shared_models::{orders::PlaceOrder, testkit};
///
/// let order: PlaceOrder = serde_json::from_str(testkit::sample("orders::PlaceOrder").unwrap())?;
/// assert_eq!(order.lines.len(), 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn sample(name: &str) -> Option<&'static str> {
    SAMPLES.iter().find(|(candidate, _)| *candidate == name).map(|(_, json)| *json)
}
