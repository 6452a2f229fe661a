//! What follows when something holds.

use super::{
    Engine,
    branch::{Alternative, Branch, Count, Fact, Pending},
    outcome::{Nothing, Undecided},
    status::Status,
};
use crate::{
    expr::{Bound, Expr, Id, Literal, Name},
    kind::Kind,
};
use num_rational::BigRational;
use num_traits::One as _;

/// Nothing, unless no value of the branch is left.
type Asserted = Result<(), Nothing>;

fn possible(is: bool) -> Asserted {
    is.then_some(()).ok_or(Nothing::Empty)
}

impl Engine<'_> {
    /// Asserts all facts of an alternative.
    pub(super) fn assert_all(&mut self, branch: &mut Branch, facts: &Alternative) -> Asserted {
        facts.iter().try_for_each(|fact| self.assert_fact(branch, fact))
    }

    fn assert_fact(&mut self, branch: &mut Branch, fact: &Fact) -> Asserted {
        self.spend(1)?;
        match fact {
            Fact::Literal(literal) => {
                if literal.holds {
                    branch.summaries.push(self.summary(literal.id));
                }
                return self.assert(branch, *literal);
            }
            Fact::Only(list, index) => return self.assert_only(branch, *list, *index),
            Fact::Absent(name) => {
                possible(!branch.objects.present.contains(name))?;
                push_new(&mut branch.objects.absent, name);
            }
            Fact::Present(name, literal) => {
                possible(!branch.objects.absent.contains(name))?;
                push_new(&mut branch.objects.present, name);
                if let Some(literal) = literal {
                    branch.objects.values.push((name.clone(), *literal));
                }
            }
            Fact::SomeKey(some) => branch.objects.some.push(some.clone()),
            Fact::At(index, literal) => {
                branch.arrays.at.push((*index, *literal));
                at_least(&mut branch.arrays.min, *index as u64 + 1);
            }
            Fact::SomeItem(some) => branch.arrays.some.push(*some),
            Fact::Count(count) => branch.arrays.counts.push(*count),
        }
        Ok(())
    }

    fn assert_only(&mut self, branch: &mut Branch, list: Id, only: usize) -> Asserted {
        let expr = self.expr(list);
        let Expr::OneOf(members) = &*expr else {
            return Err(Undecided::new("oneOf", "a list of schemas was expected").into());
        };
        // The member that holds comes first: it makes most of the others fail without a search.
        self.assert_fact(branch, &Fact::Literal(Literal::is(members[only])))?;
        for (_, member) in members.iter().enumerate().filter(|(index, _)| *index != only) {
            let other = Literal::isnt(*member);
            match self.literal_status(branch, other) {
                Status::Holds => {}
                Status::Fails => return Err(Nothing::Empty),
                Status::Open => self.assert(branch, other)?,
            }
        }
        Ok(())
    }

    /// Asserts a literal.
    pub(super) fn assert(&mut self, branch: &mut Branch, literal: Literal) -> Asserted {
        let mut stack = vec![literal];
        while let Some(literal) = stack.pop() {
            self.spend(1)?;
            let literal = self.first(literal);
            possible(!branch.has_seen(literal.negated()))?;
            if branch.see(literal) {
                self.assert_new(branch, literal, &mut stack)?;
            }
        }
        Ok(())
    }

    fn assert_new(&mut self, branch: &mut Branch, literal: Literal, stack: &mut Vec<Literal>) -> Asserted {
        let holds = literal.holds;
        let expr = self.expr(literal.id);
        match &*expr {
            Expr::And(members) if holds => {
                // Taken from the back, so that the first keyword comes first.
                stack.extend(members.iter().rev().map(|id| Literal::is(*id)));
            }
            Expr::AnyOf(members) if !holds => {
                stack.extend(members.iter().rev().map(|id| Literal::isnt(*id)));
            }
            Expr::And(members) => match members.as_slice() {
                [] => return Err(Nothing::Empty),
                [only] => stack.push(Literal::isnt(*only)),
                _ => branch.pending.push(Pending::Literal(literal)),
            },
            Expr::Ref(id) => stack.push(Literal { id: *id, holds }),
            Expr::Not(id) => stack.push(Literal { id: *id, holds: !holds }),
            Expr::WithFormats(id) if self.formats => stack.push(Literal { id: *id, holds }),
            Expr::WithFormats(_) => possible(holds)?,
            Expr::Kinds(kinds) => possible(kinds.has(branch.kind) == holds)?,
            Expr::Values(values) if holds => {
                branch.values = Some(literal.id);
                possible(values.list.iter().any(|value| Kind::of(value) == branch.kind))?;
            }
            Expr::Values(values) => {
                branch.excluded.push(literal.id);
                stack.extend(values.compound.iter().map(|id| Literal::isnt(*id)));
            }
            Expr::AnyOf(_) | Expr::OneOf(_) | Expr::Conditional { .. } | Expr::Cases(_) => {
                branch.pending.push(Pending::Literal(literal));
            }
            Expr::Opaque { keyword, reason } => {
                branch.undecided.get_or_insert_with(|| Undecided::new(keyword, reason.as_str()));
            }
            Expr::Reserved => {
                branch.undecided = Some(Undecided::new("$ref", "a reference was not filled in"));
            }
            expr => return assert_keyword(branch, expr, literal),
        }
        Ok(())
    }
}

/// Asserts a keyword about one kind of value.
fn assert_keyword(branch: &mut Branch, expr: &Expr, literal: Literal) -> Asserted {
    let holds = literal.holds;
    if !expr.is_about(branch.kind) {
        return possible(holds);
    }
    let (numbers, strings) = (&mut branch.numbers, &mut branch.strings);
    let (arrays, objects) = (&mut branch.arrays, &mut branch.objects);
    match (expr, holds) {
        (Expr::Integer, true) => numbers.multiples.push(BigRational::one()),
        (Expr::Integer, false) => numbers.not_multiples.push(BigRational::one()),
        (Expr::MultipleOf(step), true) => numbers.multiples.push(step.clone()),
        (Expr::MultipleOf(step), false) => numbers.not_multiples.push(step.clone()),
        (Expr::Minimum(at, bound), true) => numbers.raise(at, *bound),
        (Expr::Minimum(at, bound), false) => numbers.lower(at, opposite(*bound)),
        (Expr::Maximum(at, bound), true) => numbers.lower(at, *bound),
        (Expr::Maximum(at, bound), false) => numbers.raise(at, opposite(*bound)),
        (Expr::MinLength(least), true) => at_least(&mut strings.shortest, *least),
        (Expr::MinLength(least), false) => return below(&mut strings.longest, *least),
        (Expr::MaxLength(most), true) => at_most(&mut strings.longest, *most),
        (Expr::MaxLength(most), false) => return above(&mut strings.shortest, *most),
        (Expr::Pattern(pattern), holds) => strings.patterns.push((pattern.clone(), holds)),
        (Expr::Format(format), holds) => strings.formats.push((format.clone(), holds)),
        (Expr::Items { .. }, true) => arrays.rules.push(literal.id),
        (Expr::MinItems(least), true) => at_least(&mut arrays.min, *least),
        (Expr::MinItems(least), false) => return below(&mut arrays.max, *least),
        (Expr::MaxItems(most), true) => at_most(&mut arrays.max, *most),
        (Expr::MaxItems(most), false) => return above(&mut arrays.min, *most),
        (Expr::Unique, true) => arrays.unique = true,
        (Expr::Unique, false) => arrays.repeating = true,
        (Expr::Contains { item, min, max }, true) => {
            if *min > 0 || max.is_some() {
                arrays.counts.push(Count { of: Literal::is(*item), min: *min, max: *max });
            }
        }
        (Expr::Properties(_), true) => objects.rules.push(literal.id),
        (Expr::Required(names), true) => {
            for name in names {
                push_new(&mut objects.present, name);
            }
        }
        (Expr::PropertyNames(names), true) => objects.names.push(Literal::is(*names)),
        (Expr::MinProperties(least), true) => at_least(&mut objects.min, *least),
        (Expr::MinProperties(least), false) => return below(&mut objects.max, *least),
        (Expr::MaxProperties(most), true) => at_most(&mut objects.max, *most),
        (Expr::MaxProperties(most), false) => return above(&mut objects.min, *most),
        (Expr::Dependent(name, then), false) => {
            push_new(&mut objects.present, name);
            branch.pending.push(Pending::Literal(Literal::isnt(*then)));
        }
        _ => branch.pending.push(Pending::Literal(literal)),
    }
    Ok(())
}

fn opposite(bound: Bound) -> Bound {
    match bound {
        Bound::Inclusive => Bound::Exclusive,
        Bound::Exclusive => Bound::Inclusive,
    }
}

fn push_new(names: &mut Vec<Name>, name: &Name) {
    if !names.contains(name) {
        names.push(name.clone());
    }
}

fn at_least(min: &mut u64, least: u64) {
    *min = (*min).max(least);
}

fn at_most(max: &mut Option<u64>, most: u64) {
    *max = Some(max.map_or(most, |known| known.min(most)));
}

fn below(max: &mut Option<u64>, least: u64) -> Asserted {
    at_most(max, least.checked_sub(1).ok_or(Nothing::Empty)?);
    Ok(())
}

fn above(min: &mut u64, most: u64) -> Asserted {
    at_least(min, most.checked_add(1).ok_or(Nothing::Empty)?);
    Ok(())
}
