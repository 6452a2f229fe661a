//! Creating a thing: its row, its audit entry and its facts, in one transaction.

use std::fmt::Display;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use chrono::{DateTime, Utc};
use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use serde::Serialize;
use serde_json::Value;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Accepts, Created, Described, Operation, Request, Schemas, Valid};
use shared_models::audit::AuditAction;
use shared_models::events::Event;
use shared_models::kernel::Id;

use super::audited::Audited;
use crate::ids::NextId;
use crate::names;
use crate::store::{Record, Refusal, Row};

type Parts<Q> = (Data<Chassis>, Valid<Q>);

/// A valid request to create a thing, with names that people can read.
pub struct New<Q> {
    pub request: Q,
    /// What the audit log keeps of it.
    pub audited: Value,
    chassis: Data<Chassis>,
}

/// A thing that is about to be created.
pub struct Creation<R: Row, V> {
    chassis: Data<Chassis>,
    id: Id<R::Model>,
    row: R,
    view: V,
    record: Record,
}

impl<Q> New<Q> {
    /// The row that `row` makes of an id, the request and the time; with its view and its audit entry.
    pub fn row<R, V>(self, row: impl FnOnce(Id<R::Model>, Q, DateTime<Utc>) -> R) -> Result<Creation<R, V>, Error>
    where
        R: Row,
        V: TryFrom<R, Error: Display>,
    {
        let Self { request, audited, chassis } = self;
        let (id, now) = (chassis.next_id(), chassis.now());
        let row = row(id, request, now);
        let view = V::try_from(row.clone()).map_err(Error::corrupt)?;
        let record = Record::new(chassis.next_id(), AuditAction::Created, R::SUBJECT, id, &audited, now);
        Ok(Creation { chassis, id, row, view, record })
    }
}

impl<R: Row, V> Creation<R, V> {
    /// Publishes the fact that is made of the view.
    pub fn with_fact<F: Event + for<'a> From<&'a V>>(mut self) -> Result<Self, Error> {
        self.record = self.record.with_fact(self.chassis.next_id(), F::from(&self.view))?;
        Ok(self)
    }

    /// Writes it.
    pub async fn write<E: Refusal + From<Error>>(self) -> Result<Created<V>, E> {
        let Self { chassis, id, row, view, record } = self;
        chassis.database.run(move |connection| row.insert::<E>(connection, &record)).await??;
        Ok(Created { location: format!("/v1/{}/{id}", R::TABLE), view })
    }
}

impl<Q: Request + Serialize + Audited + 'static> FromRequest for New<Q> {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let parts = Parts::<Q>::from_request(request, payload);
        async move {
            let (chassis, Valid(request)) = parts.await?;
            names::check(&request)?;
            Ok(Self { audited: request.audited(), request, chassis })
        }
        .boxed_local()
    }
}

impl<Q: Request> Accepts for New<Q> {
    fn describe(operation: &mut Operation, schemas: &mut Schemas) {
        <Parts<Q> as Described>::describe(operation, schemas);
    }
}
