//! Facts about users.

use serde::{Deserialize, Serialize};

use super::{RoleId, UserId, UserStatus};

/// A user was created, and is active.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct UserRegistered {
    /// Also the `subject` of the event.
    pub user_id: UserId,
    /// The role they start with.
    pub role_id: RoleId,
}

/// A user got another role or status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct UserAccessChanged {
    /// Also the `subject` of the event.
    pub user_id: UserId,
    /// After the change.
    pub role_id: RoleId,
    /// After the change.
    pub status: UserStatus,
}
