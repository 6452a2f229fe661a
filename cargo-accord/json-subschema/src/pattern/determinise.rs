//! Deterministic states, made on demand from sets of non-deterministic ones.

use std::collections::HashMap;

use super::nfa::Nfa;

/// A set of states about to read a character or to end.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Kernel {
    states: Vec<u32>,
    at_start: bool,
}

/// What a deterministic state is to a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts {
    /// The string may end here with a match.
    pub(super) accepts: bool,
    /// The pattern has matched whatever follows.
    pub(super) settled: bool,
    /// The pattern can never match any more.
    pub(super) hopeless: bool,
}

/// The deterministic automaton of one pattern, as far as it has been asked for.
#[derive(Debug)]
pub(super) struct Lazy<'a> {
    nfa: &'a Nfa,
    ids: HashMap<Kernel, u32>,
    states: Vec<(Vec<u32>, Facts)>,
    steps: HashMap<(u32, u32), u32>,
    /// The states that have been looked at since this was last asked for.
    work: u64,
}

impl<'a> Lazy<'a> {
    pub(super) fn new(nfa: &'a Nfa) -> Self {
        let mut lazy = Self { nfa, ids: HashMap::new(), states: Vec::new(), steps: HashMap::new(), work: 0 };
        // The first state made has number 0.
        lazy.intern(Kernel { states: vec![nfa.start], at_start: true });
        lazy
    }

    pub(super) fn take_work(&mut self) -> u64 {
        std::mem::take(&mut self.work)
    }

    pub(super) fn facts(&self, state: u32) -> Facts {
        self.states[state as usize].1
    }

    /// The state after reading `c`, whose number in the alphabet is `letter`.
    pub(super) fn step(&mut self, state: u32, letter: u32, c: char) -> u32 {
        if let Some(next) = self.steps.get(&(state, letter)) {
            return *next;
        }
        let (readers, facts) = &self.states[state as usize];
        let next = if facts.settled {
            state
        } else {
            let states = self.nfa.after(readers, c);
            self.intern(Kernel { states, at_start: false })
        };
        self.steps.insert((state, letter), next);
        next
    }

    fn intern(&mut self, kernel: Kernel) -> u32 {
        if let Some(id) = self.ids.get(&kernel) {
            return *id;
        }
        let (readers, settled) = self.nfa.closure(&kernel.states, kernel.at_start, false);
        self.work += 1 + (kernel.states.len() + readers.len()) as u64;
        let accepts = settled || self.nfa.closure(&kernel.states, kernel.at_start, true).1;
        let facts = Facts {
            accepts,
            settled,
            // A later start may still match, so only a pattern without any reader is done.
            hopeless: !accepts && readers.is_empty(),
        };
        let id = u32::try_from(self.states.len()).unwrap_or(u32::MAX);
        self.states.push((readers, facts));
        self.ids.insert(kernel, id);
        id
    }
}
