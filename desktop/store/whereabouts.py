"""Whether other machines may write where a desk lies: a network disk, or a folder that is copied.

What the system tells (`Whereabouts`) is gathered apart from what follows from it (`sharer`).
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PureWindowsPath

from desktop.records.words import N_, _

NETWORK = "network"
_MOUNTS = Path("/proc/self/mountinfo")
_DRIVE_REMOTE = 4
_NETWORKS = frozenset({
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.cephfs", "fuse.davfs2",
    "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.juicefs", "fuse.rclone", "fuse.s3fs",
    "fuse.smbnetfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "gfs2", "glusterfs", "lustre", "ncpfs",
    "nfs", "nfs4", "ocfs2", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs",
})  # fmt: skip
_MOUNTED_CLOUDS = {
    "fuse.google-drive-ocamlfuse": "Google Drive",
    "fuse.onedriver": "OneDrive",
    "fuse.pcloud": "pCloud",
}
# What may follow a cloud folder's own name: "Dropbox (Work)", "OneDrive - Company".
_ADDED = re.compile(r" \(| - |(?<=drive)-|(?<=dropbox)-")
_NAMES = {
    "box": "Box",
    "box sync": "Box",
    "cloud mail.ru": "Mail.ru Cloud",
    "cloudstorage": N_("A cloud service"),
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "google диск": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mail.ru cloud": "Mail.ru Cloud",
    "mega": "MEGA",
    "megasync": "MEGA",
    "mobile documents": "iCloud",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "onedrive": "OneDrive",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "seafile": "Seafile",
    "skydrive": "OneDrive",
    "yandex.disk": "Yandex.Disk",
    "yandexdisk": "Yandex.Disk",
    "мой диск": "Google Drive",
    "облако mail": "Mail.ru Cloud",
    "облако mail.ru": "Mail.ru Cloud",
    "яндекс.диск": "Yandex.Disk",
}
# What such a program leaves in the folder that it copies.
_MARKS = (
    (r"\.dropbox(\.cache|\.attr)?", "Dropbox"),
    (r"\.(tmp\.drive(down|up)load|shortcut-targets-by-id)", "Google Drive"),
    (r"\._?sync_[0-9a-f]+\.db|\.nextcloudsync\.log", "Nextcloud"),
    (r"\.owncloudsync\.log|\._oc_sync_.*\.db", "ownCloud"),
    (r"\.st(folder|ignore|versions)", "Syncthing"),
    (r"\.sync", N_("Yandex.Disk or Resilio Sync")),
    (r"\.(debris|megaignore)", "MEGA"),
    (r"\.boxsync", "Box"),
)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What the system tells of a file's place.

    `filesystem` is the type as mounted ("nfs4"; "" where it is not known), `remote` whether the
    drive is a network's; `hidden` has the names that begin with a dot in each folder above.
    """

    path: PurePath
    filesystem: str = ""
    remote: bool = False
    hidden: Mapping[PurePath, frozenset[str]] = field(default_factory=dict)


def sharer(at: Whereabouts) -> str:
    """Return who brings a file to other machines: `NETWORK`, a cloud's name, or ""."""
    if at.remote or _is_unc(at.path) or at.filesystem.lower() in _NETWORKS:
        return NETWORK
    if at.filesystem in _MOUNTED_CLOUDS:
        return _MOUNTED_CLOUDS[at.filesystem]
    for folder in at.path.parents:
        named = _NAMES.get(_ADDED.split(folder.name.casefold())[0], "")
        marked = (
            cloud
            for mark, cloud in _MARKS
            if any(re.fullmatch(mark, name) for name in at.hidden.get(folder, ()))
        )
        if found := named or next(marked, ""):
            return found
    return ""


def danger(cloud: str) -> str:
    """Return what a person should know of a desk that `sharer` brings to other machines."""
    if not cloud:
        return ""
    if cloud == NETWORK:
        return _(
            "This desk lies on a network disk. Open it on one machine at a time; two at once can "
            "damage it. It is safest on a disk of this machine."
        )
    return _(
        "{cloud} copies this desk to other machines. Let it finish before you open the desk on "
        "another one; of two states it keeps only one. It is safest in a folder that isn't copied."
    ).format(cloud=_(cloud))


def in_short(cloud: str) -> str:
    """Return the danger in the few words that a status line has room for."""
    if not cloud:
        return ""
    return (
        _("On a network disk")
        if cloud == NETWORK
        else _("Copied by {cloud}").format(cloud=_(cloud))
    )


def look(path: Path) -> Whereabouts:
    """Ask the system about a file, which need not be there yet."""
    filesystem = _filesystem(path)
    remote = _drive_is_remote(path)
    if remote or filesystem in _NETWORKS:
        return Whereabouts(path, filesystem, remote)
    return Whereabouts(
        path, filesystem, remote, {folder: _hidden(folder) for folder in path.parents}
    )


def mounted_as(path: PurePath, mountinfo: str) -> str:
    """Return the type of the file system that a path is on, by the text of Linux's mountinfo."""
    best, found = 0, ""
    for point, kind in _mounts(mountinfo):
        depth = len(point.parts)
        # A later mount on the same point covers the earlier one.
        if depth >= best and path.is_relative_to(point):
            # What all of the system stands on is its own disk, whatever a container calls it.
            best, found = depth, kind if depth > 1 else ""
    return found


def _mounts(mountinfo: str) -> Iterator[tuple[PurePath, str]]:
    for line in mountinfo.splitlines():
        before, _dash, after = line.partition(" - ")
        words, kinds = before.split(), after.split()
        if len(words) > 4 and kinds:
            point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), words[4])
            yield PurePath(point), kinds[0]


def _filesystem(path: Path) -> str:
    try:
        mounts = _MOUNTS.read_bytes()
    except OSError:
        return ""
    return mounted_as(path, mounts.decode(sys.getfilesystemencoding(), "surrogateescape"))


def _hidden(folder: Path) -> frozenset[str]:
    try:
        return frozenset(one.name for one in folder.iterdir() if one.name.startswith("."))
    except OSError:
        return frozenset()


def _is_unc(path: PurePath) -> bool:
    if not isinstance(path, PureWindowsPath):
        return False
    drive = path.drive.lower().replace("/", "\\")
    return drive.startswith("\\\\") and not re.match(r"\\\\[?.]\\(?!unc\\)", drive)


def _drive_is_remote(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - nothing else at the start needs it

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE)
    return False
