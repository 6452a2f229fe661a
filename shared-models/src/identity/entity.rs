//! Rows of users and roles.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{
    CreateRole, CreateUser, Permissions, RoleId, RoleView, UpdateUser, UserAccessChanged, UserId, UserRegistered,
    UserStatus, UserView,
};
use crate::kernel::{UnknownVariant, view};
use crate::schema::{roles, users};

/// A row of `roles`; its columns mean what the fields of [`RoleView`] mean. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = roles, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct RoleEntity {
    pub id: RoleId,
    pub name: String,
    /// As [`Permissions`] writes it.
    pub permissions: String,
    pub created_at: NaiveDateTime,
}

impl RoleEntity {
    /// The row of a new role.
    pub fn new(id: RoleId, request: CreateRole, now: DateTime<Utc>) -> Self {
        let CreateRole { name, permissions } = request;
        Self { id, name, permissions: Permissions::new(permissions).to_string(), created_at: now.naive_utc() }
    }
}

view! {
    RoleEntity => RoleView or UnknownVariant { id, name; created_at }
    with permissions => permissions: permissions.parse::<Permissions>()?.as_slice().to_vec()
}

/// A row of `users`; its columns mean what the fields of [`UserView`] mean. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = users, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct UserEntity {
    pub id: UserId,
    pub role_id: RoleId,
    pub email: String,
    pub name: String,
    pub phone: Option<String>,
    pub status: UserStatus,
    pub version: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

impl UserEntity {
    /// The row of a new user, who is active.
    pub fn new(id: UserId, request: CreateUser, now: DateTime<Utc>) -> Self {
        let CreateUser { email, name, phone, role_id } = request;
        let now = now.naive_utc();
        Self {
            id,
            role_id,
            email,
            name,
            phone,
            status: UserStatus::Active,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }
}

view! { UserEntity => UserView { id, role_id, email, name, phone, status, version; created_at, updated_at } }

impl From<&UserView> for UserRegistered {
    fn from(view: &UserView) -> Self {
        Self { user_id: view.id, role_id: view.role_id }
    }
}

impl From<&UserView> for UserAccessChanged {
    fn from(view: &UserView) -> Self {
        Self { user_id: view.id, role_id: view.role_id, status: view.status }
    }
}

/// The columns an update of a user writes; `None` leaves the column as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = users)]
#[expect(missing_docs, reason = "the columns mean what the fields of the request mean")]
pub struct UserChanges {
    pub name: Option<String>,
    pub phone: Option<String>,
    pub role_id: Option<RoleId>,
    pub status: Option<UserStatus>,
}

impl From<UpdateUser> for UserChanges {
    fn from(request: UpdateUser) -> Self {
        let UpdateUser { name, phone, role_id, status } = request;
        Self { name, phone, role_id, status }
    }
}
