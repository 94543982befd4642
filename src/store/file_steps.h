/*
 * file_steps: the steps of an atomic write, so that a test can let each of them fail.
 *
 * The tests run as root on a disk with room: a full disk, a read-only one and a missing right
 * cannot be had there but by putting other functions in place of the system's.
 */
#ifndef STORE_FILE_STEPS_H
#define STORE_FILE_STEPS_H

#include <sys/types.h>

#include "base/err.h"

/* Each does what the system call of its name does and fails like it, with errno. */
struct file_steps {
    int (*create)(int folder, const char *name, mode_t mode);
    ssize_t (*write)(int fd, const void *bytes, size_t len);
    int (*sync)(int fd);
    int (*close)(int fd);
    /* Without `replace` it fails with EEXIST where `to` is there. */
    int (*rename)(int folder, const char *from, const char *to, bool replace);
};

/* The system's own. */
const struct file_steps *file_system_steps(void);

/* What file_write (`replace`) and file_write_new do. */
bool file_write_by(const struct file_steps *steps, const char *path, struct sv bytes, unsigned mode,
                   bool replace, struct err *e);

#endif
