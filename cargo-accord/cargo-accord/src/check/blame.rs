//! Which of the changes of a type is to blame.
//!
//! The whole types are asked about first; their answer is the verdict. To say *which* change is at
//! fault, each is applied to the old schemas alone and asked about again: its "no" comes with a
//! separate document. Changes that fail only together are found by leaving each out in turn.

use std::sync::Arc;

use json_subschema::Answer;

use super::opaque;
use super::pair::Pair;
use super::question::{Side, refuses, verdict};
use crate::contract::Question;
use crate::localise::{Edit, TypeChange, hybrid};

/// The position of a change because of which a question is not answered "yes", and what the engine says about it.
type Blame = (usize, Answer);

impl Pair<'_> {
    /// The changes because of which a question is not answered "yes".
    pub(super) fn blame(&self, question: Question, whole: &Answer, changes: &[TypeChange]) -> Vec<Blame> {
        let unseen = self.unseen(question, changes);
        if *whole == Answer::Contained {
            return unseen;
        }
        // When the old version does not understand itself, every change would seem at fault.
        let sane = verdict(&self.old.emits, &self.old.accepts) == Answer::Contained;
        let mut blamed = match (sane, changes) {
            // It was fine before the only change.
            (true, [_]) => vec![(0, whole.clone())],
            (true, _) => self.alone(question, whole, changes),
            (false, _) => vec![],
        };
        if blamed.is_empty() {
            blamed = self.left_out(question, whole, changes);
        }
        let others = unseen.into_iter().filter(|(change, _)| !blamed.iter().any(|(other, _)| other == change));
        blamed.extend(others.collect::<Vec<_>>());
        blamed
    }

    /// Changes of which the engine sees only a part.
    fn unseen(&self, question: Question, changes: &[TypeChange]) -> Vec<Blame> {
        let verdicts = changes.iter().map(|change| opaque::unseen(change, question, &self.old.sides));
        let numbered = verdicts.enumerate();
        numbered.filter_map(|(change, verdict)| Some((change, verdict?))).collect()
    }

    /// Changes that are at fault when nothing else changes.
    fn alone(&self, question: Question, whole: &Answer, changes: &[TypeChange]) -> Vec<Blame> {
        let answers = (0..changes.len()).map(|index| (index, self.ask(question, changes, &[index])));
        answers
            .filter(|(_, answer)| *answer != Answer::Contained)
            .map(|(change, answer)| (change, self.confirmed(question, answer, whole)))
            .collect()
    }

    /// Changes without which nothing would be at fault.
    fn left_out(&self, question: Question, whole: &Answer, changes: &[TypeChange]) -> Vec<Blame> {
        let spared = |index: &usize| {
            let others: Vec<usize> = (0..changes.len()).filter(|other| other != index).collect();
            self.ask(question, changes, &others) == Answer::Contained
        };
        (0..changes.len()).filter(spared).map(|change| (change, whole.clone())).collect()
    }

    /// Asks about the old type with only `chosen` of the changes made.
    fn ask(&self, question: Question, changes: &[TypeChange], chosen: &[usize]) -> Answer {
        let edits = |side: fn(&TypeChange) -> &Vec<Edit>| -> Vec<&Edit> {
            chosen.iter().flat_map(|index| side(&changes[*index])).collect()
        };
        match question {
            Question::OldReadByNew => {
                let accepts =
                    hybrid(&self.old.sides.accepts, &self.new.sides.accepts, &edits(|change| &change.accepts));
                let accepts = Side::Accepts.parse(&Arc::new(accepts));
                accepts.map_or(Answer::Contained, |accepts| verdict(&self.old.emits, &accepts))
            }
            Question::NewReadByOld => {
                let emits = hybrid(&self.old.sides.emits, &self.new.sides.emits, &edits(|change| &change.emits));
                let emits = Side::Emits.parse(&Arc::new(emits));
                emits.map_or(Answer::Contained, |emits| verdict(&emits, &self.old.accepts))
            }
        }
    }

    /// A document found for one change must also prove the whole "no"; else the other one is shown.
    fn confirmed(&self, question: Question, answer: Answer, whole: &Answer) -> Answer {
        let Answer::NotContained { witness } = &answer else {
            return match whole {
                Answer::NotContained { .. } => whole.clone(),
                _ => answer,
            };
        };
        let (emits, accepts) = self.sides(question);
        if !refuses(emits, witness) && refuses(accepts, witness) { answer } else { whole.clone() }
    }
}
