//! Who may do what.

use super::{Permission, Permissions, UserStatus};

/// Why an action is denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The user is suspended.
    #[error("the user is suspended")]
    Suspended,
    /// The role does not have the permission.
    #[error("the role lacks the permission {0}")]
    Missing(Permission),
    /// The actor would change their own role or status.
    #[error("users may not change their own role or status")]
    OwnAccount,
}

/// Whether a user with this status and these permissions may do what `needed` covers.
///
/// # Errors
/// [`Denied::Suspended`] before [`Denied::Missing`].
pub fn authorize(status: UserStatus, permissions: &Permissions, needed: Permission) -> Result<(), Denied> {
    match status {
        UserStatus::Suspended => Err(Denied::Suspended),
        UserStatus::Active if permissions.contains(needed) => Ok(()),
        UserStatus::Active => Err(Denied::Missing(needed)),
    }
}

/// Whether `actor` may give `subject` another role or status: a user manager may, but not to themselves, so that
/// no user promotes themselves, or locks out the last manager by mistake.
///
/// # Errors
/// As [`authorize`], and [`Denied::OwnAccount`].
pub fn may_change_access(
    actor: super::UserId,
    status: UserStatus,
    permissions: &Permissions,
    subject: super::UserId,
) -> Result<(), Denied> {
    authorize(status, permissions, Permission::ManageUsers)?;
    if actor == subject { Err(Denied::OwnAccount) } else { Ok(()) }
}
