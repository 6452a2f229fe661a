//! `GET /v1/events`: the facts of a service, in their order.

use actix_web::web::Data;
use futures_util::future::select;
use std::pin::pin;

use super::batch::Batch;
use super::query::FeedQuery;
use super::reader::{self, TooManyReaders};
use super::{Cursor, page};
use crate::Chassis;
use crate::database;
use crate::http::{Endpoint, Operation};
use crate::problem::{Failure, Fault, FaultSource, Kind, Rejection};

/// The endpoint, for a service that publishes.
pub fn feed() -> Endpoint {
    Endpoint::get("/v1/events", list_events, "Reads events in their order, and waits for the next one.")
}

/// Why there is no page.
#[derive(Debug)]
pub(super) enum FeedError {
    /// The cursor leads nowhere any more.
    Gone(&'static str),
    /// There are as many readers as there may be, and this one has another name.
    TooManyReaders,
    /// The database failed.
    Database(database::Error),
}

impl From<database::Error> for FeedError {
    fn from(error: database::Error) -> Self {
        Self::Database(error)
    }
}

impl Failure for FeedError {
    fn describe(operation: &mut Operation) {
        operation.problem(Kind::GONE);
    }

    fn reject(self) -> Rejection {
        match self {
            Self::Gone(detail) => Rejection::new(Kind::GONE).with_detail(detail),
            Self::TooManyReaders => {
                let detail = "is the name of one reader too many: remove one that is not used any more".to_owned();
                let fault = Fault { source: FaultSource::Query, pointer: "/reader".to_owned(), detail };
                Rejection::new(Kind::INVALID).with_faults(vec![fault])
            }
            Self::Database(error) => error.reject(),
        }
    }
}

/// Reads the facts behind a cursor. Without any, it waits for the first one as long as the query says.
pub(super) async fn list_events(chassis: Data<Chassis>, query: FeedQuery) -> Result<Batch, FeedError> {
    let FeedQuery { after, limit, wait, reader } = query;
    let read = || chassis.database.run(move |connection| page::read(connection, after, limit));
    let mut page = read().await?;
    if let (Ok(_), Some(reader), Some(after)) = (&page, reader, after) {
        let now = chassis.now();
        let noted = chassis.database.run(move |connection| reader::acknowledge(connection, &reader, after, now));
        noted.await?.map_err(|TooManyReaders| FeedError::TooManyReaders)?;
    }
    if let Ok(empty) = &page
        && empty.facts.is_empty()
        && !wait.is_zero()
    {
        let behind = after.unwrap_or(Cursor { epoch: empty.epoch, seq: empty.head });
        let (there, closing) = (pin!(chassis.head().beyond(behind, wait)), pin!(chassis.closing()));
        select(there, closing).await;
        page = read().await?;
    }
    page.map(Batch).map_err(|gone| FeedError::Gone(gone.detail()))
}
