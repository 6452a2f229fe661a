//! Parcels.

mod at_once;
mod deliver;
mod dispatch;
mod list;
