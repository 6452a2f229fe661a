//! Facts about users.

use serde::{Deserialize, Serialize};

use super::{RoleId, UserId, UserStatus};

/// A user was created.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct UserRegistered {
    /// The user.
    pub user_id: UserId,
    /// Their role.
    pub role_id: RoleId,
}

/// A user got another role or status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct UserAccessChanged {
    /// The user.
    pub user_id: UserId,
    /// The role they have now.
    pub role_id: RoleId,
    /// The status they have now.
    pub status: UserStatus,
}
