//! `If-Match`: which version of a thing a change is meant for (RFC 9110, section 13.1.1).

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{HeaderValue, IF_MATCH};
use actix_web::{FromRequest, HttpRequest};
use serde_json::json;

use super::{Accepts, Operation, Schemas};
use crate::problem::{FaultSource, Kind, Rejection};

/// The version a change is meant for: one entity tag, as `ETag` gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i32);

impl FromRequest for IfMatch {
    type Error = Rejection;
    type Future = Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(&request.headers().get_all(IF_MATCH).collect::<Vec<_>>()))
    }
}

/// The entity tag of a version.
pub fn entity_tag(version: i32) -> Option<HeaderValue> {
    HeaderValue::try_from(format!("\"{version}\"")).ok()
}

/// The version that nothing ever has: of a tag that was never given out.
const NEVER: i32 = -1;

fn parse(headers: &[&HeaderValue]) -> Result<IfMatch, Rejection> {
    let tag = match headers {
        [] => return Err(Rejection::new(Kind::PRECONDITION_REQUIRED)),
        [one] => one.to_str().ok().and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"')),
        _ => None,
    };
    let digits = tag.filter(|tag| !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_digit()));
    digits.map(|digits| IfMatch(digits.parse().unwrap_or(NEVER))).ok_or_else(|| {
        let detail = "must be the one entity tag that `ETag` gave, such as \"3\"";
        Rejection::new(Kind::INVALID_HEADER).with_fault(FaultSource::Header, "/if-match", detail)
    })
}

impl Accepts for IfMatch {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.parameter("header", "If-Match", true, json!({ "type": "string", "pattern": "^\"[0-9]+\"$" }));
        operation.problem(Kind::INVALID_HEADER);
        operation.problem(Kind::PRECONDITION_REQUIRED);
        operation.problem(Kind::STALE_VERSION);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_strong_tag_is_read_and_nothing_else() {
        assert_eq!(parse(&[&HeaderValue::from_static("\"3\"")]).unwrap(), IfMatch(3));
        let three = HeaderValue::from_static("\"3\"");
        assert_eq!(parse(&[&three, &three]).unwrap_err().kind(), Kind::INVALID_HEADER);
        assert_eq!(parse(&[]).unwrap_err().kind(), Kind::PRECONDITION_REQUIRED);
        for other in ["3", "W/\"3\"", "*", "\"3\", \"4\"", "\"three\"", "\"+3\"", "\"-1\"", "\"\""] {
            let error = parse(&[&HeaderValue::from_static(other)]).unwrap_err();
            assert_eq!(error.kind(), Kind::INVALID_HEADER, "{other}");
        }
    }

    #[test]
    fn a_tag_that_was_never_given_out_is_stale() {
        let tag = HeaderValue::from_static("\"99999999999\"");
        assert_eq!(parse(&[&tag]).unwrap(), IfMatch(NEVER));
    }
}
