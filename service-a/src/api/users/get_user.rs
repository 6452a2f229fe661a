//! `GET /v1/users/{id}`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId, Versioned};
use shared_models::identity::{UserEntity, UserId, UserView};

use crate::api::versioned::versioned;
use crate::store::Row as _;

/// Shows a user.
pub async fn get_user(chassis: Data<Chassis>, PathId(id): PathId<UserId>) -> Result<Found<Versioned<UserView>>, Error> {
    let row = chassis.database.run(move |connection| UserEntity::find(connection, id)).await?;
    Ok(Found(row.map(UserView::from).map(versioned)))
}
