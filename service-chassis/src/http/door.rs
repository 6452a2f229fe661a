//! Who may ask: callers that name this service, and no page of another origin.
//!
//! A browser sends what a page tells it to, even to a service that only this machine can reach. A page that has made its own
//! name lead here (DNS rebinding) is recognised by `Host`; every other page by `Origin`, which a browser always sends with a
//! request that changes something.

use std::future::{Ready, ready};

use actix_web::dev::{Payload, RequestHead};
use actix_web::http::Method;
use actix_web::http::header::{HOST, HeaderValue, ORIGIN};
use actix_web::{FromRequest, HttpRequest};

use super::RequestId;
use super::body::is_json;
use crate::config::AllowedHosts;
use crate::problem::{Kind, Rejection};

/// Refuses a request that names another host, and a change that a page of another origin asks for.
pub fn check(request: &RequestHead, allowed: &AllowedHosts) -> Result<(), Rejection> {
    let mut hosts = request.headers().get_all(HOST).map(HeaderValue::to_str);
    let in_target = request.uri.authority().is_none_or(|authority| allowed.takes(authority.as_str()));
    if !in_target || !hosts.all(|host| host.is_ok_and(|host| allowed.takes(host))) {
        let detail = "the host is not one of this service: an address, `localhost`, or a name in ALLOWED_HOSTS";
        return Err(Rejection::new(Kind::MISDIRECTED_REQUEST).with_detail(detail));
    }
    if request.method.is_safe() { Ok(()) } else { check_origin(request, allowed) }
}

/// Refuses what a page of another origin asks for: of a method that is safe by its name, what changes something all the same.
pub fn check_origin(request: &RequestHead, allowed: &AllowedHosts) -> Result<(), Rejection> {
    let detail = "a page of another origin may not change anything";
    if is_foreign(request, allowed) { Err(Rejection::new(Kind::FORBIDDEN).with_detail(detail)) } else { Ok(()) }
}

fn is_foreign(request: &RequestHead, allowed: &AllowedHosts) -> bool {
    let host = request.headers().get(HOST).map(HeaderValue::as_bytes);
    let own = |origin: &HeaderValue| {
        let authority =
            origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, authority)| authority);
        authority.is_some_and(|authority| host == Some(authority.as_bytes()) || allowed.names(authority))
    };
    match request.headers().get(ORIGIN) {
        Some(origin) => !own(origin),
        None => {
            let site = request.headers().get("sec-fetch-site").map(HeaderValue::as_bytes);
            matches!(site, Some(b"cross-site" | b"same-site"))
        }
    }
}

/// A `POST` that no page can send without asking first (a "simple" request of CORS): it announces JSON, or carries a header
/// that only a program sets. A body that is announced as JSON is checked by whoever reads it.
pub struct Deliberate;

impl Deliberate {
    const HEADERS: [&str; 3] = ["idempotency-key", "x-requested-with", RequestId::HEADER_NAME];
}

impl FromRequest for Deliberate {
    type Error = Rejection;
    type Future = Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let headers = request.headers();
        let simple = *request.method() == Method::POST
            && !is_json(headers)
            && !Self::HEADERS.iter().any(|name| headers.contains_key(*name));
        let detail = "send `Content-Type: application/json`, or without a body a header such as `X-Requested-With`";
        let refused = || Rejection::new(Kind::UNSUPPORTED_MEDIA_TYPE).with_detail(detail);
        ready(if simple { Err(refused()) } else { Ok(Self) })
    }
}
