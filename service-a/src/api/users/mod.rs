//! People who run the shop.

mod create_user;
mod get_user;
mod list_users;
mod update_user;

pub use create_user::create_user;
pub use get_user::get_user;
pub use list_users::list_users;
pub use update_user::update_user;
