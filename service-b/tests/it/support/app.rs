//! The service with a storefront, and the steps that its tests are made of.

use std::ops::Deref;

use serde_json::{Value, json};
use service_b::state::State;
use service_chassis::testkit::{Answer, Kit, TestApp, TestDatabase, fresh_id, kit};
use shared_models::catalog::{CreateProduct, ProductId, ProductStatus};
use shared_models::inventory::{CreateWarehouse, ReservationView, StockView, WarehouseId, WarehouseView};
use shared_models::kernel::{Currency, Id, Price};
use shared_models::orders::{OrderId, OrderStatus};
use shared_models::payments::PaymentView;
use uuid::Uuid;

use super::Storefront;
use super::rows::ROWS;

/// The service under test. No storefront listens at this address.
pub static KIT: Kit<State> = kit!(service_b::service).rows(ROWS).variables(&[
    ("DATABASE_CONNECTIONS", "8"),
    ("DATABASE_DEADLINE_MS", "8000"),
    ("HTTP_WORKERS", "2"),
    ("STOREFRONT_URL", "http://127.0.0.1:1"),
    ("STOREFRONT_TIMEOUT_MS", "1000"),
]);

/// The running service, with a database and a storefront that belong to one test.
pub struct App {
    pub storefront: Storefront,
    app: TestApp<State>,
}

impl Deref for App {
    type Target = TestApp<State>;

    fn deref(&self) -> &TestApp<State> {
        &self.app
    }
}

impl App {
    pub fn start() -> Self {
        Self::on(KIT.database(), &[])
    }

    /// Beside a storefront that has been prepared.
    pub fn with_storefront(prepare: impl FnOnce(&Storefront)) -> Self {
        let storefront = Storefront::start();
        prepare(&storefront);
        Self::beside(storefront, KIT.database(), &[])
    }

    /// On this database, with these variables.
    pub fn on(database: TestDatabase, variables: &[(&str, &str)]) -> Self {
        Self::beside(Storefront::start(), database, variables)
    }

    fn beside(storefront: Storefront, database: TestDatabase, variables: &[(&str, &str)]) -> Self {
        let url = storefront.url();
        let variables: Vec<_> = variables.iter().copied().chain([("STOREFRONT_URL", url.as_str())]).collect();
        Self { app: KIT.app(database, &variables), storefront }
    }

    pub fn with_warehouse(&self, code: &str) -> WarehouseId {
        let request =
            CreateWarehouse { code: code.to_owned(), name: "Berlin Spandau".to_owned(), country: "DE".to_owned() };
        self.call("create_warehouse").body(&request).send().view::<WarehouseView>(201).id
    }

    pub fn with_product(&self, sku: &str) -> ProductId {
        let id = Id::from_uuid(fresh_id());
        self.call("put_product").id(id).body(&product(sku)).send().expect(201);
        id
    }

    pub fn set_stock(&self, product: impl ToString, warehouse: impl ToString, on_hand: impl Into<Value>) -> Answer {
        let call = self.call("set_stock").path("product_id", product).path("warehouse_id", warehouse);
        call.body(&json!({ "on_hand": on_hand.into() })).send()
    }

    pub fn with_stock(&self, product: ProductId, warehouse: WarehouseId, on_hand: u32) {
        self.set_stock(product, warehouse, on_hand).expect(200);
    }

    /// A product of which this many lie in one warehouse.
    pub fn with_stocked_product(&self, sku: &str, on_hand: u32) -> ProductId {
        let warehouse = self.with_warehouse(&format!("W-{sku}"));
        let product = self.with_product(sku);
        self.with_stock(product, warehouse, on_hand);
        product
    }

    /// A product of which so many lie in each of these warehouses.
    pub fn with_spread_product(&self, sku: &str, levels: &[(&str, u32)]) -> ProductId {
        let product = self.with_product(sku);
        for (code, on_hand) in levels {
            self.with_stock(product, self.with_warehouse(code), *on_hand);
        }
        product
    }

    pub fn stock(&self, product: ProductId) -> StockView {
        self.call("get_stock").id(product).send().view(200)
    }

    pub fn reserve(&self, order: OrderId, lines: &[(ProductId, u32)]) -> Answer {
        let line = |(product, quantity): &(ProductId, u32)| json!({ "product_id": product, "quantity": quantity });
        let lines: Vec<_> = lines.iter().map(line).collect();
        self.call("reserve_stock").id(order).body(&json!({ "lines": lines })).send()
    }

    pub fn with_reservation(&self, lines: &[(ProductId, u32)]) -> ReservationView {
        self.reserve(order_id(), lines).view(201)
    }

    pub fn release(&self, order: OrderId) -> Answer {
        self.call("release_stock").id(order).send()
    }

    pub fn authorise(&self, order: OrderId, key: &str) -> Answer {
        let request = json!({ "order_id": order, "method": "card" });
        self.call("authorise_payment").key(key).body(&request).send()
    }

    /// A payment of a confirmed order over this many cents.
    pub fn with_payment(&self, cents: i64) -> PaymentView {
        let order = self.storefront.with_order(OrderStatus::Confirmed, cents);
        self.authorise(order, &fresh_id().to_string()).view(201)
    }

    pub fn capture(&self, payment: &PaymentView) -> Answer {
        self.call("capture_payment").id(payment.id).send()
    }

    pub fn payment(&self, payment: &PaymentView) -> PaymentView {
        self.call("get_payment").id(payment.id).send().view(200)
    }

    pub fn void(&self, payment: &PaymentView) -> Answer {
        self.call("void_payment").id(payment.id).send()
    }

    pub fn refund(&self, payment: &PaymentView, cents: i64, key: &str) -> Answer {
        let request = json!({ "amount": { "amount_minor": cents, "currency": "EUR" } });
        self.call("refund_payment").id(payment.id).key(key).body(&request).send()
    }
}

/// A plausible product.
pub fn product(sku: &str) -> CreateProduct {
    CreateProduct {
        sku: sku.to_owned(),
        name: "Oslo 52".to_owned(),
        description: "Acetate frame, 52 mm lens width.".to_owned(),
        category_id: Id::from_uuid(Uuid::from_u128(0x0193_b2d0_0000_7000_8000_0000_0000_0001)),
        brand_id: Id::from_uuid(Uuid::from_u128(0x0193_b2d0_0000_7000_8000_0000_0000_0002)),
        price: Price { amount_minor: 14_900, currency: Currency::EUR },
        status: ProductStatus::Active,
    }
}

/// The id of an order that the storefront does not have.
pub fn order_id() -> OrderId {
    Id::from_uuid(fresh_id())
}
