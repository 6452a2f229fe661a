//! The running service: from binding the port to the last answer.

use std::io;
use std::net::TcpListener;

use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::rt::signal::unix::{Signal, SignalKind, signal};
use actix_web::{App, HttpServer, web};
use futures_util::future::select;

use crate::config::Config;
use crate::orders::{self, Orders};
use crate::peers::fulfilment::Client;
use crate::policy::Policy;
use crate::state::State;
use crate::store::Database;
use crate::{housekeeping, http, routes};

/// Serves until SIGTERM or SIGINT, then finishes what is in flight.
///
/// # Errors
/// When the address cannot be bound, or the server fails.
pub fn run(config: &Config, policy: Policy) -> io::Result<()> {
    actix_web::rt::System::new().block_on(async {
        // Registered before the port opens, so an early signal is not lost.
        let signals = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        let state = State::new(Database::new(&config.database), policy);
        let orders = Orders::new(state.clone(), &config.fulfilment);
        let listener = TcpListener::bind((config.http.bind_address, config.http.port))?;
        let address = listener.local_addr()?;
        let server = start(config, &orders, listener)?;
        tracing::info!(
            address = %address,
            database = %config.database.database_url,
            shared_models = shared_models::VERSION,
            "ready"
        );
        let worker = actix_web::rt::spawn(orders::work(orders.clone(), Client::new(&config.fulfilment)));
        let house = actix_web::rt::spawn(housekeeping::keep_house(state.clone()));
        actix_web::rt::spawn(stop_on_signal(signals, server.handle(), orders.clone()));
        server.await?;
        house.abort();
        // The server also ends when it cannot go on; the worker then has to end as well.
        orders.close();
        let _ = worker.await;
        tracing::info!("stopped");
        Ok(())
    })
}

/// Starts the workers on `listener`.
///
/// # Errors
/// When the listener cannot be used.
pub fn start(config: &Config, orders: &Orders, listener: TcpListener) -> io::Result<actix_web::dev::Server> {
    let (http, fulfilment) = (&config.http, config.fulfilment.clone());
    let connections = config.database.database_connections as usize;
    let (state, orders) = (web::Data::new(orders.state.clone()), web::Data::new(orders.clone()));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::clone(&state))
            .app_data(web::Data::clone(&orders))
            // A client belongs to its thread.
            .app_data(web::Data::new(Client::new(&fulfilment)))
            .configure(routes::configure)
            .wrap(from_fn(http::edge))
    })
    .workers(http.http_workers)
    // A thread without a connection could only wait for one.
    .worker_max_blocking_threads(connections.div_ceil(http.http_workers).max(1))
    .shutdown_timeout(http.shutdown_timeout_seconds)
    .disable_signals()
    .listen(listener)?;
    Ok(server.run())
}

/// First not ready, then no new connections, then the requests in flight; the pool closes with the last state.
async fn stop_on_signal((mut terminate, mut interrupt): (Signal, Signal), server: ServerHandle, orders: Orders) {
    select(Box::pin(terminate.recv()), Box::pin(interrupt.recv())).await;
    tracing::info!("stopping");
    orders.close();
    server.stop(true).await;
}
