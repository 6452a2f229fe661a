//! Jobs of several requests that are done together.

use std::pin::Pin;
use std::sync::{Arc, Barrier};

use futures_util::FutureExt;
use futures_util::future::join_all;
use service_chassis::config::{DatabaseConfig, Defaults, Variables};
use service_chassis::database::{Connection, Database, Error, Gather};
use service_chassis::testkit::TestDatabase;

use crate::support::KIT;

enum Job {
    /// Meets the test twice: when it has begun, and when it may end.
    Wait(Arc<Barrier>),
    Succeed(usize),
    Fail,
    Panic,
}

/// Which job it was, and how many were done together.
type Done = (usize, usize);
type Pending<'a> = Pin<Box<dyn Future<Output = Result<Done, Error>> + 'a>>;

fn work(_: &mut Connection, jobs: &[Job]) -> Result<Vec<Done>, Error> {
    jobs.iter().map(|job| one(job, jobs.len())).collect()
}

fn one(job: &Job, together: usize) -> Result<Done, Error> {
    match job {
        Job::Wait(barrier) => {
            barrier.wait();
            barrier.wait();
            Ok((0, together))
        }
        Job::Succeed(number) => Ok((*number, together)),
        Job::Fail => Err(Error::Corrupt("a job that is meant to fail".to_owned())),
        Job::Panic => panic!("a job that is meant to panic"),
    }
}

fn gather(database: &TestDatabase) -> Gather<Job, Done> {
    let url = database.url().secret().to_owned();
    let lookup = |name: &str| (name == "DATABASE_URL").then(|| url.clone());
    let config = DatabaseConfig::read(&Variables::new(&lookup), &Defaults::default()).unwrap();
    Gather::new(Database::new(&config), work)
}

/// Hands in `job`, and goes on before it is done.
fn begin(gather: &Gather<Job, Done>, job: Job) -> Pending<'_> {
    let mut pending: Pending<'_> = Box::pin(gather.run(job));
    assert!((&mut pending).now_or_never().is_none());
    pending
}

/// Gives every thread something to do, until [`end`](Jam::end).
struct Jam<'a>(Vec<(Arc<Barrier>, Pending<'a>)>);

impl<'a> Jam<'a> {
    fn begin(gather: &'a Gather<Job, Done>) -> Self {
        let wait = |_| {
            let barrier = Arc::new(Barrier::new(2));
            let waits = begin(gather, Job::Wait(Arc::clone(&barrier)));
            barrier.wait();
            (barrier, waits)
        };
        Self((0..Gather::<Job, Done>::THREADS).map(wait).collect())
    }

    async fn end(self) {
        for (barrier, _) in &self.0 {
            barrier.wait();
        }
        for (_, waits) in self.0 {
            assert_eq!(waits.await.unwrap(), (0, 1));
        }
    }
}

/// What comes of `jobs` that were handed in while every thread had something to do.
async fn after_a_jam(gather: &Gather<Job, Done>, jobs: Vec<Job>) -> Vec<Result<Done, Error>> {
    let jam = Jam::begin(gather);
    let pending: Vec<_> = jobs.into_iter().map(|job| begin(gather, job)).collect();
    jam.end().await;
    join_all(pending).await
}

#[actix_web::test]
async fn what_came_in_meanwhile_is_done_together() {
    let database = KIT.empty_database();
    let gather = gather(&database);
    let done = after_a_jam(&gather, (1..=10).map(Job::Succeed).collect()).await;
    for (number, done) in (1..).zip(done) {
        assert_eq!(done.unwrap(), (number, 10));
    }
    assert_eq!(gather.run(Job::Succeed(1)).await.unwrap(), (1, 1), "no job waits for company");
}

#[actix_web::test]
async fn a_job_that_fails_fails_alone() {
    let database = KIT.empty_database();
    let gather = gather(&database);
    let done = after_a_jam(&gather, vec![Job::Succeed(1), Job::Fail, Job::Succeed(2)]).await;
    assert!(matches!(done[..], [Ok((1, 1)), Err(Error::Corrupt(_)), Ok((2, 1))]), "{done:?}");
    let done = after_a_jam(&gather, vec![Job::Panic, Job::Succeed(1)]).await;
    assert!(matches!(done[..], [Err(Error::Interrupted), Ok((1, 1))]), "{done:?}");
}

#[actix_web::test]
async fn a_job_whose_caller_is_gone_is_not_done() {
    let database = KIT.empty_database();
    let gather = gather(&database);
    let jam = Jam::begin(&gather);
    let wanted = begin(&gather, Job::Succeed(1));
    drop(begin(&gather, Job::Succeed(2)));
    jam.end().await;
    assert_eq!(wanted.await.unwrap(), (1, 1), "it was the only one left");
}

#[actix_web::test]
async fn after_a_panic_the_next_job_is_done() {
    let database = KIT.empty_database();
    let gather = gather(&database);
    for _ in 0..=Gather::<Job, Done>::THREADS {
        let failed = gather.run(Job::Panic).await;
        assert!(matches!(failed, Err(Error::Interrupted)), "{failed:?}");
    }
    assert_eq!(gather.run(Job::Succeed(1)).await.unwrap(), (1, 1));
}
