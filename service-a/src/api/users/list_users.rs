//! `GET /v1/users`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::identity::{UserEntity, UserPage};
use shared_models::kernel::PageQuery;

use crate::api::page::page;
use crate::store::Row as _;

/// Lists users, newest first.
pub async fn list_users(chassis: Data<Chassis>, Query(query): Query<PageQuery>) -> Result<Json<UserPage>, Error> {
    page(&chassis, query, UserEntity::list, |user| user.id).await
}
