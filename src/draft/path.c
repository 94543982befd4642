#include "draft/path.h"

#include "base/i18n.h"
#include "text/utf8.h"

/* "enterprises[3].name" into "enterprises.name" and 3; 0 where no row is named. False when the
 * brackets are wrong. */
static bool split_row(struct sv path, struct str *plain, int64_t *row)
{
    *row = 0;
    size_t open = sv_find_byte(path, '[', 0);
    if (open == SV_NONE) {
        str_add(plain, path);
        return true;
    }
    size_t close = sv_find_byte(path, ']', open);
    if (close == SV_NONE || !sv_number(sv_sub(path, open + 1, close), 1, UINT32_MAX, row))
        return false;
    struct sv rest = sv_from_offset(path, close + 1);
    if (sv_find_byte(rest, '[', 0) != SV_NONE || (rest.len && rest.ptr[0] != '.'))
        return false;
    str_add(plain, sv_sub(path, 0, open));
    str_add(plain, rest);
    return true;
}

/* Edit distance over code points, given up past `most`. */
static uint32_t distance(struct sv a, struct sv b, uint32_t most)
{
    enum { LONGEST = 80 };
    uint32_t row[LONGEST + 1] = {0};
    size_t width = utf8_length(b);
    if (width > LONGEST || utf8_length(a) > LONGEST)
        return most + 1;
    for (size_t j = 0; j <= width; j++)
        row[j] = (uint32_t)j;
    uint32_t i = 0;
    for (size_t at = 0; at < a.len;) {
        char32_t x, y;
        at += utf8_decode(a, at, &x);
        uint32_t corner = row[0];
        row[0] = ++i;
        size_t j = 1;
        for (size_t bt = 0; bt < b.len; j++) {
            bt += utf8_decode(b, bt, &y);
            uint32_t best = corner + (x != y);
            corner = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[width];
}

struct sv path_nearest(const struct form *form, struct sv path)
{
    struct sv nearest = SV("");
    uint32_t best = 4;
    for (uint32_t f = 0; f < form->field_count; f++) {
        uint32_t d = distance(path, form->fields[f].path, best);
        if (d < best) {
            best = d;
            nearest = form->fields[f].path;
        }
    }
    return nearest;
}

static bool unknown(const struct form *form, struct sv path, struct err *e)
{
    struct sv nearest = path_nearest(form, path);
    if (nearest.len)
        return err_set(e, ERR_USAGE, _("表单里没有字段“%.*s”，是不是“%.*s”？"), SV_ARG(path),
                       SV_ARG(nearest));
    return err_set(e, ERR_USAGE, _("表单里没有字段“%.*s”，用 form show --ids 可以看到全部字段。"),
                   SV_ARG(path));
}

static bool misplaced(struct sv path, struct err *e)
{
    return err_set(e, ERR_USAGE, _("“%.*s”的行号写得不对，应写成 表[3].列 的样子，从 1 数起。"),
                   SV_ARG(path));
}

/* The row a path names must be there, only columns have rows, and the number stands behind the
 * table's name: `open` bytes from the start. */
static bool find_row(const struct draft *d, const struct field *field, int64_t number, size_t open,
                     struct place *out, struct err *e)
{
    uint32_t table = kind_flags(field->kind) & KIND_ROWS ? field->index : field->table;
    if (number == 0) {
        if (field->table == NO_FIELD)
            return true;
        return err_set(e, ERR_USAGE, _("“%.*s”是表中的一列，请写出第几行，如 %.*s[1]。"),
                       SV_ARG(field->path), SV_ARG(d->form->fields[table].path));
    }
    if (table == NO_FIELD)
        return err_set(e, ERR_USAGE, _("“%.*s”不是表，不能写行号。"), SV_ARG(field->path));
    if (open != d->form->fields[table].path.len)
        return misplaced(field->path, e);
    const struct rows *rows = draft_rows(d, table);
    if ((uint64_t)number > rows->len)
        return err_set(e, ERR_USAGE, _("“%.*s”现有 %zu 行，没有第 %lld 行。"),
                       SV_ARG(d->form->fields[table].path), rows->len, (long long)number);
    out->row = rows->ptr[number - 1].key;
    return true;
}

bool path_find(const struct draft *d, struct sv path, struct place *out, struct err *e)
{
    struct str plain = {0};
    int64_t number;
    struct place found = {NO_FIELD, 0};
    bool ok = split_row(path, &plain, &number);
    if (!ok) {
        misplaced(path, e);
    } else {
        const struct field *field = form_field(d->form, str_sv(&plain));
        size_t open = sv_find_byte(path, '[', 0);
        ok = field ? find_row(d, field, number, open, &found, e) : unknown(d->form, path, e);
        found.field = field ? field->index : NO_FIELD;
    }
    str_release(&plain);
    if (ok)
        *out = found;
    return ok;
}

void path_add(struct str *out, const struct draft *d, struct place p)
{
    const struct field *field = &d->form->fields[p.field];
    uint32_t table = kind_flags(field->kind) & KIND_ROWS ? field->index : field->table;
    uint32_t index;
    if (table == NO_FIELD || !draft_row(d, table, p.row, &index)) {
        str_add(out, field->path);
        return;
    }
    struct sv head = d->form->fields[table].path;
    str_add_f(out, "%.*s[%u]", SV_ARG(head), index + 1);
    /* A column's path is its table's, "[]" and the rest. */
    struct sv rest = sv_from_offset(field->path, head.len);
    str_add(out, sv_starts(rest, SV("[]")) ? sv_from_offset(rest, 2) : rest);
}
