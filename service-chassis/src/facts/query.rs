//! What a reader of the feed asks for.

use std::future::{Ready, ready};
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use serde_json::json;

use super::Cursor;
use super::reader::is_name;
use crate::config::HttpConfig;
use crate::http::{Accepts, Operation, Schemas, check_origin};
use crate::problem::{Fault, FaultSource, Kind, Rejection};

const MAX_LIMIT: u16 = 1_000;
const DEFAULT_LIMIT: u16 = 100;
const MAX_WAIT: u16 = 30;

/// The query of `GET /v1/events`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FeedQuery {
    /// The place to read from; from the oldest fact on without it.
    pub(super) after: Option<Cursor>,
    /// The most facts to answer.
    pub(super) limit: u16,
    /// How long to wait for the first one.
    pub(super) wait: Duration,
    /// Who asks, such as `service-b.products`: it has dealt with everything up to `after`.
    pub(super) reader: Option<String>,
}

impl FeedQuery {
    fn parse(query: &str) -> Result<Self, Vec<Fault>> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let mut faults = Vec::new();
        let mut fault = |name: &str, detail: String| {
            faults.push(Fault { source: FaultSource::Query, pointer: format!("/{name}"), detail });
        };
        let mut read = Self { after: None, limit: DEFAULT_LIMIT, wait: Duration::ZERO, reader: None };
        for (at, (name, text)) in pairs.iter().enumerate() {
            if pairs.iter().take(at).any(|(other, _)| other == name) {
                fault(name, "is there twice".to_owned());
                continue;
            }
            match name.as_str() {
                "after" => match text.parse() {
                    Ok(cursor) => read.after = Some(cursor),
                    Err(error) => fault(name, error.to_string()),
                },
                "limit" => match text.parse() {
                    Ok(limit @ 1..=MAX_LIMIT) => read.limit = limit,
                    Ok(_) | Err(_) => fault(name, format!("is not a number from 1 to {MAX_LIMIT}")),
                },
                "wait" => match text.parse() {
                    Ok(seconds @ 0..=MAX_WAIT) => read.wait = Duration::from_secs(seconds.into()),
                    Ok(_) | Err(_) => fault(name, format!("is not a number from 0 to {MAX_WAIT}")),
                },
                "reader" if is_name(text) => read.reader = Some(text.clone()),
                "reader" => fault(name, "is not a name of 1 to 80 letters, digits, `.`, `-` and `_`".to_owned()),
                _ => {}
            }
        }
        if faults.is_empty() { Ok(read) } else { Err(faults) }
    }
}

impl FromRequest for FeedQuery {
    type Error = Rejection;
    type Future = Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = Self::parse(request.query_string());
        let query = query.map_err(|faults| Rejection::new(Kind::INVALID).with_faults(faults));
        let config = request.app_data::<Data<HttpConfig>>();
        ready(query.and_then(|query| match (&query.reader, config) {
            // It changes how long facts are kept.
            (Some(_), Some(config)) => check_origin(request.head(), &config.allowed_hosts).map(|()| query),
            _ => Ok(query),
        }))
    }
}

impl Accepts for FeedQuery {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        for (name, schema) in [
            (
                "after",
                json!({ "type": "string", "pattern": "^[0-9]{1,18}:[0-9]{1,18}$",
                "description": "The `cursor` of the last event that was read; without it, from the oldest on." }),
            ),
            (
                "limit",
                json!({ "type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT,
                "description": "The most events to answer." }),
            ),
            (
                "wait",
                json!({ "type": "integer", "minimum": 0, "maximum": MAX_WAIT, "default": 0,
                "description": "How many seconds to wait for the first event." }),
            ),
            (
                "reader",
                json!({ "type": "string", "pattern": "^[A-Za-z0-9._-]{1,80}$",
                "description": "Who asks, such as `service-b.products`. It has dealt with every event up to `after`; those \
                    behind it are kept until it has dealt with them too, or has not come for long." }),
            ),
        ] {
            operation.parameter("query", name, false, schema);
        }
        operation.problem(Kind::INVALID);
        operation.problem(Kind::FORBIDDEN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_and_each_fault_is_named() {
        let read = FeedQuery::parse("after=17:4&limit=50&wait=5&reader=service-b.products").unwrap();
        assert_eq!(read.after, Some(Cursor { epoch: 17, seq: 4 }));
        assert_eq!((read.limit, read.wait), (50, Duration::from_secs(5)));
        assert_eq!(read.reader.as_deref(), Some("service-b.products"));
        assert_eq!(FeedQuery::parse("").unwrap().limit, DEFAULT_LIMIT);
        let faults = FeedQuery::parse("after=x&limit=0&wait=31&limit=5&reader=a/b").unwrap_err();
        let pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/after", "/limit", "/wait", "/limit", "/reader"]);
    }
}
