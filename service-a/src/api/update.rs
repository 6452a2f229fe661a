//! Changing a thing that has a version: its row, its audit entry and its facts, in one transaction.

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use serde::Serialize;
use service_chassis::Chassis;
use service_chassis::database::{Error, Updated};
use service_chassis::http::{Accepts, Described, IfMatch, Operation, PathId, Request, Schemas, Valid};
use shared_models::audit::AuditAction;
use shared_models::events::EventId;
use shared_models::kernel::Id;

use super::audited::Audited;
use crate::ids::NextId;
use crate::names;
use crate::store::{Record, Refusal, VersionedRow};

type Parts<Q, T> = (Data<Chassis>, PathId<Id<T>>, IfMatch, Valid<Q>);

/// A valid request to change the version of a `T` that `If-Match` names.
pub struct Update<Q, T> {
    pub request: Q,
    id: Id<T>,
    version: i32,
    chassis: Data<Chassis>,
}

impl<Q: Audited, T: 'static> Update<Q, T> {
    /// Writes it. `publish` adds to the record what the changed row means to other services, under the id it is given.
    pub async fn write<R, E>(
        self,
        publish: impl Fn(Record, EventId, &R) -> Result<Record, Error> + Send + 'static,
    ) -> Result<Updated<R>, E>
    where
        R: VersionedRow<Model = T, Changes: From<Q>>,
        E: Refusal + From<Error>,
    {
        let Self { request, id, version, chassis } = self;
        let (now, audit_id, fact_id) = (chassis.now(), chassis.next_id(), chassis.next_id());
        let audited = request.audited();
        let changes = request.into();
        let update = chassis.database.run(move |connection| {
            R::update::<E>(connection, id, version, &changes, now, |row| {
                let record = Record::new(audit_id, AuditAction::Updated, R::SUBJECT, id, &audited, now);
                publish(record, fact_id, row)
            })
        });
        update.await?
    }
}

impl<Q: Request + Serialize + 'static, T: 'static> FromRequest for Update<Q, T> {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let parts = Parts::<Q, T>::from_request(request, payload);
        async move {
            let (chassis, PathId(id), IfMatch(version), Valid(request)) = parts.await?;
            names::check(&request)?;
            Ok(Self { request, id, version, chassis })
        }
        .boxed_local()
    }
}

impl<Q: Request, T> Accepts for Update<Q, T> {
    fn describe(operation: &mut Operation, schemas: &mut Schemas) {
        <Parts<Q, T> as Described>::describe(operation, schemas);
    }
}
