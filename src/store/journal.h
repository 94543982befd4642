/*
 * journal: an append-only file of records, each in the kernel's hands before the next is made.
 *
 * What is appended survives the death of the program at once, and that of the machine from
 * journal_sync on. The file is a line "tianbiao-journal 1" and records, each of them a line
 * "LENGTH TIME CHECK", its bytes and a newline; CHECK is the head of a SHA-256 over the check
 * before it (16 zeros at the start), "LENGTH TIME " and the bytes. So a record that was torn,
 * changed, doubled or that lies behind a gap is known for what it is: reading ends in front of it
 * and says so, and everything before stands. An append that fails half-way is taken back; where
 * even that fails, or the disk could not take what it was given, the journal is broken and its
 * owner begins another one. The file is made O_EXCL, 0600, and never through a symbolic link. What
 * the bytes mean is up to the caller.
 */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "base/err.h"
#include "base/vec.h"

enum {
    JOURNAL_MAX_RECORD = 16 << 20, /* bytes of one record */
    JOURNAL_MAX_BYTES = 64 << 20,  /* of a whole file */
};

struct journal;

/* Fails (ERR_IO, the cause in errno) where a file of this name is there already, or none can be
 * made; nothing is left behind then. */
bool journal_create(const char *path, struct journal **out, struct err *e);
/* `time`: seconds since 1970. Fails (ERR_IO) with the file as it was before, or with the journal
 * broken (journal_good is false); ERR_REFUSED when a limit would be passed or it is broken already.
 * One write(2) and no memory of its own, once there was a record as long. */
bool journal_append(struct journal *j, int64_t time, struct sv bytes, struct err *e);
/* To the disk; nothing is done when nothing came since. A disk that fails here may have dropped
 * what it was given, and would say nothing the next time: the journal is broken then. A file system
 * that knows no flushing, or not of folders, is no failure. */
bool journal_sync(struct journal *j, struct err *e);
/* Has anything been appended since the last sync. */
bool journal_unsynced(const struct journal *j);
/* Does the path still lead to this file, is it as long as we left it, and can it be appended to. */
bool journal_good(const struct journal *j);
const char *journal_path(const struct journal *j);
/* Closes; the file stays. NULL is allowed. */
void journal_close(struct journal *j);
/* Closes and takes the file away, if it is still ours. */
void journal_remove(struct journal *j);

struct journal_record {
    int64_t time;
    struct sv bytes; /* into the text's own */
};

struct journal_text {
    struct str bytes;
    VEC(struct journal_record) records;
    size_t lost;  /* bytes behind the last good record: 0 when nothing is torn */
    bool damaged; /* and they are more than the beginning of one record, or what a cut of power
                     leaves in its place: whole records may be among them */
};

/* Reads a journal, whole or torn, into `out`, which is zeroed or released before and empty after a
 * failure. An empty file and a torn first line are journals without records. Fails on what is no
 * journal (ERR_REFUSED), is too large, is a link, or cannot be read. */
bool journal_read(const char *path, struct journal_text *out, struct err *e);
/* The same from bytes, which it takes in any case; `name` is for the message. */
bool journal_parse(struct str *take_bytes, const char *name, struct journal_text *out,
                   struct err *e);
void journal_text_release(struct journal_text *t);

#endif
