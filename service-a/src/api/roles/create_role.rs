//! `POST /v1/roles`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Created, Valid};
use service_chassis::problem::failures;
use shared_models::audit::AuditAction;
use shared_models::identity::{CreateRole, RoleEntity, RoleView};
use shared_models::kernel::ProblemKind;

use crate::api::failures_of::failures_of;
use crate::ids::NextId;
use crate::store::{Record, roles};

failures! {
    /// Why the role was not created.
    pub enum CreateRoleError {
        NameTaken => ProblemKind::Duplicate at body "/name": "another role has this name",
    }
}

failures_of!(roles::InsertRefused => CreateRoleError: NameTaken);

/// Creates a role.
pub async fn create_role(
    chassis: Data<Chassis>,
    Valid(request): Valid<CreateRole>,
) -> Result<Created<RoleView>, CreateRoleError> {
    let (id, now) = (chassis.next_id(), chassis.now());
    let changes = json!(request);
    let row = RoleEntity::new(id, request, now);
    let record = Record::new(chassis.next_id(), AuditAction::Created, "role", id, &changes, now);
    let view = row.clone().try_into().map_err(Error::corrupt)?;
    chassis.database.run(move |connection| roles::insert(connection, &row, &record)).await??;
    Ok(Created { location: format!("/v1/roles/{id}"), view })
}
