//! `PATCH /v1/users/{id}`.

use actix_web::web::Data;
use serde_json::{Map, Value, json};
use service_chassis::Chassis;
use service_chassis::http::{IfMatch, Json, PathId, Valid, Versioned};
use service_chassis::problem::failures;
use shared_models::audit::AuditAction;
use shared_models::identity::{UpdateUser, UserAccessChanged, UserChanges, UserId, UserView};
use shared_models::kernel::ProblemKind;

use crate::api::failures_of::failures_of;
use crate::api::versioned::changed;
use crate::ids::NextId;
use crate::store::{Record, users};

failures! {
    /// Why the user was not changed.
    pub enum UpdateUserError {
        NotFound => ProblemKind::NotFound,
        Stale => ProblemKind::StaleVersion,
        UnknownRole => ProblemKind::UnknownReference at body "/role_id": "no such role",
    }
}

failures_of!(users::UpdateRefused => UpdateUserError: UnknownRole);

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
    changed(updated, UpdateUserError::NotFound, UpdateUserError::Stale)
}

/// The part of a change that concerns access: name and phone number are personal data and stay out of the log.
fn access(request: &UpdateUser) -> Map<String, Value> {
    let UpdateUser { name: _, phone: _, role_id, status } = request;
    let mut changes = Map::new();
    changes.extend(role_id.map(|role_id| ("role_id".to_owned(), json!(role_id))));
    changes.extend(status.map(|status| ("status".to_owned(), json!(status))));
    changes
}
