//! The tables whose rows are each made from one request.

use diesel::prelude::*;
use service_chassis::database::{Error, Transaction};
use service_chassis::seed::{Fate, Pass, Tally};
use shared_models::catalog::{
    Brand, BrandEntity, Category, CategoryEntity, CreateBrand, CreateCategory, CreateProduct, Product, ProductEntity,
};
use shared_models::customers::{CreateCustomer, Customer, CustomerEntity};
use shared_models::identity::{CreateRole, CreateUser, Role, RoleEntity, User, UserEntity};
use shared_models::schema::{brands, categories, customers, products, roles, users};

use super::writer::{Key, existing, writer};

writer! {
    /// Writes roles.
    roles, Role, CreateRole => RoleEntity, set [name, permissions], keep [created_at]
}

writer! {
    /// Writes users. A fixture does not suspend or reinstate one.
    users, User, CreateUser => UserEntity,
    set [role_id, email, name, phone], keep [status, created_at], count [version, updated_at]
}

writer! {
    /// Writes brands.
    brands, Brand, CreateBrand => BrandEntity, set [name, slug], keep [created_at]
}

writer! {
    /// Writes categories; one that others are part of comes before them.
    categories, Category, CreateCategory => CategoryEntity, set [parent_id, name, slug], keep [created_at]
}

writer! {
    /// Writes products.
    products, Product, CreateProduct => ProductEntity,
    set [sku, name, description, category_id, brand_id, price_minor, currency, status],
    keep [created_at], count [version, updated_at]
}

writer! {
    /// Writes customers.
    customers, Customer, CreateCustomer => CustomerEntity,
    set [email, name, phone, street, city, postal_code, country], keep [created_at], count [version, updated_at]
}
