/*
 * json: a small writer (RFC 8259).
 *
 * Values are written in order; commas and quotes are seen to here. A key is given to every value,
 * and ignored inside lists and at the top. Text is UTF-8: bytes that are none become U+FFFD.
 * Nesting is at most 60 deep, a bug past that.
 *
 *     struct json j = {0};
 *     json_open(&j, SV(""), '{');
 *     json_number(&j, SV("n"), 3);
 *     json_close(&j);                  j.text is {"n":3}
 *     str_release(&j.text);
 */
#ifndef CMD_JSON_H
#define CMD_JSON_H

#include "base/str.h"

struct json {
    struct str text;
    uint64_t lists;  /* by depth: is it a list */
    uint64_t filled; /* by depth: has it a value already */
    unsigned depth;
};

/* `bracket` is '{' or '['. */
void json_open(struct json *j, struct sv key, char bracket);
void json_close(struct json *j);
void json_text(struct json *j, struct sv key, struct sv value);
void json_number(struct json *j, struct sv key, int64_t value);
/* A value that is JSON already. */
void json_raw(struct json *j, struct sv key, struct sv value);
void json_bool(struct json *j, struct sv key, bool value);

#endif
