//! Many calls at once.

/// More threads than the service has connections, so that calls meet.
const MAX_THREADS: usize = 64;

/// Does `job` for every item at once; the outcomes in the order of the items.
pub fn at_once<T: Sync, R: Send>(items: &[T], job: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let job = &job;
    std::thread::scope(|scope| {
        let share = |items: &'_ [T]| items.iter().map(job).collect::<Vec<_>>();
        let shares = items.chunks(items.len().div_ceil(MAX_THREADS));
        let threads: Vec<_> = shares.map(|items| scope.spawn(move || share(items))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}
