//! A payment provider in different moods.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpResponse, HttpServer, web};
use serde_json::{Value, json};
use shared_models::payments::PaymentId;

/// What it makes of a request whose key is new. A key that it has seen gets the first answer again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Does it.
    Willing,
    /// Declines it.
    Unwilling,
    /// Fails before it is done.
    Failing,
    /// Does it and says so to nobody: the caller waits in vain.
    Silent,
    /// Does it once it is in another mood, when the caller is gone.
    Late,
}

/// A step that it has done, by its key.
type Done = BTreeMap<String, (String, String, i64)>;

#[derive(Default)]
struct Books {
    mood: Mutex<Option<Mood>>,
    done: Mutex<Done>,
    requests: AtomicUsize,
}

/// The running provider.
pub struct Provider {
    books: Arc<Books>,
    port: u16,
    running: Option<(ServerHandle, JoinHandle<()>)>,
}

impl Provider {
    /// Starts a willing one on a free port.
    pub fn start() -> Self {
        let books = Arc::<Books>::default();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (sender, receiver) = std::sync::mpsc::channel();
        let shared = Arc::clone(&books);
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let app = move || {
                    let books = web::Data::from(Arc::clone(&shared));
                    App::new().app_data(books).route("/v1/{step}", web::post().to(step))
                };
                let server = HttpServer::new(app).workers(1).disable_signals().listen(listener).unwrap().run();
                sender.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        Self { books, port, running: Some((receiver.recv().unwrap(), thread)) }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// It is like this from now on.
    pub fn is(&self, mood: Mood) {
        *self.books.mood.lock().unwrap() = Some(mood);
    }

    /// The amounts of a step that it has done for a payment, each key once.
    pub fn done(&self, step: &str, payment: PaymentId) -> Vec<i64> {
        let done = self.books.done.lock().unwrap();
        let of = |(kind, id, _): &&(String, String, i64)| kind == step && *id == payment.to_string();
        done.values().filter(of).map(|(_, _, amount)| *amount).collect()
    }

    /// How many requests it has dealt with, those with a known key too.
    pub fn requests(&self) -> usize {
        self.books.requests.load(Ordering::SeqCst)
    }

    /// How often it did a step, whatever the payment.
    pub fn count(&self, step: &str) -> usize {
        self.books.done.lock().unwrap().values().filter(|(kind, ..)| kind == step).count()
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        if let Some((handle, thread)) = self.running.take() {
            drop(handle.stop(false));
            thread.join().unwrap();
        }
    }
}

impl Books {
    fn mood(&self) -> Mood {
        self.mood.lock().unwrap().unwrap_or(Mood::Willing)
    }

    fn enter(&self, step: String, body: &Value) {
        let text = |name: &str| body[name].as_str().unwrap().to_owned();
        let amount = body["amount"]["amount_minor"].as_i64().unwrap();
        self.done.lock().unwrap().insert(text("key"), (step, text("payment_id"), amount));
        self.requests.fetch_add(1, Ordering::SeqCst);
    }
}

async fn step(books: web::Data<Books>, step: web::Path<String>, body: web::Json<Value>) -> HttpResponse {
    let (step, body) = (step.into_inner(), body.into_inner());
    let known = books.done.lock().unwrap().contains_key(body["key"].as_str().unwrap());
    match books.mood() {
        Mood::Failing => HttpResponse::InternalServerError().finish(),
        Mood::Unwilling if !known => {
            HttpResponse::PaymentRequired().json(json!({ "reason": "the card has expired\n" }))
        }
        Mood::Silent => {
            books.enter(step, &body);
            std::future::pending().await
        }
        Mood::Late => {
            // Not part of the request, which ends with its caller.
            actix_web::rt::spawn(async move {
                while books.mood() == Mood::Late {
                    actix_web::rt::time::sleep(Duration::from_millis(5)).await;
                }
                books.enter(step, &body);
            });
            std::future::pending().await
        }
        Mood::Unwilling | Mood::Willing => {
            books.enter(step, &body);
            HttpResponse::Ok().finish()
        }
    }
}
