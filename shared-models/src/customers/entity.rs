//! Rows of customers and prescriptions.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{
    AddPrescription, Address, CreateCustomer, CustomerId, CustomerRegistered, CustomerView, Eye, PrescriptionAdded,
    PrescriptionId, PrescriptionItem, PrescriptionView, UpdateCustomer,
};
use crate::kernel::view;
use crate::schema::{customers, prescription_items, prescriptions};

/// A row of `customers`; its columns mean what the fields of [`CustomerView`] mean. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = customers, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct CustomerEntity {
    pub id: CustomerId,
    pub email: String,
    pub name: String,
    pub phone: Option<String>,
    pub street: String,
    pub city: String,
    pub postal_code: String,
    pub country: String,
    pub version: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

impl CustomerEntity {
    /// The row of a new customer.
    pub fn new(id: CustomerId, request: CreateCustomer, now: DateTime<Utc>) -> Self {
        let CreateCustomer { email, name, phone, address } = request;
        let Address { street, city, postal_code, country } = address;
        let now = now.naive_utc();
        Self {
            id,
            email,
            name,
            phone,
            street,
            city,
            postal_code,
            country,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }
}

view! {
    CustomerEntity => CustomerView { id, email, name, phone, version; created_at, updated_at }
    with street, city, postal_code, country => address: Address { street, city, postal_code, country }
}

impl From<&CustomerView> for CustomerRegistered {
    fn from(view: &CustomerView) -> Self {
        Self { customer_id: view.id, country: view.address.country.clone() }
    }
}

/// The columns an update of a customer writes; `None` leaves the column as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = customers)]
#[expect(missing_docs, reason = "the columns mean what the fields of the request mean")]
pub struct CustomerChanges {
    pub name: Option<String>,
    pub phone: Option<String>,
    pub street: Option<String>,
    pub city: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
}

impl From<UpdateCustomer> for CustomerChanges {
    fn from(request: UpdateCustomer) -> Self {
        let UpdateCustomer { name, phone, address } = request;
        let Some(Address { street, city, postal_code, country }) = address else {
            return Self { name, phone, ..Self::default() };
        };
        Self {
            name,
            phone,
            street: Some(street),
            city: Some(city),
            postal_code: Some(postal_code),
            country: Some(country),
        }
    }
}

/// A row of `prescriptions`; its columns mean what the fields of [`PrescriptionView`] mean. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = prescriptions, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct PrescriptionEntity {
    pub id: PrescriptionId,
    pub customer_id: CustomerId,
    pub prescriber: String,
    pub issued_on: NaiveDate,
    pub expires_on: NaiveDate,
    pub created_at: NaiveDateTime,
}

/// A row of `prescription_items`; its columns mean what the fields of [`PrescriptionItem`] mean.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = prescription_items, primary_key(prescription_id, eye), check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct PrescriptionItemEntity {
    pub prescription_id: PrescriptionId,
    pub eye: Eye,
    pub sphere: i32,
    pub cylinder: i32,
    pub axis: Option<i32>,
    pub addition: i32,
}

impl PrescriptionEntity {
    /// The rows of a new prescription.
    pub fn new(
        id: PrescriptionId,
        customer_id: CustomerId,
        request: AddPrescription,
        now: DateTime<Utc>,
    ) -> (Self, Vec<PrescriptionItemEntity>) {
        let AddPrescription { prescriber, issued_on, expires_on, items } = request;
        let row = Self { id, customer_id, prescriber, issued_on, expires_on, created_at: now.naive_utc() };
        (row, items.into_iter().map(|item| PrescriptionItemEntity::new(id, item)).collect())
    }

    /// The view of a prescription and its items.
    pub fn view(self, items: Vec<PrescriptionItemEntity>) -> PrescriptionView {
        let Self { id, customer_id, prescriber, issued_on, expires_on, created_at } = self;
        PrescriptionView {
            id,
            customer_id,
            prescriber,
            issued_on,
            expires_on,
            items: items.into_iter().map(Into::into).collect(),
            created_at: created_at.and_utc(),
        }
    }
}

impl PrescriptionItemEntity {
    fn new(prescription_id: PrescriptionId, item: PrescriptionItem) -> Self {
        let PrescriptionItem { eye, sphere, cylinder, axis, addition } = item;
        Self { prescription_id, eye, sphere, cylinder, axis, addition }
    }
}

impl From<PrescriptionItemEntity> for PrescriptionItem {
    fn from(row: PrescriptionItemEntity) -> Self {
        let PrescriptionItemEntity { prescription_id: _, eye, sphere, cylinder, axis, addition } = row;
        Self { eye, sphere, cylinder, axis, addition }
    }
}

impl From<&PrescriptionView> for PrescriptionAdded {
    fn from(view: &PrescriptionView) -> Self {
        Self { prescription_id: view.id, customer_id: view.customer_id }
    }
}
