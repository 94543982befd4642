#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/measure.h"
#include "wizard/pages_versions.h"

/* ---- what there is to decide ---- */

/* Whoever filled a draft in with a later version may miss it in this one, even where no place of
 * this one's differs. */
static bool goes_back(const struct wizard *w, const struct offer_page *p)
{
    return p->offer.kind == OFFER_CARRIED && w->draft->form_version > (int64_t)w->form->version;
}

bool offer_may_take(const struct wizard *w, const struct offer_page *p)
{
    /* Of what was written for another version nothing else can be changed. */
    bool may = p->offer.kind == OFFER_CARRIED ? w->holder.len == 0 && !w->sample : !w->read_only;
    return may && (p->list.len > 0 || goes_back(w, p));
}

bool offer_may_tick(const struct wizard *w, const struct offer_page *p)
{
    return p->offer.kind != OFFER_CARRIED && offer_may_take(w, p);
}

size_t offer_items(const struct wizard *w, const struct offer_page *p)
{
    return p->list.len + (p->offer.typing.len > 0) + offer_may_take(w, p) + 1;
}

enum offer_item offer_item(const struct wizard *w, const struct offer_page *p, size_t index)
{
    size_t n = offer_items(w, p);
    if (index + 1 >= n)
        return OFFER_LEAVE;
    if (index < p->list.len)
        return OFFER_DIFFERENCE;
    return offer_may_take(w, p) && index + 2 == n ? OFFER_TAKE : OFFER_TYPING;
}

size_t offer_ticked(const struct offer_page *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->list.len; i++)
        n += p->list.ptr[i].taken;
    return n;
}

static const struct difference *in_focus(const struct offer_page *p)
{
    return p->at < p->list.len ? &p->list.ptr[p->at] : NULL;
}

/* ---- scrolling ---- */

/* The rows of an item in the column, and of the column; those of an answer are none. */
struct extent {
    uint32_t top;
    uint32_t bottom;
    uint32_t rows;
};

static struct extent extent_of(const struct wizard *w, const struct offer_page *p, size_t item)
{
    struct offer_lines lines = {0};
    struct extent e = {.top = UINT32_MAX};
    offer_lines_make(w, p, &lines);
    for (size_t i = 0; i < lines.len; i++) {
        bool own = lines.ptr[i].item == item;
        if (own && e.top == UINT32_MAX)
            e.top = e.rows;
        e.rows += offer_line_rows(w, &lines.ptr[i]);
        if (own)
            e.bottom = e.rows;
    }
    offer_lines_release(&lines);
    return e;
}

/* Brings the focus into view whole, or its beginning where it is longer than the screen; what
 * stands above the first one is seen with it. */
static void show_focus(const struct wizard *w, struct offer_page *p)
{
    uint32_t room = offer_room(w, p);
    struct extent e = extent_of(w, p, p->at);
    if (e.top != UINT32_MAX) {
        if (p->at == 0 && e.bottom <= room)
            e.top = 0;
        if (p->scroll + room < e.bottom)
            p->scroll = e.bottom - room;
        if (p->scroll > e.top)
            p->scroll = e.top;
    }
    p->scroll = measure_scroll(p->scroll, e.rows, room);
}

/* The hidden rest of what is in focus comes before the next thing. */
static bool scroll_within(const struct wizard *w, struct offer_page *p, bool down)
{
    uint32_t room = offer_room(w, p), screen = room > 1 ? room - 1 : 1;
    struct extent e = extent_of(w, p, p->at);
    uint32_t top = p->at == 0 ? 0 : e.top;
    if (e.top == UINT32_MAX)
        return false;
    if (down && p->scroll + room < e.bottom) {
        uint32_t rest = e.bottom - room - p->scroll;
        p->scroll += rest < screen ? rest : screen;
        return true;
    }
    if (!down && p->scroll > top) {
        p->scroll = p->scroll - top > screen ? p->scroll - screen : top;
        return true;
    }
    return false;
}

static unsigned move(const struct wizard *w, struct offer_page *p, bool down, size_t steps)
{
    size_t last = offer_items(w, p) - 1;
    if (scroll_within(w, p, down))
        return REACTION_REDRAW;
    if (down)
        p->at = last - p->at > steps ? p->at + steps : last;
    else
        p->at = p->at > steps ? p->at - steps : 0;
    show_focus(w, p);
    return REACTION_REDRAW;
}

static unsigned jump(const struct wizard *w, struct offer_page *p, size_t item)
{
    p->at = item;
    show_focus(w, p);
    return REACTION_REDRAW;
}

/* ---- answers ---- */

static void answer(struct wizard *w, enum offer_kind kind, bool replace)
{
    struct request *r = wizard_request(w, REQUEST_ANSWERED);
    r->offer = kind;
    r->replace = replace;
}

static void tell_taken(struct wizard *w, enum offer_kind kind, size_t taken, size_t left)
{
    if (kind == OFFER_CARRIED)
        wizard_say(w, TONE_GOOD, "%s", _("已搬到这一版表单。"));
    else if (taken == 0)
        wizard_say(w, TONE_GOOD, "%s", _("草稿保持您填的样子。"));
    else if (kind == OFFER_CHANGED)
        wizard_say(w, TONE_GOOD, _("已采用 %zu 处（^Z 撤销）。"), taken);
    else if (kind == OFFER_RECOVERED && left)
        wizard_say(w, TONE_GOOD, _("已恢复 %zu 处（^Z 撤销）。没打勾的也留着，以后还能恢复。"),
                   taken);
    else
        wizard_say(w, TONE_GOOD, _("已恢复 %zu 处（^Z 撤销）。"), taken);
}

/* What is ticked, as one step. A draft is carried over in its file, by the command. */
static void change(struct wizard *w, const struct offer_page *p)
{
    if (p->offer.kind == OFFER_CARRIED)
        return;
    history_step(&w->history);
    differences_apply(w->draft, &w->history, p->offer.other, &p->list);
    history_step(&w->history);
}

static unsigned take(struct wizard *w, struct offer_page *p)
{
    enum offer_kind kind = p->offer.kind;
    size_t taken = offer_ticked(p), left = p->list.len - taken;
    bool needs_some = kind == OFFER_RECOVERED || kind == OFFER_STATE;
    if (taken == 0 && needs_some) {
        wizard_say(w, TONE_WARN, "%s", _("没有一处打了勾。先用空格打勾，或选下面一行。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    change(w, p);
    wizard_keep_found(w, str_sv(&p->offer.typing));
    answer(w, kind, true);
    wizard_pop(w);
    /* The list it was chosen from has done its part. */
    if (kind == OFFER_STATE && wizard_page(w)->class->kind == PAGE_STATES)
        wizard_pop(w);
    wizard_check(w);
    tell_taken(w, kind, taken, left);
    return REACTION_REDRAW;
}

static const char *left_words(enum offer_kind kind)
{
    static const char *const words[] = {
        [OFFER_RECOVERED] = N_("没有恢复。找回的内容留在“以前的样子”里，按 F10 找得到。"),
        [OFFER_CHANGED] = N_("先不合并，您填的都在。保存的时候会再问。"),
        [OFFER_STATE] = N_("没有恢复，草稿还是现在的样子。"),
        [OFFER_CARRIED] = N_("先不搬，文件没有动，这份草稿只能查看。以后随时可以再搬。"),
    };
    return _(words[kind]);
}

static unsigned leave_it(struct wizard *w, struct offer_page *p)
{
    enum offer_kind kind = p->offer.kind;
    bool typed = p->offer.typing.len > 0;
    wizard_keep_found(w, str_sv(&p->offer.typing));
    answer(w, kind, false);
    if (kind == OFFER_CARRIED)
        w->read_only = true;
    bool nothing = p->list.len == 0;
    wizard_pop(w);
    if (nothing && typed)
        wizard_say(w, TONE_PLAIN, "%s", _("没有确认的输入已放进剪贴板，按 ^V 粘贴。"));
    else
        wizard_say(w, TONE_PLAIN, "%s", left_words(kind));
    return REACTION_REDRAW;
}

/* Typed text is not turned down by a key that is pressed to get rid of a page. */
static unsigned back(struct wizard *w, struct offer_page *p)
{
    if (p->offer.kind != OFFER_RECOVERED || p->warned)
        return leave_it(w, p);
    jump(w, p, offer_items(w, p) - 1);
    p->warned = true;
    wizard_say(w, TONE_WARN, "%s",
               p->list.len ? _("再按一次 Esc：先不恢复，内容不会丢，留在“以前的样子”里。")
                           : _("再按一次 Esc 就关上这一页，没有确认的输入会放进剪贴板。"));
    return REACTION_REDRAW;
}

/* ---- keys ---- */

static bool refuses_ticks(struct wizard *w, const struct offer_page *p)
{
    if (p->offer.kind == OFFER_CARRIED)
        wizard_say(w, TONE_PLAIN, "%s", _("要搬就整份搬：看好以后在最后两行里选。"));
    else
        wizard_may_change(w);
    return !offer_may_tick(w, p);
}

static unsigned tick(struct wizard *w, struct offer_page *p)
{
    if (refuses_ticks(w, p))
        return REACTION_REDRAW | REACTION_BELL;
    p->list.ptr[p->at].taken = !p->list.ptr[p->at].taken;
    return REACTION_REDRAW;
}

static unsigned tick_all(struct wizard *w, struct offer_page *p)
{
    bool all = offer_ticked(p) == p->list.len;
    if (refuses_ticks(w, p))
        return REACTION_REDRAW | REACTION_BELL;
    for (size_t i = 0; i < p->list.len; i++)
        p->list.ptr[i].taken = !all;
    return REACTION_REDRAW;
}

static unsigned copy(struct wizard *w, const struct offer_page *p)
{
    const struct difference *d = in_focus(p);
    struct sv text = d ? str_sv(&d->other) : str_sv(&p->offer.typing);
    if (text.len == 0) {
        wizard_say(w, TONE_PLAIN, "%s", _("这里没有文字可以复制。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    str_set(&w->clipboard, text);
    wizard_say(w, TONE_PLAIN, "%s", _("已复制，^V 粘贴。"));
    return REACTION_REDRAW;
}

static unsigned activate(struct wizard *w, struct offer_page *p)
{
    switch (offer_item(w, p, p->at)) {
    case OFFER_DIFFERENCE:
        p->reading = true;
        p->read_scroll = 0;
        return REACTION_REDRAW;
    case OFFER_TYPING:
        return copy(w, p);
    case OFFER_TAKE:
        return take(w, p);
    default:
        return leave_it(w, p);
    }
}

static unsigned typed(struct wizard *w, struct offer_page *p, struct sv text)
{
    if (!page_is_blank(text)) {
        wizard_say(w, TONE_PLAIN, "%s",
                   _("这里不用打字：上下键移动，空格打勾，最后两行里选一行。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    return in_focus(p) ? tick(w, p) : activate(w, p);
}

static unsigned read_on(struct wizard *w, struct offer_page *p, enum action action, struct sv text)
{
    uint32_t room = offer_room(w, p), to;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    if (measure_key(blank ? ACTION_PAGE_DOWN : action, p->read_scroll, room, &to)) {
        p->read_scroll = measure_scroll(to, extent_of(w, p, SIZE_MAX).rows, room);
        return REACTION_REDRAW;
    }
    if (action == ACTION_COPY)
        return copy(w, p);
    if (action != ACTION_ENTER && action != ACTION_BACK)
        return PAGE_PASSES;
    p->reading = false;
    /* Enter alone leads through all there is to read, and to the answers. */
    if (action == ACTION_ENTER && p->at + 1 < offer_items(w, p))
        p->at++;
    show_focus(w, p);
    return REACTION_REDRAW;
}

static unsigned choose(struct wizard *w, struct offer_page *p, enum action action, struct sv text)
{
    uint32_t room = offer_room(w, p);
    switch (action) {
    case ACTION_UP:
    case ACTION_PREV_FIELD:
        return move(w, p, false, 1);
    case ACTION_DOWN:
    case ACTION_NEXT_FIELD:
        return move(w, p, true, 1);
    case ACTION_PAGE_UP:
        return move(w, p, false, room);
    case ACTION_PAGE_DOWN:
        return move(w, p, true, room);
    case ACTION_TEXT_START:
    case ACTION_LINE_START:
        return jump(w, p, 0);
    case ACTION_TEXT_END:
    case ACTION_LINE_END:
        return jump(w, p, offer_items(w, p) - 1);
    case ACTION_ENTER:
        return activate(w, p);
    case ACTION_TYPE:
        return typed(w, p, text);
    case ACTION_SELECT_ALL:
        return tick_all(w, p);
    case ACTION_COPY:
        return copy(w, p);
    case ACTION_BACK:
        return back(w, p);
    default:
        return PAGE_PASSES;
    }
}

/* Of the common keys only those that change nothing: everything else waits for the answer. */
static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct offer_page *p = (struct offer_page *)page;
    p->warned = p->warned && action == ACTION_BACK;
    unsigned answer = p->reading ? read_on(w, p, action, text) : choose(w, p, action, text);
    bool common = action == ACTION_HELP || action == ACTION_LEAVE || action == ACTION_REDRAW;
    if (!(answer & PAGE_PASSES) || common)
        return answer;
    wizard_say(w, TONE_PLAIN, "%s",
               p->reading ? _("看完按 Esc 回到列表，先决定怎么办。")
                          : _("先决定这里的内容：用上下键移到最后两行，选一行按 Enter。"));
    return REACTION_REDRAW | REACTION_BELL;
}

/* ---- the page ---- */

static void make_list(const struct wizard *w, struct offer_page *p)
{
    differences_release(&p->list);
    differences_make(p->offer.base, w->draft, p->offer.other, &p->list);
    p->built = w->draft->version;
}

/* Where nothing differs, the answer is known: what is to be written is what is there. */
static bool answers_itself(struct wizard *w, const struct offer_page *p)
{
    enum offer_kind kind = p->offer.kind;
    if (p->list.len || p->offer.typing.len || goes_back(w, p))
        return false;
    answer(w, kind, kind == OFFER_CHANGED || kind == OFFER_CARRIED);
    if (kind == OFFER_STATE)
        wizard_say(w, TONE_PLAIN, "%s", _("那时的样子和现在没有不同。"));
    return true;
}

/* The draft may have changed under it, and the screen its size. */
static void resume(struct wizard *w, struct page *page)
{
    struct offer_page *p = (struct offer_page *)page;
    if (p->built != w->draft->version) {
        make_list(w, p);
        p->reading = false;
        if (answers_itself(w, p)) {
            wizard_pop(w);
            return;
        }
    }
    if (p->at >= offer_items(w, p))
        p->at = offer_items(w, p) - 1;
    struct extent e = extent_of(w, p, p->at);
    uint32_t room = offer_room(w, p);
    p->read_scroll = measure_scroll(p->read_scroll, e.rows, room);
    if (p->reading)
        return;
    /* Seen from its heading at first, whatever of the first difference there is room for. */
    if (e.top != UINT32_MAX && (e.top < p->scroll || e.top >= p->scroll + room))
        show_focus(w, p);
    p->scroll = measure_scroll(p->scroll, e.rows, room);
}

static void help(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    offer_add_help(out, ((const struct offer_page *)page)->offer.kind);
}

static void free_page(struct page *page)
{
    struct offer_page *p = (struct offer_page *)page;
    differences_release(&p->list);
    offer_release(&p->offer);
    free(p);
}

static const struct page_class offer_class = {
    .kind = PAGE_OFFER,
    .apply = apply,
    .resume = resume,
    .free = free_page,
    .help = help,
};

struct page *page_offer_new(struct wizard *w, struct offer *take_offer)
{
    struct offer_page *p = xcalloc(1, sizeof *p);
    p->page.class = &offer_class;
    p->offer = *take_offer;
    *take_offer = (struct offer){0};
    make_list(w, p);
    if (p->list.len == 0 && goes_back(w, p))
        p->at = offer_items(w, p) - 1;
    return &p->page;
}

/* Of what can only be read nothing is taken: what was found stays where it is, unanswered. Earlier
 * states can be looked at all the same. */
static bool refused(struct wizard *w, enum offer_kind kind)
{
    static const char *const words[] = {
        [OFFER_RECOVERED] =
            N_("有没有保存的内容可以找回，但这份草稿现在只能查看。内容都留着，能填写时"
               "再打开，会再问您。"),
        [OFFER_CHANGED] = N_("文件在别处被改过；这份草稿现在只能查看，这里没有动它。"),
        [OFFER_STATE] = "",
        [OFFER_CARRIED] = N_("这份草稿是按另一版表单填的，现在只能查看，不能搬到这一版。"),
    };
    bool carries = kind == OFFER_CARRIED && w->holder.len == 0 && !w->sample;
    if (!w->read_only || kind == OFFER_STATE || carries)
        return false;
    wizard_say(w, TONE_WARN, "%s", _(words[kind]));
    return true;
}

/* The same is offered anew, as it is by now: the file was written once more. */
static void drop_older(struct wizard *w, enum offer_kind kind)
{
    for (size_t i = w->pages.len; i-- > 0;) {
        struct page *page = w->pages.ptr[i];
        if (page->class->kind != PAGE_OFFER || ((struct offer_page *)page)->offer.kind != kind)
            continue;
        vec_remove(&w->pages, i);
        page->class->free(page);
    }
}

void offer_open(struct wizard *w, struct offer *take_offer)
{
    if (!w->draft || refused(w, take_offer->kind)) {
        offer_release(take_offer);
        return;
    }
    if (w->saving)
        str_clear(&w->message); /* nothing is saved before this is answered */
    struct page *page = page_offer_new(w, take_offer);
    drop_older(w, ((struct offer_page *)page)->offer.kind);
    wizard_push(w, page);
    if (answers_itself(w, (struct offer_page *)page))
        wizard_pop(w);
}
