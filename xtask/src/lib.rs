#![doc = include_str!("../README.md")]

pub mod bench;
pub mod check;
pub mod cli;
pub mod demo;
pub mod fuzz;
pub mod migration;
pub mod new_service;
pub mod rehearse;
pub mod service;
pub mod shop;
pub mod supply_chain;
