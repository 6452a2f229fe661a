//! What has to be installed beside Rust and git, and installing it.
//!
//! On Debian and Ubuntu the packages without a system service are chosen (`mariadb-server-core`):
//! the private server needs the program only, and nothing else on the machine changes.

mod debian;
mod homebrew;

use std::process::Command;

use anyhow::Result;

use crate::failure::Failure::MissingPrerequisite;
use crate::process;

/// Something that a command needs from the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prerequisite {
    /// A linker, found as `cc`.
    Linker,
    /// `pkg-config`, by which the services' build finds libmariadb.
    PkgConfig,
    /// libmariadb with its headers' pkg-config file.
    ClientLibrary,
    /// OpenSSL with its headers, for building the registry.
    OpenSsl,
    /// Python with its installer, for tools that come as a wheel.
    Pip,
    /// A `MariaDB` or `MySQL` server program.
    Server,
    /// Its command line client.
    Shell,
}

/// What the private database server needs.
pub const DATABASE: &[Prerequisite] = &[Prerequisite::Server, Prerequisite::Shell];

/// What building and running the services needs.
pub const ALL: &[Prerequisite] = &[
    Prerequisite::Linker,
    Prerequisite::PkgConfig,
    Prerequisite::ClientLibrary,
    Prerequisite::Server,
    Prerequisite::Shell,
];

impl Prerequisite {
    /// Whether it is there.
    #[must_use]
    pub fn is_there(self) -> bool {
        match self {
            Self::Linker => process::find(&["cc"]).is_some(),
            Self::PkgConfig => process::find(&["pkg-config"]).is_some(),
            Self::ClientLibrary => ["libmariadb", "mariadb", "mysqlclient"].iter().any(|name| knows(name)),
            Self::OpenSsl => knows("openssl"),
            Self::Pip => process::capture(Command::new("python3").args(["-m", "pip", "--version"])).is_ok(),
            Self::Server => process::find(&["mariadbd", "mysqld"]).is_some(),
            Self::Shell => process::find(&["mariadb", "mysql"]).is_some(),
        }
    }

    /// Its name in a message.
    fn describe(self) -> &'static str {
        match self {
            Self::Linker => "a C linker (cc)",
            Self::PkgConfig => "pkg-config",
            Self::ClientLibrary => "libmariadb with its development files",
            Self::OpenSsl => "OpenSSL with its development files",
            Self::Pip => "Python 3 with pip",
            Self::Server => "a MariaDB (or MySQL 8) server program",
            Self::Shell => "the mariadb (or mysql) command line client",
        }
    }
}

/// Those that are missing.
#[must_use]
pub fn missing(wanted: &[Prerequisite]) -> Vec<Prerequisite> {
    wanted.iter().copied().filter(|prerequisite| !prerequisite.is_there()).collect()
}

/// Installs what is missing. Returns the packages it installed, none when all was there.
///
/// # Errors
/// When it cannot install here (the message names what to install), or installing fails.
pub fn ensure(wanted: &[Prerequisite]) -> Result<Vec<String>> {
    let missing = missing(wanted);
    if missing.is_empty() {
        return Ok(Vec::new());
    }
    let packages = if process::find(&["apt-get"]).is_some() {
        debian::install(&missing)?
    } else if cfg!(target_os = "macos") && process::find(&["brew"]).is_some() {
        homebrew::install(&missing)?
    } else {
        return Err(MissingPrerequisite(format!("please install {}", listed(&missing))).into());
    };
    let still = self::missing(wanted);
    if still.is_empty() {
        Ok(packages)
    } else {
        let packages = packages.join(" ");
        Err(MissingPrerequisite(format!("{packages} installed, but still missing: {}", listed(&still))).into())
    }
}

fn listed(prerequisites: &[Prerequisite]) -> String {
    prerequisites.iter().map(|prerequisite| prerequisite.describe()).collect::<Vec<_>>().join(", ")
}

fn knows(library: &str) -> bool {
    process::capture(Command::new("pkg-config").args(["--exists", library])).is_ok()
}
