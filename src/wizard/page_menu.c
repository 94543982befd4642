#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/list_keys.h"

static unsigned choose(struct wizard *w, struct menu_page *m)
{
    int choice = m->items.ptr[m->at].choice;
    unsigned (*chosen)(struct wizard *, int, const struct answer_context *) = m->chosen;
    struct answer_context context = m->context;
    m->context = (struct answer_context){0};
    wizard_pop(w);
    unsigned answer = chosen(w, choice, &context);
    str_release(&context.text);
    return answer | REACTION_REDRAW;
}

static unsigned keep_typed(struct menu_page *m, struct sv text)
{
    str_add(&m->context.text, text);
    return REACTION_REDRAW;
}

/* Digits choose at once. */
static unsigned choose_by_digit(struct wizard *w, struct menu_page *m, struct sv text)
{
    int64_t number;
    if (page_is_blank(text))
        return choose(w, m);
    if (!list_number(text, 1, (int64_t)m->items.len, &number))
        return REACTION_BELL;
    m->at = (size_t)number - 1;
    return choose(w, m);
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct menu_page *m = (struct menu_page *)page;
    size_t n = m->items.len;
    if (list_key_around(list_tab(action), m->at, n, n, &m->at))
        return REACTION_REDRAW;
    switch (action) {
    case ACTION_ENTER:
        return choose(w, m);
    case ACTION_TYPE:
        return m->keeps_typing ? keep_typed(m, text) : choose_by_digit(w, m, text);
    case ACTION_BACK:
        wizard_pop(w);
        return REACTION_REDRAW;
    case ACTION_REDRAW:
        return PAGE_PASSES;
    case ACTION_LEAVE:
        return REACTION_NONE;
    default:
        wizard_say(w, TONE_PLAIN, "%s", _("请选一行，按 Enter；Esc 返回。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
}

static void free_page(struct page *page)
{
    struct menu_page *m = (struct menu_page *)page;
    for (size_t i = 0; i < m->items.len; i++)
        str_release(&m->items.ptr[i].text);
    vec_release(&m->items);
    str_release(&m->title);
    str_release(&m->note);
    str_release(&m->context.text);
    free(m);
}

static const struct page_class menu_class = {
    .kind = PAGE_MENU,
    .apply = apply,
    .free = free_page,
};

struct menu_page *page_menu_new(const char *title)
{
    struct menu_page *m = xcalloc(1, sizeof *m);
    m->page.class = &menu_class;
    str_set(&m->title, sv_from(title));
    return m;
}

void menu_add(struct menu_page *m, int choice, const char *text)
{
    struct menu_item *item = vec_add(&m->items);
    str_set(&item->text, sv_from(text));
    item->choice = choice;
}

/* ---- leaving ---- */

enum {
    LEAVE_QUIT,
    LEAVE_START,
    LEAVE_SUSPEND,
    LEAVE_STAY,
    LEAVE_SAVE_AS,
    LEAVE_DISCARD,
    LEAVE_STATES,
    LEAVE_TAKE_OVER,
};

static bool save_as_answered(struct wizard *w, struct sv value,
                             const struct answer_context *context)
{
    (void)context;
    if (sv_trim(value).len)
        str_set(&wizard_request(w, REQUEST_SAVE_AS)->path, sv_trim(value));
    return true;
}

static void ask_save_as(struct wizard *w)
{
    struct prompt_page *prompt = page_prompt_new(w, _("另存为哪个文件？"), SV(""));
    str_set(&prompt->hint, sv_from(_("可以写别的文件夹或 U 盘里的路径。")));
    prompt->answered = save_as_answered;
    wizard_push(w, &prompt->page);
}

enum { TAKE_OVER_NOT, TAKE_OVER };

static unsigned take_over_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    (void)context;
    if (choice == TAKE_OVER)
        wizard_request(w, REQUEST_TAKE_OVER);
    return REACTION_REDRAW;
}

/* Asked once more where somebody is writing. */
static void take_over(struct wizard *w)
{
    if (w->office || !w->holder.len) {
        wizard_request(w, REQUEST_TAKE_OVER);
        return;
    }
    struct menu_page *m = page_menu_new(_("接过来填写？"));
    menu_add(m, TAKE_OVER_NOT, _("先不接，继续查看"));
    menu_add(m, TAKE_OVER, _("接过来填写"));
    str_add_f(&m->note,
              _("%s正在填写。接过来以后，对方的屏幕上会说明，转为只看；对方没有保存的内容不会丢，"
                "留在“以前的样子”里。"),
              w->holder.ptr);
    m->chosen = take_over_chosen;
    wizard_push(w, &m->page);
}

/* What becomes of the file hangs on an answer that was not given yet. Looking at an earlier state,
 * or at what carrying over would change, is nothing of the kind. */
static bool is_undecided(const struct wizard *w)
{
    const struct offer *offer = wizard_offer(w);
    return offer && (offer->kind == OFFER_RECOVERED || offer->kind == OFFER_CHANGED);
}

/* A draft that waits for an answer is left exactly as it is. */
static void leave_pages(struct wizard *w)
{
    if (!is_undecided(w))
        wizard_leave(w);
}

static unsigned leave_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    (void)context;
    switch (choice) {
    case LEAVE_QUIT:
        leave_pages(w);
        wizard_request(w, REQUEST_QUIT);
        break;
    case LEAVE_DISCARD:
        wizard_request(w, REQUEST_QUIT)->replace = true;
        break;
    case LEAVE_START:
        leave_pages(w);
        wizard_request(w, REQUEST_START);
        break;
    case LEAVE_SUSPEND:
        wizard_request(w, REQUEST_SUSPEND);
        break;
    case LEAVE_SAVE_AS:
        ask_save_as(w);
        break;
    case LEAVE_STATES:
        wizard_request(w, REQUEST_STATES);
        break;
    case LEAVE_TAKE_OVER:
        take_over(w);
        break;
    default:
        break;
    }
    return REACTION_REDRAW;
}

/* While an offer waits for its answer, leaving is no answer. */
static void add_leaving(struct wizard *w, struct menu_page *m)
{
    if (is_undecided(w)) {
        menu_add(m, LEAVE_QUIT, _("先不决定，离开（内容都留着，下次再问）"));
        menu_add(m, LEAVE_SUSPEND, _("暂时放到后台（在命令行输入 fg 回来）"));
        menu_add(m, LEAVE_STAY, _("不离开，回去决定"));
        return;
    }
    bool writes = w->draft && !w->read_only, taken = w->holder.len > 0, desk = w->office;
    if (desk)
        taken = w->office->open && w->office->now.holder.len > 0;
    menu_add(m, LEAVE_QUIT, writes ? _("保存并离开") : _("离开"));
    if (w->draft)
        menu_add(m, LEAVE_START,
                 desk     ? _("回到办公夹")
                 : writes ? _("保存并回到开始页")
                          : _("回到开始页"));
    menu_add(m, LEAVE_SUSPEND, _("暂时放到后台（在命令行输入 fg 回来）"));
    menu_add(m, LEAVE_STAY, writes ? _("不离开，继续填写") : _("不离开"));
    if (taken)
        menu_add(m, LEAVE_TAKE_OVER,
                 desk ? _("接过来审（对方转为只看）") : _("接过来填写（对方转为只看）"));
    else if (w->freed)
        menu_add(m, LEAVE_TAKE_OVER,
                 desk ? _("接过来审（对方已经离开）") : _("接过来填写（对方已经离开）"));
    if (w->draft && !w->sample && !desk)
        menu_add(m, LEAVE_STATES, _("以前的样子（恢复一栏或全部）"));
}

struct page *page_leave_new(struct wizard *w)
{
    struct menu_page *m = page_menu_new(_("离开"));
    add_leaving(w, m);
    m->chosen = leave_chosen;
    return &m->page;
}

struct page *page_unsaved_new(void)
{
    struct menu_page *m = page_menu_new(_("没有存上，还没有离开"));
    menu_add(m, LEAVE_SAVE_AS, _("另存为别的文件"));
    menu_add(m, LEAVE_STAY, _("继续填写，稍后再存"));
    menu_add(m, LEAVE_DISCARD, _("不保存，直接离开（没存上的都记着，下次打开时再问）"));
    m->chosen = leave_chosen;
    return &m->page;
}
