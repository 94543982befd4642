/*
 * fuzz: what every fuzz target includes.
 *
 * A target is one file with LLVMFuzzerTestOneInput, linked either with libFuzzer (`make fuzz`) or
 * with replay.c (`make check`). It takes any bytes, must come back, and dies by HOLDS when
 * something that is promised for every input is not so. Forms and drafts of the source tree are
 * found by TB_SRCDIR; nothing is written anywhere.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/bug.h"
#include "base/err.h"
#include "draft/draft_io.h"
#include "form/form_load.h"
#include "store/file.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise that no input can break. */
#define HOLDS(condition) BUG_ON(!(condition))

static inline struct sv fuzz_input(const uint8_t *data, size_t size)
{
    return sv_make(size ? (const char *)data : "", size);
}

/* Ends the program with a message: the harness itself is at fault, not what it tests. */
static inline void fuzz_harness_fails(const char *what, const struct err *e)
{
    fprintf(stderr, "fuzz: %s: %s\n", what, e->message.ptr ? e->message.ptr : "");
    exit(2);
}

/* A promise that was to hold, and what the program says instead. */
static inline _Noreturn void fuzz_broken(const char *promise, const struct err *e)
{
    fprintf(stderr, "fuzz: not so: %s: %s\n", promise, e->message.ptr ? e->message.ptr : "");
    abort();
}

/* A file of the source tree; `out` is replaced. */
static inline void fuzz_source(const char *name, struct str *out)
{
    const char *root = getenv("TB_SRCDIR");
    struct str path = {0};
    struct err e = {0};
    str_add_f(&path, "%s/%s", root ? root : ".", name);
    if (!file_read(path.ptr, FILE_MAX_BYTES, out, &e))
        fuzz_harness_fails(name, &e);
    str_release(&path);
}

static inline struct form *fuzz_form(const char *name)
{
    struct str source = {0};
    struct form *form = NULL;
    struct err e = {0};
    fuzz_source(name, &source);
    if (!form_load(str_sv(&source), name, &form, NULL, &e))
        fuzz_harness_fails(name, &e);
    str_release(&source);
    return form;
}

/* What is shown to people: valid UTF-8 without any control character that could reach a terminal.
 */
static inline bool fuzz_showable(struct sv text)
{
    char32_t cp;
    if (!utf8_valid(text, NULL))
        return false;
    for (size_t at = 0; at < text.len;) {
        at += utf8_decode(text, at, &cp);
        if ((cp < 0x20 && cp != '\n') || (cp >= 0x7F && cp < 0xA0))
            return false;
    }
    return true;
}

/* A failure says why, in words that can be shown, and is the input's fault. */
static inline void fuzz_refused(struct err *e)
{
    HOLDS(e->class == ERR_REFUSED);
    HOLDS(e->message.len > 0);
    HOLDS(fuzz_showable(str_sv(&e->message)));
    err_clear(e);
}

#endif
