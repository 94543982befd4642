#include "base/xalloc.h"
#include "draft/naming.h"
#include "draft/path.h"
#include "office/returned.h"
#include "wizard/dialogs.h"
#include "wizard/list_keys.h"
#include "wizard/measure.h"
#include "wizard/pages_reviewing.h"
#include "wizard/remarks.h"

/* ---- what is listed ---- */

static const struct returned *back_from_desk(const struct wizard *w)
{
    return reviewing(w) ? NULL : w->returned;
}

size_t notes_entries(const struct wizard *w)
{
    const struct returned *r = back_from_desk(w);
    return remarks_count(w) + (r ? 1 + r->materials.len : 0);
}

enum notes_row notes_row_at(const struct wizard *w, size_t entry, size_t *index)
{
    size_t head = back_from_desk(w) ? 1 : 0, remarks = remarks_count(w);
    *index = 0;
    if (entry < head)
        return NOTES_HEAD;
    *index = entry - head;
    if (*index < remarks)
        return NOTES_REMARK;
    *index -= remarks;
    return NOTES_MATERIAL;
}

/* ---- words ---- */

enum { QUOTED = 40 /* code points */ };

static void add_head(struct str *out, const struct returned *r)
{
    uint32_t open = returned_open(r);
    str_add_f(out, _("退回理由：%.*s"), SV_ARG(str_sv(&r->reason)));
    if (r->notes.len && open == 0)
        str_add_f(
            out,
            _("\n意见 %zu 条，都已答复。下一步：重新定稿、打印、盖章，再到导出页（F5）把“格式”"
              "换成送审包。"),
            r->notes.len);
    else if (r->notes.len)
        str_add_f(out,
                  _("\n意见 %zu 条，还有 %u 条没有答复。改好一条，在那一条上按 F8 答“已改”；"
                    "不改的按 F7 写明理由。"),
                  r->notes.len, open);
    if (r->materials.len)
        str_add_f(out, _("\n另有 %zu 项材料要重新提供，列在后面。"), r->materials.len);
    if (r->contact.len || r->phone.len)
        str_add_f(out, _("\n有疑问找：%.*s %.*s"), SV_ARG(str_sv(&r->contact)),
                  SV_ARG(str_sv(&r->phone)));
}

static void add_short(struct str *out, const struct note *n)
{
    for (size_t i = n->turns.len; i-- > 0;) {
        if (n->turns.ptr[i].text.len == 0)
            continue;
        naming_add_quoted(out, str_sv(&n->turns.ptr[i].text), QUOTED);
        return;
    }
}

static void add_remark(struct str *out, const struct wizard *w, size_t index, bool full)
{
    const struct note *n = remarks_at(w, index);
    if (!full) {
        add_short(out, n);
        return;
    }
    if (n->quote.len)
        str_add_f(out, _("原话：%.*s\n"), SV_ARG(str_sv(&n->quote)));
    if (w->draft && remarks_place(w, index).words_gone)
        str_add(out, sv_from(_("（原话现在已经不在那里了）\n")));
    remark_add_talk(out, n);
    if (reviewing(w) && !n->sent)
        str_add(out, sv_from(_("\n（还没有发给申报单位）")));
}

void notes_add_text(struct str *out, const struct wizard *w, size_t entry, bool full)
{
    size_t index;
    switch (notes_row_at(w, entry, &index)) {
    case NOTES_HEAD:
        add_head(out, w->returned);
        break;
    case NOTES_REMARK:
        add_remark(out, w, index, full);
        break;
    default:
        break;
    }
}

/* The head is always told whole. */
uint32_t notes_rows(const struct wizard *w, size_t entry, bool full)
{
    struct str text = {0};
    size_t index;
    bool head = notes_row_at(w, entry, &index) == NOTES_HEAD;
    notes_add_text(&text, w, entry, full);
    uint32_t cols = w->geometry.body_cols - NOTES_TEXT_COL - 1u;
    uint32_t rows = text.len == 0 ? 0 : full || head ? measure_rows(str_sv(&text), cols) : 1;
    str_release(&text);
    return rows + 1;
}

/* ---- keys ---- */

/* The remark in focus, NULL where it is something else. */
static const struct note *note_in_focus(const struct wizard *w, const struct notes_page *p)
{
    size_t index;
    bool remark = p->at < notes_entries(w) && notes_row_at(w, p->at, &index) == NOTES_REMARK;
    return remark ? remarks_at(w, index) : NULL;
}

static unsigned open_material(struct wizard *w, size_t index)
{
    struct place at;
    struct err e = {0};
    if (!path_find(w->draft, str_sv(&w->returned->materials.ptr[index]), &at, &e)) {
        wizard_say(w, TONE_WARN, "%s", _("这项材料现在不在申报书里了。"));
        err_clear(&e);
        return REACTION_REDRAW | REACTION_BELL;
    }
    wizard_open_place(w, w->form->fields[at.field].section, at, 0);
    return REACTION_REDRAW;
}

static unsigned open_entry(struct wizard *w, struct notes_page *p)
{
    size_t index;
    const struct note *n = note_in_focus(w, p);
    if (n) {
        remark_open(w, n);
        return REACTION_REDRAW;
    }
    if (p->at < notes_entries(w) && notes_row_at(w, p->at, &index) == NOTES_MATERIAL)
        return open_material(w, index);
    wizard_say(w, TONE_PLAIN, "%s", _("往下逐条看意见，Enter 到所说的地方。"));
    return REACTION_REDRAW;
}

static unsigned refuse(struct wizard *w, const char *why)
{
    wizard_say(w, TONE_PLAIN, "%s", why);
    return REACTION_REDRAW | REACTION_BELL;
}

static unsigned write_act(struct wizard *w, const struct act *a)
{
    return page_write_open(w, a) ? REACTION_REDRAW : REACTION_REDRAW | REACTION_BELL;
}

static unsigned write_for(struct wizard *w, const struct note *n, enum act_kind kind)
{
    return write_act(w, &(struct act){.kind = kind, .number = n->number});
}

static unsigned remark_on_all(struct wizard *w)
{
    return write_act(w, &(struct act){.kind = ACT_REMARK});
}

static unsigned accept(struct wizard *w, const struct note *n)
{
    if (!n->sent)
        return refuse(w, _("这一条还没有发给申报单位：F7 改，Del 撤掉。"));
    if (n->state == REMARK_ACCEPTED)
        return refuse(w, _("这一条已经认可了。要再提，按 F7。"));
    struct act act = {.kind = ACT_ACCEPT, .number = n->number};
    if (!office_act(w, &act))
        return REACTION_REDRAW | REACTION_BELL;
    wizard_say(w, TONE_GOOD, _("第 %u 条已认可。"), n->number);
    return REACTION_REDRAW;
}

/* Its words stay in the clipboard: what was written is never lost. */
static unsigned drop(struct wizard *w, const struct note *n)
{
    if (n->sent)
        return refuse(w, _("已经发给申报单位的意见不能撤掉：F8 认可，或 F7 再提。"));
    struct str words = {0};
    uint32_t number = n->number;
    if (n->turns.len)
        str_set(&words, str_sv(&n->turns.ptr[0].text));
    bool sent = office_act(w, &(struct act){.kind = ACT_DROP, .number = number});
    if (sent) {
        str_move(&w->clipboard, &words);
        wizard_say(w, TONE_PLAIN, _("第 %u 条意见已撤掉，写的话在剪贴板里（^V 粘贴）。"), number);
    }
    str_release(&words);
    return sent ? REACTION_REDRAW : REACTION_REDRAW | REACTION_BELL;
}

static unsigned officer_key(struct wizard *w, const struct note *n, enum action action)
{
    switch (action) {
    case ACTION_DONE:
        return accept(w, n);
    case ACTION_TEXT_FILE:
        return write_for(w, n, n->sent ? ACT_ASK_AGAIN : ACT_REWORD);
    case ACTION_DELETE:
    case ACTION_BACKSPACE:
        return drop(w, n);
    default:
        return PAGE_PASSES;
    }
}

/* Said again, "已改" is taken back. */
static unsigned answer_changed(struct wizard *w, const struct note *n)
{
    struct request *r = wizard_request(w, REQUEST_ANSWER);
    r->number = n->number;
    r->answer = n->state == REMARK_CHANGED ? REMARK_OPEN : REMARK_CHANGED;
    return REACTION_REDRAW;
}

static unsigned applicant_key(struct wizard *w, const struct note *n, enum action action)
{
    if (action != ACTION_DONE && action != ACTION_TEXT_FILE)
        return PAGE_PASSES;
    if (!returned_asks(w->returned, n->number))
        return refuse(w, n->state == REMARK_ACCEPTED
                             ? _("这一条已经认可，不用答复。")
                             : _("这一条上次答复过，这次没有再提，不用答复。"));
    if (action == ACTION_DONE)
        return answer_changed(w, n);
    wizard_push(w, page_write_keep(w, n));
    return REACTION_REDRAW;
}

/* ---- moving ---- */

static unsigned go_to(struct notes_page *p, size_t at)
{
    p->at = at;
    p->skip = 0;
    return REACTION_REDRAW;
}

/* A talk longer than the screen is read through before the next entry comes. */
static unsigned turn_page(const struct wizard *w, struct notes_page *p, bool down)
{
    uint32_t rows = notes_rows(w, p->at, true), room = w->geometry.body_rows;
    uint32_t step = room > 2 ? room - 2 : 1, last = rows > room ? rows - room : 0;
    if (down && p->skip < last)
        p->skip = p->skip + step < last ? p->skip + step : last;
    else if (!down && p->skip)
        p->skip = p->skip > step ? p->skip - step : 0;
    else if (down)
        return go_to(p, p->at + 1 < notes_entries(w) ? p->at + 1 : p->at);
    else
        return go_to(p, p->at ? p->at - 1 : 0);
    return REACTION_REDRAW;
}

static size_t next_waiting(const struct wizard *w, size_t from)
{
    size_t n = notes_entries(w), index;
    for (size_t i = 1; i <= n; i++) {
        size_t at = (from + i) % n;
        if (notes_row_at(w, at, &index) == NOTES_REMARK && remark_waits(w, remarks_at(w, index)))
            return at;
    }
    return from;
}

static unsigned move(struct wizard *w, struct notes_page *p, enum action action)
{
    size_t to;
    switch (action) {
    case ACTION_PAGE_UP:
        return turn_page(w, p, false);
    case ACTION_PAGE_DOWN:
        return turn_page(w, p, true);
    case ACTION_NEXT_FIELD:
    case ACTION_NEXT_PROBLEM:
        return go_to(p, next_waiting(w, p->at));
    default:
        return list_key(action, p->at, notes_entries(w), 1, &to) ? go_to(p, to) : PAGE_PASSES;
    }
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct notes_page *p = (struct notes_page *)page;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    if (action == ACTION_ADD && reviewing(w))
        return remark_on_all(w);
    if (notes_entries(w) == 0)
        return PAGE_PASSES;
    if (action == ACTION_ENTER || blank)
        return open_entry(w, p);
    const struct note *n = note_in_focus(w, p);
    unsigned answer = !n             ? PAGE_PASSES
                      : reviewing(w) ? officer_key(w, n, action)
                                     : applicant_key(w, n, action);
    if (answer & PAGE_PASSES)
        return move(w, p, action);
    /* Accepted: on to the next answer. */
    if (reviewing(w) && action == ACTION_DONE && !(answer & REACTION_BELL))
        go_to(p, next_waiting(w, p->at));
    return answer;
}

/* The list may be shorter than it was. */
static void resume(struct wizard *w, struct page *page)
{
    struct notes_page *p = (struct notes_page *)page;
    size_t n = notes_entries(w);
    wizard_check(w);
    if (p->at >= n)
        go_to(p, n ? n - 1 : 0);
}

/* Called changed while the words are as they were: a slip, or something mended elsewhere. */
static unsigned event(struct wizard *w, struct page *page, const struct event *event)
{
    struct notes_page *p = (struct notes_page *)page;
    const struct note *n = note_in_focus(w, p);
    size_t index;
    if (event->kind != EVENT_RETURNED || event->request != REQUEST_ANSWER || !n ||
        n->state != REMARK_CHANGED)
        return PAGE_PASSES;
    notes_row_at(w, p->at, &index);
    struct note_place at = remarks_place(w, index);
    if (at.found == NOTE_AT_CASE || at.changed)
        return PAGE_PASSES;
    wizard_say(w, TONE_WARN, _("%.*s那里的文字和退回时一样，请核对是不是改了。"),
               SV_ARG(event->text));
    return REACTION_REDRAW;
}

static void help(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)page;
    if (reviewing(w))
        str_add(out,
                sv_from(_("意见\n"
                          "每条意见有号，说的是哪一处、哪几个字，写在申报书旁边；申报单位改了别处，"
                          "它还认得原来的地方。\n"
                          "Enter 到所说的地方。申报单位答了“已改”或“不改”的，F8 认可，F7 请再改。"
                          "还没有发出的，F7 改写，Del 撤掉。F4 到下一条没有认可的。\n"
                          "提新的意见：在申报书里选中字句，按 F7；对整件的，在这里按 Ins。")));
    else
        str_add(out,
                sv_from(_("退回的意见\n"
                          "先看退回理由，再一条一条改：Enter 到所说的地方，Esc 回来。改好了按 F8 "
                          "答“已改”，再按取消；不改的按 F7，写明为什么。F4 到下一条没有答复的。\n"
                          "意见和答复在申报书外面，另存一个文件，随下一次的送审包一起交。")));
}

static void free_page(struct page *page)
{
    free(page);
}

static const struct page_class notes_class = {
    .kind = PAGE_NOTES,
    .apply = apply,
    .event = event,
    .resume = resume,
    .free = free_page,
    .help = help,
};

struct page *page_notes_new(struct wizard *w)
{
    (void)w;
    struct notes_page *p = xcalloc(1, sizeof *p);
    p->page.class = &notes_class;
    return &p->page;
}
