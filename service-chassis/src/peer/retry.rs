//! Doing a call again.

use std::time::Duration;

use actix_web::rt::time::sleep;

use super::Down;

/// How often a call is made before its failure is reported.
const MAX_TRIES: u32 = 2;
/// The wait between two tries: enough for a connection that went stale to be replaced.
const PAUSE: Duration = Duration::from_millis(50);

/// Does a call that may be done again, and once more when there was no answer.
///
/// # Errors
/// That of the last try.
pub async fn retry<T>(call: impl AsyncFn() -> Result<T, Down>) -> Result<T, Down> {
    let mut tries = 1;
    loop {
        match call().await {
            Err(_) if tries < MAX_TRIES => tries += 1,
            outcome => return outcome,
        }
        sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    async fn tries_until(succeeds_at: u32) -> (u32, bool) {
        let tries = Cell::new(0);
        let outcome = retry(async || {
            tries.set(tries.get() + 1);
            let down = Down::Unreachable { peer: "fulfilment", cause: "it is not there".to_owned() };
            if tries.get() == succeeds_at { Ok(()) } else { Err(down) }
        })
        .await;
        (tries.get(), outcome.is_ok())
    }

    #[actix_web::test]
    async fn a_call_is_made_twice_at_most() {
        assert_eq!(tries_until(1).await, (1, true));
        assert_eq!(tries_until(2).await, (2, true));
        assert_eq!(tries_until(3).await, (2, false));
    }
}
