//! What is not the same on every system, and stands nowhere else: rights of files, who holds a temporary file, signals.

use std::fs::File;
use std::io;
use std::path::Path;

pub use native::{create_private_folder, hold, if_abandoned, make_private, new_file_rights, on_signals, take_rights};

#[cfg(unix)]
mod native {
    use std::fs::{self, Permissions, TryLockError};
    use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    use super::{File, Path, io};

    /// The rights that a new file asks for; the user's mask takes some away.
    pub fn new_file_rights() -> Option<Permissions> {
        Some(Permissions::from_mode(0o666))
    }

    /// From now on only the user may read and write the file.
    pub fn make_private(file: &File) -> io::Result<()> {
        file.set_permissions(Permissions::from_mode(0o600))
    }

    /// Makes a folder that only the user may look into.
    pub fn create_private_folder(path: &Path) -> io::Result<()> {
        fs::DirBuilder::new().mode(0o700).create(path)
    }

    /// Gives a file the rights of another, where there is one.
    pub fn take_rights(file: &File, other: &Path) -> io::Result<()> {
        match fs::metadata(other) {
            Ok(there) => file.set_permissions(there.permissions()),
            Err(_) => Ok(()),
        }
    }

    /// Holds a temporary file for as long as it is open; false where a sweep took it first.
    ///
    /// The lock is advice: it keeps nobody from reading and writing. Where a file system has none, nothing is swept either.
    pub fn hold(file: &File) -> bool {
        !matches!(file.try_lock(), Err(TryLockError::WouldBlock))
    }

    /// Does something to a temporary file that no run holds any more; meanwhile none can.
    pub fn if_abandoned(path: &Path, remove: impl FnOnce()) {
        if let Ok(file) = File::open(path)
            && file.try_lock().is_ok()
        {
            remove();
        }
    }

    /// Calls a function with the number of the first signal that asks the program to end.
    ///
    /// A signal that whoever started the program wants ignored (`nohup`, a job in the background) stays ignored. Only Linux shows
    /// which these are; elsewhere SIGHUP, which `nohup` is about, is left alone.
    pub fn on_signals(end: impl Fn(i32) + Send + 'static) {
        let status = fs::read_to_string("/proc/self/status").ok();
        let mask = status.as_deref().and_then(|s| s.lines().find_map(|l| l.strip_prefix("SigIgn:")));
        let ignored = mask.and_then(|hex| u64::from_str_radix(hex.trim(), 16).ok());
        let is_ignored = |signal: i32| match ignored {
            Some(mask) => mask >> (signal - 1) & 1 == 1,
            None => signal == SIGHUP,
        };
        let wanted = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal));
        // Without a handler the next run that writes in the same folder sweeps.
        if let Ok(mut signals) = Signals::new(wanted) {
            std::thread::spawn(move || signals.forever().for_each(&end));
        }
    }
}

#[cfg(windows)]
mod native {
    use std::os::windows::fs::OpenOptionsExt as _;

    use super::{File, Path, io};

    /// Rights come from the folder.
    pub fn new_file_rights() -> Option<std::fs::Permissions> {
        None
    }

    pub fn make_private(_: &File) -> io::Result<()> {
        Ok(())
    }

    /// Rights come from the folder.
    pub fn create_private_folder(path: &Path) -> io::Result<()> {
        std::fs::create_dir(path)
    }

    pub fn take_rights(_: &File, _: &Path) -> io::Result<()> {
        Ok(())
    }

    /// An open file is held: see [`if_abandoned`]. A lock would keep other handles of this run from writing.
    pub fn hold(_: &File) -> bool {
        true
    }

    /// Does something to a temporary file that no run holds any more: what anybody has open cannot be opened for oneself alone.
    pub fn if_abandoned(path: &Path, remove: impl FnOnce()) {
        if File::options().read(true).share_mode(0).open(path).is_ok() {
            remove();
        }
    }

    /// Calls a function where Ctrl-C, a closed window or a shutdown asks the program to end; all count as the first.
    pub fn on_signals(end: impl Fn(i32) + Send + 'static) {
        const SIGINT: i32 = 2;
        let _ = ctrlc::set_handler(move || end(SIGINT));
    }
}

#[cfg(not(any(unix, windows)))]
mod native {
    use super::{File, Path, io};

    pub fn new_file_rights() -> Option<std::fs::Permissions> {
        None
    }

    pub fn create_private_folder(path: &Path) -> io::Result<()> {
        std::fs::create_dir(path)
    }

    pub fn take_rights(_: &File, _: &Path) -> io::Result<()> {
        Ok(())
    }

    pub fn make_private(_: &File) -> io::Result<()> {
        Ok(())
    }

    pub fn hold(_: &File) -> bool {
        true
    }

    /// No way to know: nothing is swept.
    pub fn if_abandoned(_: &Path, _: impl FnOnce()) {}

    pub fn on_signals(_: impl Fn(i32) + Send + 'static) {}
}
