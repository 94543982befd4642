#include "base/i18n.h"
#include "base/xalloc.h"
#include "wizard/list_keys.h"
#include "wizard/measure.h"
#include "wizard/pages_versions.h"

static const struct leftover *in_focus(const struct wizard *w, const struct leftovers_page *p)
{
    return p->at < w->kept.len ? &w->kept.ptr[p->at] : NULL;
}

/* Reasons are whole sentences or heads of them. */
static void add_why(struct str *out, const struct leftover *left)
{
    str_add(out, str_sv(&left->why));
    if (!sv_ends(str_sv(&left->why), SV("。")))
        str_add(out, sv_from(_("。")));
}

void leftover_add_text(struct str *out, const struct leftover *left)
{
    str_add_f(out, _("第 %u 行 "), left->line);
    str_add(out, str_sv(&left->path));
    str_add_byte(out, '\n');
    add_why(out, left);
    str_add(out, SV("\n\n"));
    str_add(out, str_sv(&left->value));
}

static void scroll(const struct wizard *w, struct leftovers_page *p)
{
    size_t n = w->kept.len;
    if (p->at >= n)
        p->at = n ? n - 1 : 0;
    p->scroll = list_scroll(p->scroll, p->at, n, w->geometry.body_rows);
}

static unsigned move(const struct wizard *w, struct leftovers_page *p, enum action action)
{
    size_t screen = w->geometry.body_rows > 1 ? w->geometry.body_rows - 1u : 1;
    if (!list_key(list_tab(action), p->at, w->kept.len, screen, &p->at))
        return PAGE_PASSES;
    scroll(w, p);
    return REACTION_REDRAW;
}

static uint32_t text_rows(const struct wizard *w, const struct leftovers_page *p)
{
    struct str text = {0};
    const struct leftover *left = in_focus(w, p);
    uint32_t cols = w->geometry.body_cols > 4 ? w->geometry.body_cols - 4u : 1;
    if (left)
        leftover_add_text(&text, left);
    uint32_t rows = measure_rows(str_sv(&text), cols);
    str_release(&text);
    return rows;
}

/* The text alone goes along, as it stands: what is hidden in it goes out where it is pasted. */
static unsigned copy(struct wizard *w, const struct leftovers_page *p)
{
    const struct leftover *left = in_focus(w, p);
    if (!left || left->value.len == 0) {
        wizard_say(w, TONE_PLAIN, "%s", _("这里没有文字可以复制。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    str_set(&w->clipboard, str_sv(&left->value));
    wizard_say(w, TONE_GOOD, "%s", _("已复制，到要写的那一栏按 ^V 粘贴。"));
    return REACTION_REDRAW;
}

static unsigned read_on(struct wizard *w, struct leftovers_page *p, enum action action,
                        struct sv text)
{
    uint32_t room = w->geometry.body_rows, to;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    if (measure_key(blank ? ACTION_PAGE_DOWN : action, p->read_scroll, room, &to)) {
        p->read_scroll = measure_scroll(to, text_rows(w, p), room);
        return REACTION_REDRAW;
    }
    if (action != ACTION_ENTER && action != ACTION_BACK)
        return PAGE_PASSES;
    p->reading = false;
    return REACTION_REDRAW;
}

static unsigned choose(struct wizard *w, struct leftovers_page *p, enum action action,
                       struct sv text)
{
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    if (action != ACTION_ENTER && !blank)
        return move(w, p, action);
    p->reading = in_focus(w, p) != NULL;
    p->read_scroll = 0;
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct leftovers_page *p = (struct leftovers_page *)page;
    if (action == ACTION_COPY)
        return copy(w, p);
    unsigned answer = p->reading ? read_on(w, p, action, text) : choose(w, p, action, text);
    if (!(answer & PAGE_PASSES) || action != ACTION_TYPE)
        return answer;
    wizard_say(w, TONE_PLAIN, "%s", _("这里只能看和复制：Enter 看全文，^C 复制。"));
    return REACTION_REDRAW | REACTION_BELL;
}

static void resume(struct wizard *w, struct page *page)
{
    struct leftovers_page *p = (struct leftovers_page *)page;
    scroll(w, p);
    p->read_scroll = measure_scroll(p->read_scroll, text_rows(w, p), w->geometry.body_rows);
}

static void help(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add_f(
        out, "%s\n%s\n%s", _("没有地方放的内容"),
        _("草稿的文件里有这些内容，这份表单却没有地方放：多半是按另一版表单填的，也可能是手工改文件"
          "时写错了名字。它们原样留在文件里，保存也不会丢，只是不检查也不打印。"),
        _("选一处按 Enter 看全文；按 ^C 复制它的文字，再到要写的那一栏按 ^V 粘贴。"));
}

static void free_page(struct page *page)
{
    free(page);
}

static const struct page_class leftovers_class = {
    .kind = PAGE_LEFTOVERS,
    .apply = apply,
    .resume = resume,
    .free = free_page,
    .help = help,
};

struct page *page_leftovers_new(struct wizard *w)
{
    struct leftovers_page *p = xcalloc(1, sizeof *p);
    (void)w;
    p->page.class = &leftovers_class;
    return &p->page;
}
