/*
 * Tables of other programs: a refusal, or cells of sound text that come back when they are written;
 * and the marks of readers read out of them, each of a case that is there.
 */
#include "fuzz.h"
#include "office/score_sheet.h"
#include "out/clean.h"
#include "out/table.h"

static const char *const cases[][3] = {
    {"3f9c2a51b7d04e18", "演示甲公司", "91130100MA0EXAMP1E"},
    {"3f9c2a51b7d04e19", "演示甲公司", "91130100MA0EXAMP2E"},
    {"a0000000b7d04e18", "演示（丙）公司", "91130100MA0EXAMP2E"},
};

enum { CASES = sizeof cases / sizeof cases[0] };

static void check_cell(struct sv cell)
{
    HOLDS(cell.len <= CSV_MAX_CELL_BYTES && utf8_valid(cell, NULL));
    for (size_t i = 0; i < cell.len; i++)
        HOLDS((unsigned char)cell.ptr[i] >= ' ' || cell.ptr[i] == '\t' || cell.ptr[i] == '\n');
}

static void check_rows(const struct csv *t)
{
    uint32_t line = 0;
    HOLDS(t->rows.len <= CSV_MAX_ROWS);
    for (size_t r = 0; r < t->rows.len; r++) {
        const struct csv_row *row = &t->rows.ptr[r];
        HOLDS(row->line > line && row->count > 0 && row->count <= CSV_MAX_COLUMNS);
        HOLDS(row->first + row->count <= t->cells.len);
        for (uint32_t i = 0; i < row->count; i++)
            check_cell(csv_cell(t, r, i));
        line = row->line;
    }
}

/* A cell as it comes back; an apostrophe of its own may be taken for one that was put there. */
static bool comes_back(struct sv cell, struct sv again)
{
    struct str clean = {0};
    add_clean(&clean, cell, SV("\t\n"));
    bool same = sv_eq(str_sv(&clean), again) || sv_starts(cell, SV("'"));
    str_release(&clean);
    return same;
}

/* The first row is the labels; a table has a cell for each, and a first one that is never blank. */
static void check_written(const struct csv *t)
{
    struct table out = {0};
    struct str bytes = {0};
    struct csv again = {0};
    struct err e = {0};
    for (uint32_t i = 0; i <= t->rows.ptr[0].count && i < CSV_MAX_COLUMNS; i++)
        str_set(&((struct table_column *)vec_add(&out.columns))->label, SV("x"));
    for (size_t r = 0; r < t->rows.len; r++) {
        struct table_row *row = vec_add(&out.rows);
        str_set((struct str *)vec_add(&row->cells), SV("x"));
        for (size_t i = 0; i + 1 < out.columns.len; i++)
            str_set((struct str *)vec_add(&row->cells), csv_cell(t, r, i));
    }
    table_add_csv(&bytes, &out, false);
    if (!csv_read(str_sv(&bytes), &again, &e))
        fuzz_broken("what was written is read", &e);
    HOLDS(again.rows.len == t->rows.len + 1);
    for (size_t r = 0; r < t->rows.len; r++)
        for (size_t i = 0; i + 1 < out.columns.len; i++)
            HOLDS(comes_back(csv_cell(t, r, i), csv_cell(&again, r + 1, i + 1)));
    csv_release(&again);
    str_release(&bytes);
    table_release(&out);
}

static void check_sheet(const struct csv *t, const struct form *form)
{
    struct queue q = {0};
    struct score_sheet s = {0};
    for (size_t i = 0; i < CASES; i++) {
        struct queue_row *row = vec_add(&q);
        str_set(&row->head.id, sv_from(cases[i][0]));
        str_set(&row->head.name, sv_from(cases[i][1]));
        str_set(&row->head.code, sv_from(cases[i][2]));
    }
    score_sheet_read(t, &q, form, &s);
    HOLDS(s.scores.len + s.unfilled < t->rows.len || t->rows.len == 0);
    HOLDS(s.troubles.len > 0 || s.columns.len + s.scores.len + s.unfilled > 0);
    for (size_t i = 0; i < s.scores.len; i++)
        HOLDS(s.scores.ptr[i].row < CASES && s.scores.ptr[i].line > 0);
    for (size_t i = 0; i < s.troubles.len; i++)
        HOLDS(utf8_valid(str_sv(&s.troubles.ptr[i].text), NULL));
    score_sheet_release(&s);
    queue_release(&q);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct form *form;
    struct csv t = {0};
    struct err e = {0};
    if (!form)
        form = fuzz_form("tests/fixtures/forms/small/form.yaml");
    if (!csv_read(fuzz_input(data, size), &t, &e)) {
        fuzz_refused(&e);
        HOLDS(!t.text.ptr && !t.cells.ptr && !t.rows.ptr);
        return 0;
    }
    check_rows(&t);
    if (t.rows.len)
        check_written(&t);
    check_sheet(&t, form);
    csv_release(&t);
    return 0;
}
