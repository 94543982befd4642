/*
 * fd: what every writer does with a file descriptor, by the steps it was given (file_steps.h,
 * journal_steps.h) or those of the system.
 */
#ifndef STORE_FD_H
#define STORE_FD_H

#include <sys/types.h>

#include "base/str.h"

/* All of it, however the system divides it. 0 or an errno. */
int fd_write_all(ssize_t (*write)(int fd, const void *bytes, size_t len), int fd, struct sv bytes);
/* What was written is to be on the disk; a file system that knows no flushing has done what it can.
 * 0 or an errno. */
int fd_flush(int (*sync)(int fd), int fd);

#endif
