//! People who buy.

mod create_customer;
mod get_customer;
mod list_customers;
mod update_customer;

pub use create_customer::create_customer;
pub use get_customer::get_customer;
pub use list_customers::list_customers;
pub use update_customer::update_customer;
