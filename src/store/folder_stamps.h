/*
 * folder_stamps: of many folders side by side the one file in each of them that matters, and when
 * it was written: what an index is held against without opening anything.
 */
#ifndef STORE_FOLDER_STAMPS_H
#define STORE_FOLDER_STAMPS_H

#include "base/err.h"
#include "base/vec.h"

/* Two stamps that are equal are of the same bytes, unless the later one is as young as the clock of
 * the file system is coarse. */
struct file_stamp {
    int64_t size;
    int64_t modified; /* nanoseconds since 1970 */
    int64_t changed;  /* likewise: moved, copied or given other rights */
};

enum stamp_found {
    STAMP_FILE,
    STAMP_MISSING,   /* the folder has no such file */
    STAMP_NO_FILE,   /* something else bears its name: a link, a pipe, a folder */
    STAMP_NO_FOLDER, /* a link, or a file, where a folder should be */
};

struct folder_stamp {
    struct str name; /* of the folder, its real bytes */
    enum stamp_found found;
    struct file_stamp stamp; /* of FILE */
};

VEC_TYPE(folder_stamps, struct folder_stamp);

/* Appends what PATH/X/INSIDE is for each X, sorted by bytes; hidden ones are left out and no link
 * is followed. Fails (ERR_IO) where PATH cannot be read. */
bool folder_stamps_read(const char *path, const char *inside, struct folder_stamps *out,
                        struct err *e);
void folder_stamps_release(struct folder_stamps *list);

/* Of one file, no link; false when there is none. */
bool file_stamp_read(const char *path, struct file_stamp *out);
bool file_stamp_eq(const struct file_stamp *a, const struct file_stamp *b);
/* Of a folder itself, no link: another one once something came into it or left it, or it was
 * touched. */
bool folder_stamp_read(const char *path, struct file_stamp *out);
/* Gives a folder, no link, the time of now, for those who look at its stamp; quietly, where we may
 * not. */
void folder_touch(const char *path);
/* Nanoseconds on a clock that nobody sets: for how long something took. */
int64_t stamp_clock(void);

#endif
