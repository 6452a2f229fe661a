//! The template, and what is written where it leaves room.
//!
//! The language is a little of Liquid, as cargo-generate reads it: `{{name}}`, and `{% raw %}` around what only looks so.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::Name;
use cargo_polyrepo::checkout::Checkout;

/// What cargo-generate reads, and no service has.
const SETTINGS: &str = "cargo-generate.toml";

/// What a template leaves room for.
#[derive(Debug, Clone)]
pub struct Values {
    /// The service.
    pub name: Name,
    /// The release of shared-models it pins: `1.1`.
    pub models: String,
    /// The port it listens on when nobody says otherwise.
    pub port: u16,
}

/// A folder of files to fill in.
#[derive(Debug)]
pub struct Template {
    root: PathBuf,
}

impl Template {
    /// The template of a checkout.
    #[must_use]
    pub fn of(checkout: &Checkout) -> Self {
        Self { root: checkout.folder("xtask/template") }
    }

    /// Whether there is one: a repository that `split` wrote has none.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.root.join(SETTINGS).is_file()
    }

    /// Writes a service into a folder that is there.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn write(&self, values: &Values, folder: &Path) -> Result<()> {
        for file in self.files()? {
            let from = self.root.join(&file);
            let text = fs::read_to_string(&from).with_context(|| format!("failed to read {}", from.display()))?;
            let to = folder.join(values.fill(&file.to_string_lossy()));
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(&to, values.fill(&text)).with_context(|| format!("failed to write {}", to.display()))?;
        }
        Ok(())
    }

    /// The files of a service, from the template's root, sorted.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn files(&self) -> Result<Vec<PathBuf>> {
        let mut open = vec![self.root.clone()];
        let mut found = Vec::new();
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(&folder).with_context(|| format!("failed to read {}", folder.display()))? {
                let path = entry?.path();
                if path.is_dir() {
                    open.push(path);
                } else if let Ok(file) = path.strip_prefix(&self.root)
                    && file != Path::new(SETTINGS)
                {
                    found.push(file.to_owned());
                }
            }
        }
        found.sort();
        Ok(found)
    }
}

impl Values {
    /// The text with everything filled in.
    fn fill(&self, text: &str) -> String {
        text.replace("{{project-name}}", self.name.as_str())
            .replace("{{crate_name}}", &self.name.crate_name())
            .replace("{{models}}", &self.models)
            .replace("{{port}}", &self.port.to_string())
            .replace("{% raw %}", "")
            .replace("{% endraw %}", "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_filled_and_nothing_else() {
        let values = Values { name: Name::try_from("loyalty-points").unwrap(), models: "1.1".to_owned(), port: 8083 };
        assert_eq!(
            values
                .fill("{{project-name}} {{crate_name}} ~{{models}} {{port}} {% raw %}${{ github.ref }}{% endraw %} {}"),
            "loyalty-points loyalty_points ~1.1 8083 ${{ github.ref }} {}"
        );
    }
}
