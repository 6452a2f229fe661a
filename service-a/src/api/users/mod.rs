//! People who run the shop.

mod create_user;
mod get_user;
mod list_users;
mod update_user;

pub use create_user::{CreateUserError, create_user};
pub use get_user::{GetUserError, get_user};
pub use list_users::list_users;
pub use update_user::{UpdateUserError, update_user};
