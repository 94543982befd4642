#include "out/beyond.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "draft/naming.h"
#include "text/outside.h"
#include "text/utf8.h"

/* ---- places ---- */

static const struct sheet_line *line_of(const struct sheets *sheets, size_t page, uint32_t line)
{
    if (page == 0 || page > sheets->sheets.len || line == 0 ||
        line > sheets->sheets.ptr[page - 1].lines.len)
        return NULL;
    return &sheets->sheets.ptr[page - 1].lines.ptr[line - 1];
}

bool beyond_find(const struct sheets *sheets, struct beyonds *out)
{
    struct str text = {0};
    struct sightings seen = {0};
    uint32_t total = sheets->profile->total;
    sheets_add_text(&text, sheets);
    bool ok = outside_find(str_sv(&text), &seen);
    for (size_t i = 0; i < seen.len; i++) {
        /* Every page has the same number of lines. */
        uint32_t n = seen.ptr[i].line - 1;
        struct beyond b = {.cp = seen.ptr[i].cp, .page = n / total + 1, .line = n % total + 1};
        const struct sheet_line *line = line_of(sheets, b.page, b.line);
        b.place = line ? line->place : (struct place){NO_FIELD, 0};
        b.at = line ? line->at : 0;
        vec_push(out, b);
    }
    vec_release(&seen);
    str_release(&text);
    return ok;
}

/* A line of the pages, counted through. */
struct cursor {
    size_t sheet;
    size_t line;
};

static const struct sheet_line *cursor_line(const struct sheets *sheets, struct cursor *c)
{
    while (c->sheet < sheets->sheets.len && c->line >= sheets->sheets.ptr[c->sheet].lines.len) {
        c->sheet++;
        c->line = 0;
    }
    return c->sheet < sheets->sheets.len ? &sheets->sheets.ptr[c->sheet].lines.ptr[c->line] : NULL;
}

/* A line of a table leads to one answer of its row only. */
static bool is_of(const struct sheet_line *line, const struct replacement *r)
{
    return line->place.row == r->place.row && (r->place.row || line->place.field == r->place.field);
}

/* The last line that starts at or before it, of the first stretch of lines that show its place and
 * have what stands for it. */
static bool seek(const struct sheets *sheets, struct cursor *from, const struct replacement *r)
{
    struct cursor c = *from;
    const struct sheet_line *line;
    bool found = false;
    for (; (line = cursor_line(sheets, &c)); c.line++) {
        bool before = is_of(line, r) && line->at <= r->at;
        if (found && !before)
            break;
        if (before && sv_contains(str_sv(&line->text), r->by)) {
            *from = c;
            found = true;
        }
    }
    return found;
}

/* A document may print an answer twice: the search goes on from where the last one was. One that
 * starts anew goes over all lines, which is done for so many only. */
static bool find_line(const struct sheets *sheets, struct cursor *at, const struct replacement *r,
                      size_t *left)
{
    if (r->place.field == NO_FIELD || *left == 0)
        return false;
    if (seek(sheets, at, r))
        return true;
    --*left;
    *at = (struct cursor){0, 0};
    return seek(sheets, at, r);
}

void beyond_replaced(const struct sheets *sheets, const struct replacements *done,
                     struct beyonds *out)
{
    enum { MOST_ANEW = 1000 };
    struct cursor at = {0, 0};
    size_t left = MOST_ANEW;
    for (size_t i = 0; i < done->len; i++) {
        const struct replacement *r = &done->ptr[i];
        struct beyond b = {.cp = r->cp, .by = r->by, .place = r->place, .at = r->at};
        if (find_line(sheets, &at, r, &left)) {
            b.page = at.sheet + 1;
            b.line = (uint32_t)at.line + 1;
        }
        vec_push(out, b);
    }
}

/* ---- words ---- */

void beyond_add_where(struct str *out, const struct draft *d, const struct beyond *b)
{
    bool named = b->place.field != NO_FIELD;
    if (b->page)
        str_add_f(out, _("第 %zu 页第 %u 行"), b->page, b->line);
    else if (!named)
        str_add(out, sv_from(_("表单自己的文字")));
    if (!named)
        return;
    if (b->page)
        str_add(out, sv_from(_("（")));
    naming_add_place(out, d, b->place);
    if (b->page)
        str_add(out, sv_from(_("）")));
}

void beyond_add_what(struct str *out, const struct beyond *b)
{
    str_add(out, sv_from(_("“")));
    utf8_add(out, b->cp);
    str_add_f(out, _("”（U+%04X）"), (unsigned)b->cp);
    if (b->by.len)
        str_add_f(out, _("换成“%.*s”"), SV_ARG(b->by));
}

/* ---- by character ---- */

/* One entry of the list; of the first of its character, where its entries start when all are sorted
 * by character, and how many there are. */
struct mark {
    const struct beyond *entry;
    size_t start;
    size_t count;
};

VEC_TYPE(marks, struct mark);

static int compare_characters(const struct beyond *x, const struct beyond *y)
{
    if (x->cp != y->cp)
        return x->cp < y->cp ? -1 : 1;
    return (x->by.len > 0) - (y->by.len > 0);
}

static int by_place(const void *a, const void *b)
{
    const struct beyond *x = ((const struct mark *)a)->entry, *y = ((const struct mark *)b)->entry;
    return (x > y) - (x < y);
}

static int by_character(const void *a, const void *b)
{
    int order =
        compare_characters(((const struct mark *)a)->entry, ((const struct mark *)b)->entry);
    return order ? order : by_place(a, b);
}

/* `all`: sorted by character. `firsts`: one of each, in the order of the list. */
static void group(const struct beyonds *list, struct marks *all, struct marks *firsts)
{
    for (size_t i = 0; i < list->len; i++)
        vec_push(all, (struct mark){&list->ptr[i], 0, 0});
    if (all->len == 0)
        return;
    qsort(all->ptr, all->len, sizeof all->ptr[0], by_character);
    for (size_t i = 0; i < all->len; i++) {
        if (i == 0 || compare_characters(all->ptr[i - 1].entry, all->ptr[i].entry) != 0)
            vec_push(firsts, (struct mark){all->ptr[i].entry, i, 0});
        firsts->ptr[firsts->len - 1].count++;
    }
    qsort(firsts->ptr, firsts->len, sizeof firsts->ptr[0], by_place);
}

static bool on_one_line(const struct beyond *a, const struct beyond *b)
{
    return a->page && a->page == b->page && a->line == b->line;
}

static void add_places(struct str *out, const struct draft *d, const struct mark *marks,
                       size_t count, size_t most)
{
    size_t places = 0;
    beyond_add_what(out, marks[0].entry);
    for (size_t i = 0; i < count; i++) {
        bool again = i && on_one_line(marks[i - 1].entry, marks[i].entry);
        if (again || places++ >= most)
            continue;
        str_add(out, sv_from(places > 1 ? _("、") : _("：")));
        beyond_add_where(out, d, marks[i].entry);
    }
    if (count > 1)
        str_add_f(out, places > most ? _("……共 %zu 处") : _("，共 %zu 处"), count);
    str_add(out, sv_from(_("。")));
}

void beyond_add_list(struct str *out, const struct draft *d, const struct beyonds *list,
                     size_t most)
{
    struct marks all = {0}, firsts = {0};
    group(list, &all, &firsts);
    for (size_t i = 0; i < firsts.len; i++) {
        if (i)
            str_add_byte(out, '\n');
        add_places(out, d, &all.ptr[firsts.ptr[i].start], firsts.ptr[i].count, most);
    }
    vec_release(&all);
    vec_release(&firsts);
}

size_t beyond_kinds(const struct beyonds *list)
{
    struct marks all = {0}, firsts = {0};
    group(list, &all, &firsts);
    size_t kinds = firsts.len;
    vec_release(&all);
    vec_release(&firsts);
    return kinds;
}
