//! A set of values by their canonical texts.

use std::sync::Arc;

/// A set of canonical texts, sorted, and shared by everything that was derived from one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Texts(Arc<[String]>);

impl Texts {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn contains(&self, text: &str) -> bool {
        self.position(text).is_ok()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &String> {
        self.0.iter()
    }

    pub(crate) fn is_subset(&self, other: &Self) -> bool {
        self.len() <= other.len() && self.iter().all(|text| other.contains(text))
    }

    pub(crate) fn is_disjoint(&self, other: &Self) -> bool {
        let (few, many) = match self.len() <= other.len() {
            true => (self, other),
            false => (other, self),
        };
        !few.iter().any(|text| many.contains(text))
    }

    fn position(&self, text: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|known| known.as_str().cmp(text))
    }
}

impl FromIterator<String> for Texts {
    fn from_iter<I: IntoIterator<Item = String>>(texts: I) -> Self {
        let mut texts: Vec<String> = texts.into_iter().collect();
        texts.sort_unstable();
        texts.dedup();
        Self(texts.into())
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    fn set(texts: &[&str]) -> Texts {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn sets_are_compared_by_their_members() {
        let (one, two) = (set(&["b", "a", "b"]), set(&["a", "b", "c"]));
        assert_eq!(one.len(), 2);
        assert!(one.is_subset(&two) && !two.is_subset(&one));
        assert!(!one.is_disjoint(&two) && set(&["d"]).is_disjoint(&two));
        assert!(set(&[]).is_subset(&one) && set(&[]).is_disjoint(&one));
    }
}
