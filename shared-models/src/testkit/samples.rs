//! One document of every wire type. They are the golden documents of the tests: reading and writing one gives it back.

macro_rules! samples {
    ($($domain:ident { $($name:ident),+ $(,)? })+) => {
        /// Every sample, as (type, JSON).
        pub const SAMPLES: &[(&str, &str)] = &[$($((
            concat!(stringify!($domain), "::", stringify!($name)),
            include_str!(concat!("../../samples/", stringify!($domain), "/", stringify!($name), ".json")),
        )),+),+];
    };
}

samples! {
    analytics { ProductSalesView }
    audit { AuditLogPage, AuditLogView, ListAuditLogs }
    builder { DesignView, QuoteDesign, QuoteView, SaveDesign }
    catalog {
        BrandPage, BrandView, CategoryPage, CategoryView, CreateBrand, CreateCategory, CreateProduct, ListProducts,
        ProductChanged, ProductPage, ProductView, UpdateProduct,
    }
    customers {
        AddPrescription, CreateCustomer, CustomerPage, CustomerRegistered, CustomerView, PrescriptionAdded,
        PrescriptionPage, PrescriptionView, UpdateCustomer,
    }
    events { AnyEvent }
    identity {
        CreateRole, CreateUser, RolePage, RoleView, UpdateUser, UserAccessChanged, UserPage, UserRegistered, UserView,
    }
    inventory {
        CreateWarehouse, OutOfStock, ReservationExpired, ReservationView, ReserveStock, SetStock, StockReleased,
        StockReserved, StockView, WarehousePage, WarehouseView,
    }
    kernel { PageQuery, Problem }
    notifications { NotificationSent, NotificationView }
    orders {
        ListOrders, GiftRequested, OrderCancelled, OrderConfirmed, OrderDelivered, OrderPage, OrderPlaced, OrderRejected,
        OrderShipped, OrderView, PlaceOrder,
    }
    payments {
        AuthorisePayment, InvoiceIssued, InvoiceView, PaymentAuthorised, PaymentCaptured, PaymentRefunded, PaymentView,
        PaymentVoided, RefundPayment,
    }
    shipments {
        DispatchShipment, ListShipments, ShipmentDelivered, ShipmentDispatched, ShipmentPage, ShipmentView,
    }
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
