//! One transaction for several requests.
//!
//! A commit costs a flush of the log and a statement a round trip, however many rows they are about. So the jobs of requests
//! lie in a queue, and a thread takes along all that are there. When nothing else goes on that is the one job, at once; the
//! more there is to do, the more of it is done together. Nobody waits for company.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_web::web;
use tokio::sync::oneshot;

use super::statement::MOST_ROWS;
use super::{Connection, Database, Error};

/// How many jobs are done together at most: their rows fit into one statement each.
const MOST: usize = MOST_ROWS;

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

/// What is to be done, and who wants to know how it went.
type Job<J, R> = (J, oneshot::Sender<Result<R, Error>>);

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
    pub async fn run(&self, job: J) -> Result<R, Error> {
        let (tell, told) = oneshot::channel();
        if self.add((job, tell)) {
            let gather = self.clone();
            drop(web::block(move || gather.work_off()));
        }
        self.database.in_time(told).await
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
        let count = queue.waiting.len().min(MOST);
        queue.threads -= usize::from(count == 0);
        queue.waiting.drain(..count).collect()
    }

    fn work_off(&self) {
        loop {
            let (jobs, askers): (Vec<J>, Vec<_>) = self.next().into_iter().unzip();
            if jobs.is_empty() {
                return;
            }
            // After a panic those who asked get to know that nothing came of it, and the others are next.
            let outcomes = catch_unwind(AssertUnwindSafe(|| self.together(&jobs))).unwrap_or_default();
            for (asker, outcome) in askers.into_iter().zip(outcomes) {
                // Who has hung up meanwhile does not want to know.
                let _ = asker.send(outcome);
            }
        }
    }

    fn together(&self, jobs: &[J]) -> Vec<Result<R, Error>> {
        match self.database.unit(|connection| (self.work)(connection, jobs)) {
            Ok(results) => results.into_iter().map(Ok).collect(),
            Err(error) if jobs.len() == 1 => vec![Err(error)],
            Err(Error::Unavailable(cause)) => jobs.iter().map(|_| Err(Error::Unavailable(cause.clone()))).collect(),
            Err(_) => jobs.iter().map(|job| self.alone(job)).collect(),
        }
    }

    fn alone(&self, job: &J) -> Result<R, Error> {
        let results = self.database.unit(|connection| (self.work)(connection, slice::from_ref(job)))?;
        results.into_iter().next().ok_or(Error::Interrupted)
    }

    fn queue(&self) -> MutexGuard<'_, Queue<J, R>> {
        // A list and a number cannot be left half-changed.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

// Written out, because a derive would ask the same of what is in the queue.
impl<J, R> Clone for Gather<J, R> {
    fn clone(&self) -> Self {
        Self { database: self.database.clone(), work: self.work, queue: Arc::clone(&self.queue) }
    }
}
