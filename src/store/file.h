/*
 * file: whole files in and out.
 *
 * Reading has a limit and refuses what is no regular file. Writing is atomic: a temporary file in
 * the same folder, flushed to disk, renamed over the old one, the folder flushed; so at any instant
 * the old file or the new one is there, whole. A folder that can do no better (a FAT stick) still
 * gets the rename. The old file's permissions are kept, a new file gets `mode`; a symbolic link
 * stays and its target is replaced. Temporary files are made O_EXCL with random names and removed
 * when anything fails; what a killed process left goes ten minutes later. Paths are NUL-terminated
 * and name bytes; messages show them.
 */
#ifndef STORE_FILE_H
#define STORE_FILE_H

#include "base/err.h"

struct stat;

enum {
    FILE_MAX_BYTES = 64 << 20,
    FILE_SHARED = 1 << 16, /* with a mode: a new file gets it whatever the mask, for a group */
};

/* "-" reads standard input. Replaces what `out` held. Fails with ERR_IO, or ERR_REFUSED when the
 * file is larger than `limit` bytes; `out` is empty then. */
bool file_read(const char *path, size_t limit, struct str *out, struct err *e);
/* Like file_read, but never through a symbolic link, and "-" is a name: for a file we made and
 * somebody else may have replaced. `seen` (may be NULL) is what was read, taken by fstat; the cause
 * of a failed opening is in errno. */
bool file_read_itself(const char *path, size_t limit, struct str *out, struct stat *seen,
                      struct err *e);
/* The first `most` bytes of a file. */
bool file_read_head(const char *path, size_t most, struct str *out, struct err *e);
bool file_write(const char *path, struct sv bytes, unsigned mode, struct err *e);
/* Like file_write, but fails (ERR_IO, ELOOP) on a symbolic link: for a file of ours in a folder
 * where others could lay a link to somebody's own file. */
bool file_write_itself(const char *path, struct sv bytes, unsigned mode, struct err *e);
/* Like file_write, but fails (ERR_IO, EEXIST) rather than replace a file, even one that appears
 * meanwhile. All three leave the cause of a failure in errno. */
bool file_write_new(const char *path, struct sv bytes, unsigned mode, struct err *e);
/* A file of its own for one program to hand to another: 0600, in $TMPDIR or /tmp, under a random
 * name that is put in `path`. Whoever asked removes it. */
bool file_write_private(struct sv bytes, struct str *path, struct err *e);
/* Sets `out` to the file a path leads to, which need not be there: the links its last part stands
 * for are followed, those in front are left to the kernel. What lies beside the file (its lock, its
 * journal) lies beside that one. Fails (ERR_IO, the cause in errno, `out` empty) on an empty path,
 * a folder's, and links in a circle. */
bool file_resolve(const char *path, struct str *out, struct err *e);
/* Takes a file away, quietly: it may be gone already. */
void file_remove(const char *path);
/* Once, before any file is opened: standard input, output and error that were closed are opened on
 * nothing, so that no file of ours ever becomes one of them. */
void file_open_standard(void);
/* Is there anything of this name, even a link that leads nowhere. */
bool file_exists(const char *path);
bool file_is_folder(const char *path);
/* Do two paths lead to one and the same thing, which is there. */
bool file_is_same(const char *a, const char *b);
/* When a file was last written, seconds since 1970 in UTC; false when there is none. */
bool file_modified(const char *path, int64_t *out);
/* Makes a folder and those above it, 0700. */
bool file_make_folder(const char *path, struct err *e);

#endif
