/*
 * paper: what the tests of documents and tables share: the form of tests/fixtures/out, drafts built
 * by paths, and pages kept in tests/golden, compared byte for byte.
 *
 * TB_GOLDEN_UPDATE=1 in the environment writes what came out over the kept page instead of
 * comparing; `git diff tests/golden` then shows what changed.
 */
#ifndef TESTS_UNIT_PAPER_H
#define TESTS_UNIT_PAPER_H

#include <stdio.h>
#include <stdlib.h>

#include "draft/edit.h"
#include "draft/path.h"
#include "form/form_load.h"
#include "unit.h"

/* Appends the path of a file of the source tree. */
static inline void add_source_path(struct str *out, const char *name)
{
    const char *root = getenv("TB_SRCDIR");
    str_add_f(out, "%s/%s", root ? root : ".", name);
}

/* Appends a file of the source tree; false if it cannot be read. */
static inline bool source_read(const char *name, struct str *out)
{
    struct str path = {0};
    add_source_path(&path, name);
    FILE *file = fopen(path.ptr, "rb");
    str_release(&path);
    if (!file)
        return false;
    char bytes[4096];
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;)
        str_add(out, sv_make(bytes, n));
    fclose(file);
    return true;
}

static inline struct form *paper_form(const char *name)
{
    struct str source = {0};
    struct form *form = NULL;
    struct err e = {0};
    if (!source_read(name, &source))
        fail_msg("cannot read %s", name);
    if (!form_load(str_sv(&source), name, &form, NULL, &e))
        fail_msg("%s", e.message.ptr);
    str_release(&source);
    return form;
}

/* Sets a field by its path, "rows[2].name"; rows up to the number are added. */
static inline void paper_set(struct draft *d, const char *path, const char *value)
{
    struct place p;
    struct err e = {0};
    const char *open = strchr(path, '[');
    if (open) {
        const struct field *table = form_field(d->form, sv_make(path, (size_t)(open - path)));
        assert_non_null(table);
        while (draft_rows(d, table->index)->len < (size_t)strtol(open + 1, NULL, 10))
            draft_row_add(d, NULL, table->index, draft_rows(d, table->index)->len, SV(""));
    }
    if (!path_find(d, sv_from(path), &p, &e))
        fail_msg("%s", e.message.ptr);
    draft_set(d, NULL, p, sv_from(value));
}

/* Says the first line that differs, as both sides have it. */
static inline void golden_differs(const char *name, struct sv got, struct sv want)
{
    struct sv a, b;
    for (size_t line = 1;; line++) {
        bool more = sv_next(&got, '\n', &a), also = sv_next(&want, '\n', &b);
        if (more && also && sv_eq(a, b))
            continue;
        print_error("tests/golden/%s, line %zu\n  kept: [%.*s]\n  now:  [%.*s]\n", name, line,
                    SV_ARG(also ? b : SV("<end>")), SV_ARG(more ? a : SV("<end>")));
        print_error("  If the new page is right, run again with TB_GOLDEN_UPDATE=1.\n");
        return;
    }
}

static inline void golden_write(const char *path, struct sv text)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        fail_msg("cannot write %s", path);
    fwrite(text.ptr, 1, text.len, file);
    fclose(file);
}

static inline void assert_golden(const char *name, struct sv got)
{
    struct str path = {0}, file = {0}, kept = {0};
    const char *update = getenv("TB_GOLDEN_UPDATE");
    str_add_f(&file, "tests/golden/%s", name);
    add_source_path(&path, file.ptr);
    if (update && *update == '1')
        golden_write(path.ptr, got);
    if (!source_read(file.ptr, &kept))
        fail_msg("%s is not there; TB_GOLDEN_UPDATE=1 makes it", file.ptr);
    bool same = sv_eq(got, str_sv(&kept));
    if (!same)
        golden_differs(name, got, str_sv(&kept));
    str_release(&path);
    str_release(&file);
    str_release(&kept);
    assert_true(same);
}

#endif
