//! Roles.

use diesel::prelude::*;
use service_chassis::database::{Connection, Error};
use shared_models::identity::{Role, RoleEntity, RoleId};
use shared_models::schema::roles;

use super::refusal::refusals;
use super::statements::{find, insert, list};

refusals! {
    /// Why a role was not added.
    InsertRefused { NameTaken => Unique "roles_name_key" }
}

insert!(roles, RoleEntity, InsertRefused);
find!(roles, RoleEntity, RoleId);
list!(roles, RoleEntity, Role);
