//! State machines as tables.

use std::fmt;

/// A status that changes only along a table of transitions.
pub trait StateMachine: Copy + Eq + fmt::Debug + fmt::Display + 'static {
    /// Every legal step, as (from, to).
    const TRANSITIONS: &'static [(Self, Self)];

    /// The status after a step to `next`.
    ///
    /// # Errors
    /// [`IllegalTransition`] when the table has no such step.
    fn to(self, next: Self) -> Result<Self, IllegalTransition<Self>> {
        if Self::TRANSITIONS.contains(&(self, next)) {
            Ok(next)
        } else {
            Err(IllegalTransition { from: self, to: next })
        }
    }

    /// Whether the table has no step from here.
    fn is_final(self) -> bool {
        Self::TRANSITIONS.iter().all(|(from, _)| *from != self)
    }
}

/// A step that the table does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cannot go from {from} to {to}")]
pub struct IllegalTransition<S: fmt::Debug + fmt::Display> {
    /// The status it is in.
    pub from: S,
    /// The status that was requested.
    pub to: S,
}

/// Declares a status: an enum of words, as `text_enum!` does, with the next statuses behind each. A final one has none.
macro_rules! states {
    ($(#[$doc:meta])* pub enum $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $word:literal => [$($next:ident),*],)+
    }) => {
        $crate::kernel::text_enum! {
            $(#[$doc])*
            pub enum $name { $($(#[$variant_doc])* $variant = $word,)+ }
        }

        impl $crate::kernel::StateMachine for $name {
            const TRANSITIONS: &'static [(Self, Self)] = &[$($((Self::$variant, Self::$next),)*)+];
        }
    };
}
pub(crate) use states;
