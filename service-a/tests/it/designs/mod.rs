//! `/v1/designs`

mod quote;
mod save;
