//! The storefront, called over HTTP with the types both services share, each at its own version of them.

use std::time::Duration;

use actix_web::rt::time::timeout;
use awc::Client;
use awc::http::StatusCode;
use shared_models::orders::{OrderId, OrderView};

use crate::config::StorefrontConfig;
use crate::http::RequestId;

/// The longest answer that is read: far above an order with every line it may have.
const LIMIT: usize = 1 << 20;

/// A client of the storefront. Keeps connections open; each worker has its own.
pub struct Storefront {
    client: Client,
    url: String,
    patience: Duration,
}

/// The storefront did not tell what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorefrontError {
    /// It could not be reached, or not in time.
    #[error("reach the storefront: {0}")]
    Unreachable(String),
    /// It answered with a status that says nothing about the order.
    #[error("ask the storefront: it answered {0}")]
    Refused(StatusCode),
    /// Its answer is no order.
    #[error("read the storefront's answer: {0}")]
    Unreadable(String),
}

impl Storefront {
    /// A client for `config`.
    pub fn new(config: &StorefrontConfig) -> Self {
        let url = config.storefront_url.as_str().trim_end_matches('/').to_owned();
        Self { client: Client::builder().disable_redirects().finish(), url, patience: config.timeout() }
    }

    /// Reads an order; `None` when there is no such order.
    ///
    /// # Errors
    /// See [`StorefrontError`].
    pub async fn order(&self, id: OrderId, request: RequestId) -> Result<Option<OrderView>, StorefrontError> {
        let asked = async {
            match self.ask(id, request).await {
                // The connection may have been closed while it was idle. Reading an order twice does no harm.
                Err(StorefrontError::Unreachable(_)) => self.ask(id, request).await,
                outcome => outcome,
            }
        };
        timeout(self.patience, asked).await.map_err(|_| StorefrontError::Unreachable("it took too long".to_owned()))?
    }

    async fn ask(&self, id: OrderId, request: RequestId) -> Result<Option<OrderView>, StorefrontError> {
        let unreachable = |error: &dyn std::fmt::Display| StorefrontError::Unreachable(error.to_string());
        let call = self.client.get(format!("{}/v1/orders/{id}", self.url));
        let call = call.insert_header((RequestId::HEADER, request.header()));
        let mut answer = call.send().await.map_err(|error| unreachable(&error))?;
        match answer.status() {
            StatusCode::OK => {
                let body = answer.body().limit(LIMIT).await.map_err(|error| unreachable(&error))?;
                // Fields that a newer release has added are ignored.
                serde_json::from_slice(&body).map(Some).map_err(|error| StorefrontError::Unreadable(error.to_string()))
            }
            StatusCode::NOT_FOUND => Ok(None),
            status => Err(StorefrontError::Refused(status)),
        }
    }
}
