//! Customers.

use std::convert::Infallible;

use diesel::prelude::*;
use service_chassis::database::{Connection, Error};
use shared_models::customers::{Customer, CustomerChanges, CustomerEntity, CustomerId};
use shared_models::schema::customers;

use super::refusal::refusals;
use super::statements::{find, insert, list, update};

refusals! {
    /// Why a customer was not added.
    InsertRefused { EmailTaken => Unique "customers_email_key" }
}

insert!(customers, CustomerEntity, InsertRefused);
update!(customers, CustomerEntity, CustomerId, CustomerChanges, Infallible);
find!(customers, CustomerEntity, CustomerId);
list!(customers, CustomerEntity, Customer);
