//! A non-deterministic automaton over characters.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// The largest count of a repetition that is unrolled.
pub(super) const MAX_REPEAT: u32 = 5_000;

/// The most states an automaton may have.
const MAX_STATES: usize = 20_000;

/// What a state does.
#[derive(Debug, Clone)]
pub(super) enum State {
    /// Goes on without reading.
    Split(Vec<u32>),
    /// Reads one character of some inclusive ranges.
    Read(Box<[(char, char)]>, u32),
    /// Goes on at the start of the string only.
    Start(u32),
    /// Goes on at the end of the string only.
    End(u32),
    /// The pattern has matched.
    Match,
}

/// The automaton of one pattern.
#[derive(Debug)]
pub(super) struct Nfa {
    pub(super) states: Vec<State>,
    pub(super) start: u32,
}

impl Nfa {
    /// Builds the automaton of a parsed pattern, back to front.
    pub(super) fn build(pattern: &Hir) -> Result<Self, &'static str> {
        let mut nfa = Self { states: vec![State::Match], start: 0 };
        nfa.start = nfa.before(pattern, 0)?;
        Ok(nfa)
    }

    /// Whether the pattern matches somewhere in `text`.
    pub(super) fn matches(&self, text: &str) -> bool {
        let mut states = vec![self.start];
        let mut at_start = true;
        for c in text.chars() {
            let (readers, matched) = self.closure(&states, at_start, false);
            if matched {
                return true;
            }
            states = self.after(&readers, c);
            at_start = false;
        }
        self.closure(&states, at_start, true).1
    }

    fn add(&mut self, state: State) -> Result<u32, &'static str> {
        if self.states.len() >= MAX_STATES {
            return Err("a pattern whose automaton is too large");
        }
        self.states.push(state);
        u32::try_from(self.states.len() - 1).map_err(|_| "a pattern whose automaton is too large")
    }

    /// The state from which `pattern` leads to `next`.
    fn before(&mut self, pattern: &Hir, next: u32) -> Result<u32, &'static str> {
        match pattern.kind() {
            HirKind::Empty => Ok(next),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).map_err(|_| "bytes in a pattern")?;
                let mut next = next;
                for c in text.chars().rev() {
                    next = self.add(State::Read(Box::new([(c, c)]), next))?;
                }
                Ok(next)
            }
            HirKind::Class(Class::Unicode(class)) => {
                let ranges = class.iter().map(|range| (range.start(), range.end()));
                self.add(State::Read(ranges.collect(), next))
            }
            HirKind::Class(Class::Bytes(_)) => Err("bytes in a pattern"),
            HirKind::Look(Look::Start) => self.add(State::Start(next)),
            HirKind::Look(Look::End) => self.add(State::End(next)),
            HirKind::Look(_) => Err("a word boundary"),
            HirKind::Capture(group) => self.before(&group.sub, next),
            HirKind::Concat(parts) => parts.iter().rev().try_fold(next, |next, part| self.before(part, next)),
            HirKind::Alternation(choices) => {
                let targets = choices.iter().map(|choice| self.before(choice, next)).collect::<Result<_, _>>()?;
                self.add(State::Split(targets))
            }
            HirKind::Repetition(repetition) => self.repeat(&repetition.sub, repetition.min, repetition.max, next),
        }
    }

    fn repeat(&mut self, part: &Hir, min: u32, max: Option<u32>, next: u32) -> Result<u32, &'static str> {
        let mut entry = next;
        match max {
            Some(max) => {
                for _ in min..max {
                    let body = self.before(part, entry)?;
                    entry = self.add(State::Split(vec![body, next]))?;
                }
            }
            None => {
                entry = self.add(State::Split(vec![next]))?;
                let body = self.before(part, entry)?;
                if let Some(State::Split(targets)) = self.states.get_mut(entry as usize) {
                    targets.push(body);
                }
            }
        }
        (0..min).try_fold(entry, |entry, _| self.before(part, entry))
    }

    /// The states after reading `c` in one of `readers`, or from the start: a match may begin anywhere.
    pub(super) fn after(&self, readers: &[u32], c: char) -> Vec<u32> {
        let mut targets = BTreeSet::from([self.start]);
        for reader in readers {
            if let State::Read(ranges, next) = &self.states[*reader as usize]
                && reads(ranges, c)
            {
                targets.insert(*next);
            }
        }
        targets.into_iter().collect()
    }

    /// The reading states that a set leads to, and whether it leads to a match.
    pub(super) fn closure(&self, from: &[u32], at_start: bool, at_end: bool) -> (Vec<u32>, bool) {
        let mut seen = BTreeSet::new();
        let mut stack = from.to_vec();
        let mut readers = Vec::new();
        let mut matched = false;
        while let Some(state) = stack.pop() {
            if !seen.insert(state) {
                continue;
            }
            match &self.states[state as usize] {
                State::Split(targets) => stack.extend(targets),
                State::Read(..) => readers.push(state),
                State::Start(next) if at_start => stack.push(*next),
                State::End(next) if at_end => stack.push(*next),
                State::Start(_) | State::End(_) => {}
                State::Match => matched = true,
            }
        }
        readers.sort_unstable();
        (readers, matched)
    }
}

/// Whether `c` is in one of the sorted ranges.
pub(super) fn reads(ranges: &[(char, char)], c: char) -> bool {
    ranges
        .binary_search_by(|(low, high)| {
            if *high < c {
                std::cmp::Ordering::Less
            } else if *low > c {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}
