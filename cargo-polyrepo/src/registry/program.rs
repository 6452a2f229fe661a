//! The registry program: installed, in a container, or built here.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::place::Place;
use crate::prerequisites::Prerequisite;
use crate::process;
use crate::tool::{Cache, Tool};

/// Built without its default features it takes the machine's OpenSSL instead of compiling one,
/// which halves the time.
pub const KELLNR: Tool = Tool {
    name: "kellnr",
    version: "6.6.0",
    arguments: &["--no-default-features"],
    // Without it, it calls itself 0.0.0-unknown.
    environment: &[("KELLNR_COMPTIME__VERSION", "6.6.0")],
    needs: &[Prerequisite::Linker, Prerequisite::PkgConfig, Prerequisite::OpenSsl],
};

/// The same version in a container, as in compose.yaml.
pub const IMAGE: &str = "ghcr.io/kellnr/kellnr:6.6.0";

/// Where a container finds the settings and the data.
const SETTINGS: &str = "/etc/shared-models/kellnr.toml";
const DATA: &str = "/var/lib/kellnr";

/// A way to run it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Program {
    /// This executable.
    Binary(PathBuf),
    /// The image, by this `docker`.
    Container(PathBuf),
}

impl Program {
    /// `kellnr` where it is installed or was built here before; else Docker where it works; else
    /// builds it, which takes minutes.
    ///
    /// # Errors
    /// When none of them works.
    pub fn ensure() -> Result<Self> {
        if let Some(installed) = installed() {
            return Ok(Self::Binary(installed));
        }
        let cache = Cache::of_user()?;
        if let Some(built) = KELLNR.find(&cache) {
            return Ok(Self::Binary(built));
        }
        if let Some(docker) = process::find(&["docker"]).filter(|docker| works(docker)) {
            return Ok(Self::Container(docker));
        }
        Ok(Self::Binary(KELLNR.ensure(&cache)?))
    }

    /// `kellnr` where it is installed, or built here: a child process, that can be killed.
    ///
    /// # Errors
    /// When it cannot be built.
    pub fn native() -> Result<Self> {
        Ok(Self::Binary(installed().map_or_else(|| KELLNR.ensure(&Cache::of_user()?), Ok)?))
    }

    /// What is built for [`Program::native`], to build it together with other tools; nothing where it is installed.
    #[must_use]
    pub fn tool() -> Option<Tool> {
        installed().is_none().then_some(KELLNR)
    }

    /// The command that serves the data of that place on that port.
    ///
    /// Secrets go by the environment: a command line can be read by every user of the machine.
    ///
    /// # Errors
    /// When the secrets cannot be read.
    pub(super) fn serve(&self, place: &Place, port: u16) -> Result<Command> {
        let secret = |purpose| place.directory.secret(purpose);
        let mut settings = vec![
            ("KELLNR_SETUP__ADMIN_PWD", secret("admin-password")?),
            ("KELLNR_SETUP__ADMIN_TOKEN", secret("admin-token")?),
            ("KELLNR_REGISTRY__COOKIE_SIGNING_KEY", secret("cookies")?),
            ("KELLNR_ORIGIN__HOSTNAME", "127.0.0.1".to_owned()),
            ("KELLNR_ORIGIN__PORT", port.to_string()),
            ("KELLNR_ORIGIN__PROTOCOL", "http".to_owned()),
        ];
        let mut command = match self {
            Self::Binary(kellnr) => {
                settings.push(("KELLNR_LOCAL__IP", "127.0.0.1".to_owned()));
                let mut command = Command::new(kellnr);
                command.arg("--config").arg(place.settings()).args(["start", "--local-port", &port.to_string()]);
                command.arg("--registry-data-dir").arg(place.data());
                command
            }
            Self::Container(docker) => {
                // Within the container; from outside it is the published port, on loopback.
                settings.push(("KELLNR_LOCAL__IP", "0.0.0.0".to_owned()));
                settings.push(("KELLNR_CONFIG_FILE", SETTINGS.to_owned()));
                settings.push(("KELLNR_REGISTRY__DATA_DIR", DATA.to_owned()));
                let mut command = Command::new(docker);
                command.args(["run", "--rm", "--init", "--publish", &format!("127.0.0.1:{port}:8000")]);
                command.args(["--volume", &format!("{}:{SETTINGS}:ro", place.settings().display())]);
                command.args(["--volume", &format!("{}:{DATA}", place.data().display())]);
                for (name, _) in &settings {
                    // Without a value: Docker takes it from its own environment.
                    command.args(["--env", name]);
                }
                command.arg(IMAGE);
                command
            }
        };
        // Settings for another registry must not reach this one.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("KELLNR_") {
                command.env_remove(name);
            }
        }
        command.envs(settings);
        Ok(command)
    }
}

fn installed() -> Option<PathBuf> {
    process::find(&["kellnr"])
}

/// Whether a daemon answers; the client alone runs nothing.
fn works(docker: &Path) -> bool {
    process::capture(Command::new(docker).args(["version", "--format", "{{.Server.Version}}"])).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout::Checkout;

    fn line(program: &Program) -> (String, Command) {
        let root = std::env::temp_dir().join(format!("polyrepo-registry-{}", crate::port::free().unwrap()));
        std::fs::create_dir_all(root.join("registry-config")).unwrap();
        std::fs::write(root.join("registry-config/kellnr.toml"), "").unwrap();
        let place = Place::of(&Checkout::at(root.clone(), root.join("target"))).unwrap();
        let command = program.serve(&place, 8123).unwrap();
        std::fs::remove_dir_all(root).unwrap();
        let line = command.get_args().map(|text| text.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ");
        (line, command)
    }

    #[test]
    fn no_secret_is_on_a_command_line_and_only_loopback_is_published() {
        for program in [Program::Binary("kellnr".into()), Program::Container("docker".into())] {
            let (line, command) = line(&program);
            let secret = command.get_envs().find(|(name, _)| *name == "KELLNR_SETUP__ADMIN_TOKEN").unwrap();
            let secret = secret.1.unwrap().to_string_lossy().into_owned();
            assert_eq!(secret.len(), 64);
            assert!(!line.contains(&secret), "{line}");
        }
        let (line, _) = line(&Program::Container("docker".into()));
        assert!(line.contains("--publish 127.0.0.1:8123:8000 "), "{line}");
    }
}
