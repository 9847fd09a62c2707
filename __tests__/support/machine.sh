#!/usr/bin/env bash
# Boots systemd on this machine's own files, in namespaces: what it writes is in memory and gone
# with it. Root alone. The network is the host's.
#
#   machine.sh FOLDER     mounts below FOLDER/machine, prints the process id of its init, and ends
#                         when standard input does
#
# FOLDER is shared with the machine. /etc/systemd/system, /run and /tmp start empty.
set -euo pipefail

boot() {
  local folder=$1 root=$1/machine/root name
  mount --make-rprivate /
  mount -t tmpfs machine "$folder/machine"
  mkdir "$folder/machine"/{upper,work,root}
  mount -t overlay machine "$root" \
    -o "lowerdir=/,upperdir=$folder/machine/upper,workdir=$folder/machine/work"
  for name in dev run tmp etc/systemd/system; do mount -t tmpfs -o mode=755 new "$root/$name"; done
  chmod 1777 "$root/tmp"
  for name in null zero full random urandom tty; do
    : >"$root/dev/$name"
    mount --bind "/dev/$name" "$root/dev/$name"
  done
  mkdir "$root/dev"/{mqueue,hugepages}
  ln -s pts/ptmx "$root/dev/ptmx"
  mount -t proc proc "$root/proc"
  mount --bind "$root/proc/sys" "$root/proc/sys"
  mount -o remount,bind,ro "$root/proc/sys"
  mount -t sysfs -o ro sysfs "$root/sys"
  mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
  mkdir -p "$root$folder"
  mount --bind "$folder" "$root$folder"
  # What tmpfiles does at an ordinary boot, so that the group may read the journal.
  install -d -m 2755 -g systemd-journal "$root/run/log/journal"
  : >"$root/etc/fstab"
  rm -rf "$root"/opt/web* "$root/etc/web.env"

  # The few units that an ordinary boot would have beside ours; no other can be found.
  mkdir -p "$root/run/units/sysinit.target.wants"
  for name in {basic,sysinit,shutdown,local-fs,network,network-online,multi-user}.target \
    {sockets,timers,paths,slices}.target systemd-journald{.service,.socket,-dev-log.socket}; do
    ln -s "/lib/systemd/system/$name" "$root/run/units/"
  done
  ln -s ../systemd-journald.service "$root/run/units/sysinit.target.wants/"

  cd "$root"
  pivot_root . mnt
  umount -l /mnt
  exec env -i PATH="$PATH" container=test SYSTEMD_UNIT_PATH=/etc/systemd/system:/run/units \
    SYSTEMD_LOG_TARGET=journal /lib/systemd/systemd --unit=multi-user.target --show-status=0
}

if [ "$1" = boot ]; then boot "$2"; fi

mkdir -p "$1/machine"
# With a group of its own, its systemd never sees a process of ours.
groups=/sys/fs/cgroup
if [ -d $groups/unified ]; then groups=$groups/unified; fi
group=$groups/machine-$$
init=
finish() {
  if [ -n "$init" ]; then kill -KILL "$init" 2>/dev/null || true; fi
  wait || true
  for _ in {1..50}; do
    find "$group" -depth -type d -exec rmdir {} + 2>/dev/null && break
    sleep 0.1
  done
}
trap finish EXIT
mkdir "$group"
(
  echo "$BASHPID" >"$group/cgroup.procs"
  exec unshare --mount --pid --fork --kill-child --ipc --uts --cgroup "$0" boot "$1"
) </dev/null >"$1/machine.log" 2>&1 &
above=$!
until [ -n "$init" ]; do
  init=$(tr -d ' ' <"/proc/$above/task/$above/children")
  if ! kill -0 "$above" 2>/dev/null; then
    cat "$1/machine.log" >&2
    exit 1
  fi
  sleep 0.05
done
echo "$init"
cat >/dev/null || true
