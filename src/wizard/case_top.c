/* The head of a case's page. */
#include "wizard/case_rows.h"
#include "wizard/measure.h"

enum { ROOMY_COLS = 60 };

static struct str *add(struct case_top_lines *out, enum case_top_kind kind)
{
    struct case_top_line *line = vec_add(out);
    line->kind = kind;
    return &line->text;
}

/* "2024-06-01T09:30" as it is read. */
static void add_time(struct str *out, const struct str *time)
{
    struct str shown = {0};
    str_set(&shown, str_sv(time));
    str_replace_all(&shown, SV("T"), SV(" "));
    str_add(out, str_sv(&shown));
    str_release(&shown);
}

static void add_who(struct case_top_lines *out, const struct review *r)
{
    struct str *who = add(out, CASE_TOP_PLAIN);
    str_add_f(who, _("%s　%s"), r->head.name.len ? r->head.name.ptr : _("（没有写单位名称）"),
              r->head.code.len ? r->head.code.ptr : _("（没有写信用代码）"));
    if (r->head.county.len)
        str_add_f(who, "　%s", r->head.county.ptr);
    struct str *what = add(out, CASE_TOP_PLAIN);
    str_add(what, r->head.title.len ? str_sv(&r->head.title) : sv_from(_("（没有写案例名称）")));
    if (r->head.group.len)
        str_add_f(what, "　%s", r->head.group.ptr);
}

static void add_delivery(struct case_top_lines *out, const struct review *r)
{
    const struct intake *last = review_last_intake(r);
    struct str *line = add(out, CASE_TOP_DIM);
    if (!last)
        return;
    if (last->number > 1)
        str_add_f(line, _("第 %u 次送来，"), last->number);
    str_add(line, sv_from(_("收到 ")));
    add_time(line, &last->stamp.time);
    if (last->code.len)
        str_add_f(line, _("　第 %u 稿 校验码 %s"), last->revision, last->code.ptr);
    else
        str_add(line, sv_from(_("　没有定稿")));
    if (last->bare)
        str_add(line, sv_from(_("　只有草稿，没有送审包")));
}

static void add_warnings(struct case_top_lines *out, const struct wizard *w)
{
    const struct office_case *now = &w->office->now;
    if (now->holder.len)
        str_add_f(add(out, CASE_TOP_WARN), _("%s正在审这一件，这里只能看（F10 可以接过来）"),
                  now->holder.ptr);
    if (now->barred.len)
        str_add(add(out, CASE_TOP_WARN), str_sv(&now->barred));
    if (now->selected_before.len)
        str_add_f(add(out, CASE_TOP_WARN), _("这个信用代码在“%s”已经入选过，不能再次入选"),
                  now->selected_before.ptr);
    if (now->same_code)
        str_add_f(add(out, CASE_TOP_WARN), _("同一个信用代码另外还有 %u 件（回列表按 F3 找）"),
                  now->same_code);
    if (!w->draft)
        str_add(add(out, CASE_TOP_WARN), sv_from(_("申报书读不出来：")));
    if (!w->draft && w->trouble.len)
        str_add(&out->ptr[out->len - 1].text, str_sv(&w->trouble));
}

void case_top_make(const struct wizard *w, struct case_top_lines *out)
{
    const struct review *r = &w->office->now.review;
    add_who(out, r);
    if (w->geometry.cols >= ROOMY_COLS)
        add_delivery(out, r);
    add_warnings(out, w);
}

void case_top_lines_release(struct case_top_lines *lines)
{
    for (size_t i = 0; i < lines->len; i++)
        str_release(&lines->ptr[i].text);
    vec_release(lines);
}

uint32_t case_top_rows(const struct wizard *w)
{
    struct case_top_lines lines = {0};
    uint32_t rows = 1;
    case_top_make(w, &lines);
    for (size_t i = 0; i < lines.len; i++)
        rows += measure_rows(str_sv(&lines.ptr[i].text), w->geometry.body_cols - CASE_MARGIN - 1u);
    case_top_lines_release(&lines);
    return rows;
}
