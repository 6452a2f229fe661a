//! The storefront, which knows what an order costs.

use actix_web::http::{Method, StatusCode};
use service_chassis::http::RequestId;
use service_chassis::peer::{Down, Peer, PeerConfig};
use shared_models::orders::{OrderId, OrderView};

/// A client of the storefront. Belongs to one thread.
pub struct Storefront(Peer);

impl Storefront {
    /// A client for this thread.
    pub fn new(config: &PeerConfig) -> Self {
        Self(Peer::new(config))
    }

    /// Reads an order; `None` when there is no such order.
    pub async fn order(&self, id: OrderId, cause: RequestId) -> Result<Option<OrderView>, Down> {
        let read = async {
            match self.try_order(id, cause).await {
                // The connection may have been closed while it was idle. Reading an order twice does no harm.
                Err(Down::Unreachable { .. }) => self.try_order(id, cause).await,
                outcome => outcome,
            }
        };
        self.0.in_time(read).await
    }

    async fn try_order(&self, id: OrderId, cause: RequestId) -> Result<Option<OrderView>, Down> {
        let reply = self.0.call(Method::GET, &format!("/v1/orders/{id}"), cause).send().await?;
        match reply.status {
            StatusCode::OK => {
                let order: OrderView = reply.json()?;
                if order.id == id { Ok(Some(order)) } else { Err(reply.unreadable("it is about another order")) }
            }
            StatusCode::NOT_FOUND => Ok(None),
            _ => Err(reply.failed()),
        }
    }
}
