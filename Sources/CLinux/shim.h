// Linux calls that Swift's Glibc module leaves out, because it is built without _GNU_SOURCE.
#pragma once
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
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
