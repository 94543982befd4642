/*
 * journal_steps: the system calls of a journal, so that a test can let each of them fail.
 */
#ifndef STORE_JOURNAL_STEPS_H
#define STORE_JOURNAL_STEPS_H

#include <sys/types.h>

#include "store/journal.h"

/* Each does what the system call it is named after does and fails like it, with errno. */
struct journal_steps {
    int (*create)(int folder, const char *name);
    ssize_t (*write)(int fd, const void *bytes, size_t len);
    int (*truncate)(int fd, off_t len);
    int (*sync)(int fd);
    int (*sync_folder)(int fd);
};

/* The system's own. */
const struct journal_steps *journal_system_steps(void);

/* What journal_create does; `steps` must live as long as the journal. */
bool journal_create_by(const struct journal_steps *steps, const char *path, struct journal **out,
                       struct err *e);

#endif
