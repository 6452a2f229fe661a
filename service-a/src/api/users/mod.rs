//! The staff of the shop.

mod create_user;
mod get_user;
mod list_users;
mod update_user;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/v1/users", create_user::create_user, "Creates a user, who is active."),
        Endpoint::get("/v1/users", list_users::list_users, "Lists users, newest first."),
        Endpoint::get("/v1/users/{id}", get_user::get_user, "Shows a user."),
        Endpoint::patch("/v1/users/{id}", update_user::update_user, "Changes some fields of a user."),
    ]
}
