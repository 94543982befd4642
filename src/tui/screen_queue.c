#include "text/width.h"
#include "tui/draw.h"
#include "wizard/pages_office.h"

/* Columns by the room there is: what matters most stays. */
struct columns {
    uint32_t state;
    uint32_t name;
    uint32_t title; /* 0: no room for it, nor for the next two */
    uint32_t marks;
    uint32_t notes;
    uint32_t errors;
    uint32_t time; /* 0 likewise */
    uint32_t end;
};

enum { STATE_COL = 2, NAME_COL = 11, FULL_FROM = 70 };

static struct columns columns_of(const struct wizard *w)
{
    uint32_t end = w->geometry.body_cols - 1u;
    struct columns c = {.state = STATE_COL, .name = NAME_COL, .end = end};
    if (end >= FULL_FROM) {
        c.time = end - 5;
        c.errors = c.time - 5;
        c.notes = c.errors - 5;
        c.marks = c.notes - 6;
        c.title = NAME_COL + (c.marks - NAME_COL) / 2;
    } else {
        c.errors = end - 4;
        c.marks = c.errors - 6;
    }
    return c;
}

static void fitted(struct canvas *c, uint32_t row, uint32_t col, uint32_t end, struct sv text,
                   enum style style)
{
    struct str shown = {0};
    draw_add_fitted(&shown, text, end > col ? end - col : 0);
    canvas_text(c, row, col, end, str_sv(&shown), style);
    str_release(&shown);
}

/* A number that is something to look at; 0 is left out. */
static void number(struct canvas *c, uint32_t row, uint32_t col, uint32_t number, enum style style)
{
    struct str text = {0};
    if (number)
        str_add_f(&text, "%u", number);
    canvas_text(c, row, col, col + 4, str_sv(&text), style);
    str_release(&text);
}

static void draw_heads(const struct wizard *w, struct canvas *c, const struct columns *at)
{
    uint32_t row = w->geometry.body_row;
    canvas_text(c, row, at->state, at->end, sv_from(_("状态")), STYLE_HEAD);
    canvas_text(c, row, at->name, at->end, sv_from(_("单位")), STYLE_HEAD);
    canvas_text(c, row, at->marks, at->end, sv_from(_("审核")), STYLE_HEAD);
    canvas_text(c, row, at->errors, at->end + 1, sv_from(_("错误")), STYLE_HEAD);
    if (!at->title)
        return;
    canvas_text(c, row, at->title, at->end, sv_from(_("案例")), STYLE_HEAD);
    canvas_text(c, row, at->notes, at->end, sv_from(_("意见")), STYLE_HEAD);
    canvas_text(c, row, at->time, at->end, sv_from(_("收到")), STYLE_HEAD);
}

/* "2024-06-01T09:30" as 06-01. */
static struct sv day_of(const struct str *time)
{
    return sv_sub(str_sv(time), 5, 10);
}

static enum style state_style(enum case_state state)
{
    switch (state) {
    case CASE_RECEIVED:
    case CASE_SENT:
        return STYLE_WARN;
    case CASE_RECOMMENDED:
    case CASE_SELECTED:
        return STYLE_GOOD;
    default:
        return STYLE_DIM;
    }
}

static void draw_name(const struct queue_page *p, struct canvas *c, const struct columns *at,
                      uint32_t row, const struct queue_row *q, enum style style)
{
    struct str name = {0};
    struct sv holder = queue_holder(p, q);
    /* Who has it open stands before the name: it says whether there is any use in opening it. */
    if (holder.len)
        str_add_f(&name, _("[%.*s在审]"), SV_ARG(holder));
    else if (q->state == CASE_RECEIVED && q->intakes > 1)
        str_add_f(&name, _("[第%u次]"), q->intakes);
    str_add(&name, q->head.name.len ? str_sv(&q->head.name) : str_sv(&q->head.id));
    fitted(c, row, at->name, (at->title ? at->title : at->marks) - 1, str_sv(&name), style);
    str_release(&name);
}

static void draw_row(const struct wizard *w, const struct queue_page *p, struct canvas *c,
                     uint32_t row, size_t index)
{
    const struct queue_row *q = &w->office->queue.ptr[p->shown.ptr[index]];
    struct columns at = columns_of(w);
    bool focused = index == p->at;
    enum style style = focused ? STYLE_FOCUS : STYLE_PLAIN;
    struct str marks = {0};
    draw_name(p, c, &at, row, q, style);
    if (q->broken) {
        canvas_text(c, row, at.state, at.name, sv_from(_("打不开")), STYLE_BAD);
        fitted(c, row, at.title ? at.title : at.marks, at.end, str_sv(&q->trouble), STYLE_BAD);
    } else {
        uint32_t marked = q->tally.passed + q->tally.doubted + q->tally.failed;
        str_add_f(&marks, "%u/%u", marked, q->tally.items);
        canvas_text(c, row, at.state, at.name, sv_from(state_label(q->state)),
                    state_style(q->state));
        canvas_text(c, row, at.marks, at.errors, str_sv(&marks),
                    q->tally.failed    ? STYLE_BAD
                    : q->tally.doubted ? STYLE_WARN
                                       : STYLE_PLAIN);
        number(c, row, at.errors, q->errors, STYLE_BAD);
    }
    if (!q->broken && at.title) {
        fitted(c, row, at.title, at.marks - 1, str_sv(&q->head.title), STYLE_PLAIN);
        number(c, row, at.notes, q->tally.open + q->tally.answered,
               q->tally.answered ? STYLE_WARN : STYLE_PLAIN);
        canvas_text(c, row, at.time, at.end + 1, day_of(&q->received), STYLE_DIM);
    }
    str_release(&marks);
    if (!focused)
        return;
    canvas_text(c, row, 0, 1, SV(">"), STYLE_HEAD);
    canvas_caret(c, row, STATE_COL);
}

static void draw_empty(const struct wizard *w, const struct queue_page *p, struct canvas *c)
{
    struct area area = draw_body(w);
    area.row++;
    area.col = 2;
    area.end_col--;
    canvas_caret(c, area.row, 2);
    draw_wrapped(c, area, 0,
                 sv_from(queue_filtered(p)
                             ? _("没有这样的。按 Esc 恢复列出全部。")
                             : _("还没有收件。按 F7 收件：选送审包、草稿，或装着它们的文件夹。")),
                 STYLE_PLAIN);
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct queue_page *p = (const struct queue_page *)page;
    struct area body = draw_body(w);
    struct columns at = columns_of(w);
    size_t room = queue_room(w);
    if (p->shown.len == 0) {
        draw_empty(w, p, c);
        return;
    }
    draw_heads(w, c, &at);
    body.row++;
    for (size_t i = p->scroll; i < p->shown.len && i - p->scroll < room; i++)
        draw_row(w, p, c, body.row + (uint32_t)(i - p->scroll), i);
    draw_more(c, body, p->scroll > 0, p->shown.len - p->scroll > room);
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)page;
    str_add_f(out, _("办公夹：%s"), w->office->desk.name.len ? w->office->desk.name.ptr : "?");
}

/* What is left out of the list, and in which order it stands. */
static void add_filter(struct str *out, const struct queue_page *p)
{
    if (p->filter.by_state)
        str_add_f(out, _("　只列“%s”"), state_label(p->filter.state));
    if (p->filter.problems)
        str_add(out, sv_from(_("　只列有问题的")));
    if (p->county.len)
        str_add_f(out, _("　只列%s的"), p->county.ptr);
    if (p->text.len)
        str_add_f(out, _("　找“%s”"), p->text.ptr);
    if (p->filter.sort != SORT_RECEIVED)
        str_add_f(out, _("　按%s"), queue_sort_label(p->filter.sort));
}

static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct queue_page *p = (const struct queue_page *)page;
    struct str text = {0};
    if (p->shown.len)
        str_add_f(&text, _("第 %zu/%zu 件"), p->at + 1, p->shown.len);
    add_filter(&text, p);
    if (!queue_filtered(p)) {
        for (enum case_state s = CASE_DRAFT; s < CASE_STATES; s++)
            if (p->counts.by_state[s])
                str_add_f(&text, "　%s %u", state_label(s), p->counts.by_state[s]);
        if (p->counts.broken)
            str_add_f(&text, _("　打不开 %u"), p->counts.broken);
    }
    fitted(c, w->geometry.status_row, 1, c->cols - 1u, str_sv(&text), STYLE_LABEL);
    str_release(&text);
}

static void add_focus(const struct wizard *w, const struct queue_page *p, const struct queue_row *q,
                      struct str *out)
{
    struct sv holder = queue_holder(p, q);
    if (holder.len)
        str_add_f(out, _("%.*s正在审这一件。\n"), SV_ARG(holder));
    if (w->geometry.side_cols)
        str_add_f(out, "%s\n", q->head.name.ptr ? q->head.name.ptr : "");
    str_add_f(out, "%s　%s", q->head.code.ptr ? q->head.code.ptr : "",
              q->head.title.ptr ? q->head.title.ptr : "");
    if (q->same_code)
        str_add_f(out, _("　同一代码另有 %u 件"), q->same_code);
    str_add_f(out, _("\n第 %u 次送来"), q->intakes);
    if (q->tally.answered)
        str_add_f(out, _("，答复了 %u 条意见"), q->tally.answered);
    if (q->check_code.len)
        str_add_f(out, _("，第 %u 稿 %s"), q->revision, q->check_code.ptr);
    if (w->office->desk.role == ROLE_CITY && q->head.county.len)
        str_add_f(out, "　%s", q->head.county.ptr);
    if (q->by.len)
        str_add_f(out, _("　%s办理"), q->by.ptr);
}

static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct queue_page *p = (const struct queue_page *)page;
    const struct queue_row *q = queue_focus(w, p);
    if (q && q->broken)
        str_add_f(out, _("审核记录打不开：%s"), q->trouble.ptr ? q->trouble.ptr : "");
    else if (q)
        add_focus(w, p, q, out);
    else
        str_add_f(out, _("办公夹在 %s。"), w->office->folder.ptr ? w->office->folder.ptr : ".");
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("打开")},
        {ACTION_TEXT_FILE, NULL, N_("收件")},
        {ACTION_NEXT_PROBLEM, NULL, N_("下一件有问题")},
        {ACTION_FIND, NULL, N_("查找")},
        {ACTION_REVIEW, NULL, N_("只列")},
        {ACTION_DONE, NULL, N_("排列")},
        {ACTION_EXPORT, NULL, N_("写出")},
        {ACTION_HELP, NULL, N_("帮助")},
        {ACTION_LEAVE, NULL, N_("离开")},
        {ACTION_NONE, NULL, NULL},
    };
    static const struct hint empty[] = {
        {ACTION_TEXT_FILE, NULL, N_("收件")},
        {ACTION_HELP, NULL, N_("帮助")},
        {ACTION_LEAVE, NULL, N_("离开")},
        {ACTION_NONE, NULL, NULL},
    };
    static const struct hint none_listed[] = {
        {ACTION_BACK, NULL, N_("列出全部")}, {ACTION_FIND, NULL, N_("查找")},
        {ACTION_REVIEW, NULL, N_("只列")},   {ACTION_TEXT_FILE, NULL, N_("收件")},
        {ACTION_HELP, NULL, N_("帮助")},     {ACTION_LEAVE, NULL, N_("离开")},
        {ACTION_NONE, NULL, NULL},
    };
    const struct queue_page *p = (const struct queue_page *)page;
    if (p->shown.len)
        return list;
    return w->office->queue.len ? none_listed : empty;
}

const struct screen screen_queue = {PAGE_QUEUE, draw, title, status, guide, hints};
