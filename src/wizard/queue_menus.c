/* What the queue asks: words to look for, which states, which order, what comes in, what goes out.
 */
#include "wizard/queue_menus.h"

#include "wizard/dialogs.h"

static void tell_shown(struct wizard *w, const struct queue_page *p)
{
    if (p->shown.len == 0)
        wizard_say(w, TONE_WARN, "%s", _("没有这样的。按 Esc 恢复列出全部。"));
    else
        wizard_say(w, TONE_PLAIN, _("列出 %zu 件。"), p->shown.len);
}

static struct queue_page *the_queue(const struct wizard *w)
{
    return (struct queue_page *)w->pages.ptr[0];
}

/* ---- F3: by words ---- */

static bool find_answered(struct wizard *w, struct sv value, const struct answer_context *context)
{
    struct queue_page *p = the_queue(w);
    (void)context;
    str_set(&p->text, sv_trim(value));
    queue_list(w, p);
    tell_shown(w, p);
    return true;
}

unsigned queue_ask_find(struct wizard *w, const struct queue_page *p, struct sv typed)
{
    struct prompt_page *prompt =
        page_prompt_new(w, _("找什么？"), typed.len ? typed : str_sv(&p->text));
    str_add(&prompt->hint,
            sv_from(_("单位名称、信用代码、案例名称、编号，写其中几个字就行，全角半角、大小写都一样"
                      "。空着按 Enter，就列出全部。")));
    prompt->answered = find_answered;
    wizard_push(w, &prompt->page);
    return REACTION_REDRAW;
}

/* ---- F2: by state, by county ---- */

enum { FILTER_ALL = CASE_STATES, FILTER_PROBLEMS, FILTER_COUNTY };

static void filter_by_state(struct queue_page *p, int choice)
{
    p->filter.by_state = choice < (int)CASE_STATES;
    if (p->filter.by_state)
        p->filter.state = (enum case_state)choice;
    p->filter.problems = choice == FILTER_PROBLEMS;
}

static unsigned county_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    struct queue_page *p = the_queue(w);
    (void)context;
    /* The queue may have been read anew while the menu was open. */
    if (choice < 0 || (size_t)choice >= w->office->queue.len)
        str_clear(&p->county);
    else
        str_set(&p->county, str_sv(&w->office->queue.ptr[choice].head.county));
    queue_list(w, p);
    tell_shown(w, p);
    return REACTION_REDRAW;
}

enum { MOST_COUNTIES = 200 };

static bool menu_has(const struct menu_page *m, struct sv text)
{
    for (size_t i = 0; i < m->items.len; i++)
        if (sv_eq(str_sv(&m->items.ptr[i].text), text))
            return true;
    return false;
}

/* A choice is the index of a case of that county. */
static unsigned ask_county(struct wizard *w)
{
    struct menu_page *m = page_menu_new(_("列出哪个县（市、区）的？"));
    const struct queue *q = &w->office->queue;
    menu_add(m, -1, _("全部"));
    for (size_t i = 0; i < q->len && m->items.len < MOST_COUNTIES; i++) {
        const struct str *county = &q->ptr[i].head.county;
        if (county->len && !menu_has(m, str_sv(county)))
            menu_add(m, (int)i, county->ptr);
    }
    m->chosen = county_chosen;
    wizard_push(w, &m->page);
    return REACTION_REDRAW;
}

static unsigned filter_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    struct queue_page *p = the_queue(w);
    (void)context;
    if (choice == FILTER_COUNTY)
        return ask_county(w);
    if (choice == FILTER_ALL) {
        str_clear(&p->text);
        str_clear(&p->county);
    }
    filter_by_state(p, choice);
    queue_list(w, p);
    tell_shown(w, p);
    return REACTION_REDRAW;
}

static void add_counted(struct menu_page *m, int choice, const char *label, size_t count)
{
    struct str text = {0};
    str_add_f(&text, _("%s　%zu 件"), label, count);
    menu_add(m, choice, text.ptr);
    str_release(&text);
}

unsigned queue_ask_filter(struct wizard *w, const struct queue_page *p)
{
    struct menu_page *m = page_menu_new(_("只列出哪些？"));
    add_counted(m, FILTER_ALL, _("全部"), w->office->queue.len);
    add_counted(m, FILTER_PROBLEMS, _("有问题的"), p->counts.problems);
    for (enum case_state s = CASE_DRAFT; s < CASE_STATES; s++)
        if (p->counts.by_state[s])
            add_counted(m, (int)s, state_label(s), p->counts.by_state[s]);
    if (w->office->desk.role == ROLE_CITY)
        menu_add(m, FILTER_COUNTY, _("按县（市、区）……"));
    m->chosen = filter_chosen;
    wizard_push(w, &m->page);
    return REACTION_REDRAW;
}

/* ---- F8: the order ---- */

static const char *const sort_labels[] = {
    [SORT_RECEIVED] = N_("收到的先后"),   [SORT_NAME] = N_("单位名称"),
    [SORT_CODE] = N_("信用代码"),         [SORT_STATE] = N_("状态"),
    [SORT_PROBLEMS] = N_("问题多的在前"), [SORT_TOUCHED] = N_("最近办理的在前"),
};

const char *queue_sort_label(enum queue_sort sort)
{
    return _(sort_labels[sort]);
}

static unsigned sort_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    struct queue_page *p = the_queue(w);
    (void)context;
    p->filter.sort = (enum queue_sort)choice;
    queue_list(w, p);
    wizard_say(w, TONE_PLAIN, _("已按“%s”排列。"), queue_sort_label(p->filter.sort));
    return REACTION_REDRAW;
}

unsigned queue_ask_sort(struct wizard *w, const struct queue_page *p)
{
    struct menu_page *m = page_menu_new(_("怎样排列？"));
    for (size_t i = 0; i < sizeof sort_labels / sizeof sort_labels[0]; i++)
        menu_add(m, (int)i, _(sort_labels[i]));
    m->at = p->filter.sort;
    m->chosen = sort_chosen;
    wizard_push(w, &m->page);
    return REACTION_REDRAW;
}

/* ---- F7: what came in; F5: what goes out ---- */

static bool receive_chosen(struct wizard *w, struct sv path, const struct answer_context *context)
{
    (void)context;
    str_set(&wizard_request(w, REQUEST_RECEIVE)->path, path);
    wizard_say(w, TONE_PLAIN, "%s", _("正在收件……"));
    return true;
}

unsigned queue_ask_receive(struct wizard *w)
{
    struct files_page *files = (struct files_page *)page_files_new(w, FILES_RECEIVE, SV(""));
    files->chosen = receive_chosen;
    wizard_push(w, &files->page);
    return REACTION_REDRAW;
}

enum { OUT_BUNDLE, OUT_RETURN, OUT_FORMATS };

static const struct {
    const char *format; /* as the command takes it */
    const char *label;
} summaries[] = {
    {"text", N_("汇总表，打印用的文本")},
    {"xlsx", N_("汇总表，电子表格（.xlsx）")},
    {"docx", N_("汇总表，Word 文档（.docx）")},
    {"csv", N_("汇总表，CSV")},
};

static unsigned bundle_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    (void)context;
    if (choice) {
        wizard_request(w, REQUEST_BUNDLE);
        wizard_say(w, TONE_PLAIN, "%s", _("正在写文件……"));
    }
    return REACTION_REDRAW;
}

/* A key too many must not send a county's cases away: there is no way back from the city. */
static void ask_bundle(struct wizard *w)
{
    struct menu_page *m = page_menu_new(_("做报送件，报市里？"));
    menu_add(m, 1, _("做报送件"));
    menu_add(m, 0, _("先不做"));
    str_add(&m->note, sv_from(_("推荐的各件都在内，做好以后转为“已报市”，县（市、区）就不能再改"
                                "了。还缺什么的，逐条列出，这次不做。")));
    m->chosen = bundle_chosen;
    wizard_push(w, &m->page);
}

static unsigned out_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    if (choice == OUT_BUNDLE) {
        ask_bundle(w);
        return REACTION_REDRAW;
    }
    if (choice == OUT_RETURN) {
        str_set(&wizard_request(w, REQUEST_RETURN)->text, str_sv(&context->text));
    } else {
        struct request *r = wizard_request(w, REQUEST_SUMMARY);
        r->wish.format = sv_from(summaries[choice - OUT_FORMATS].format);
    }
    wizard_say(w, TONE_PLAIN, "%s", _("正在写文件……"));
    return REACTION_REDRAW;
}

unsigned queue_ask_out(struct wizard *w, const struct queue_page *p)
{
    struct menu_page *m = page_menu_new(_("写出什么？"));
    const struct queue_row *row = queue_focus(w, p);
    for (size_t i = 0; i < sizeof summaries / sizeof summaries[0]; i++)
        menu_add(m, OUT_FORMATS + (int)i, _(summaries[i].label));
    if (w->office->desk.role == ROLE_COUNTY)
        menu_add(m, OUT_BUNDLE, _("报送件：推荐的各件，报市里"));
    if (row && row->state == CASE_RETURNED) {
        menu_add(m, OUT_RETURN, _("选中这一件的退回文件"));
        str_set(&m->context.text, str_sv(&row->head.id));
    }
    str_add(&m->note, sv_from(_("文件写在办公夹里，写完告诉您在哪里。")));
    m->chosen = out_chosen;
    wizard_push(w, &m->page);
    return REACTION_REDRAW;
}

void queue_unfilter(struct wizard *w)
{
    filter_chosen(w, FILTER_ALL, &(struct answer_context){0});
}
