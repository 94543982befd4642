/*
 * desk_io_index: what a desk's list shows, kept in one file, so that a list of ten thousand cases
 * opens no record. Private to desk_io.
 *
 * A line a case, sorted by id, each with the stamp of the record it was made of. What does not fit
 * in any way (another version, another definition of the form, a damaged line, a record with
 * another stamp) is not used; nothing depends on the file being there.
 *
 * A record that was written just before it was read could be written once more within the grain of
 * the file system's clock and bear the same stamp. So the file says how long ago, as it was
 * written, the reading began; a record younger than that, or by less than two seconds older, is
 * read again.
 */
#ifndef OFFICE_DESK_IO_INDEX_H
#define OFFICE_DESK_IO_INDEX_H

#include "office/queue.h"
#include "store/folder_stamps.h"

struct desk_index {
    struct str bytes;
    struct sv rest;     /* lines still to come */
    int64_t good_until; /* stamps before this are trusted; nanoseconds since 1970 */
    uint32_t left;      /* lines nobody asked for */
    /* The line at hand: */
    struct sv id; /* empty: there is none */
    struct sv line;
};

/* Empty when there is no index that fits. */
void desk_index_open(struct desk_index *index, const char *folder, const struct form *form);
void desk_index_release(struct desk_index *index);
/* Fills the row of a case if its record is as it was; `id`s must be asked for in order. */
bool desk_index_find(struct desk_index *index, struct sv id, const struct file_stamp *stamp,
                     struct queue_row *row);

/* What is to be written: `out` starts empty; then a call for each row, in order. */
void desk_index_add(struct str *out, const struct queue_row *row, const struct file_stamp *stamp);
/* Writes it; `began` is what stamp_clock said before anything was looked at. Quietly: a desk that
 * may only be read has an index all the same to whoever reads it. */
void desk_index_write(const char *folder, const struct form *form, struct sv lines, int64_t began);

#endif
