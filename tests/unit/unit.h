/*
 * unit: what every unit test includes. cmocka wants its four headers before its own; the checks on
 * text below print both sides when they differ.
 */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/str.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static inline void check_text_(struct sv got, const char *want, const char *file, int line)
{
    if (!sv_eq(got, sv_from(want))) {
        print_error("got:  [%.*s]\nwant: [%s]\n", SV_ARG(got), want);
        _fail(file, line);
    }
}

/* A view equals a C string. */
#define assert_text(got, want) check_text_((got), (want), __FILE__, __LINE__)

#endif
