/*
 * yaml_lines: where lines begin and end in the bytes of a YAML file, for yaml_read and yaml_merge
 * alone. A line ends with LF, CR LF or CR. Offsets are bytes.
 */
#ifndef STORE_YAML_LINES_H
#define STORE_YAML_LINES_H

#include "base/str.h"

static inline bool lines_break_at(struct sv source, size_t at)
{
    return source.ptr[at] == '\n' || source.ptr[at] == '\r';
}

/* The end of the line, before its break. */
static inline size_t lines_end(struct sv source, size_t at)
{
    while (at < source.len && !lines_break_at(source, at))
        at++;
    return at;
}

/* The start of the next line, the length of the source if there is none. */
static inline size_t lines_next(struct sv source, size_t at)
{
    at = lines_end(source, at);
    at += at < source.len && source.ptr[at] == '\r';
    return at + (at < source.len && source.ptr[at] == '\n');
}

/* The start of the line `at` is on. */
static inline size_t lines_start(struct sv source, size_t at)
{
    while (at && !lines_break_at(source, at - 1))
        at--;
    return at;
}

/* The start of the line that ends, with its break, at `end`; `*text_end` is before the break. */
static inline size_t lines_before(struct sv source, size_t end, size_t *text_end)
{
    if (end && source.ptr[end - 1] == '\n')
        end--;
    if (end && source.ptr[end - 1] == '\r')
        end--;
    *text_end = end;
    return lines_start(source, end);
}

/* How many blanks stand at `at`. */
static inline size_t lines_blanks(struct sv source, size_t at)
{
    size_t n = 0;
    while (at + n < source.len && source.ptr[at + n] == ' ')
        n++;
    return n;
}

/* Behind blanks and tabs. */
static inline size_t lines_skip_white(struct sv source, size_t at)
{
    while (at < source.len && (source.ptr[at] == ' ' || source.ptr[at] == '\t'))
        at++;
    return at;
}

/* Behind the colon of a key that ends at `key_end`; `key_end` if it has none. libyaml puts a value
 * that is not there wherever the next token happens to be: this is where it belongs. */
static inline size_t lines_behind_colon(struct sv source, size_t key_end)
{
    size_t at = lines_skip_white(source, key_end);
    return at < source.len && source.ptr[at] == ':' ? at + 1 : key_end;
}

#endif
