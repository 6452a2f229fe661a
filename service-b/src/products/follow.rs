//! Following the storefront's facts about products.

use std::pin::Pin;

use actix_web::http::{Method, StatusCode};
use chrono::{DateTime, Utc};
use serde::Deserialize as _;
use service_chassis::Chassis;
use service_chassis::database::{Error, Transaction};
use service_chassis::facts::{Fact, Follower, SnapshotError, Unfit};
use service_chassis::http::RequestId;
use service_chassis::peer::Peer;
use shared_models::catalog::{ProductChanged, ProductPage};
use shared_models::events::{AnyEvent, Event as _};

use super::copy::copy;

/// Keeps the copies of products.
pub const FOLLOWER: Follower = Follower::new("products", &[ProductChanged::TYPE], apply).beginning_with(snapshot);

fn apply(transaction: &mut Transaction, fact: &Fact, now: DateTime<Utc>) -> Result<Result<(), Unfit>, Error> {
    let read = AnyEvent::deserialize(&fact.event).map_err(|error| error.to_string());
    match read.and_then(|event| event.read::<ProductChanged>().map_err(|error| error.to_string())) {
        Ok(event) => Ok(copy(transaction, &event.data, now)?.map_err(|taken| Unfit::new(taken.to_string()))),
        Err(reason) => Ok(Err(Unfit::new(reason))),
    }
}

/// Takes over every product, page by page.
fn snapshot(chassis: Chassis, peer: Peer) -> Pin<Box<dyn Future<Output = Result<(), SnapshotError>>>> {
    Box::pin(async move {
        let mut path = "/v1/products?limit=100".to_owned();
        loop {
            let reply = peer.call(Method::GET, &path, RequestId(chassis.next_uuid())).send().await?;
            if reply.status != StatusCode::OK {
                return Err(reply.failed().into());
            }
            let ProductPage { items, next_cursor } = reply.json()?;
            let now = chassis.now();
            let products: Vec<_> = items.iter().map(ProductChanged::from).collect();
            chassis
                .database
                .run(move |connection| {
                    for product in &products {
                        let copied = connection.transaction(|transaction| copy(transaction, product, now))?;
                        if let Err(taken) = copied {
                            tracing::error!(product = %product.product_id, "a product is not taken over: {taken}");
                        }
                    }
                    Ok(())
                })
                .await?;
            let Some(cursor) = next_cursor else { return Ok(()) };
            path = format!("/v1/products?limit=100&cursor={cursor}");
        }
    })
}
