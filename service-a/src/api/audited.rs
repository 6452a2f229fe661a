//! What the audit log keeps of a request: the new values, without personal data.

use serde_json::{Map, Value, json};
use shared_models::builder::SaveDesign;
use shared_models::catalog::{CreateBrand, CreateCategory, CreateProduct, UpdateProduct};
use shared_models::customers::{CreateCustomer, UpdateCustomer};
use shared_models::identity::{CreateRole, CreateUser, UpdateUser, UserStatus};

/// A request that the audit log keeps something of.
pub trait Audited {
    fn audited(&self) -> Value;
}

macro_rules! audited {
    ($($request:ident($this:ident) => $kept:expr;)+) => {
        $(impl Audited for $request {
            fn audited(&self) -> Value {
                let $this = self;
                $kept
            }
        })+
    };
}

audited! {
    CreateBrand(brand) => json!(brand);
    CreateCategory(category) => json!(category);
    CreateProduct(product) => json!(product);
    CreateRole(role) => json!(role);
    UpdateProduct(changes) => json!(changes);
    // The country decides the tax.
    CreateCustomer(customer) => json!({ "country": customer.address.country });
    UpdateCustomer(changes) => changes.address.as_ref().map_or(json!({}), |address| json!({ "country": address.country }));
    CreateUser(user) => json!({ "role_id": user.role_id, "status": UserStatus::Active });
    UpdateUser(changes) => access(changes);
    SaveDesign(design) => json!({ "product_id": design.product_id });
}

/// The part of a change that concerns access.
fn access(UpdateUser { name: _, phone: _, role_id, status }: &UpdateUser) -> Value {
    let mut changes = Map::new();
    changes.extend(role_id.map(|role_id| ("role_id".to_owned(), json!(role_id))));
    changes.extend(status.map(|status| ("status".to_owned(), json!(status))));
    changes.into()
}
