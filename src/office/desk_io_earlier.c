#include "base/i18n.h"
#include "office/desk_io.h"
#include "store/path.h"
#include "text/csv.h"
#include "text/ident.h"

/* Which column is which. */
struct columns {
    size_t code;
    size_t name;
    size_t round;
};

void earlier_release(struct earlier *list)
{
    for (size_t i = 0; i < list->rows.len; i++) {
        str_release(&list->rows.ptr[i].code);
        str_release(&list->rows.ptr[i].name);
        str_release(&list->rows.ptr[i].round);
    }
    vec_release(&list->rows);
}

static size_t column_with(const struct csv *t, struct sv word, size_t otherwise)
{
    for (size_t i = 0; i < t->rows.ptr[0].count; i++)
        if (sv_contains(csv_cell(t, 0, i), word))
            return i;
    return otherwise;
}

/* The first row is a head if no cell of it is a code. */
static bool has_head(const struct csv *t)
{
    struct str code = {0};
    bool head = t->rows.len > 0;
    for (size_t i = 0; head && i < t->rows.ptr[0].count; i++) {
        credit_code_canonical(csv_cell(t, 0, i), &code);
        head = credit_code_check(str_sv(&code), NULL) == CREDIT_CODE_LENGTH;
    }
    str_release(&code);
    return head;
}

static bool add_row(struct earlier *out, const struct csv *t, size_t row,
                    const struct columns *columns, struct err *e)
{
    struct sv name = csv_cell(t, row, columns->name), round = csv_cell(t, row, columns->round);
    struct earlier_row *added = vec_add(&out->rows);
    credit_code_canonical(csv_cell(t, row, columns->code), &added->code);
    if (added->code.len == 0 || !text_is_line(str_sv(&added->code), MOST_SHORT))
        return err_set(e, ERR_REFUSED, _("第 %u 行没有信用代码。"), t->rows.ptr[row].line);
    if (!text_is_line(name, MOST_LINE) || !text_is_line(round, MOST_SHORT))
        return err_set(e, ERR_REFUSED, _("第 %u 行的名称或轮次太长，或者有控制字符。"),
                       t->rows.ptr[row].line);
    str_set(&added->name, sv_trim(name));
    str_set(&added->round, sv_trim(round).len ? sv_trim(round) : sv_from(_("以前")));
    return true;
}

static int by_code(const void *a, const void *b)
{
    const struct earlier_row *x = a, *y = b;
    return sv_cmp(str_sv(&x->code), str_sv(&y->code));
}

static bool read_rows(const struct csv *t, struct earlier *out, struct err *e)
{
    struct columns columns = {0, 1, 2};
    bool head = has_head(t);
    if (head)
        columns = (struct columns){column_with(t, SV("代码"), 0), column_with(t, SV("名称"), 1),
                                   column_with(t, SV("轮"), 2)};
    for (size_t i = head; i < t->rows.len; i++)
        if (!add_row(out, t, i, &columns, e))
            return false;
    if (out->rows.len)
        qsort(out->rows.ptr, out->rows.len, sizeof *out->rows.ptr, by_code);
    return true;
}

bool earlier_load(const char *folder, struct earlier *out, struct err *e)
{
    struct str path = {0}, bytes = {0};
    struct csv table = {0};
    path_join(&path, sv_from(folder), SV("earlier.csv"));
    bool ok = !file_exists(path.ptr);
    if (!ok && file_read(path.ptr, CSV_MAX_BYTES, &bytes, e)) {
        ok = csv_read(str_sv(&bytes), &table, e) && read_rows(&table, out, e);
        if (!ok) {
            err_prefix(e, "%s：", path.ptr);
            earlier_release(out);
        }
    }
    csv_release(&table);
    str_release(&path);
    str_release(&bytes);
    return ok;
}

struct sv earlier_round(const struct earlier *list, struct sv code)
{
    struct earlier_row key = {0};
    credit_code_canonical(code, &key.code);
    const struct earlier_row *found =
        list->rows.len && key.code.len
            ? bsearch(&key, list->rows.ptr, list->rows.len, sizeof key, by_code)
            : NULL;
    str_release(&key.code);
    return found ? str_sv(&found->round) : SV("");
}
