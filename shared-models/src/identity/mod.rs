//! Users of the shop's back office, their roles and permissions.

mod model;
pub use model::{Permission, Permissions, Role, RoleId, User, UserId, UserStatus};

mod rules;
pub use rules::{Denied, authorize, may_change_access};

mod dto;
pub use dto::{CreateRole, CreateUser, RolePage, RoleView, UpdateUser, UserPage, UserView};

mod event;
pub use event::{UserAccessChanged, UserRegistered};

#[cfg(feature = "db")]
mod entity;
#[cfg(feature = "db")]
pub use entity::{RoleEntity, UserChanges, UserEntity};
