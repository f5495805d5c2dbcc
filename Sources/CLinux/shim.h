// Linux calls that Swift's Glibc module leaves out, because it is built without _GNU_SOURCE.
#pragma once
#include <signal.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/types.h>

int syncfs(int file);
int renameat2(int from, const char *old, int to, const char *name, unsigned int flags);
int pipe2(int ends[2], int flags);
int memfd_create(const char *name, unsigned int flags);
ssize_t copy_file_range(
    int from, off_t *from_offset, int to, off_t *to_offset, size_t count, unsigned int flags);
int sync_file_range(int file, off_t offset, off_t count, unsigned int flags);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// Makes `to` share the blocks of `from`; fails where the file system cannot (FICLONE).
static inline int CLinux_clone_file(int to, int from) { return ioctl(to, _IOW(0x94, 9, int), from); }

// Has the kernel send `signal` to this process, whatever program it becomes, when its parent is gone.
static inline int CLinux_die_with_parent(int signal) { return prctl(PR_SET_PDEATHSIG, signal); }

// Makes this process the parent of every orphan among its descendants.
static inline int CLinux_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1); }

// What `ps` shows of this process; the kernel keeps fifteen bytes.
static inline int CLinux_set_name(const char *name) { return prctl(PR_SET_NAME, name); }

// POSIX_SPAWN_SETSID of glibc 2.26: the child leads a session of its own.
static const short CLinux_spawn_own_session = 0x80;

// Real-time signals; glibc keeps the first of the kernel's for itself.
static inline int CLinux_first_real_time_signal(void) { return SIGRTMIN; }
static inline int CLinux_last_real_time_signal(void) { return SIGRTMAX; }

static inline int CLinux_socket_pair(int ends[2]) {
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
}

// As `write` to a socket, but without SIGPIPE when nobody reads.
static inline ssize_t CLinux_send(int socket, const void *bytes, size_t count) {
  return send(socket, bytes, count, MSG_NOSIGNAL);
}
