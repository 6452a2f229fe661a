//! `PATCH /v1/users/{id}`.

use actix_web::web::Data;
use serde_json::{Map, Value, json};
use shared_models::audit::AuditAction;
use shared_models::identity::{UpdateUser, User, UserAccessChanged, UserChanges, UserView};
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::http::{Failure, IfMatch, Json, PathId, Rejection, Valid};
use crate::state::State;
use crate::store::users::{self, WriteRefused};
use crate::store::{self, Record, Updated};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum UpdateUserError {
    /// There is no such user.
    #[error("no such user")]
    NotFound,
    /// They have changed since the client read them.
    #[error("the version is stale")]
    Stale,
    /// There is no such role.
    #[error("no such role")]
    UnknownRole,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<WriteRefused> for UpdateUserError {
    fn from(refused: WriteRefused) -> Self {
        match refused {
            WriteRefused::EmailTaken => Self::Store(store::Error::corrupt("an update cannot take an e-mail address")),
            WriteRefused::UnknownRole => Self::UnknownRole,
        }
    }
}

impl Failure for UpdateUserError {
    const KINDS: &'static [ProblemKind] =
        &[ProblemKind::NotFound, ProblemKind::StaleVersion, ProblemKind::UnknownReference];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Stale => Rejection::new(ProblemKind::StaleVersion),
            Self::UnknownRole => {
                Rejection::of_field(ProblemKind::UnknownReference, FaultSource::Body, "/role_id", "no such role")
            }
            Self::Store(error) => error.into(),
        }
    }
}

/// Changes some fields of a user.
///
/// # Errors
/// See [`UpdateUserError`].
pub async fn update_user(
    state: Data<State>,
    PathId(id): PathId<User>,
    IfMatch(version): IfMatch,
    Valid(request): Valid<UpdateUser>,
) -> Result<Json<UserView>, UpdateUserError> {
    let now = state.now();
    let (audit_id, fact_id) = (state.next_id(), state.next_id());
    let changes = access(&request);
    let columns = UserChanges::from(request);
    let updated = state
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
        Updated::Done(row) => Ok(Json(row.into())),
        Updated::Missing => Err(UpdateUserError::NotFound),
        Updated::Stale => Err(UpdateUserError::Stale),
    }
}

/// What a change does to the access somebody has; their name and number are nobody else's business.
fn access(request: &UpdateUser) -> Map<String, Value> {
    let UpdateUser { name: _, phone: _, role_id, status } = request;
    let mut changes = Map::new();
    changes.extend(role_id.map(|role_id| ("role_id".to_owned(), json!(role_id))));
    changes.extend(status.map(|status| ("status".to_owned(), json!(status))));
    changes
}
