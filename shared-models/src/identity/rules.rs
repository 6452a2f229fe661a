//! Who may do what.

use super::{Permission, Permissions, UserStatus};

/// Why somebody may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The user is suspended.
    #[error("the user is suspended")]
    Suspended,
    /// The role does not have the permission.
    #[error("the role lacks the permission {0}")]
    Missing(Permission),
    /// Nobody changes their own role or status.
    #[error("nobody may change their own role or status")]
    OwnAccount,
}

/// Whether somebody with this status and these permissions may do what `needed` covers.
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
/// nobody can promote themselves or lock everybody out by mistake.
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
