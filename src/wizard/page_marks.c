#include "base/xalloc.h"
#include "wizard/clauses.h"
#include "wizard/dialogs.h"
#include "wizard/list_keys.h"
#include "wizard/pages_reviewing.h"

const struct mark *marks_mark(const struct wizard *w, size_t item)
{
    struct str key = {0};
    review_item_key(w->form, (uint32_t)item, &key);
    const struct mark *mark = review_find_mark(&w->office->now.review, str_sv(&key));
    str_release(&key);
    return mark && mark->ruling != RULING_NONE ? mark : NULL;
}

void marks_add_text(struct str *out, const struct wizard *w, size_t item)
{
    const struct mark *mark = marks_mark(w, item);
    str_add(out, w->form->review[item].text);
    if (mark && mark->note.len)
        str_add_f(out, _("\n说明：%.*s"), SV_ARG(str_sv(&mark->note)));
}

static size_t count(const struct wizard *w)
{
    return w->form->review_count;
}

/* The next one not marked, going round; where all are, the next one. */
static size_t next_unmarked(const struct wizard *w, size_t from)
{
    size_t n = count(w);
    for (size_t i = 1; i <= n; i++)
        if (!marks_mark(w, (from + i) % n))
            return (from + i) % n;
    return from + 1 < n ? from + 1 : from;
}

/* ---- marking ---- */

static unsigned mark_it(struct wizard *w, struct marks_page *p, enum ruling ruling)
{
    struct str key = {0};
    unsigned answer = REACTION_REDRAW;
    review_item_key(w->form, (uint32_t)p->at, &key);
    struct act act = {.kind = ACT_MARK, .item = str_sv(&key), .ruling = ruling};
    bool words = ruling == RULING_DOUBT || ruling == RULING_FAIL;
    const struct mark *mark = marks_mark(w, p->at);
    if (words) {
        p->asked = p->at;
        answer |= page_write_open(w, &act) ? 0 : REACTION_BELL;
    } else if (ruling == RULING_PASS || mark) {
        /* What was said of it stays where it passes after all. */
        act.text = ruling == RULING_PASS && mark ? str_sv(&mark->note) : SV("");
        if (!office_act(w, &act))
            answer |= REACTION_BELL;
        else if (ruling != RULING_NONE)
            p->at = next_unmarked(w, p->at);
    }
    str_release(&key);
    return answer;
}

static unsigned edit_note(struct wizard *w, struct marks_page *p)
{
    const struct mark *mark = marks_mark(w, p->at);
    if (!mark) {
        wizard_say(w, TONE_PLAIN, "%s",
                   _("先按 1 通过、2 存疑、3 不符，再写说明；存疑和不符会马上请您写。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    struct str key = {0};
    review_item_key(w->form, (uint32_t)p->at, &key);
    struct act act = {.kind = ACT_MARK, .item = str_sv(&key), .ruling = mark->ruling};
    bool opened = page_write_open(w, &act);
    str_release(&key);
    return opened ? REACTION_REDRAW : REACTION_REDRAW | REACTION_BELL;
}

static unsigned typed(struct wizard *w, struct marks_page *p, struct sv text)
{
    static const enum ruling rulings[] = {RULING_NONE, RULING_PASS, RULING_DOUBT, RULING_FAIL};
    int64_t number;
    if (list_number(text, 0, 3, &number))
        return mark_it(w, p, rulings[number]);
    wizard_say(w, TONE_PLAIN, "%s", _("按数字：1 通过，2 存疑，3 不符，0 改回未审。"));
    return REACTION_REDRAW | REACTION_BELL;
}

/* ---- all the others ---- */

enum { REST_PASS, REST_NOT };

static unsigned rest_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    (void)context;
    struct act act = {.kind = ACT_MARK_REST, .ruling = RULING_PASS};
    if (choice == REST_PASS && office_act(w, &act))
        wizard_say(w, TONE_GOOD, "%s", _("其余的都已记为“通过”。"));
    return REACTION_REDRAW;
}

static unsigned ask_rest(struct wizard *w)
{
    struct review_tally t = review_tally(&w->office->now.review, w->form);
    uint32_t rest = t.items - t.passed - t.doubted - t.failed;
    if (rest == 0) {
        wizard_say(w, TONE_PLAIN, "%s", _("每一条都审过了。"));
        return REACTION_REDRAW;
    }
    struct menu_page *m = page_menu_new(_("其余都通过？"));
    struct str text = {0};
    str_add_f(&text, _("其余 %u 条都记为“通过”"), rest);
    menu_add(m, REST_PASS, text.ptr);
    menu_add(m, REST_NOT, _("不，一条一条审"));
    str_set(&m->note, sv_from(_("记下的是您的名字：每一条都看过了，再这样做。")));
    m->chosen = rest_chosen;
    str_release(&text);
    wizard_push(w, &m->page);
    return REACTION_REDRAW;
}

/* ---- moving ---- */

static unsigned go_to(struct marks_page *p, size_t at)
{
    p->at = at;
    return REACTION_REDRAW;
}

/* To a place of the application the item is about; the same key again leads to the next one. */
static unsigned open_place(struct wizard *w, struct marks_page *p)
{
    struct place at;
    uint32_t section;
    p->went = p->went_from == p->at ? p->went + 1 : 0;
    p->went_from = p->at;
    wizard_check(w);
    if (!w->draft || !clause_place(w, (uint32_t)p->at, p->went, &at, &section)) {
        wizard_say(w, TONE_PLAIN, "%s", _("申报书里没有单独写这一条的地方，要看材料或者问对方。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    struct sv text = w->form->review[p->at].text;
    wizard_open_place(w, section, at, 0);
    wizard_say(w, TONE_PLAIN, _("在看：%.*s（F8 回要点）"), SV_ARG(text));
    return REACTION_REDRAW;
}

static unsigned move(struct wizard *w, struct marks_page *p, enum action action)
{
    size_t half = w->geometry.body_rows > 2 ? w->geometry.body_rows / 2u : 1, to;
    if (action == ACTION_NEXT_PROBLEM)
        return go_to(p, next_unmarked(w, p->at));
    return list_key(action, p->at, count(w), half, &to) ? go_to(p, to) : PAGE_PASSES;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct marks_page *p = (struct marks_page *)page;
    if (count(w) == 0)
        return PAGE_PASSES;
    switch (action) {
    case ACTION_TYPE:
        return typed(w, p, text);
    case ACTION_ENTER:
        return edit_note(w, p);
    case ACTION_DELETE:
    case ACTION_BACKSPACE:
        return mark_it(w, p, RULING_NONE);
    case ACTION_NEXT_FIELD:
    case ACTION_PREV_FIELD:
    case ACTION_FIND:
        return open_place(w, p);
    case ACTION_DONE:
        return ask_rest(w);
    default:
        return move(w, p, action);
    }
}

/* Back from writing a note: marked now, it is done with. */
static void resume(struct wizard *w, struct page *page)
{
    struct marks_page *p = (struct marks_page *)page;
    if (p->at >= count(w) && count(w))
        p->at = count(w) - 1;
    if (p->asked == p->at && marks_mark(w, p->at))
        p->at = next_unmarked(w, p->at);
    p->asked = SIZE_MAX;
}

static void help(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct marks_page *p = (const struct marks_page *)page;
    str_add(out, sv_from(_("审核要点\n"
                           "1 通过，2 存疑，3 不符，0 改回未审；记下就到下一条没审的。存疑和不符"
                           "要写一句说明，按 Esc 不写就还是未审。\n"
                           "Enter 改说明。Tab 或 F3 到申报书里说这一条的地方，再按到下一处；在那里"
                           "按 F8 回来。F4 到下一条没审的。F8 把其余的都记为通过。")));
    if (p->at >= count(w))
        return;
    const struct clause *clause = form_clause(w->form, w->form->review[p->at].id);
    if (clause)
        str_add_f(out, _("\n通知 %.*s：%.*s"), SV_ARG(clause->id), SV_ARG(clause->text));
}

static void free_page(struct page *page)
{
    free(page);
}

static const struct page_class marks_class = {
    .kind = PAGE_MARKS,
    .apply = apply,
    .resume = resume,
    .free = free_page,
    .help = help,
};

struct page *page_marks_new_at(struct wizard *w, size_t item)
{
    (void)w;
    struct marks_page *p = xcalloc(1, sizeof *p);
    p->page.class = &marks_class;
    p->at = item;
    p->asked = p->went_from = SIZE_MAX;
    return &p->page;
}

/* At the first one that is not marked. */
struct page *page_marks_new(struct wizard *w)
{
    size_t n = count(w), first = n ? next_unmarked(w, n - 1) : 0;
    return page_marks_new_at(w, n && !marks_mark(w, first) ? first : 0);
}

void page_marks_focus(struct page *page, size_t item)
{
    ((struct marks_page *)page)->at = item;
}
