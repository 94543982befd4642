#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/list_keys.h"
#include "wizard/pages_versions.h"

static unsigned open_state(struct wizard *w, const struct states_page *p)
{
    if (p->at >= p->states.len)
        return REACTION_BELL;
    str_set(&wizard_request(w, REQUEST_STATE)->path, str_sv(&p->states.ptr[p->at].path));
    return REACTION_REDRAW;
}

static void scroll(const struct wizard *w, struct states_page *p)
{
    p->scroll = list_scroll(p->scroll, p->at, p->states.len, w->geometry.body_rows);
}

static unsigned move(const struct wizard *w, struct states_page *p, enum action action)
{
    size_t screen = w->geometry.body_rows > 1 ? w->geometry.body_rows - 1u : 1;
    if (!list_key(list_tab(action), p->at, p->states.len, screen, &p->at))
        return PAGE_PASSES;
    scroll(w, p);
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct states_page *p = (struct states_page *)page;
    if (action == ACTION_ENTER || (action == ACTION_TYPE && page_is_blank(text)))
        return open_state(w, p);
    if (action == ACTION_TYPE) {
        wizard_say(w, TONE_PLAIN, "%s", _("上下键选择，Enter 看和现在有什么不同。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    return move(w, p, action);
}

static void resume(struct wizard *w, struct page *page)
{
    scroll(w, (struct states_page *)page);
}

static void help(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add_f(
        out, "%s\n%s\n%s", _("以前的样子"),
        _("这份草稿每隔一段时间、每次恢复或合并以前，都会留下一份当时的样子，最近的在最上面；太旧的"
          "会"
          "自动让位。断电找回而没有恢复的、别处改过而没有采用的，也在这里。"),
        _("选一个按 Enter，先一处一处看它和现在有什么不同，再决定恢复哪些。只看不恢复，什么也不会"
          "改变。"));
}

static void free_page(struct page *page)
{
    struct states_page *p = (struct states_page *)page;
    listed_states_release(&p->states);
    free(p);
}

static const struct page_class states_class = {
    .kind = PAGE_STATES,
    .apply = apply,
    .resume = resume,
    .free = free_page,
    .help = help,
};

struct page *page_states_new(struct wizard *w, struct listed_states *take_states)
{
    struct states_page *p = xcalloc(1, sizeof *p);
    (void)w;
    p->page.class = &states_class;
    p->states = *take_states;
    *take_states = (struct listed_states){0};
    return &p->page;
}
