#![doc = include_str!("../README.md")]

pub mod check;
pub mod contract;
pub mod deploy;
pub mod glob;
pub mod localise;
pub mod matrix;
mod parallel;
pub mod report;
pub mod rules;
pub mod schema;
