//! `POST /v1/roles`.

use service_chassis::http::Created;
use shared_models::identity::{CreateRole, RoleEntity, RoleView};
use shared_models::kernel::ProblemKind;

use crate::api::create::New;
use crate::api::refusals::refusals;

refusals! {
    /// Why the role was not created.
    pub enum CreateRoleError {
        NameTaken by "roles_name_key" => ProblemKind::Duplicate at body "/name": "another role has this name",
    }
}

/// Creates a role.
pub async fn create_role(new: New<CreateRole>) -> Result<Created<RoleView>, CreateRoleError> {
    new.row(RoleEntity::new)?.write().await
}
