//! What every handler can reach.

use actix_web::web::{Data, ServiceConfig};
use chrono::{DateTime, Utc};
use service_chassis::background::{Task, forget_idempotency_keys};
use service_chassis::database::{Database, Gather};
use service_chassis::facts::follow;
use service_chassis::peer::PeerConfig;
use service_chassis::{Application, Chassis, StartError};
use shared_models::kernel::Id;

use crate::config::Config;
use crate::peers::Storefront;
use crate::products;
use crate::reservations::{Outcome, Reserve, reserve};

/// Shared by all workers; a clone shares it too.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub database: Database,
    /// Orders whose stock is being reserved.
    pub reserving: Gather<Reserve, Outcome>,
    chassis: Chassis,
    storefront: PeerConfig,
}

impl State {
    /// The current instant, in whole microseconds.
    pub fn now(&self) -> DateTime<Utc> {
        self.chassis.now()
    }

    /// An id that was never given out before.
    pub fn next_id<T>(&self) -> Id<T> {
        Id::from_uuid(self.chassis.next_uuid())
    }
}

impl Application for State {
    type Config = Config;

    fn start(chassis: Chassis, config: &Config) -> Result<Self, StartError> {
        let database = chassis.database.clone();
        let reserving = Gather::new(database.clone(), reserve);
        Ok(Self { database, reserving, chassis, storefront: config.storefront.clone() })
    }

    /// The connections of a client belong to the thread of its worker.
    fn worker(&self, config: &mut ServiceConfig) {
        config.app_data(Data::new(Storefront::new(&self.storefront)));
    }

    fn background(&self) -> Vec<Task> {
        vec![forget_idempotency_keys(&self.chassis), follow(&self.chassis, &self.storefront, products::FOLLOWER)]
    }
}
