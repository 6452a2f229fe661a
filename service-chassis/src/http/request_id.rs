//! The id of a request: in the answer, in its problem, in the log, and in the calls it causes.

use actix_web::http::header::{HeaderName, HeaderValue};
use uuid::Uuid;

/// Names one request. Taken over from the caller when it sends a UUID, so that one id follows a request through several
/// services. A handler takes it as `ReqData<RequestId>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

impl RequestId {
    /// The header that carries it, in both directions.
    pub const HEADER: HeaderName = HeaderName::from_static(Self::HEADER_NAME);
    pub(super) const HEADER_NAME: &str = "x-request-id";

    /// The caller's id, if it is one.
    pub fn of_header(header: Option<&HeaderValue>) -> Option<Self> {
        Uuid::try_parse_ascii(header?.as_bytes()).ok().map(Self)
    }

    /// As a URI, for `instance` of a problem.
    pub fn urn(self) -> String {
        self.0.urn().to_string()
    }

    /// As the value of a header.
    pub fn header(self) -> HeaderValue {
        let mut buffer = Uuid::encode_buffer();
        let text = self.0.hyphenated().encode_lower(&mut buffer);
        HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}
