//! HTTP, for every endpoint alike: reading requests, writing answers and problems, and describing both.

mod answer;
mod body;
mod docs;
mod edge;
mod endpoint;
mod faults;
mod health;
mod objects;
mod openapi;
mod path;
mod precondition;
mod query;
mod rejection;
mod request_id;
mod resource;
mod schemas;
mod well_known;

pub(crate) use answer::views;
pub use answer::{Created, Json, Put, View, headers, respond};
pub use body::Valid;
pub use docs::docs;
pub use edge::edge;
pub use endpoint::{Accepts, Answers, Described, Endpoint, Operation, mount};
pub use faults::{Request, body_faults, validate};
pub use health::{live, ready};
pub use openapi::document;
pub use path::PathId;
pub use precondition::IfMatch;
pub use query::Query;
pub use rejection::{Failure, Rejection};
pub use request_id::RequestId;
pub use resource::page;
pub use schemas::Schemas;
pub use well_known::well_known;
