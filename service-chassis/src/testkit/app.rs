//! The service, running in the process of the test.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;

use super::{Answer, Call, Kit, TestDatabase};
use crate::config::Config;
use crate::{Application, Chassis, Clock, TimeOrdered, server};

/// The service on its own database and port, and a client of it. Ends with the value.
pub struct TestApp<A: Application> {
    /// Its database.
    pub database: TestDatabase,
    kit: &'static Kit<A>,
    agent: ureq::Agent,
    variables: BTreeMap<String, String>,
    clock: Arc<dyn Clock>,
    running: Option<Instance<A>>,
    base: String,
}

/// A running process, as far as a test can have one. Ends with the value.
pub struct Instance<A: Application> {
    chassis: Chassis,
    application: A,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl<A: Application> TestApp<A> {
    pub(super) fn start(
        kit: &'static Kit<A>,
        database: TestDatabase,
        variables: &[(&str, &str)],
        clock: Arc<dyn Clock>,
    ) -> Self {
        let mut all = BTreeMap::from([
            ("DATABASE_URL", database.url().secret().to_owned()),
            ("DATABASE_CONNECTIONS", "4".to_owned()),
            ("DATABASE_TIMEOUT_MS", "2000".to_owned()),
            ("HTTP_WORKERS", "1".to_owned()),
        ]);
        let given = kit.own_variables().iter().chain(variables);
        all.extend(given.map(|(name, value)| (*name, (*value).to_owned())));
        let variables = all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        let agent = ureq::Agent::new_with_config(config);
        let mut app = Self { database, kit, agent, variables, clock, running: None, base: String::new() };
        app.boot();
        app
    }

    /// A call of the operation with this id.
    pub fn call(&self, operation: &str) -> Call<'_> {
        let operation = self.kit.operation(operation);
        Call {
            agent: &self.agent,
            base: &self.base,
            operation,
            document: self.kit.document(),
            kinds: self.kit.kinds(),
            path: operation.path.clone(),
            query: None,
            headers: Vec::new(),
            body: None,
        }
    }

    /// Reads an address that is no operation.
    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path)
    }

    /// Calls an address in a way that no operation describes.
    #[track_caller]
    pub fn request(&self, method: &str, path: &str) -> Answer {
        let request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.base));
        let answer = match method {
            "GET" | "HEAD" | "DELETE" => self.agent.run(request.body(()).unwrap()),
            _ => self.agent.run(request.body(Vec::new()).unwrap()),
        };
        Answer::read(answer.unwrap(), self.kit.kinds())
    }

    /// Where the service listens, such as `http://127.0.0.1:40123`.
    pub fn url(&self) -> &str {
        &self.base
    }

    /// What its handlers reach.
    pub fn state(&self) -> &A {
        &self.instance().application
    }

    /// The chassis it runs on.
    pub fn chassis(&self) -> &Chassis {
        &self.instance().chassis
    }

    /// Ends the process that serves, and starts another on the same database.
    pub fn restart(&mut self) {
        self.stop();
        self.boot();
    }

    /// Ends the process that serves.
    pub fn stop(&mut self) {
        self.running = None;
    }

    /// A second process on the same database, which works only in the background.
    pub fn another_instance(&self) -> Instance<A> {
        Instance::start(self.kit, self.kit.config(&self.variables), Arc::clone(&self.clock)).0
    }

    fn instance(&self) -> &Instance<A> {
        self.running.as_ref().expect("the service was stopped")
    }

    fn boot(&mut self) {
        let (instance, port) = Instance::start(self.kit, self.kit.config(&self.variables), Arc::clone(&self.clock));
        self.base = format!("http://127.0.0.1:{port}");
        self.running = Some(instance);
    }
}

impl<A: Application> Instance<A> {
    /// Starts a process, and returns the port on which it listens.
    fn start(kit: &'static Kit<A>, config: Config<A::Config>, clock: Arc<dyn Clock>) -> (Self, u16) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (sender, receiver) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let (service, prepared) = (kit.service(), kit.prepared());
                let chassis = Chassis::new(prepared, &config, clock, Arc::new(TimeOrdered));
                let (running, application) = server::start(service, prepared, &config, chassis, listener).unwrap();
                sender.send((running.chassis.clone(), application, running.handle())).unwrap();
                running.finish().await.unwrap();
            });
        });
        let (chassis, application, handle) = receiver.recv().expect("the service did not start");
        (Self { chassis, application, handle, thread: Some(thread) }, port)
    }
}

impl<A: Application> Drop for Instance<A> {
    fn drop(&mut self) {
        self.chassis.close();
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the service ended with a panic");
        }
    }
}
