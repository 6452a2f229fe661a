//! What groups of users may do.

mod create_role;
mod get_role;
mod list_roles;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/v1/roles", create_role::create_role, "Creates a role."),
        Endpoint::get("/v1/roles", list_roles::list_roles, "Lists roles, newest first."),
        Endpoint::get("/v1/roles/{id}", get_role::get_role, "Shows a role."),
    ]
}
