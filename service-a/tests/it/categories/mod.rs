//! `/v1/categories`

mod create;
