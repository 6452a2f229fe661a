//! `PATCH /v1/users/{id}`.

use actix_web::web::Data;
use serde_json::{Map, Value, json};
use service_chassis::Chassis;
use service_chassis::database::{Error, Updated};
use service_chassis::http::{IfMatch, Json, PathId, Valid, Versioned};
use service_chassis::problem::failures;
use shared_models::audit::AuditAction;
use shared_models::identity::{UpdateUser, UserAccessChanged, UserChanges, UserId, UserView};
use shared_models::kernel::ProblemKind;

use crate::api::versioned::versioned;
use crate::ids::NextId;
use crate::store::Record;
use crate::store::users::{self, WriteRefused};

failures! {
    /// Why the user was not changed.
    pub enum UpdateUserError {
        NotFound => ProblemKind::NotFound,
                Stale => ProblemKind::StaleVersion,
        UnknownRole => ProblemKind::UnknownReference at body "/role_id": "no such role",
    }
}

impl From<WriteRefused> for UpdateUserError {
    fn from(refused: WriteRefused) -> Self {
        match refused {
            WriteRefused::EmailTaken => Self::Database(Error::corrupt("an update cannot take an e-mail address")),
            WriteRefused::UnknownRole => Self::UnknownRole,
        }
    }
}

/// Changes some fields of a user.
pub async fn update_user(
    chassis: Data<Chassis>,
    PathId(id): PathId<UserId>,
    IfMatch(version): IfMatch,
    Valid(request): Valid<UpdateUser>,
) -> Result<Json<Versioned<UserView>>, UpdateUserError> {
    let now = chassis.now();
    let (audit_id, fact_id) = (chassis.next_id(), chassis.next_id());
    let changes = access(&request);
    let columns = UserChanges::from(request);
    let updated = chassis
        .database
        .run(move |connection| {
            users::update(connection, id, version, &columns, now, |row| {
                let record = Record::new(audit_id, AuditAction::Updated, "user", id, &json!(changes), now);
                if changes.is_empty() {
                    return Ok(record);
                }
                record.with_fact(fact_id, UserAccessChanged::from(&UserView::from(row.clone())))
            })
        })
        .await??;
    match updated {
        Updated::Done(row) => Ok(Json(versioned(row.into()))),
        Updated::Missing => Err(UpdateUserError::NotFound),
        Updated::Stale => Err(UpdateUserError::Stale),
    }
}

/// The part of a change that concerns access: name and phone number are personal data and stay out of the log.
fn access(request: &UpdateUser) -> Map<String, Value> {
    let UpdateUser { name: _, phone: _, role_id, status } = request;
    let mut changes = Map::new();
    changes.extend(role_id.map(|role_id| ("role_id".to_owned(), json!(role_id))));
    changes.extend(status.map(|status| ("status".to_owned(), json!(status))));
    changes
}
