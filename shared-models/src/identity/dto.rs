//! Requests and views of users and roles.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{Permission, RoleId, UserId, UserStatus};
use crate::kernel::text::{EMAIL_MAX, EMAIL_MIN, NAME_MAX, NAME_MIN, NOT_BLANK, PHONE, PHONE_MAX, PHONE_MIN};
use crate::kernel::{Page, optional_fields};

/// Creates a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateRole {
    /// Unique among roles.
    #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// In any order; a duplicate counts once.
    #[garde(length(max = Permission::ALL.len()))]
    pub permissions: Vec<Permission>,
}

/// A named set of permissions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct RoleView {
    /// Assigned on creation (UUIDv7).
    pub id: RoleId,
    /// Unique among roles.
    pub name: String,
    /// In alphabetical order, without duplicates.
    pub permissions: Vec<Permission>,
    /// UTC; set once.
    pub created_at: DateTime<Utc>,
}

/// Creates a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateUser {
    /// Unique among users.
    #[garde(email, length(chars, min = EMAIL_MIN, max = EMAIL_MAX))]
    pub email: String,
    /// As colleagues know them, in any script.
    #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// E.164: `+` and 7 to 15 digits; absent when not known.
    #[garde(length(chars, min = PHONE_MIN, max = PHONE_MAX), pattern(PHONE))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Must exist; decides what they may do.
    #[garde(skip)]
    pub role_id: RoleId,
}

optional_fields! {
    /// Changes some fields of a user; an absent field stays as it is.
    pub struct UpdateUser {
        /// As colleagues know them; absent to keep it.
        #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
        pub name: Option<String>,
        /// E.164: `+` and 7 to 15 digits; absent to keep it.
        #[garde(length(chars, min = PHONE_MIN, max = PHONE_MAX), pattern(PHONE))]
        pub phone: Option<String>,
        /// Must exist; absent to keep it.
        #[garde(skip)]
        pub role_id: Option<RoleId>,
        /// A suspended user may do nothing; absent to keep it.
        #[garde(skip)]
        pub status: Option<UserStatus>,
    }
}

/// A person who runs the shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct UserView {
    /// Assigned on creation (UUIDv7).
    pub id: UserId,
    /// Unique among users.
    pub email: String,
    /// As colleagues know them.
    pub name: String,
    /// E.164: `+` and 7 to 15 digits; absent when not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Decides what they may do while they are active.
    pub role_id: RoleId,
    /// A suspended user may do nothing.
    pub status: UserStatus,
    /// Starts at 1 and grows with every change; `If-Match` is compared with it.
    pub version: i32,
    /// UTC; set once.
    pub created_at: DateTime<Utc>,
    /// UTC; moves with every change.
    pub updated_at: DateTime<Utc>,
}

/// A page of users.
pub type UserPage = Page<UserView>;
/// A page of roles.
pub type RolePage = Page<RoleView>;
