//! What a walk has found, and what it has still to look at.

use super::node::Node;
use super::place::Place;
use super::{Change, Edit, Unseen};
use crate::rules::Rule;

/// Two schemas that stand at the same place.
#[derive(Debug)]
pub struct Pair<'a> {
    pub old: Node<'a>,
    pub new: Node<'a>,
    pub place: Place,
}

/// Collects changes, and the pairs of schemas inside those that are compared.
#[derive(Debug, Default)]
pub struct Recorder<'a> {
    pub changes: Vec<Change>,
    pub pairs: Vec<Pair<'a>>,
}

impl<'a> Recorder<'a> {
    /// Leaves two schemas to be compared later.
    pub fn pair(&mut self, old: Node<'a>, new: Node<'a>, place: Place) {
        self.pairs.push(Pair { old, new, place });
    }

    /// Records a change with its edits.
    pub fn record(&mut self, rule: Rule, path: String, message: String, edits: Vec<Edit>) {
        self.changes.push(Change { rule, path, message, advice: None, unseen: vec![], edits });
    }

    /// Adds advice to the change recorded last.
    pub fn advise(&mut self, advice: String) {
        if let Some(change) = self.changes.last_mut() {
            change.advice = Some(advice);
        }
    }

    /// Adds to the change recorded last a question that the engine cannot answer.
    pub fn unseen(&mut self, unseen: Unseen) {
        if let Some(change) = self.changes.last_mut() {
            change.unseen.push(unseen);
        }
    }
}
