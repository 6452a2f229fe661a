//! An address, and the methods it answers. Every other method is a 405 that names them.

use crate::problem::{Kind, Rejection};
use actix_web::dev::Handler;
use actix_web::guard::{Any, Get, Head};
use actix_web::http::Method;
use actix_web::http::header::HeaderValue;
use actix_web::{FromRequest, Resource, Responder, Route, web};

/// A route for `method`. What can be read can also be asked for without its body (RFC 9110, section 9.3.2).
pub fn route(method: &Method) -> Route {
    if *method == Method::GET { web::route().guard(Any(Get()).or(Head())) } else { web::method(method.clone()) }
}

/// An address with a route for each of some methods.
pub fn resource(path: &str, routes: impl IntoIterator<Item = (Method, Route)>) -> Resource {
    let mut methods = Vec::new();
    let mut resource = web::resource(path);
    for (method, route) in routes {
        methods.push(if method == Method::GET { "GET, HEAD".to_owned() } else { method.to_string() });
        resource = resource.route(route);
    }
    let allow = HeaderValue::from_str(&methods.join(", ")).unwrap_or_else(|_| HeaderValue::from_static(""));
    resource.default_service(web::to(move || {
        let rejection = Rejection::new(Kind::METHOD_NOT_ALLOWED).allowing(allow.clone());
        async move { Err::<&str, _>(rejection) }
    }))
}

/// An address that can be read and nothing else.
pub fn page<F, A>(path: &str, handler: F) -> Resource
where
    F: Handler<A>,
    A: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    resource(path, [(Method::GET, route(&Method::GET).to(handler))])
}
