//! Requests and views of users and roles.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{Permission, RoleId, UserId, UserStatus};
use crate::kernel::{Email, NOT_BLANK, Name, PHONE, Page, Phone};

/// Creates a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateRole {
    /// The role's name; unique.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// What it permits.
    #[garde(length(max = Permission::ALL.len()))]
    pub permissions: Vec<Permission>,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct RoleView {
    /// The role's id.
    pub id: RoleId,
    /// Its name.
    pub name: String,
    /// What it permits, in alphabetical order.
    pub permissions: Vec<Permission>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

/// Creates a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateUser {
    /// The user's e-mail address; unique.
    #[garde(email, length(chars, min = Email::MIN, max = Email::MAX))]
    pub email: String,
    /// What colleagues call them.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// In E.164 form.
    #[garde(length(chars, min = Phone::MIN, max = Phone::MAX), pattern(PHONE))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// What they may do.
    #[garde(skip)]
    pub role_id: RoleId,
}

/// Changes some fields of a user; an absent field stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct UpdateUser {
    /// A new name.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A new telephone number.
    #[garde(length(chars, min = Phone::MIN, max = Phone::MAX), pattern(PHONE))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Another role.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_id: Option<RoleId>,
    /// A new status.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<UserStatus>,
}

/// A user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct UserView {
    /// The user's id.
    pub id: UserId,
    /// Their e-mail address.
    pub email: String,
    /// What colleagues call them.
    pub name: String,
    /// In E.164 form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// What they may do.
    pub role_id: RoleId,
    /// Whether they can act.
    pub status: UserStatus,
    /// Counts the changes; what `If-Match` is compared with.
    pub version: i32,
    /// When they were created.
    pub created_at: DateTime<Utc>,
    /// When they were last changed.
    pub updated_at: DateTime<Utc>,
}

/// A page of users.
pub type UserPage = Page<UserView>;
/// A page of roles.
pub type RolePage = Page<RoleView>;
