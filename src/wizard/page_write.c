#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/motion.h"
#include "wizard/pages_reviewing.h"
#include "wizard/remarks.h"

/* ---- room ---- */

enum { LABEL_ROWS = 1, MARGIN = 1 };

struct write_room write_room(const struct wizard *w, const struct write_page *p)
{
    const struct geometry *g = &w->geometry;
    struct write_room r = {.beside = g->cols >= SIDE_FROM_COLS && p->about.len};
    uint32_t rows = g->guide_row - g->body_row, half = g->cols / 2u, top = g->body_row + LABEL_ROWS;
    r.col = r.about_col = MARGIN;
    r.cols = r.about_cols = g->cols - 2u * MARGIN;
    r.row = r.about_row = top;
    r.rows = rows - LABEL_ROWS;
    if (r.beside) {
        r.about_cols = half - 2u * MARGIN;
        r.col = half + MARGIN;
        r.cols = g->cols - half - 2u * MARGIN;
        r.about_rows = r.rows;
        return r;
    }
    if (p->about.len) {
        uint32_t most = (rows - 2 * LABEL_ROWS) / (p->takes ? 2 : 3);
        r.about_rows = p->about_layout.rows < most ? p->about_layout.rows : most;
    }
    /* A label alone says what it is about as well. */
    uint32_t above = r.about_rows + (p->about_label.len || p->about.len ? LABEL_ROWS : 0);
    r.row += above;
    r.rows -= above;
    return r;
}

static uint32_t scrolled(uint32_t scroll, uint32_t row, uint32_t rows)
{
    if (row < scroll)
        return row;
    return rows && row >= scroll + rows ? row - rows + 1 : scroll;
}

static void scroll(const struct wizard *w, struct write_page *p)
{
    struct write_room r = write_room(w, p);
    p->scroll = scrolled(p->scroll, editor_spot(&p->editor).row, r.rows);
    if (p->about.len)
        p->about_scroll = scrolled(p->about_scroll, editor_spot(&p->reader).row, r.about_rows);
}

static void wrap(struct layout *layout, struct sv text, uint32_t cols)
{
    layout_make(layout, text,
                &(struct wrap_style){.width = cols > 3 ? cols - 1 : 2, .policy = WIDTH_SCREEN});
}

static void measure(const struct wizard *w, struct write_page *p)
{
    struct write_room r = write_room(w, p);
    wrap(&p->layout, str_sv(&p->text), r.cols);
    wrap(&p->about_layout, str_sv(&p->about), r.about_cols);
    scroll(w, p);
}

static void resume(struct wizard *w, struct page *page)
{
    measure(w, (struct write_page *)page);
}

uint32_t write_count(const struct wizard *w, const struct write_page *p)
{
    return counts_by(count_text(str_sv(&p->text)), w->form->count);
}

/* ---- sending ---- */

static unsigned send(struct wizard *w, struct write_page *p);

enum { DECIDE_SURE, DECIDE_NOT_YET };

static struct write_page *write_on_top(const struct wizard *w)
{
    struct page *top = wizard_page(w);
    return top->class->kind == PAGE_WRITE ? (struct write_page *)top : NULL;
}

static unsigned sure_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    struct write_page *p = write_on_top(w);
    (void)context;
    if (choice != DECIDE_SURE || !p)
        return REACTION_REDRAW;
    p->asked = true;
    return send(w, p);
}

/* What becomes of a case is asked once more: the same key confirms. */
static unsigned ask_sure(struct wizard *w, const struct write_page *p)
{
    struct menu_page *m = page_menu_new(_("就这样决定？"));
    struct str sure = {0};
    str_add_f(&sure, _("就这样决定：%s"), decide_label(p->errand->act.state));
    menu_add(m, DECIDE_SURE, sure.ptr);
    menu_add(m, DECIDE_NOT_YET, _("再看看，回去改理由"));
    str_add_f(&m->note, _("%.*s\n理由：%.*s"), SV_ARG(str_sv(&w->office->now.review.head.name)),
              SV_ARG(str_sv(&p->text)));
    m->chosen = sure_chosen;
    str_release(&sure);
    wizard_push(w, &m->page);
    return REACTION_REDRAW;
}

static void answer_kept(struct wizard *w, const struct write_page *p)
{
    struct request *r = wizard_request(w, REQUEST_ANSWER);
    r->number = p->answers;
    r->answer = REMARK_KEPT;
    str_set(&r->text, str_sv(&p->text));
}

static unsigned send(struct wizard *w, struct write_page *p)
{
    if (p->waits)
        return REACTION_BELL;
    if (p->errand) {
        struct act act = p->errand->act;
        act.text = str_sv(&p->text);
        /* What would be refused anyway is not asked about. */
        bool whole = write_count(w, p) >= p->least && office_may(w, act.kind);
        if (act.kind == ACT_DECIDE && whole && !p->asked)
            return ask_sure(w, p);
        if (!office_act(w, &act))
            return REACTION_REDRAW | REACTION_BELL;
    } else {
        answer_kept(w, p);
    }
    p->waits = true;
    return REACTION_REDRAW;
}

/* The page goes first, so that those below show what came of it. */
static unsigned finish(struct wizard *w, struct write_page *p)
{
    struct str told = {0};
    struct act act = p->errand ? p->errand->act : (struct act){.kind = ACT_MARK};
    act.text = str_sv(&p->text);
    if (p->errand)
        write_add_told(&told, w, &act);
    else
        str_add_f(&told, _("第 %u 条已答复“不改”，理由记下了。"), p->answers);
    wizard_pop(w);
    wizard_say(w, TONE_GOOD, "%s", told.ptr);
    str_release(&told);
    return REACTION_REDRAW;
}

static unsigned event(struct wizard *w, struct page *page, const struct event *event)
{
    struct write_page *p = (struct write_page *)page;
    if (!p->waits)
        return PAGE_PASSES;
    if (event->kind == (p->errand ? EVENT_RECORD : EVENT_RETURNED))
        return finish(w, p);
    if (event->kind == EVENT_FAILED && event->request == (p->errand ? REQUEST_ACT : REQUEST_ANSWER))
        p->waits = p->asked = false;
    return PAGE_PASSES;
}

/* ---- giving up ---- */

enum { WRITE_ON, WRITE_DROP };

static unsigned drop_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    struct write_page *p = write_on_top(w);
    (void)context;
    if (choice != WRITE_DROP || !p)
        return REACTION_REDRAW;
    str_set(&w->clipboard, str_sv(&p->text));
    wizard_pop(w);
    wizard_say(w, TONE_PLAIN, "%s", _("没有记下。写的话在剪贴板里，需要时按 ^V 粘贴。"));
    return REACTION_REDRAW;
}

bool write_changed(const struct write_page *p)
{
    return p->text.len && !sv_eq(str_sv(&p->text), str_sv(&p->before));
}

static unsigned back(struct wizard *w, struct write_page *p)
{
    if (!write_changed(p)) {
        wizard_pop(w);
        return REACTION_REDRAW;
    }
    struct menu_page *m = page_menu_new(_("写的话还没有记下"));
    menu_add(m, WRITE_ON, _("继续写"));
    menu_add(m, WRITE_DROP, _("放弃（写的话放进剪贴板）"));
    str_set(&m->note, sv_from(_("要记下，继续写，然后按 F8 或 ^S。")));
    m->chosen = drop_chosen;
    wizard_push(w, &m->page);
    return REACTION_REDRAW;
}

/* ---- keys ---- */

static void aim(struct write_page *p)
{
    if (p->takes)
        motion_sentence(str_sv(&p->about), p->reader.caret, &p->from, &p->to);
}

/* The sentence goes behind what is written, as it is; the next one is aimed at. */
static unsigned take_sentence(struct wizard *w, struct write_page *p)
{
    struct sv sentence = sv_sub(str_sv(&p->about), p->from, p->to);
    if (sentence.len == 0)
        return REACTION_BELL;
    editor_place(&p->editor, p->text.len);
    editor_replace(&p->editor, sentence);
    editor_place(&p->reader, p->to);
    aim(p);
    scroll(w, p);
    wizard_say(w, TONE_PLAIN, "%s", _("这一句已接在后面（^Z 撤销）。"));
    return REACTION_REDRAW;
}

static unsigned read_on(struct wizard *w, struct write_page *p, enum action action)
{
    uint32_t rows = write_room(w, p).about_rows;
    enum editor_answer answer =
        editor_apply(&p->reader, action, SV(""), rows > 1 ? rows - 1 : 1, &w->clipboard);
    if (answer == EDITOR_IGNORED || answer == EDITOR_NOTHING)
        return REACTION_BELL;
    aim(p);
    scroll(w, p);
    return REACTION_REDRAW;
}

static bool writes(enum action action)
{
    return action == ACTION_TYPE || action == ACTION_PASTE || action == ACTION_PASTE_CLIP ||
           action == ACTION_BACKSPACE || action == ACTION_DELETE || action == ACTION_CUT ||
           action == ACTION_UNDO || action == ACTION_REDO;
}

static unsigned write_on(struct wizard *w, struct write_page *p, enum action action, struct sv text)
{
    uint32_t rows = write_room(w, p).rows;
    p->reading = false;
    enum editor_answer answer =
        editor_apply(&p->editor, action, text, rows > 1 ? rows - 1 : 1, &w->clipboard);
    if (answer == EDITOR_IGNORED || answer == EDITOR_NOTHING)
        return REACTION_BELL;
    if (answer == EDITOR_COPIED)
        wizard_say(w, TONE_PLAIN, "%s", _("已复制，^V 粘贴。"));
    if (answer == EDITOR_CLEANED)
        wizard_say(w, TONE_WARN, "%s", _("粘贴时清理了特殊字符（^Z 恢复原样）。"));
    scroll(w, p);
    return REACTION_REDRAW;
}

static unsigned switch_text(struct write_page *p)
{
    if (p->about.len == 0)
        return REACTION_BELL;
    p->reading = !p->reading;
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct write_page *p = (struct write_page *)page;
    switch (action) {
    case ACTION_SAVE:
    case ACTION_DONE:
        return send(w, p);
    case ACTION_BACK:
        return back(w, p);
    case ACTION_NEXT_FIELD:
    case ACTION_PREV_FIELD:
        return switch_text(p);
    case ACTION_TEXT_FILE:
        return p->takes ? take_sentence(w, p) : REACTION_BELL;
    case ACTION_HELP:
    case ACTION_REDRAW:
        return PAGE_PASSES;
    case ACTION_LEAVE:
        /* Taking it over is there; the journal brings the words along. */
        if (!write_changed(p) || office_is_away(w))
            return PAGE_PASSES;
        wizard_say(w, TONE_WARN, "%s", _("先按 F8 记下，或按 Esc 放下这段话，再离开。"));
        return REACTION_REDRAW | REACTION_BELL;
    default:
        break;
    }
    if (p->reading && action == ACTION_ENTER)
        return p->takes ? take_sentence(w, p) : switch_text(p);
    return p->reading && !writes(action) ? read_on(w, p, action) : write_on(w, p, action, text);
}

static bool typing(const struct page *page, struct act *out)
{
    const struct write_page *p = (const struct write_page *)page;
    if (!p->errand || !write_changed(p))
        return false;
    *out = p->errand->act;
    out->text = str_sv(&p->text);
    return true;
}

static void help(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct write_page *p = (const struct write_page *)page;
    (void)w;
    str_add_f(out, "%.*s", SV_ARG(str_sv(&p->title)));
    str_add(out, sv_from(_("\n写多少行都可以。^S 或 F8 记下；记下以前，字留在这里，断线、关机也找得"
                           "回来。Esc 放下：写了字的会先问一句。")));
    if (p->about.len)
        str_add(out, sv_from(_("\nTab 到原文里看，再按 Tab 回来；在原文里直接打字，也回到这里接着"
                               "写。")));
    if (p->takes)
        str_add(out,
                sv_from(_("\n在原文里移到一句上，按 Enter 或 F7，整句接到后面，一个字不改。")));
    if (p->least)
        str_add_f(out, _("\n理由至少 %u 字，“同意”“核实无误”这一类空话不算。"), p->least);
    if (p->limit)
        str_add_f(out, _("\n最多 %u 字。超出的字看得见，但不收：删到上限以内再记下。"), p->limit);
}

static void free_page(struct page *page)
{
    struct write_page *p = (struct write_page *)page;
    struct str *const texts[] = {&p->title,  &p->label,       &p->about,
                                 &p->before, &p->about_label, &p->text};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_release(texts[i]);
    errand_free(p->errand);
    layout_release(&p->layout);
    layout_release(&p->about_layout);
    text_steps_release(&p->steps);
    free(p);
}

static const struct page_class write_class = {
    .kind = PAGE_WRITE,
    .apply = apply,
    .event = event,
    .resume = resume,
    .free = free_page,
    .help = help,
    .typing = typing,
};

static struct write_page *write_new(void)
{
    struct write_page *p = xcalloc(1, sizeof *p);
    p->page.class = &write_class;
    layout_init(&p->layout);
    layout_init(&p->about_layout);
    return p;
}

static struct page *write_open(const struct wizard *w, struct write_page *p)
{
    p->editor = (struct editor){.own = &p->text, .steps = &p->steps, .layout = &p->layout};
    p->reader = (struct editor){.own = &p->about, .layout = &p->about_layout};
    wrap(&p->layout, str_sv(&p->text), write_room(w, p).cols);
    editor_place(&p->editor, p->text.len);
    aim(p);
    return &p->page;
}

struct page *page_write_new(struct wizard *w, const struct act *a)
{
    struct write_page *p = write_new();
    p->errand = errand_new(a);
    write_describe(w, &p->errand->act, p);
    return write_open(w, p);
}

bool page_write_open(struct wizard *w, const struct act *a)
{
    if (!office_may(w, a->kind))
        return false;
    wizard_push(w, page_write_new(w, a));
    return true;
}

struct page *page_write_keep(struct wizard *w, const struct note *n)
{
    struct write_page *p = write_new();
    p->answers = n->number;
    p->least = w->form->desk.reason_min;
    str_add_f(&p->title, _("第 %u 条不改的理由"), n->number);
    str_set(&p->label, sv_from(_("为什么不改")));
    str_set(&p->about_label, n->label.len ? str_sv(&n->label) : sv_from(_("全文")));
    if (n->quote.len)
        str_add_f(&p->about, _("原话：%.*s\n"), SV_ARG(str_sv(&n->quote)));
    remark_add_talk(&p->about, n);
    if (n->state == REMARK_KEPT && n->turns.len)
        str_set(&p->before, str_sv(&n->turns.ptr[n->turns.len - 1].text));
    str_set(&p->text, str_sv(&p->before));
    return write_open(w, p);
}
