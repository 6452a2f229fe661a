//! Users.

use diesel::prelude::*;
use service_chassis::database::{Connection, Error};
use shared_models::identity::{User, UserChanges, UserEntity, UserId};
use shared_models::schema::users;

use super::refusal::refusals;
use super::statements::{find, insert, list, update};

refusals! {
    /// Why a user was not added.
    InsertRefused {
        EmailTaken => Unique "users_email_key",
        UnknownRole => Reference "users_role_id_fk",
    }
}

refusals! {
    /// Why a user was not changed.
    UpdateRefused { UnknownRole => Reference "users_role_id_fk" }
}

insert!(users, UserEntity, InsertRefused);
update!(users, UserEntity, UserId, UserChanges, UpdateRefused);
find!(users, UserEntity, UserId);
list!(users, UserEntity, User);
