//! Programs that run to their end while this process waits, and end early when the user interrupts.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use nix::sys::signal::Signal;

use super::server::signal;
use crate::interrupt;

/// How often a waiting process checks for the end of the child and for Ctrl-C.
const POLL_INTERVAL: Duration = Duration::from_millis(10);

/// The most lines of a log that are shown when the program that wrote it failed.
const MAX_TAIL: usize = 40;

/// Runs a program with the terminal of this process.
///
/// # Errors
/// When it cannot be started, fails, or the user interrupts.
pub fn run(command: &mut Command) -> Result<()> {
    let status = wait(command)?;
    if !status.success() {
        bail!("`{}` failed ({status})", describe(command));
    }
    Ok(())
}

/// Runs a program that talks to the user directly; returns its exit code.
///
/// # Errors
/// When it cannot be started, or a signal ended it.
pub fn status(command: &mut Command) -> Result<u8> {
    let status = wait(command)?;
    let code = status.code().with_context(|| format!("`{}` ended by a signal ({status})", describe(command)))?;
    Ok(u8::try_from(code).unwrap_or(1))
}

/// Runs a program and returns what it wrote to its standard output.
///
/// # Errors
/// When it cannot be started or fails; the message carries its last line of standard error.
pub fn capture(command: &mut Command) -> Result<String> {
    let name = describe(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("failed to start `{name}`"))?;
    // Ctrl-C on a terminal ends the program too; then its failure is not the cause.
    interrupt::check()?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        let last = complaint.lines().rev().find(|line| !line.trim().is_empty());
        bail!("`{name}` failed ({}): {}", output.status, last.unwrap_or("no message"));
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{name}` did not write UTF-8"))
}

/// Runs a program whose output goes to a log, and hands each line of it to `on_line`.
///
/// # Errors
/// When it cannot be started, fails (the log's end is shown), or the user interrupts.
pub fn run_logged(command: &mut Command, log: &Path, mut on_line: impl FnMut(&str)) -> Result<()> {
    let name = describe(command);
    let mut file = File::create(log).with_context(|| format!("failed to create {}", log.display()))?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("failed to start `{name}`"))?;
    let (sender, lines) = mpsc::channel();
    let stderr = child.stderr.take().context("no standard error to read")?;
    let reader = thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    let status = loop {
        for line in lines.try_iter() {
            writeln!(file, "{line}")?;
            on_line(&line);
        }
        if let Some(status) = poll(&mut child)? {
            break status;
        }
        thread::sleep(POLL_INTERVAL);
    };
    // What was written between the last poll and the end.
    let _ = reader.join();
    for line in lines.try_iter() {
        writeln!(file, "{line}")?;
    }
    if !status.success() {
        show_tail(log)?;
        bail!("`{name}` failed ({status}); the whole log is {}", log.display());
    }
    Ok(())
}

fn wait(command: &mut Command) -> Result<ExitStatus> {
    let mut child = command.spawn().with_context(|| format!("failed to start `{}`", describe(command)))?;
    loop {
        if let Some(status) = poll(&mut child)? {
            return Ok(status);
        }
        thread::sleep(POLL_INTERVAL);
    }
}

/// Checks once whether the child ended; ends it when the user interrupts.
fn poll(child: &mut Child) -> Result<Option<ExitStatus>> {
    let status = child.try_wait()?;
    if interrupt::requested() {
        if status.is_none() {
            signal(child.id(), Signal::SIGTERM);
            child.wait()?;
        }
        interrupt::check()?;
    }
    Ok(status)
}

fn show_tail(log: &Path) -> Result<()> {
    let text = std::fs::read(log)?;
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    for line in &lines[lines.len().saturating_sub(MAX_TAIL)..] {
        eprintln!("    {line}");
    }
    Ok(())
}

/// The command as a person would type it, without the paths in front.
fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let mut text = program.to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}
