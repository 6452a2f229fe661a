//! The running service: from binding the port to the last answer.

use std::future::poll_fn;
use std::io;
use std::net::TcpListener;
use std::task::Poll;

use actix_web::middleware::from_fn;
use actix_web::rt::signal::unix::{Signal, SignalKind, signal};
use actix_web::{App, HttpServer, web};

use crate::config::Config;
use crate::peers::Storefront;
use crate::state::State;
use crate::store::Database;
use crate::{housekeeping, http, routes};

/// Serves until SIGTERM or SIGINT, then finishes what is in flight.
///
/// # Errors
/// When the address cannot be bound, or the server fails.
pub fn run(config: &Config) -> io::Result<()> {
    actix_web::rt::System::new().block_on(async {
        let state = State::new(Database::new(&config.database));
        let listener = TcpListener::bind((config.http.bind_address, config.http.port))?;
        let address = listener.local_addr()?;
        // Before anybody can see that it runs, so that nobody can stop it too early to be heard.
        let signals = [signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?];
        let server = start(config, &state, listener)?;
        let house = actix_web::rt::spawn(housekeeping::keep_house(state.clone()));
        actix_web::rt::spawn(stop_on_signal(signals, server.handle(), state));
        tracing::info!(
            %address,
            database = %config.database.database_url,
            shared_models = shared_models::VERSION,
            "ready"
        );
        server.await?;
        house.abort();
        tracing::info!("stopped");
        Ok(())
    })
}

/// Starts the workers on `listener`.
///
/// # Errors
/// When the listener cannot be used.
pub fn start(config: &Config, state: &State, listener: TcpListener) -> io::Result<actix_web::dev::Server> {
    let (http, connections) = (&config.http, config.database.database_connections as usize);
    let (state, storefront) = (state.clone(), config.storefront.clone());
    let app = move || {
        App::new()
            .app_data(web::Data::new(state.clone()))
            // One a worker: its connections belong to the worker's thread.
            .app_data(web::Data::new(Storefront::new(&storefront)))
            .configure(routes::configure)
            .wrap(from_fn(http::edge))
    };
    let server = HttpServer::new(app)
        .workers(http.http_workers)
        // A thread without a connection could only wait for one.
        .worker_max_blocking_threads(connections.div_ceil(http.http_workers).max(1))
        .shutdown_timeout(http.shutdown_timeout_seconds)
        .disable_signals()
        .listen(listener)?;
    Ok(server.run())
}

/// First not ready, then no new connections, then the requests in flight; the pool closes with the last state.
async fn stop_on_signal(mut signals: [Signal; 2], server: actix_web::dev::ServerHandle, state: State) {
    poll_fn(|context| match signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready()) {
        true => Poll::Ready(()),
        false => Poll::Pending,
    })
    .await;
    tracing::info!("stopping");
    state.close();
    server.stop(true).await;
}
