//! What groups of users may do.

mod create_role;
mod get_role;
mod list_roles;

pub use create_role::{CreateRoleError, create_role};
pub use get_role::{GetRoleError, get_role};
pub use list_roles::list_roles;
