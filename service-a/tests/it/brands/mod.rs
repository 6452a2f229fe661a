//! `/v1/brands`

mod create;
