//! A page of facts as CloudEvents.

use actix_web::body::BoxBody;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde_json::{Value, json};

use super::Cursor;
use super::page::Page;
use crate::http::{Answers, Operation};

/// The media type of a batch of CloudEvents 1.0 in JSON.
pub(super) const MEDIA_TYPE: &str = "application/cloudevents-batch+json";
/// The place behind the last fact of the feed, whether or not the page reaches it.
pub(super) const HEAD: HeaderName = HeaderName::from_static("feed-head");

/// A page of facts as a batch of CloudEvents 1.0. Each has the extension `cursor`, the place behind it.
pub(super) struct Batch(pub(super) Page);

impl Responder for Batch {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let Page { epoch, head, facts, full } = self.0;
        let mut body = String::from("[");
        for (at, fact) in facts.iter().enumerate() {
            body.push_str(if at == 0 { "" } else { "," });
            body.push_str(&event(Cursor { epoch, seq: fact.seq }, &fact.payload));
        }
        body.push(']');
        let mut response = HttpResponse::Ok();
        response
            .insert_header((CONTENT_TYPE, MEDIA_TYPE))
            .insert_header((HEAD, Cursor { epoch, seq: head }.to_string()));
        // A full page never changes: what is behind its last fact stands on the next one.
        response.insert_header((CACHE_CONTROL, if full { "private, max-age=3600" } else { "no-store" }));
        response.body(body)
    }
}

/// A fact as the feed has it.
pub(crate) fn event(cursor: Cursor, envelope: &str) -> String {
    // The members of the envelope follow; it is an object with at least an id.
    let members = envelope.trim_start().strip_prefix('{').unwrap_or("}");
    format!("{{\"specversion\":\"1.0\",\"cursor\":\"{cursor}\",{members}")
}

impl Answers for Batch {
    fn describe(operation: &mut Operation) {
        operation.answer_in(200, "Events in their order, none when there is no further one.", MEDIA_TYPE, schema());
    }
}

fn schema() -> Value {
    let data = json!({ "description": "The fact itself; its shape is that of `type` in the contract." });
    json!({ "type": "array", "items": event_schema(&json!({ "type": "string" }), &data) })
}

/// The schema of an event whose type and data have these.
pub(crate) fn event_schema(event_type: &Value, data: &Value) -> Value {
    let text = json!({ "type": "string" });
    let uuid = json!({ "type": "string", "format": "uuid" });
    json!({
        "type": "object",
        "properties": {
            "specversion": { "const": "1.0" },
            "cursor": { "type": "string", "description": "The place behind this event: `after` of the next request." },
            "id": uuid, "type": event_type, "source": text, "dataversion": text, "subject": uuid,
            "time": { "type": "string", "format": "date-time" },
            "data": data,
        },
        "required": ["specversion", "cursor", "id", "type", "source", "dataversion", "subject", "time", "data"],
    })
}
