//! Roles and users.

use diesel::prelude::*;
use service_chassis::database::{Error, Transaction};
use service_chassis::seed::{Fate, Pass, Tally};
use shared_models::identity::{CreateRole, CreateUser, Role, RoleEntity, User, UserEntity};
use shared_models::schema::{roles, users};

use super::existing::{Key, existing};

/// Writes roles.
pub fn roles(transaction: &mut Transaction, rows: &[(Key<Role>, CreateRole)], pass: &Pass) -> Result<Tally, Error> {
    let existing = existing!(transaction, roles, RoleEntity, rows);
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = RoleEntity::new(*id, request.clone(), pass.now);
        let old: Option<&RoleEntity> = existing.iter().find(|old: &&RoleEntity| old.id == *id);
        match tally.count(old, |old| RoleEntity { created_at: old.created_at, ..row.clone() } == *old) {
            Fate::Create => pass.write(|| diesel::insert_into(roles::table).values(&row).execute(transaction))?,
            Fate::Change(_) => pass.write(|| {
                let RoleEntity { id: _, name, permissions, created_at: _ } = &row;
                diesel::update(roles::table.find(id))
                    .set((roles::name.eq(name), roles::permissions.eq(permissions)))
                    .execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
}

/// Writes users.
pub fn users(transaction: &mut Transaction, rows: &[(Key<User>, CreateUser)], pass: &Pass) -> Result<Tally, Error> {
    let existing = existing!(transaction, users, UserEntity, rows);
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = UserEntity::new(*id, request.clone(), pass.now);
        let old: Option<&UserEntity> = existing.iter().find(|old: &&UserEntity| old.id == *id);
        // A fixture does not suspend or reinstate a user.
        let same = |old: &UserEntity| {
            let UserEntity { status, version, created_at, updated_at, .. } = *old;
            UserEntity { status, version, created_at, updated_at, ..row.clone() } == *old
        };
        match tally.count(old, same) {
            Fate::Create => pass.write(|| diesel::insert_into(users::table).values(&row).execute(transaction))?,
            Fate::Change(old) => {
                pass.write(|| {
                    let UserEntity {
                        id: _,
                        role_id,
                        email,
                        name,
                        phone,
                        status: _,
                        version: _,
                        created_at: _,
                        updated_at,
                    } = &row;
                    diesel::update(users::table.find(id))
                        .set((
                            users::role_id.eq(role_id),
                            users::email.eq(email),
                            users::name.eq(name),
                            users::phone.eq(phone),
                            users::version.eq(old.version + 1),
                            users::updated_at.eq(updated_at),
                        ))
                        .execute(transaction)
                })?
            }
            Fate::Leave => {}
        }
    }
    Ok(tally)
}
