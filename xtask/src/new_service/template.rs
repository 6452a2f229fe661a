//! The template and its placeholders.
//!
//! The syntax is the part of Liquid that the template needs: `{{name}}`, and `{% raw %}` around text that is not a placeholder.
//! cargo-generate reads it too.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::name::Name;
use cargo_polyrepo::checkout::Checkout;

/// Settings of cargo-generate, not part of a service.
const SETTINGS: &str = "cargo-generate.toml";

/// The values of the placeholders.
#[derive(Debug, Clone)]
pub struct Values {
    pub name: Name,
    /// The minor release of shared-models that it pins: `1.1`.
    pub models: String,
    /// The minor release of service-chassis that it pins.
    pub chassis: String,
    /// The port it listens on by default.
    pub port: u16,
}

/// A folder of files with placeholders.
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

    /// Whether the checkout has one.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.root.join(SETTINGS).is_file()
    }

    /// Writes a service into an existing folder.
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

    /// The files of a service, relative to its root, sorted.
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
    /// The text with all placeholders replaced.
    fn fill(&self, text: &str) -> String {
        text.replace("{{project-name}}", self.name.as_str())
            .replace("{{crate_name}}", &self.name.crate_name())
            .replace("{{models}}", &self.models)
            .replace("{{chassis}}", &self.chassis)
            .replace("{{port}}", &self.port.to_string())
            .replace("{% raw %}", "")
            .replace("{% endraw %}", "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_replaced_and_nothing_else() {
        let values = Values {
            name: Name::try_from("loyalty-points").unwrap(),
            models: "1.1".to_owned(),
            chassis: "1.0".to_owned(),
            port: 8083,
        };
        let text = "{{project-name}} {{crate_name}} ~{{models}} ~{{chassis}} {{port}} {% raw %}${{ github.ref }}{% endraw %} {}";
        assert_eq!(values.fill(text), "loyalty-points loyalty_points ~1.1 ~1.0 8083 ${{ github.ref }} {}");
    }
}
