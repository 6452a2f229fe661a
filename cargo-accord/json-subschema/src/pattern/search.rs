//! The shortest string in a product of automata.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::{Pattern, alphabet::Alphabet, determinise::Lazy};

/// What is looked for: a string that matches and does not match some patterns, of some
/// length in characters, and is none of some strings.
#[derive(Debug, Default)]
pub(crate) struct Search<'a> {
    pub(crate) patterns: Vec<(&'a Pattern, bool)>,
    pub(crate) shortest: u64,
    pub(crate) longest: Option<u64>,
    pub(crate) excluded: BTreeSet<&'a str>,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Searched {
    /// The shortest such string.
    Found(String),
    /// There is none.
    Nothing,
    /// The work was too much.
    GaveUp,
}

/// The longest string worth building.
const MAX_LENGTH: u64 = 100_000;

/// One point of the product: a state per automaton, the characters read as far as they
/// matter, and the prefix of an excluded string that has been read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Point {
    states: Box<[u32]>,
    read: u64,
    prefix: u32,
}

/// Not on the way to any excluded string.
const OFF: u32 = u32::MAX;

impl Search<'_> {
    /// Looks for the string; `spend` is called with the cost of each step and may refuse.
    ///
    /// Every pattern must be supported.
    pub(crate) fn run(&self, mut spend: impl FnMut(u64) -> bool) -> Searched {
        if self.longest.is_some_and(|longest| longest < self.shortest) {
            return Searched::Nothing;
        }
        if self.shortest > MAX_LENGTH {
            return Searched::GaveUp;
        }
        if self.patterns.is_empty() && self.excluded.is_empty() {
            return Searched::Found("a".repeat(usize::try_from(self.shortest).unwrap_or(0)));
        }
        let automata: Vec<_> =
            self.patterns.iter().filter_map(|(pattern, _)| pattern.automaton.as_ref().ok()).collect();
        if automata.len() != self.patterns.len() {
            return Searched::GaveUp;
        }
        let special = self.excluded.iter().flat_map(|text| text.chars()).collect();
        let alphabet = Alphabet::of(&automata, &special);
        let mut lazies: Vec<_> = automata.iter().map(|nfa| Lazy::new(nfa)).collect();
        let trie = Trie::of(&self.excluded);

        let start = Point { states: vec![0; lazies.len()].into(), read: 0, prefix: 0 };
        let mut parents: HashMap<Point, Option<(usize, char)>> = HashMap::from([(start.clone(), None)]);
        let mut order = vec![start];
        let mut depths = VecDeque::from([(0_usize, 0_u64)]);
        while let Some((index, depth)) = depths.pop_front() {
            let point = order[index].clone();
            if self.accepts(&point, &lazies, &trie) {
                return Searched::Found(spell(&order, &parents, index));
            }
            if self.longest.is_some_and(|longest| depth >= longest) {
                continue;
            }
            for (letter, c) in alphabet.letters.iter().enumerate() {
                let letter = u32::try_from(letter).unwrap_or(u32::MAX);
                let mut states = Vec::with_capacity(lazies.len());
                for (lazy, state) in lazies.iter_mut().zip(&point.states) {
                    states.push(lazy.step(*state, letter, *c));
                }
                let work: u64 = lazies.iter_mut().map(Lazy::take_work).sum();
                if !spend(1 + work / 8) {
                    return Searched::GaveUp;
                }
                let next = Point {
                    states: states.into(),
                    read: (point.read + 1).min(self.shortest),
                    prefix: trie.step(point.prefix, *c),
                };
                if self.is_dead(&next, &lazies) || parents.contains_key(&next) {
                    continue;
                }
                parents.insert(next.clone(), Some((index, *c)));
                order.push(next);
                depths.push_back((order.len() - 1, depth + 1));
            }
        }
        Searched::Nothing
    }

    fn accepts(&self, point: &Point, lazies: &[Lazy<'_>], trie: &Trie) -> bool {
        point.read >= self.shortest
            && !trie.ends(point.prefix)
            && self
                .patterns
                .iter()
                .zip(lazies)
                .zip(&point.states)
                .all(|(((_, wanted), lazy), state)| lazy.facts(*state).accepts == *wanted)
    }

    fn is_dead(&self, point: &Point, lazies: &[Lazy<'_>]) -> bool {
        self.patterns.iter().zip(lazies).zip(&point.states).any(|(((_, wanted), lazy), state)| {
            let facts = lazy.facts(*state);
            if *wanted { facts.hopeless } else { facts.settled }
        })
    }
}

/// Reads a string back from the point where it ends.
fn spell(order: &[Point], parents: &HashMap<Point, Option<(usize, char)>>, end: usize) -> String {
    let mut letters = Vec::new();
    let mut index = end;
    while let Some(Some((parent, c))) = parents.get(&order[index]) {
        letters.push(*c);
        index = *parent;
    }
    letters.iter().rev().collect()
}

/// The excluded strings by their prefixes.
#[derive(Debug)]
struct Trie {
    steps: HashMap<(u32, char), u32>,
    ends: BTreeSet<u32>,
}

impl Trie {
    fn of(texts: &BTreeSet<&str>) -> Self {
        let mut trie = Self { steps: HashMap::new(), ends: BTreeSet::new() };
        let mut count = 1;
        for text in texts {
            let mut at = 0;
            for c in text.chars() {
                at = *trie.steps.entry((at, c)).or_insert_with(|| {
                    count += 1;
                    count - 1
                });
            }
            trie.ends.insert(at);
        }
        trie
    }

    fn step(&self, from: u32, c: char) -> u32 {
        self.steps.get(&(from, c)).copied().unwrap_or(OFF)
    }

    fn ends(&self, at: u32) -> bool {
        self.ends.contains(&at)
    }
}
