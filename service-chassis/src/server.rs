//! The running service: from binding the port to the last answer.

use std::future::poll_fn;
use std::io;
use std::net::TcpListener;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::thread;
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::from_fn;
use actix_web::rt::signal::unix::{Signal, SignalKind, signal};
use actix_web::rt::time::sleep;
use actix_web::web::Data;
use actix_web::{App, HttpServer};
use futures_util::future::{Either, join_all, select};
use tokio::sync::oneshot;

use crate::config::Config;
use crate::service::Prepared;
use crate::{Application, Chassis, Service, StartError, SystemClock, TimeOrdered, http};

/// A service that listens.
pub(crate) struct Running {
    pub(crate) chassis: Chassis,
    server: Server,
    /// Comes when the work beside the requests has ended.
    background: oneshot::Receiver<()>,
    shutdown_timeout: Duration,
}

/// Serves until SIGTERM or SIGINT, then finishes what is in flight.
pub(crate) fn run<A: Application>(
    service: &Service<A>,
    prepared: &Prepared,
    config: &Config<A::Config>,
) -> Result<(), StartError> {
    actix_web::rt::System::new().block_on(async {
        let failed = |error: io::Error| StartError::new(format_args!("serve: {error}"));
        // Registered before the port opens, so an early signal is not lost.
        let signals =
            [signal(SignalKind::terminate()).map_err(failed)?, signal(SignalKind::interrupt()).map_err(failed)?];
        let chassis = Chassis::new(prepared, config, Arc::new(SystemClock), Arc::new(TimeOrdered));
        let (address, port) = (config.http.bind_address, config.http.port);
        let listener = TcpListener::bind((address, port)).map_err(|error| {
            StartError::new(format_args!("listen on {address} port {port} (BIND_ADDRESS, PORT): {error}"))
        })?;
        let address = listener.local_addr().map_err(failed)?;
        let (running, _) = start(service, prepared, config, chassis, listener)?;
        tracing::info!(%address, database = %config.database.url, models = prepared.models, "ready");
        actix_web::rt::spawn(stop_on_signal(signals, running.handle(), running.chassis.clone()));
        running.finish().await.map_err(failed)?;
        tracing::info!("stopped");
        Ok(())
    })
}

/// Starts the workers on `listener`, and the work beside the requests. Also returns what the handlers reach.
pub(crate) fn start<A: Application>(
    service: &Service<A>,
    prepared: &Prepared,
    config: &Config<A::Config>,
    chassis: Chassis,
    listener: TcpListener,
) -> Result<(Running, A), StartError> {
    let application = A::start(chassis.clone(), &config.own)?;
    let (endpoints, documents) = (service.list_endpoints(), prepared.documents.clone());
    let (of_chassis, of_application) = (Data::new(chassis.clone()), Data::new(application.clone()));
    let (http, room) = (Data::new(config.http.clone()), http::Room::default());
    let app = move || {
        App::new()
            .app_data(Data::clone(&http))
            .app_data(room.clone())
            .app_data(Data::clone(&of_chassis))
            .app_data(Data::clone(&of_application))
            .configure(|config| of_application.worker(config))
            .configure(http::routes(endpoints(), documents.clone()))
            .wrap(from_fn(http::edge))
    };
    let (http, connections) = (&config.http, config.database.connections as usize);
    let (open, max) = (Arc::default(), http.connections);
    let server = HttpServer::new(app)
        .workers(http.workers)
        .on_connect(move |connection, of_connection| {
            http::close_unread(connection);
            of_connection.insert(http::Connection::new(&open, max));
        })
        .max_connections((http.connections / http.workers).max(1))
        // A thread without a connection could only wait for one.
        .worker_max_blocking_threads(connections.div_ceil(http.workers).max(1))
        .shutdown_timeout(http.shutdown_timeout.as_secs())
        .disable_signals()
        .listen(listener)
        .map_err(|error| StartError::new(format_args!("listen: {error}")))?
        .run();
    let background = work_beside(application.clone())?;
    Ok((Running { chassis, server, background, shutdown_timeout: http.shutdown_timeout }, application))
}

/// Starts the work beside the requests, on a thread that may block and keeps nothing else waiting.
fn work_beside<A: Application>(application: A) -> Result<oneshot::Receiver<()>, StartError> {
    let (sender, ended) = oneshot::channel();
    let work = move || {
        actix_web::rt::System::new().block_on(async move {
            join_all(application.background().into_iter().map(actix_web::rt::spawn)).await;
            let _ = sender.send(());
        });
    };
    let thread = thread::Builder::new().name("background".to_owned()).spawn(work);
    thread.map(|_| ended).map_err(|error| StartError::new(format_args!("start a thread: {error}")))
}

impl Running {
    pub(crate) fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Waits for the server to end, and then for the work beside the requests: once the service has been asked to stop, no
    /// longer than the timeout says.
    pub(crate) async fn finish(self) -> io::Result<()> {
        let Self { chassis, server, background, shutdown_timeout } = self;
        let ended = pin!(async {
            let ended = server.await;
            // The server also ends when it cannot go on; the tasks then have not been asked to.
            chassis.close();
            let _ = background.await;
            ended
        });
        let overdue = pin!(async {
            chassis.closing().await;
            sleep(shutdown_timeout).await;
        });
        match select(ended, overdue).await {
            Either::Left((ended, _)) => ended,
            Either::Right(_) => {
                tracing::warn!("not everything has ended within {shutdown_timeout:?}; the rest is dropped");
                Ok(())
            }
        }
    }
}

/// First not ready, then no new connections, then the requests in flight; the pool closes with the last state.
async fn stop_on_signal(mut signals: [Signal; 2], server: ServerHandle, chassis: Chassis) {
    poll_fn(|context| match signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready()) {
        true => Poll::Ready(()),
        false => Poll::Pending,
    })
    .await;
    tracing::info!("stopping");
    chassis.close();
    server.stop(true).await;
}
