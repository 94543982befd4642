/*
 * note_io: remarks, and what became of them, as YAML: the same in an officer's record and in what
 * goes back to the applicant.
 *
 *   - number: 3
 *     field: measures.text
 *     row: e2                  of a row; quote, nth, hash, clause, label: as in review.h
 *     quote: 开放接口
 *     sent: yes
 *     turns:
 *       - to: open             the state it brought; the last one's is the remark's
 *         text: |
 *           接口开放给了谁？请写出名称。
 *         by: 演示审核员
 *         time: 2024-06-01T09:00
 *
 * What is read was written by others: lengths, counts, words and characters are checked (stamp.h).
 */
#ifndef OFFICE_NOTE_IO_H
#define OFFICE_NOTE_IO_H

#include "office/review.h"
#include "store/yaml_read.h"
#include "store/yaml_write.h"

/* Sets `out` to the text of a key, empty if it is not there: of one line, at most `most` bytes; or
 * prose. Fails (ERR_REFUSED, NAME:LINE) where it is anything else. */
bool record_line(const struct yaml_node *map, struct sv key, size_t most, const char *name,
                 struct str *out, struct err *e);
bool record_prose(const struct yaml_node *map, struct sv key, const char *name, struct str *out,
                  struct err *e);
/* A whole number within the bounds; a key that is not there means `absent`, and is missing where
 * that is out of them. */
struct record_bounds {
    int64_t least;
    int64_t most;
    int64_t absent;
};

bool record_number(const struct yaml_node *map, struct sv key, struct record_bounds within,
                   const char *name, int64_t *out, struct err *e);
/* Fails with what is wrong at a node, after NAME:LINE. */
bool record_refuse(const struct yaml_node *node, const char *name, struct err *e, const char *why);

/* The keys by and time of a map, which may be missing. */
bool stamp_read(const struct yaml_node *map, const char *name, struct stamp *out, struct err *e);
void stamp_want(struct yaml_want *map, struct arena *a, const struct stamp *s);

/* Appends the remarks of a list (NULL: none); numbers must differ. What was read before a failure
 * is the caller's to release. */
bool notes_read(const struct yaml_node *list, const char *name, struct notes *out, struct err *e);
/* Puts them under a key of `map`; the tree borrows their texts. */
void notes_want(struct yaml_want *map, struct arena *a, struct sv key, const struct notes *notes);
void notes_release(struct notes *list);

/* A scalar that is not written when it is empty; a text of several lines as a block; a number. */
void record_want(struct yaml_want *map, struct arena *a, struct sv key, struct sv text);
void record_want_prose(struct yaml_want *map, struct arena *a, struct sv key, struct sv text);
void record_want_number(struct yaml_want *map, struct arena *a, struct sv key, int64_t number);

#endif
