//! Following the storefront's facts about products.

use std::pin::Pin;

use actix_web::http::{Method, StatusCode};
use chrono::{DateTime, Utc};
use serde::Deserialize as _;
use service_chassis::Chassis;
use service_chassis::database::{Connection, Error, Transaction};
use service_chassis::facts::{Fact, Follower, SnapshotError, Unfit};
use service_chassis::http::RequestId;
use service_chassis::peer::Peer;
use shared_models::catalog::{ProductChanged, ProductPage};
use shared_models::events::{AnyEvent, Event as _};

use super::copy::{copy, exchange, replace};

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
        let (mut path, mut refused) = ("/v1/products?limit=100".to_owned(), Vec::new());
        loop {
            let reply = peer.call(Method::GET, &path, RequestId(chassis.next_uuid())).send().await?;
            if reply.status != StatusCode::OK {
                return Err(reply.failed().into());
            }
            let ProductPage { items, next_cursor } = reply.json()?;
            let (now, page) = (chassis.now(), items.iter().map(ProductChanged::from).collect());
            refused.append(&mut chassis.database.run(move |connection| take_over(connection, page, now)).await?);
            let Some(cursor) = next_cursor else { break };
            path = format!("/v1/products?limit=100&cursor={cursor}");
        }
        let now = chassis.now();
        Ok(chassis.database.run(move |connection| exchange(connection, &refused, now)).await?)
    })
}

/// Takes over a page; those whose SKU another product has until it is taken over, too.
fn take_over(
    connection: &mut Connection,
    page: Vec<ProductChanged>,
    now: DateTime<Utc>,
) -> Result<Vec<ProductChanged>, Error> {
    let mut refused = Vec::new();
    for product in page {
        if connection.transaction(|transaction| replace(transaction, &product, now))?.is_err() {
            refused.push(product);
        }
    }
    Ok(refused)
}
