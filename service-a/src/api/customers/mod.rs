//! People who buy.

mod create_customer;
mod get_customer;
mod list_customers;
mod update_customer;

pub use create_customer::{CreateCustomerError, create_customer};
pub use get_customer::{GetCustomerError, get_customer};
pub use list_customers::list_customers;
pub use update_customer::{UpdateCustomerError, update_customer};
