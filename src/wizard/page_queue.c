#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/list_keys.h"
#include "wizard/queue_menus.h"

size_t queue_room(const struct wizard *w)
{
    return w->geometry.body_rows > 2 ? w->geometry.body_rows - 1u : 1;
}

const struct queue_row *queue_focus(const struct wizard *w, const struct queue_page *p)
{
    return p->at < p->shown.len ? &w->office->queue.ptr[p->shown.ptr[p->at]] : NULL;
}

struct sv queue_holder(const struct queue_page *p, const struct queue_row *row)
{
    for (size_t i = 0; i < p->holders.len; i++)
        if (sv_eq(str_sv(&p->holders.ptr[i].path), str_sv(&row->head.id)))
            return str_sv(&p->holders.ptr[i].name);
    return SV("");
}

/* ---- what is listed ---- */

static void go_to(const struct wizard *w, struct queue_page *p, size_t at)
{
    size_t n = p->shown.len;
    p->at = at < n ? at : n ? n - 1 : 0;
    p->scroll = list_scroll(p->scroll, p->at, n, queue_room(w));
    const struct queue_row *row = queue_focus(w, p);
    if (row)
        str_set(&p->id, str_sv(&row->head.id));
}

/* The case that was in focus, wherever it stands now; else the one that took its place. */
static size_t find_focus(const struct wizard *w, const struct queue_page *p)
{
    for (size_t i = 0; i < p->shown.len; i++)
        if (sv_eq(str_sv(&w->office->queue.ptr[p->shown.ptr[i]].head.id), str_sv(&p->id)))
            return i;
    return p->at;
}

void queue_list(const struct wizard *w, struct queue_page *p)
{
    p->filter.text = str_sv(&p->text);
    p->filter.county = str_sv(&p->county);
    size_t above = p->at - p->scroll;
    queue_show(&w->office->queue, &p->filter, &p->shown);
    size_t at = find_focus(w, p);
    /* It stays where it is on the screen as well. */
    p->scroll = at > above ? at - above : 0;
    go_to(w, p, at);
}

void page_queue_renew(struct wizard *w, struct page *page)
{
    struct queue_page *p = (struct queue_page *)page;
    p->counts = queue_count(&w->office->queue);
    queue_list(w, p);
}

void page_queue_hold(struct page *page, const struct listing *holders)
{
    struct queue_page *p = (struct queue_page *)page;
    listing_release(&p->holders);
    for (size_t i = 0; i < holders->len; i++) {
        struct listed *to = vec_add(&p->holders);
        str_set(&to->name, str_sv(&holders->ptr[i].name));
        str_set(&to->path, str_sv(&holders->ptr[i].path));
    }
}

void page_queue_focus(struct wizard *w, struct page *page, struct sv id)
{
    struct queue_page *p = (struct queue_page *)page;
    str_set(&p->id, id);
    go_to(w, p, find_focus(w, p));
}

/* The first from `from` on, round the end, that somebody should look at. */
static size_t next_problem(const struct wizard *w, const struct queue_page *p)
{
    size_t n = p->shown.len;
    for (size_t step = 1; step <= n; step++) {
        size_t at = (p->at + step) % n;
        if (queue_row_has_problem(&w->office->queue.ptr[p->shown.ptr[at]]))
            return at;
    }
    return n;
}

bool queue_filtered(const struct queue_page *p)
{
    return p->filter.by_state || p->filter.problems || p->text.len || p->county.len;
}

/* ---- keys ---- */

static unsigned open_case(struct wizard *w, const struct queue_page *p)
{
    const struct queue_row *row = queue_focus(w, p);
    if (!row) {
        wizard_say(w, TONE_PLAIN, "%s", _("还没有收件。按 F7 收件。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    if (row->broken) {
        wizard_say(w, TONE_BAD, _("这一件的审核记录打不开：%s"), row->trouble.ptr);
        return REACTION_REDRAW | REACTION_BELL;
    }
    str_set(&wizard_request(w, REQUEST_CASE)->path, str_sv(&row->head.id));
    return REACTION_REDRAW;
}

static unsigned to_problem(struct wizard *w, struct queue_page *p)
{
    size_t at = next_problem(w, p);
    if (at >= p->shown.len)
        wizard_say(w, TONE_GOOD, "%s", _("列出的各件都没有问题。"));
    else
        go_to(w, p, at);
    return REACTION_REDRAW;
}

/* Back from a filter is all of it; back from all of it is leaving. */
static unsigned go_back(struct wizard *w, struct queue_page *p)
{
    if (!queue_filtered(p))
        return PAGE_PASSES;
    queue_unfilter(w);
    return REACTION_REDRAW;
}

static unsigned move(const struct wizard *w, struct queue_page *p, enum action action)
{
    size_t to;
    if (!list_key(list_tab(action), p->at, p->shown.len, queue_room(w), &to))
        return PAGE_PASSES;
    go_to(w, p, to);
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct queue_page *p = (struct queue_page *)page;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    switch (blank ? ACTION_ENTER : action) {
    case ACTION_ENTER:
        return open_case(w, p);
    case ACTION_FIND:
        return queue_ask_find(w, p, SV(""));
    case ACTION_TYPE:
    case ACTION_PASTE:
        return queue_ask_find(w, p, text);
    case ACTION_REVIEW:
        return queue_ask_filter(w, p);
    case ACTION_NEXT_PROBLEM:
        return to_problem(w, p);
    case ACTION_EXPORT:
        return queue_ask_out(w, p);
    case ACTION_TEXT_FILE:
        return queue_ask_receive(w);
    case ACTION_DONE:
        return queue_ask_sort(w, p);
    case ACTION_BACK:
        return go_back(w, p);
    default:
        return move(w, p, action);
    }
}

/* The screen may have another size by now. */
static void resume(struct wizard *w, struct page *page)
{
    struct queue_page *p = (struct queue_page *)page;
    go_to(w, p, p->at);
}

static void free_page(struct page *page)
{
    struct queue_page *p = (struct queue_page *)page;
    vec_release(&p->shown);
    listing_release(&p->holders);
    str_release(&p->text);
    str_release(&p->county);
    str_release(&p->id);
    free(p);
}

static void help(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add(out, sv_from(_("办公夹\n"
                           "每行是收到的一件：状态、单位、案例、审核清单审了几条、没有了结的意见、"
                           "错误、收到的日期。上下键选择，Enter 打开。\n"
                           "F3 或直接打字：按单位、代码、案例名称、编号查找。F2：只列出某一状态的，"
                           "或有问题的。F8：换一种排列。Esc：恢复列出全部。\n"
                           "F4：到下一件有问题的：有错误、有存疑或不符、意见没有了结。\n"
                           "F7：收件，选送审包、草稿，或装着它们的文件夹。F5：写出汇总表、报送件、"
                           "退回文件。\n"
                           "别人正在审的，写着是谁；打开了只能看，要在这里审，可以接过来。每做一步"
                           "就存一步，不用另外保存。")));
}

static const struct page_class queue_class = {
    .kind = PAGE_QUEUE,
    .apply = apply,
    .resume = resume,
    .free = free_page,
    .help = help,
};

struct page *page_queue_new(struct wizard *w)
{
    struct queue_page *p = xcalloc(1, sizeof *p);
    p->page.class = &queue_class;
    page_queue_renew(w, &p->page);
    return &p->page;
}
