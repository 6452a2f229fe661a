//! Every address the service answers.

use actix_web::web::{self, ServiceConfig};
use serde_json::Value;
use shared_models::kernel::ProblemKind;

use crate::api::{audit_logs, brands, categories, customers, designs, orders, prescriptions, products, roles, users};
use crate::http::{self, Endpoint, Rejection};

/// What the service is, for its OpenAPI document.
const DESCRIPTION: &str = "The storefront: users and roles, the catalog, customers and prescriptions, designs and orders. \
Every error is a problem document (RFC 9457) that names all faults of the request at once, each with a JSON pointer. \
Lists are read page by page: send `next_cursor` as `cursor`. Ids are UUIDs, amounts are minor units of their currency, \
times are UTC.";

/// The operations of the API.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/v1/roles", roles::create_role, "Creates a role."),
        Endpoint::get("/v1/roles", roles::list_roles, "Lists roles, newest first."),
        Endpoint::get("/v1/roles/{id}", roles::get_role, "Shows a role."),
        Endpoint::post("/v1/users", users::create_user, "Creates a user, who is active."),
        Endpoint::get("/v1/users", users::list_users, "Lists users, newest first."),
        Endpoint::get("/v1/users/{id}", users::get_user, "Shows a user."),
        Endpoint::patch("/v1/users/{id}", users::update_user, "Changes some fields of a user."),
        Endpoint::get("/v1/audit-logs", audit_logs::list_audit_logs, "Lists audit entries, newest first."),
        Endpoint::post("/v1/brands", brands::create_brand, "Creates a brand."),
        Endpoint::get("/v1/brands", brands::list_brands, "Lists brands, newest first."),
        Endpoint::get("/v1/brands/{id}", brands::get_brand, "Shows a brand."),
        Endpoint::post("/v1/categories", categories::create_category, "Creates a category."),
        Endpoint::get("/v1/categories", categories::list_categories, "Lists categories, newest first."),
        Endpoint::get("/v1/categories/{id}", categories::get_category, "Shows a category."),
        Endpoint::post("/v1/products", products::create_product, "Creates a product."),
        Endpoint::get(
            "/v1/products",
            products::list_products,
            "Lists products, newest first; all filters have to fit.",
        ),
        Endpoint::get("/v1/products/{id}", products::get_product, "Shows a product."),
        Endpoint::patch("/v1/products/{id}", products::update_product, "Changes some fields of a product."),
        Endpoint::post("/v1/customers", customers::create_customer, "Creates a customer."),
        Endpoint::get("/v1/customers", customers::list_customers, "Lists customers, newest first."),
        Endpoint::get("/v1/customers/{id}", customers::get_customer, "Shows a customer."),
        Endpoint::patch("/v1/customers/{id}", customers::update_customer, "Changes some fields of a customer."),
        Endpoint::post(
            "/v1/customers/{id}/prescriptions",
            prescriptions::add_prescription,
            "Adds a prescription to a customer.",
        ),
        Endpoint::get(
            "/v1/customers/{id}/prescriptions",
            prescriptions::list_prescriptions,
            "Lists the prescriptions of a customer, newest first.",
        ),
        Endpoint::get("/v1/prescriptions/{id}", prescriptions::get_prescription, "Shows a prescription."),
        Endpoint::post("/v1/designs/quote", designs::quote_design, "Says what a design costs. Nothing is saved."),
        Endpoint::post("/v1/designs", designs::save_design, "Saves a design with the price it has today."),
        Endpoint::get("/v1/designs/{id}", designs::get_design, "Shows a design."),
        Endpoint::post(
            "/v1/orders",
            orders::place_order,
            "Places an order and reserves its stock. The same key with the same body again places no second order: it \
             answers with the order as it is by then.",
        ),
        Endpoint::get("/v1/orders", orders::list_orders, "Lists orders, newest first."),
        Endpoint::get("/v1/orders/{id}", orders::get_order, "Shows an order."),
        Endpoint::post(
            "/v1/orders/{id}/cancel",
            orders::cancel_order,
            "Cancels an order that is pending or confirmed, and releases its stock.",
        ),
    ]
}

/// The OpenAPI document.
pub fn document() -> Value {
    http::document("Storefront", DESCRIPTION, &endpoints())
}

/// Mounts everything.
pub fn configure(config: &mut ServiceConfig) {
    http::mount(endpoints(), config);
    http::docs(document_text)(config);
    config
        .service(http::page("/health/live", http::live))
        .service(http::page("/health/ready", http::ready))
        .service(http::page("/.well-known/accord", http::well_known))
        .default_service(web::to(|| async { Err::<&str, _>(Rejection::new(ProblemKind::NotFound)) }));
}

fn document_text() -> String {
    document().to_string()
}
