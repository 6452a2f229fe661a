//! `POST /v1/roles`.

use actix_web::web::Data;
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::identity::{CreateRole, RoleEntity, RoleView};
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::http::{Created, Failure, Rejection, Valid};
use crate::state::State;
use crate::store::roles::{self, NameTaken};
use crate::store::{self, Record};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum CreateRoleError {
    /// Another role has the name.
    #[error("the name is taken")]
    NameTaken,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for CreateRoleError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::Duplicate];

    fn reject(self) -> Rejection {
        match self {
            Self::NameTaken => {
                Rejection::of_field(ProblemKind::Duplicate, FaultSource::Body, "/name", "another role has this name")
            }
            Self::Store(error) => error.into(),
        }
    }
}

/// Creates a role.
///
/// # Errors
/// See [`CreateRoleError`].
pub async fn create_role(
    state: Data<State>,
    Valid(request): Valid<CreateRole>,
) -> Result<Created<RoleView>, CreateRoleError> {
    let (id, now) = (state.next_id(), state.now());
    let changes = json!(request);
    let row = RoleEntity::new(id, request, now);
    let record = Record::new(state.next_id(), AuditAction::Created, "role", id, &changes, now);
    let view = row.clone().try_into().map_err(store::Error::corrupt)?;
    let inserted = state.database.run(move |connection| roles::insert(connection, &row, &record)).await?;
    inserted.map_err(|NameTaken| CreateRoleError::NameTaken)?;
    Ok(Created { location: format!("/v1/roles/{id}"), view })
}
