//! Using a server together with other processes: the last one to leave ends it.

use std::fs::{self, File};

use anyhow::{Context as _, Result};

use super::client::Client;
use super::engine::{Engine, TEMPORARY};
use super::running::{self, Durability};
use crate::checkout::Checkout;
use crate::process::{Background, Directory, lock_file};

/// The right to use one server, which is up as long as a lease exists.
#[derive(Debug)]
pub struct Lease {
    directory: Directory,
    durability: Durability,
    running: Background,
    /// Locked shared while used; a process that gets it exclusively is the only user.
    users: File,
    throwaway: bool,
}

impl Lease {
    /// Uses the checkout's server, the one that the demo, the tests and `cargo xtask db` share.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn shared(checkout: &Checkout) -> Result<Self> {
        Self::acquire(checkout, "main", Durability::Crash, false)
    }

    /// A separate server whose files are deleted afterwards.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn throwaway(checkout: &Checkout, name: &str, durability: Durability) -> Result<Self> {
        let name = format!("{name}-{}", std::process::id());
        Self::acquire(checkout, &name, durability, true)
    }

    fn acquire(checkout: &Checkout, name: &str, durability: Durability, throwaway: bool) -> Result<Self> {
        let directory = directory(checkout, name)?;
        let users = lock_file(&directory.file("users.lock"))?;
        let turn = directory.turn()?;
        let running = match running::find(&directory) {
            Some(running) => running,
            None => running::launch(&directory, &Engine::find()?, durability)?,
        };
        users.lock_shared().context("failed to lock users.lock")?;
        drop(turn);
        Ok(Self { directory, durability, running, users, throwaway })
    }

    /// Whether the shared server is up, without starting it.
    ///
    /// # Errors
    /// When its directory cannot be used.
    pub fn is_up(checkout: &Checkout) -> Result<bool> {
        Ok(running::find(&directory(checkout, "main")?).is_some())
    }

    /// Keeps the server up after this lease, until [`Lease::end`].
    ///
    /// # Errors
    /// When the mark cannot be written.
    pub fn keep(self) -> Result<()> {
        fs::write(self.directory.file("keep"), "")?;
        Ok(())
    }

    /// Ends the shared server, also when it is in use. Returns whether it was up.
    ///
    /// # Errors
    /// When its directory cannot be used.
    pub fn end(checkout: &Checkout) -> Result<bool> {
        let directory = directory(checkout, "main")?;
        let _turn = directory.turn()?;
        let _ = fs::remove_file(directory.file("keep"));
        let running = running::find(&directory);
        if let Some(running) = &running {
            running.stop();
        }
        Ok(running.is_some())
    }

    /// The server's port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.running.port
    }

    /// SQL as the account that may do everything.
    ///
    /// # Errors
    /// When no command line client is installed.
    pub fn root(&self) -> Result<Client> {
        Client::new(self.port(), "root", &self.password("root")?)
    }

    /// The password this server gives that account.
    ///
    /// # Errors
    /// When the secret cannot be read.
    pub fn password(&self, user: &str) -> Result<String> {
        password(&self.directory, user)
    }

    /// The address of the account that may do everything, without a database.
    ///
    /// # Errors
    /// When the secret cannot be read.
    pub fn url(&self) -> Result<String> {
        Ok(format!("mysql://root:{}@127.0.0.1:{}", self.password("root")?, self.port()))
    }

    /// Ends the server at once, as a crash would.
    pub fn crash(&self) {
        self.running.kill();
    }

    /// Brings it up again after a crash, on the same port.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn recover(&mut self) -> Result<()> {
        self.running = running::launch(&self.directory, &Engine::find()?, self.durability)?;
        Ok(())
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Ok(_turn) = self.directory.turn() else { return };
        let _ = self.users.unlock();
        let alone = self.users.try_lock().is_ok();
        if alone && !self.directory.file("keep").exists() {
            self.running.stop();
            if self.throwaway {
                let _ = fs::remove_dir_all(self.directory.path());
            }
        }
    }
}

fn directory(checkout: &Checkout, name: &str) -> Result<Directory> {
    let directory = Directory::create(&checkout.target().join("mariadb").join(name))?;
    fs::create_dir_all(directory.file(TEMPORARY))?;
    Ok(directory)
}

/// The password of one account.
pub(super) fn password(directory: &Directory, user: &str) -> Result<String> {
    Ok(directory.secret(user)?[..32].to_owned())
}
