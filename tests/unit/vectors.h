/*
 * vectors: reading the tables of tests/unit/vectors/, tab separated, with \n \t \uXXXX \UXXXXXXXX
 * for what a line cannot hold.
 */
#ifndef TESTS_UNIT_VECTORS_H
#define TESTS_UNIT_VECTORS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"
#include "unit.h"

/* Appends a file of tests/unit/vectors/; the test fails when it cannot be read. */
static inline void vectors_read(const char *name, struct str *out)
{
    const char *root = getenv("TB_SRCDIR");
    struct str path = {0};
    str_add_f(&path, "%s/tests/unit/vectors/%s", root ? root : ".", name);
    FILE *file = fopen(path.ptr, "rb");
    if (!file)
        fail_msg("cannot open %s", path.ptr);
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
        str_add(out, sv_make(block, n));
    fclose(file);
    str_release(&path);
}

/* Appends `text` with its escapes replaced. */
static inline void vector_unescape(struct sv text, struct str *out)
{
    for (size_t at = 0; at < text.len; at++) {
        char kind = text.ptr[at] == '\\' && at + 1 < text.len ? text.ptr[at + 1] : 0;
        size_t digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        if (digits && at + 2 + digits <= text.len) {
            char hex[9] = {0};
            memcpy(hex, text.ptr + at + 2, digits);
            utf8_add(out, (char32_t)strtoul(hex, NULL, 16));
            at += 1 + digits;
        } else if (kind == 'n' || kind == 't') {
            str_add_byte(out, kind == 'n' ? '\n' : '\t');
            at++;
        } else {
            str_add_byte(out, text.ptr[at]);
        }
    }
}

#endif
