//! Writing judgements for people and for machines.

mod changelog;
mod github;
mod history;
mod human;
mod json;
mod markdown;
mod matrix_human;
mod matrix_json;
mod sentence;
mod snippet;
mod status;

pub use changelog::changelog;
pub use github::github;
pub use history::{history_human, history_json};
pub use human::human;
pub use json::json;
pub use markdown::markdown;
pub use matrix_human::{deploy_human, matrix_human};
pub use matrix_json::{deploy_json, matrix_json};
pub use status::{Tone, status};
