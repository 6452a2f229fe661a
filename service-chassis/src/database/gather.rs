//! One transaction for several requests.
//!
//! A commit costs a flush of the log and a statement a round trip, however many rows they are about. So the jobs of requests
//! lie in a queue, and a thread takes along all that are there. When nothing else goes on that is the one job, at once; the
//! more there is to do, the more of it is done together. No job waits for company.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_web::web;
use tokio::sync::oneshot;

use super::statement::MAX_ROWS;
use super::{Connection, Database, Error};

/// How many jobs are done together at most: their rows fit into one statement each.
const MAX_BATCH: usize = MAX_ROWS;

/// Does the jobs of several requests together; as many results as jobs, in their order.
type Work<J, R> = fn(&mut Connection, &[J]) -> Result<Vec<R>, Error>;

/// Jobs that are done together. A clone shares the queue.
pub struct Gather<J, R> {
    database: Database,
    work: Work<J, R>,
    queue: Arc<Mutex<Queue<J, R>>>,
}

struct Queue<J, R> {
    waiting: Vec<Job<J, R>>,
    /// How many threads work on it.
    threads: usize,
}

/// What is to be done, and where its outcome goes.
type Job<J, R> = (J, Asker<R>);
type Asker<R> = oneshot::Sender<Result<R, Error>>;

impl<J: Send + 'static, R: Send + 'static> Gather<J, R> {
    /// How many threads work at once. A second one keeps the processor busy while the first one waits for the disk; with
    /// more, there is less for each to take along.
    pub const THREADS: usize = 2;

    /// A queue for `work`, which must do either all of its jobs or none.
    pub fn new(database: Database, work: Work<J, R>) -> Self {
        Self { database, work, queue: Arc::new(Mutex::new(Queue { waiting: Vec::new(), threads: 0 })) }
    }

    /// Does `job`, together with what else there is to do.
    ///
    /// # Errors
    /// As for [`Database::run`]. Jobs that fail together are done one by one, so each has only its own failures.
    /// A job whose future is dropped before its turn is not done.
    pub async fn run(&self, job: J) -> Result<R, Error> {
        let (sender, outcome) = oneshot::channel();
        if self.add((job, sender)) {
            let gather = self.clone();
            drop(web::block(move || gather.work_off()));
        }
        self.database.in_time(outcome).await
    }

    /// Adds a job; whether it needs another thread.
    fn add(&self, job: Job<J, R>) -> bool {
        let mut queue = self.queue();
        queue.waiting.push(job);
        let more = queue.threads < Self::THREADS;
        queue.threads += usize::from(more);
        more
    }

    /// The jobs to do next. When there are none, this thread is needed no more.
    fn next(&self) -> Vec<Job<J, R>> {
        let mut queue = self.queue();
        // A caller that disconnected is skipped.
        queue.waiting.retain(|(_, asker)| !asker.is_closed());
        let count = queue.waiting.len().min(MAX_BATCH);
        queue.threads -= usize::from(count == 0);
        queue.waiting.drain(..count).collect()
    }

    fn work_off(&self) {
        loop {
            let (jobs, askers): (Vec<J>, Vec<_>) = self.next().into_iter().unzip();
            if jobs.is_empty() {
                return;
            }
            match self.attempt(&jobs) {
                Ok(results) => send(askers.into_iter().zip(results.into_iter().map(Ok))),
                Err(error) if jobs.len() == 1 => send(askers.into_iter().zip([Err(error)])),
                Err(Error::Unavailable(cause)) => {
                    send(askers.into_iter().map(|asker| (asker, Err(Error::Unavailable(cause.clone())))));
                }
                Err(_) => {
                    let still_there = askers.into_iter().zip(&jobs).filter(|(asker, _)| !asker.is_closed());
                    send(still_there.map(|(asker, job)| (asker, self.alone(job))));
                }
            }
        }
    }

    fn alone(&self, job: &J) -> Result<R, Error> {
        self.attempt(slice::from_ref(job))?.into_iter().next().ok_or(Error::Interrupted)
    }

    /// Does `jobs`. A panic ends them, and not this thread, which has others to do.
    fn attempt(&self, jobs: &[J]) -> Result<Vec<R>, Error> {
        let work = || self.database.unit(|connection| (self.work)(connection, jobs));
        catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Error::Interrupted))
    }

    fn queue(&self) -> MutexGuard<'_, Queue<J, R>> {
        // A list and a number cannot be left half-changed.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn send<R>(outcomes: impl Iterator<Item = (Asker<R>, Result<R, Error>)>) {
    for (asker, outcome) in outcomes {
        let _ = asker.send(outcome);
    }
}

// Written out, because a derive would ask the same of what is in the queue.
impl<J, R> Clone for Gather<J, R> {
    fn clone(&self) -> Self {
        Self { database: self.database.clone(), work: self.work, queue: Arc::clone(&self.queue) }
    }
}
