//! The search for a sequence of safe steps.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::{DeployAnswer, Reason};
use crate::check::CheckError;
use crate::contract::Contract;
use crate::matrix::{Exchange, Judge, Party, exchanges};

/// Services that may have to move first. More would be more orders than anybody wants to read.
const MAX_STEPS: usize = 12;

/// Asks whether `wanted` may move to `target`, and what stands in the way of doing so at once.
///
/// # Errors
///
/// When a schema is malformed.
pub fn can_deploy(
    parties: &[Party],
    wanted: &str,
    target: &Arc<Contract>,
) -> Result<(DeployAnswer, Vec<Reason>), CheckError> {
    let mut world = World { parties, target, judge: Judge::default(), before: BTreeSet::new() };
    // What fails today already is not the fault of this deployment.
    world.before = world.failures(&BTreeSet::new(), None)?.iter().map(key).collect();
    let reasons = world.new_failures(&BTreeSet::new(), wanted)?;
    if reasons.is_empty() {
        return Ok((DeployAnswer::Yes, vec![]));
    }
    let answer = match world.shortest(wanted)? {
        Some(order) => DeployAnswer::Ordered(order),
        None if reasons.iter().any(Reason::is_proved) => DeployAnswer::No,
        None => DeployAnswer::Unknown,
    };
    Ok((answer, reasons))
}

/// An exchange without its answer.
type Key = (String, String, String, semver::Version, semver::Version);

fn key(exchange: &Exchange) -> Key {
    let (writer, reader) = (&exchange.writer, &exchange.reader);
    (exchange.name.clone(), writer.0.clone(), reader.0.clone(), writer.1.clone(), reader.1.clone())
}

struct World<'a> {
    parties: &'a [Party],
    target: &'a Arc<Contract>,
    judge: Judge,
    before: BTreeSet<Key>,
}

impl World<'_> {
    /// What fails when `moved` have the target version and `moving` runs at both.
    fn failures(&mut self, moved: &BTreeSet<&str>, moving: Option<&str>) -> Result<Vec<Exchange>, CheckError> {
        let mut running = Vec::new();
        for party in self.parties {
            let name = party.name.as_str();
            let upgraded = || Party { contract: Arc::clone(self.target), ..party.clone() };
            match (moved.contains(name), moving == Some(name)) {
                (true, _) => running.push(upgraded()),
                (false, true) => running.extend([party.clone(), upgraded()]),
                (false, false) => running.push(party.clone()),
            }
        }
        let all = exchanges(&running, &mut self.judge)?;
        Ok(all.into_iter().filter(|exchange| exchange.answer.is_no()).collect())
    }

    fn new_failures(&mut self, moved: &BTreeSet<&str>, moving: &str) -> Result<Vec<Reason>, CheckError> {
        let failures = self.failures(moved, Some(moving))?;
        let fresh = failures.into_iter().filter(|exchange| !self.before.contains(&key(exchange)));
        Ok(fresh.map(|exchange| Reason { exchange }).collect())
    }

    /// Breadth first over the sets of services that have moved.
    fn shortest(&mut self, wanted: &str) -> Result<Option<Vec<String>>, CheckError> {
        let parties = self.parties;
        let movable: Vec<&str> = parties
            .iter()
            .filter(|party| party.contract != *self.target)
            .map(|party| party.name.as_str())
            .take(MAX_STEPS)
            .collect();
        let mut queue: VecDeque<BTreeSet<&str>> = VecDeque::from([BTreeSet::new()]);
        let mut reached: BTreeMap<BTreeSet<&str>, Vec<&str>> = BTreeMap::from([(BTreeSet::new(), vec![])]);
        while let Some(moved) = queue.pop_front() {
            for moving in movable.iter().copied().filter(|name| !moved.contains(name)) {
                let mut next = moved.clone();
                next.insert(moving);
                if reached.contains_key(&next) || !self.new_failures(&moved, moving)?.is_empty() {
                    continue;
                }
                let mut order = reached.get(&moved).cloned().unwrap_or_default();
                order.push(moving);
                if moving == wanted {
                    return Ok(Some(order.into_iter().map(str::to_owned).collect()));
                }
                reached.insert(next.clone(), order);
                queue.push_back(next);
            }
        }
        Ok(None)
    }
}
