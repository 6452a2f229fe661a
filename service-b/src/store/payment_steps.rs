//! Steps that the payment provider is asked for, until their outcome is recorded.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Key, Transaction};
use shared_models::kernel::{AnyId, Currency, Money};
use shared_models::payments::PaymentId;

use super::local_schema::payment_steps;
use super::refused::refused;

/// How long whoever has begun a step may take to record its outcome, before it is finished in the background: longer than
/// any call.
const RESUME_AFTER: TimeDelta = TimeDelta::minutes(2);

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To promise the money.
    Authorise,
    /// To take it.
    Capture,
    /// To call the promise off.
    Void,
    /// To give money back.
    Refund,
}

/// A step of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentStep {
    pub payment_id: PaymentId,
    /// The key under which the provider does it once.
    pub request_id: AnyId,
    pub step: Step,
    /// How much is moved or promised.
    pub amount: Money,
    /// The key of the request that wants it, if it came with one.
    pub key: Option<Key>,
}

/// The payment has a step under way, or the key has one. The same request later is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("another step of the payment is under way")]
pub struct StepUnderWay;

type Row = (PaymentId, AnyId, String, i64, Currency, Option<String>, Option<Vec<u8>>);

impl Step {
    /// The word in the table and in the provider's path.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Authorise => "authorise",
            Self::Capture => "capture",
            Self::Void => "void",
            Self::Refund => "refund",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Authorise, Self::Capture, Self::Void, Self::Refund].into_iter().find(|step| step.as_str() == word)
    }

    /// When the background takes it up: what nobody waits for at once.
    fn due_at(self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Void => now,
            Self::Authorise | Self::Capture | Self::Refund => now + RESUME_AFTER,
        }
    }
}

/// Adds a step.
pub fn insert(
    transaction: &mut Transaction,
    step: &PaymentStep,
    now: DateTime<Utc>,
) -> Result<Result<(), StepUnderWay>, Error> {
    let PaymentStep { payment_id, request_id, step, amount, key } = step;
    let inserted = diesel::insert_into(payment_steps::table)
        .values((
            payment_steps::payment_id.eq(payment_id),
            payment_steps::request_id.eq(request_id),
            payment_steps::step.eq(step.as_str()),
            payment_steps::amount_minor.eq(amount.amount_minor()),
            payment_steps::currency.eq(amount.currency()),
            payment_steps::idempotency_key.eq(key.as_ref().map(|key| &key.key)),
            payment_steps::fingerprint.eq(key.as_ref().map(|key| key.fingerprint.to_vec())),
            payment_steps::due_at.eq(step.due_at(now).naive_utc()),
        ))
        .execute(transaction);
    refused(inserted, |_| Some(StepUnderWay))
}

/// The step of a payment that is under way.
pub fn find(transaction: &mut Transaction, id: PaymentId) -> Result<Option<PaymentStep>, Error> {
    let row = payment_steps::table.find(id).select(columns()).first(transaction).optional()?;
    row.map(read).transpose()
}

/// The step that a request with this key has begun.
pub fn find_by_key(transaction: &mut Transaction, key: &str) -> Result<Option<PaymentStep>, Error> {
    let row = payment_steps::table.filter(payment_steps::idempotency_key.eq(key)).select(columns());
    row.first(transaction).optional()?.map(read).transpose()
}

/// The outcome is known; says whether the step was still under way.
pub fn end(transaction: &mut Transaction, id: PaymentId, step: Step) -> Result<bool, Error> {
    let ended = payment_steps::table.find(id).filter(payment_steps::step.eq(step.as_str()));
    Ok(diesel::delete(ended).execute(transaction)? > 0)
}

/// Voids what was to be authorised, in the background.
pub fn give_up(
    transaction: &mut Transaction,
    id: PaymentId,
    request_id: AnyId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    diesel::update(payment_steps::table.find(id).filter(payment_steps::step.eq(Step::Authorise.as_str())))
        .set((
            payment_steps::step.eq(Step::Void.as_str()),
            payment_steps::request_id.eq(request_id),
            payment_steps::idempotency_key.eq(None::<String>),
            payment_steps::fingerprint.eq(None::<Vec<u8>>),
            payment_steps::due_at.eq(now.naive_utc()),
        ))
        .execute(transaction)?;
    Ok(())
}

/// Claims steps that are due, the oldest first: no other process takes them up meanwhile.
pub fn claim(connection: &mut Connection, now: DateTime<Utc>, limit: u8) -> Result<Vec<PaymentStep>, Error> {
    let Ok(steps) = connection.transaction::<_, std::convert::Infallible>(|transaction| {
        let rows: Vec<Row> = payment_steps::table
            .filter(payment_steps::due_at.le(now.naive_utc()))
            .order(payment_steps::due_at)
            .limit(limit.into())
            .select(columns())
            .for_update()
            .skip_locked()
            .load(transaction)?;
        let steps = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        for PaymentStep { payment_id, .. } in &steps {
            diesel::update(payment_steps::table.find(payment_id))
                .set(payment_steps::due_at.eq((now + RESUME_AFTER).naive_utc()))
                .execute(transaction)?;
        }
        Ok(Ok(steps))
    })?;
    Ok(steps)
}

type Columns = (
    payment_steps::payment_id,
    payment_steps::request_id,
    payment_steps::step,
    payment_steps::amount_minor,
    payment_steps::currency,
    payment_steps::idempotency_key,
    payment_steps::fingerprint,
);

const fn columns() -> Columns {
    (
        payment_steps::payment_id,
        payment_steps::request_id,
        payment_steps::step,
        payment_steps::amount_minor,
        payment_steps::currency,
        payment_steps::idempotency_key,
        payment_steps::fingerprint,
    )
}

fn read((payment_id, request_id, step, amount, currency, key, fingerprint): Row) -> Result<PaymentStep, Error> {
    let key = key.zip(fingerprint).map(|(key, fingerprint)| match fingerprint.try_into() {
        Ok(fingerprint) => Ok(Key { key, fingerprint }),
        Err(_) => Err(Error::corrupt("a fingerprint has 32 bytes")),
    });
    Ok(PaymentStep {
        payment_id,
        request_id,
        step: Step::of(&step).ok_or_else(|| Error::corrupt(format!("{step} is no step of a payment")))?,
        amount: Money::new(amount, currency).map_err(Error::corrupt)?,
        key: key.transpose()?,
    })
}
