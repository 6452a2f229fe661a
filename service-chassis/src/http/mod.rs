//! HTTP, for every endpoint alike: reading requests, writing answers and problems, and describing both.
//!
//! - What a handler takes: [`Valid`] (a body), [`Query`], [`PathId`], [`IfMatch`], [`IdempotencyKey`], and actix's
//!   `Data` and `ReqData<RequestId>`. An own extractor implements `FromRequest` and [`Accepts`].
//! - What it answers: [`Json`], [`Found`], [`Created`], [`Put`], each with a type of the contract or a [`Versioned`]
//!   one. An own answer implements `Responder` and [`Answers`].
//! - [`Endpoint`] makes route and document of a handler.

mod answer;
mod arrival;
mod asyncapi;
mod body;
mod connection;
mod docs;
mod door;
mod edge;
mod endpoint;
mod faults;
mod health;
mod idempotency_key;
mod objects;
mod openapi;
mod operation;
mod path;
mod precondition;
mod query;
mod request_id;
mod resource;
mod routes;
mod schema_faults;
mod schemas;
mod well_known;

pub use answer::{Created, Found, Json, Put, Versioned, View, respond};
pub(crate) use asyncapi::events_document;
pub(crate) use body::Room;
pub use body::Valid;
pub(crate) use connection::{Connection, close_unread};
pub(crate) use docs::docs;
pub(crate) use door::check_origin;
pub use edge::edge;
pub use endpoint::Endpoint;
pub(crate) use endpoint::mount;
pub use faults::{Request, body_faults, validate};
pub use idempotency_key::IdempotencyKey;
pub use openapi::DocumentError;
pub(crate) use openapi::document;
pub use operation::{Accepts, Answers, Described, Operation};
pub use path::{PathId, path_id};
pub use precondition::IfMatch;
pub use query::Query;
pub use request_id::RequestId;
pub use resource::page;
pub(crate) use routes::{Documents, routes};
pub use schemas::Schemas;
pub(crate) use well_known::well_known;
