//! Writes the rows of fixtures: those that are not there are added, those that differ are changed, nothing is deleted.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use shared_models::catalog::{BrandEntity, CategoryEntity, CreateBrand, CreateCategory, CreateProduct, ProductEntity};
use shared_models::customers::{
    AddPrescription, CreateCustomer, CustomerEntity, CustomerId, PrescriptionEntity, PrescriptionId,
    PrescriptionItemEntity,
};
use shared_models::identity::{CreateRole, CreateUser, RoleEntity, UserEntity};
use shared_models::kernel::Id;
use shared_models::schema::{brands, categories, customers, prescription_items, prescriptions, products, roles, users};

use super::statement::one_of;
use super::{Error, Transaction, prescriptions as prescription_store};

/// One run over the fixtures.
#[derive(Debug, Clone, Copy)]
pub struct Pass {
    /// When it runs.
    pub now: DateTime<Utc>,
    /// Whether to write, or only to count.
    pub write: bool,
}

/// How many rows of a fixture had which fate.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// They were not there.
    pub created: usize,
    /// They differed.
    pub updated: usize,
    /// They were as the fixture says.
    pub unchanged: usize,
}

/// The id beside a request in its fixture.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(bound = "")]
pub struct Key<T> {
    id: Id<T>,
}

/// The ids beside a prescription in its fixture.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct PrescriptionKey {
    id: PrescriptionId,
    customer_id: CustomerId,
}

impl Tally {
    /// Counts a row as what it is, and says what to do with it.
    fn count<'a, R: PartialEq>(&mut self, old: Option<&'a R>, wanted: impl FnOnce(&R) -> bool) -> Fate<'a, R> {
        match old {
            None => {
                self.created += 1;
                Fate::Create
            }
            Some(old) if wanted(old) => {
                self.unchanged += 1;
                Fate::Leave
            }
            Some(old) => {
                self.updated += 1;
                Fate::Change(old)
            }
        }
    }
}

/// What to do with a row.
enum Fate<'a, R> {
    Create,
    Change(&'a R),
    Leave,
}

/// Loads the rows of a fixture that are there already.
macro_rules! there_already {
    ($transaction:ident, $table:ident, $entity:ident, $rows:ident) => {
        $table::table
            .filter(one_of($table::id, $rows.iter().map(|(key, _)| key.id).collect()))
            .select($entity::as_select())
            .load::<$entity>($transaction)?
    };
}

/// Writes roles.
///
/// # Errors
/// When the database fails.
pub fn roles(
    transaction: &mut Transaction,
    rows: &[(Key<shared_models::identity::Role>, CreateRole)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let there = there_already!(transaction, roles, RoleEntity, rows);
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = RoleEntity::new(*id, request.clone(), pass.now);
        let old: Option<&RoleEntity> = there.iter().find(|old: &&RoleEntity| old.id == *id);
        match tally.count(old, |old| RoleEntity { created_at: old.created_at, ..row.clone() } == *old) {
            Fate::Create => pass.write(|| diesel::insert_into(roles::table).values(&row).execute(transaction))?,
            Fate::Change(_) => pass.write(|| {
                diesel::update(roles::table.find(id))
                    .set((roles::name.eq(&row.name), roles::permissions.eq(&row.permissions)))
                    .execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
}

/// Writes users.
///
/// # Errors
/// When the database fails.
pub fn users(
    transaction: &mut Transaction,
    rows: &[(Key<shared_models::identity::User>, CreateUser)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let there = there_already!(transaction, users, UserEntity, rows);
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = UserEntity::new(*id, request.clone(), pass.now);
        let old: Option<&UserEntity> = there.iter().find(|old: &&UserEntity| old.id == *id);
        // Whether somebody is suspended is not for a fixture to say.
        let same = |old: &UserEntity| {
            let UserEntity { status, version, created_at, updated_at, .. } = old.clone();
            UserEntity { status, version, created_at, updated_at, ..row.clone() } == *old
        };
        match tally.count(old, same) {
            Fate::Create => pass.write(|| diesel::insert_into(users::table).values(&row).execute(transaction))?,
            Fate::Change(old) => pass.write(|| {
                diesel::update(users::table.find(id))
                    .set((
                        users::role_id.eq(row.role_id),
                        users::email.eq(&row.email),
                        users::name.eq(&row.name),
                        users::phone.eq(&row.phone),
                        users::version.eq(old.version + 1),
                        users::updated_at.eq(row.updated_at),
                    ))
                    .execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
}

/// Writes brands.
///
/// # Errors
/// When the database fails.
pub fn brands(
    transaction: &mut Transaction,
    rows: &[(Key<shared_models::catalog::Brand>, CreateBrand)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let there = there_already!(transaction, brands, BrandEntity, rows);
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = BrandEntity::new(*id, request.clone(), pass.now);
        let old: Option<&BrandEntity> = there.iter().find(|old: &&BrandEntity| old.id == *id);
        match tally.count(old, |old| BrandEntity { created_at: old.created_at, ..row.clone() } == *old) {
            Fate::Create => pass.write(|| diesel::insert_into(brands::table).values(&row).execute(transaction))?,
            Fate::Change(_) => pass.write(|| {
                diesel::update(brands::table.find(id))
                    .set((brands::name.eq(&row.name), brands::slug.eq(&row.slug)))
                    .execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
}

/// Writes categories; one that others are part of comes before them.
///
/// # Errors
/// When the database fails.
pub fn categories(
    transaction: &mut Transaction,
    rows: &[(Key<shared_models::catalog::Category>, CreateCategory)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let there = there_already!(transaction, categories, CategoryEntity, rows);
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = CategoryEntity::new(*id, request.clone(), pass.now);
        let old: Option<&CategoryEntity> = there.iter().find(|old: &&CategoryEntity| old.id == *id);
        match tally.count(old, |old| CategoryEntity { created_at: old.created_at, ..row.clone() } == *old) {
            Fate::Create => pass.write(|| diesel::insert_into(categories::table).values(&row).execute(transaction))?,
            Fate::Change(_) => pass.write(|| {
                diesel::update(categories::table.find(id))
                    .set((
                        categories::parent_id.eq(row.parent_id),
                        categories::name.eq(&row.name),
                        categories::slug.eq(&row.slug),
                    ))
                    .execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
}

/// Writes products.
///
/// # Errors
/// When the database fails.
pub fn products(
    transaction: &mut Transaction,
    rows: &[(Key<shared_models::catalog::Product>, CreateProduct)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let there = there_already!(transaction, products, ProductEntity, rows);
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = ProductEntity::new(*id, request.clone(), pass.now);
        let old: Option<&ProductEntity> = there.iter().find(|old: &&ProductEntity| old.id == *id);
        let same = |old: &ProductEntity| {
            let ProductEntity { version, created_at, updated_at, .. } = *old;
            ProductEntity { version, created_at, updated_at, ..row.clone() } == *old
        };
        match tally.count(old, same) {
            Fate::Create => pass.write(|| diesel::insert_into(products::table).values(&row).execute(transaction))?,
            Fate::Change(old) => pass.write(|| {
                diesel::update(products::table.find(id))
                    .set((
                        products::sku.eq(&row.sku),
                        products::name.eq(&row.name),
                        products::description.eq(&row.description),
                        products::category_id.eq(row.category_id),
                        products::brand_id.eq(row.brand_id),
                        products::price_minor.eq(row.price_minor),
                        products::currency.eq(row.currency),
                        products::status.eq(row.status),
                        products::version.eq(old.version + 1),
                        products::updated_at.eq(row.updated_at),
                    ))
                    .execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
}

/// Writes customers.
///
/// # Errors
/// When the database fails.
pub fn customers(
    transaction: &mut Transaction,
    rows: &[(Key<shared_models::customers::Customer>, CreateCustomer)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let there = there_already!(transaction, customers, CustomerEntity, rows);
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = CustomerEntity::new(*id, request.clone(), pass.now);
        let old: Option<&CustomerEntity> = there.iter().find(|old: &&CustomerEntity| old.id == *id);
        let same = |old: &CustomerEntity| {
            let CustomerEntity { version, created_at, updated_at, .. } = *old;
            CustomerEntity { version, created_at, updated_at, ..row.clone() } == *old
        };
        match tally.count(old, same) {
            Fate::Create => pass.write(|| diesel::insert_into(customers::table).values(&row).execute(transaction))?,
            Fate::Change(old) => pass.write(|| {
                diesel::update(customers::table.find(id))
                    .set((
                        customers::email.eq(&row.email),
                        customers::name.eq(&row.name),
                        customers::phone.eq(&row.phone),
                        customers::street.eq(&row.street),
                        customers::city.eq(&row.city),
                        customers::postal_code.eq(&row.postal_code),
                        customers::country.eq(&row.country),
                        customers::version.eq(old.version + 1),
                        customers::updated_at.eq(row.updated_at),
                    ))
                    .execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
}

/// Writes prescriptions with their items.
///
/// # Errors
/// When the database fails.
pub fn prescriptions(
    transaction: &mut Transaction,
    rows: &[(PrescriptionKey, AddPrescription)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let there = there_already!(transaction, prescriptions, PrescriptionEntity, rows);
    let items_there: Vec<PrescriptionItemEntity> = prescription_items::table
        .filter(one_of(prescription_items::prescription_id, rows.iter().map(|(key, _)| key.id).collect()))
        .order((prescription_items::prescription_id, prescription_items::eye))
        .select(PrescriptionItemEntity::as_select())
        .load(transaction)?;
    let mut tally = Tally::default();
    for (PrescriptionKey { id, customer_id }, request) in rows {
        let (row, mut items) = PrescriptionEntity::new(*id, *customer_id, request.clone(), pass.now);
        items.sort_by_key(|item| item.eye.as_str());
        let old: Option<&PrescriptionEntity> = there.iter().find(|old: &&PrescriptionEntity| old.id == *id);
        let same = |old: &PrescriptionEntity| {
            PrescriptionEntity { created_at: old.created_at, ..row.clone() } == *old
                && items_there.iter().filter(|item| item.prescription_id == *id).eq(&items)
        };
        match tally.count(old, same) {
            Fate::Create if pass.write => {
                diesel::insert_into(prescriptions::table).values(&row).execute(transaction)?;
                prescription_store::insert_items(transaction, &items)?;
            }
            Fate::Change(_) if pass.write => {
                let old_items = prescription_items::table.filter(prescription_items::prescription_id.eq(id));
                diesel::delete(old_items).execute(transaction)?;
                diesel::update(prescriptions::table.find(id))
                    .set((
                        prescriptions::customer_id.eq(row.customer_id),
                        prescriptions::prescriber.eq(&row.prescriber),
                        prescriptions::issued_on.eq(row.issued_on),
                        prescriptions::expires_on.eq(row.expires_on),
                    ))
                    .execute(transaction)?;
                prescription_store::insert_items(transaction, &items)?;
            }
            Fate::Create | Fate::Change(_) | Fate::Leave => {}
        }
    }
    Ok(tally)
}

impl Pass {
    /// Runs a statement, unless this pass only counts.
    fn write(&self, statement: impl FnOnce() -> QueryResult<usize>) -> Result<(), Error> {
        if self.write {
            statement()?;
        }
        Ok(())
    }
}
