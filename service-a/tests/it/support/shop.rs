//! The storefront with a fulfilment beside it.

use std::ops::{Deref, DerefMut};

use serde_json::{Value, json};
use service_a::orders::Orders;
use service_a::state::State;
use service_chassis::testkit::{Answer, TestApp, TestDatabase, eventually};

use super::{Fulfilment, KIT};

/// The running service, and the fulfilment that it calls.
pub struct Shop {
    app: TestApp<State>,
    pub fulfilment: Fulfilment,
}

impl Shop {
    /// With a fulfilment that has enough of everything.
    pub fn start() -> Self {
        Self::with(Fulfilment::up(), &[])
    }

    /// As [`Self::start`], with a customer and a product on sale.
    pub fn with_customer_and_product() -> (Self, Value, Value) {
        let shop = Self::start();
        let (customer, product) = (shop.customer("Hannah"), shop.product("FRM-OSLO-52"));
        (shop, customer, product)
    }

    /// With this fulfilment, and these variables.
    pub fn with(fulfilment: Fulfilment, variables: &[(&str, &str)]) -> Self {
        Self::on(KIT.database(), fulfilment, variables)
    }

    /// On this database.
    pub fn on(database: TestDatabase, fulfilment: Fulfilment, variables: &[(&str, &str)]) -> Self {
        let url = fulfilment.url();
        let own = [
            ("FULFILMENT_URL", url.as_str()),
            ("FULFILMENT_TIMEOUT_MS", "5000"),
            ("FULFILMENT_RETRY_MS", "10"),
            ("FULFILMENT_RETRY_MAX_MS", "50"),
        ];
        let all: Vec<_> = own.into_iter().chain(variables.iter().copied()).collect();
        Self { app: KIT.app(database, &all), fulfilment }
    }

    /// The orders of the running service.
    pub fn orders(&self) -> &Orders {
        &self.state().orders
    }

    /// A role.
    pub fn role(&self, name: &str) -> Value {
        self.call("create_role").body(&json!({ "name": name, "permissions": ["manage_orders"] })).send().expect(201)
    }

    /// A brand.
    pub fn brand(&self, slug: &str) -> Value {
        self.call("create_brand").body(&json!({ "name": slug, "slug": slug })).send().expect(201)
    }

    /// A category.
    pub fn category(&self, slug: &str) -> Value {
        self.call("create_category").body(&json!({ "name": slug, "slug": slug })).send().expect(201)
    }

    /// A product on sale for 100 euros, with a new category and brand.
    pub fn product(&self, sku: &str) -> Value {
        self.product_for(sku, 10_000)
    }

    /// A product on sale.
    pub fn product_for(&self, sku: &str, amount_minor: i64) -> Value {
        let slug = sku.to_lowercase();
        let (category, brand) = (self.category(&slug), self.brand(&slug));
        let body = product_body(sku, amount_minor, &category, &brand);
        self.call("create_product").body(&body).send().expect(201)
    }

    /// A customer in Germany.
    pub fn customer(&self, name: &str) -> Value {
        let email = format!("{}@example.com", name.to_lowercase());
        let address = json!({ "street": "Lindenallee 12", "city": "Leipzig", "postal_code": "04109", "country": "DE" });
        let body = json!({ "email": email, "name": name, "address": address });
        self.call("create_customer").body(&body).send().expect(201)
    }

    /// Places an order of `quantity` of a product.
    pub fn order(&self, key: &str, customer: &Value, product: &Value, quantity: u32) -> Answer {
        self.call("place_order").key(key).body(&order_body(customer, product, quantity)).send()
    }

    /// The current state of an order.
    pub fn read_order(&self, order: &Value) -> Value {
        self.call("get_order").id(id(order)).send().expect(200)
    }

    /// Whether no call to fulfilment is due.
    pub fn is_settled(&self) -> bool {
        let due = "SELECT COUNT(*) AS n FROM sagas WHERE state IN ('reserving', 'releasing', 'refunding')";
        self.database.count("reservation_tasks") == 0 && self.database.number(due) == 0
    }

    /// The state of the order's saga; `None` when it has ended.
    pub fn saga(&self, order: &Value) -> Option<String> {
        let hex = id(order).replace('-', "");
        self.database.names(&format!("SELECT state AS name FROM sagas WHERE order_id = x'{hex}'")).pop()
    }

    /// Waits until the order's saga is in this state.
    pub fn reaches(&self, order: &Value, state: &str) {
        eventually(state, || (self.saga(order).as_deref() == Some(state)).then_some(()));
    }

    /// Everything waits no longer: the back-off of retries, and the time to pay.
    pub fn time_is_up(&self) {
        self.database.execute("UPDATE sagas SET entered_at = NOW(6) - INTERVAL 1 DAY, next_timer_at = NOW(6)");
    }

    /// The audit log of the order since it was placed, oldest first.
    pub fn history(&self, order: &Value) -> Vec<String> {
        let hex = id(order).replace('-', "");
        self.database.names(&format!(
            "SELECT CONCAT(action, ' ', changes) AS name FROM audit_logs \
             WHERE subject_id = x'{hex}' AND action <> 'created' ORDER BY id"
        ))
    }

    /// Waits until the order has this status and no call to fulfilment is due.
    pub fn becomes(&self, order: &Value, status: &str) -> Value {
        eventually(status, || {
            let order = self.read_order(order);
            (order["status"] == status && self.is_settled()).then_some(order)
        })
    }

    /// The types of the facts about an order, oldest first.
    pub fn events(&self, order: &Value) -> Vec<String> {
        let hex = id(order).replace('-', "");
        self.database
            .names(&format!("SELECT event_type AS name FROM outbox WHERE subject_id = x'{hex}' ORDER BY position"))
    }
}

impl Deref for Shop {
    type Target = TestApp<State>;

    fn deref(&self) -> &Self::Target {
        &self.app
    }
}

impl DerefMut for Shop {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.app
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        // A request that is held would hold the worker.
        self.fulfilment.let_go();
    }
}

/// The id of what an answer shows.
pub fn id(view: &Value) -> &str {
    view["id"].as_str().unwrap()
}

/// The request for a product.
pub fn product_body(sku: &str, amount_minor: i64, category: &Value, brand: &Value) -> Value {
    json!({
        "sku": sku,
        "name": format!("Frame {sku}"),
        "description": "Acetate frame.",
        "category_id": category["id"],
        "brand_id": brand["id"],
        "price": { "amount_minor": amount_minor, "currency": "EUR" },
        "status": "active",
    })
}

/// The request for an order.
pub fn order_body(customer: &Value, product: &Value, quantity: u32) -> Value {
    let line = json!({ "product_id": product["id"], "quantity": quantity });
    json!({ "customer_id": customer["id"], "currency": "EUR", "lines": [line] })
}

/// The request for a user.
pub fn user_body(email: &str, role: &Value) -> Value {
    json!({ "email": email, "name": "Ines Moreau", "phone": "+4930555010", "role_id": role["id"] })
}

/// A design that can be made, for 237.20 euros.
pub fn design_config() -> Value {
    json!({
        "material": "titanium",
        "size": "large",
        "engraving": "Für Jonas",
        "add_ons": ["hard_case", "blue_light"],
    })
}
