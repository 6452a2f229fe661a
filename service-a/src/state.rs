//! What the handlers reach beside the chassis: the prices and the orders.

use std::sync::Arc;

use actix_web::web::{Data, ServiceConfig};
use service_chassis::background::{Task, forget_idempotency_keys};
use service_chassis::facts;
use service_chassis::{Application, Chassis, StartError};

use crate::config::Settings;
use crate::orders::{self, Orders};
use crate::peers::fulfilment::Fulfilment;
use crate::policy::Policy;

/// Shared by all workers; a clone shares it too.
#[derive(Clone)]
pub struct State {
    pub policy: Arc<Policy>,
    pub orders: Orders,
    settings: Settings,
}

impl Application for State {
    type Config = Settings;

    fn start(chassis: Chassis, settings: &Settings) -> Result<Self, StartError> {
        let policy = Arc::new(Policy::embedded().map_err(StartError::new)?);
        let orders = Orders::new(chassis, Arc::clone(&policy), settings);
        Ok(Self { policy, orders, settings: settings.clone() })
    }

    fn worker(&self, config: &mut ServiceConfig) {
        config.app_data(Data::new(Fulfilment::new(&self.settings.fulfilment)));
    }

    fn background(&self) -> Vec<Task> {
        let fulfilment = Fulfilment::new(&self.settings.fulfilment);
        let chassis = &self.orders.chassis;
        vec![
            Box::pin(orders::work(self.orders.clone(), fulfilment)),
            orders::look_after_other_releases(chassis),
            facts::follow(chassis, &self.settings.fulfilment, orders::FOLLOWER),
            facts::number(chassis),
            facts::forget(chassis),
            forget_idempotency_keys(chassis),
        ]
    }
}
