#include "wizard/wizard.h"

#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/final.h"
#include "wizard/office_events.h"
#include "wizard/page_start.h"
#include "wizard/pages.h"
#include "wizard/pages_office.h"
#include "wizard/pages_versions.h"
#include "wizard/remarks.h"
#include "wizard/returning.h"

struct wizard *wizard_new(void)
{
    struct wizard *w = xcalloc(1, sizeof *w);
    w->geometry = geometry_of(80, 24);
    w->checked = UINT64_MAX;
    return w;
}

static void drop_pages(struct wizard *w, size_t keep)
{
    while (w->pages.len > keep) {
        struct page *p = w->pages.ptr[--w->pages.len];
        p->class->free(p);
    }
}

static void drop_draft(struct wizard *w)
{
    returning_drop(w);
    history_release(&w->history);
    draft_free(w->draft);
    w->draft = NULL;
    facts_release(&w->facts);
    findings_release(&w->findings);
    progress_release(&w->progress);
    leftovers_release(&w->kept);
    str_clear(&w->trouble);
    w->unknown_form = w->other_version = w->unfinal = false;
    w->unkept = w->saving = false;
    w->final = FINAL_NEVER;
    w->checked = UINT64_MAX;
}

void wizard_free(struct wizard *w)
{
    if (!w)
        return;
    drop_pages(w, 0);
    vec_release(&w->pages);
    drop_draft(w);
    for (size_t i = 0; i < w->requests.len; i++)
        request_release(&w->requests.ptr[i]);
    vec_release(&w->requests);
    start_list_release(&w->start);
    str_release(&w->file);
    str_release(&w->holder);
    str_release(&w->trouble);
    str_release(&w->saved_at);
    str_release(&w->clipboard);
    str_release(&w->found);
    str_release(&w->message);
    str_release(&w->problem);
    office_view_free(w->office);
    vec_release(&w->noted);
    free(w);
}

struct page *wizard_page(const struct wizard *w)
{
    return w->pages.ptr[w->pages.len - 1];
}

static void resume(struct wizard *w)
{
    struct page *p = wizard_page(w);
    if (p->class->resume)
        p->class->resume(w, p);
    wizard_settle(w);
}

void wizard_push(struct wizard *w, struct page *take_page)
{
    vec_push(&w->pages, take_page);
    resume(w);
}

void wizard_pop(struct wizard *w)
{
    if (w->pages.len <= 1)
        return;
    drop_pages(w, w->pages.len - 1);
    resume(w);
}

void wizard_say(struct wizard *w, enum tone tone, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str_clear(&w->message);
    str_add_vf(&w->message, format, args);
    va_end(args);
    w->tone = tone;
}

struct request *wizard_request(struct wizard *w, enum request_kind kind)
{
    struct request *r = vec_add(&w->requests);
    r->kind = kind;
    return r;
}

void wizard_check(struct wizard *w)
{
    enum gate gate = office_gate(w);
    if (!w->draft || (w->checked == w->draft->version && w->gate == gate))
        return;
    findings_release(&w->findings);
    progress_release(&w->progress);
    struct check_input in = {w->draft, &w->facts, w->today, gate};
    check_run(&in, &w->findings);
    office_pass(w);
    progress_make(w->draft, &w->findings, &w->progress);
    remarks_find(w);
    final_note(w);
    w->checked = w->draft->version;
    w->gate = gate;
}

void wizard_settle(struct wizard *w)
{
    /* Numbers counted on the way to another field leave the findings to the next pause. */
    w->settled = !w->draft || w->checked == w->draft->version;
    if (!w->draft)
        return;
    const struct form *form = w->draft->form;
    struct place p = wizard_place(w);
    uint32_t section = wizard_section(w);
    w->shown = (struct shown_counts){.caret = page_section_caret(wizard_page(w))};
    if (section != NO_FIELD)
        w->shown.section = counts_by(draft_section_counts(w->draft, section), form->count);
    if (p.field != NO_FIELD)
        w->shown.chars = counts_by(draft_counts(w->draft, p), COUNT_CHARS_WITH_SPACES);
    for (uint32_t i = 0; i < form->limit_count; i++)
        if (form->limits[i].whole)
            w->shown.whole = counts_by(draft_limit_counts(w->draft, &form->limits[i]), form->count);
}

struct place wizard_place(const struct wizard *w)
{
    const struct page *p = wizard_page(w);
    return p->class->place ? p->class->place(w, p) : (struct place){NO_FIELD, 0};
}

uint32_t wizard_section(const struct wizard *w)
{
    const struct page *p = wizard_page(w);
    return p->class->kind == PAGE_SECTION ? page_section_scope(p).section : NO_FIELD;
}

static void tell_held(struct wizard *w)
{
    wizard_say(w, TONE_WARN,
               w->taken
                   ? _("%s接过去填写了，这里改为只看。您填的都留着：按 F10 可以看“以前的样子”，"
                       "也可以接回来。")
                   : _("%s正在填写这份草稿，这里只能查看。要在这里填写，按 F10 接过来。"),
               w->holder.ptr);
}

static void tell_unknown(struct wizard *w)
{
    wizard_say(w, TONE_WARN, _("这份草稿的表单不在这里，照文件里的样子列出，只能查看和复制。%s"),
               w->trouble.ptr ? w->trouble.ptr : "");
}

static void tell_other_version(struct wizard *w)
{
    wizard_say(w, TONE_WARN,
               _("这份草稿是按表单第 %lld 版填的，还没有搬到第 %u 版，现在只能查看。要搬，在任务单"
                 "里选“搬到表单的这一版”。"),
               (long long)w->draft->form_version, w->form->version);
}

bool wizard_may_use(struct wizard *w)
{
    if (w->unknown_form)
        tell_unknown(w);
    else if (w->other_version)
        tell_other_version(w);
    return !w->unknown_form && !w->other_version;
}

bool wizard_may_change(struct wizard *w)
{
    if (!w->read_only)
        return true;
    if (w->office)
        office_tell_reading(w);
    else if (w->holder.len)
        tell_held(w);
    else if (!w->sample && !wizard_may_use(w))
        return false;
    else
        wizard_say(w, TONE_WARN, "%s",
                   w->sample ? _("样例只供查看，不能改动。要练习，请把样例文件复制一份再打开。")
                   : w->freed ? _("对方已经离开，按 F10 可以接过来填写。")
                              : _("这份草稿现在只能查看，不能改动。"));
    return false;
}

bool wizard_may_change_at(struct wizard *w, struct place p)
{
    if (!wizard_may_change(w))
        return false;
    const struct field *field = &w->draft->form->fields[p.field];
    uint32_t table = field->table != NO_FIELD ? field->table : p.field;
    if (p.row == 0 || draft_row(w->draft, table, p.row, NULL))
        return true;
    wizard_say(w, TONE_WARN, "%s",
               _("这一行已经不在了，写不进去。要留住这些字，先按 ^A 再按 ^C 复制，然后按 Esc。"));
    return false;
}

const struct offer *wizard_offer(const struct wizard *w)
{
    const struct offer *state = NULL;
    for (size_t i = w->pages.len; i-- > 0;) {
        const struct offer_page *p = (const struct offer_page *)w->pages.ptr[i];
        if (p->page.class->kind != PAGE_OFFER)
            continue;
        if (p->offer.kind != OFFER_STATE)
            return &p->offer;
        state = &p->offer;
    }
    return state;
}

void wizard_leave(struct wizard *w)
{
    for (size_t i = w->pages.len; i-- > 0;) {
        struct page *p = w->pages.ptr[i];
        if (!p->class->leave || p->class->leave(w, p))
            continue;
        vec_remove(&w->pages, i);
        p->class->free(p);
    }
    /* Where it does not come to leaving, the page on top shows what became of it. */
    if (!w->geometry.too_small)
        resume(w);
}

void wizard_close(struct wizard *w)
{
    drop_pages(w, 1);
    drop_draft(w);
    /* Nothing is open that could be taken over. */
    w->freed = w->taken = false;
    str_clear(&w->holder);
    w->form = NULL;
}

void wizard_start(struct wizard *w, struct start_list *take_list)
{
    start_list_release(&w->start);
    w->start = *take_list;
    *take_list = (struct start_list){0};
    if (w->pages.len == 0)
        wizard_push(w, page_start_new(w));
    else
        resume(w);
    if (wizard_page(w)->class->kind == PAGE_START && w->file.len)
        page_start_focus(w, wizard_page(w), str_sv(&w->file));
}

/* ---- events ---- */

static void open_draft(struct wizard *w, const struct event *event)
{
    drop_pages(w, 1);
    drop_draft(w);
    w->form = event->form;
    w->draft = event->draft;
    w->read_only = event->read_only;
    w->sample = event->sample;
    w->unknown_form = event->unknown_form;
    w->other_version = event->other_version;
    str_set(&w->trouble, event->trouble);
    if (event->kept) {
        w->kept = *event->kept;
        *event->kept = (struct leftovers){0};
    }
    str_set(&w->holder, event->text);
    w->taken = false;
    w->freed = false;
    history_init(&w->history);
    history_mark_saved(&w->history);
    str_set(&w->file, event->path);
    str_clear(&w->saved_at);
    wizard_request(w, REQUEST_FACTS);
    wizard_push(w, w->office ? page_case_new(w) : page_tasks_new(w));
    if (w->holder.len)
        tell_held(w);
    else if (w->office)
        office_tell_held(w);
    else if (w->unknown_form)
        tell_unknown(w);
    else if (w->kept.len && !w->other_version)
        wizard_say(
            w, TONE_WARN,
            _("草稿里有 %zu "
              "处这份表单没有地方放，都原样保留在文件里。在任务单的“没有地方放的内容”里可以看。"),
            w->kept.len);
}

/* From here on the draft can only be read. What was written and not saved stays on the screen;
 * where it is kept, the command says. */
static void be_held(struct wizard *w, const struct event *event)
{
    str_set(&w->holder, event->text);
    w->taken = event->kind == EVENT_TAKEN;
    w->read_only = true;
    w->freed = false;
    tell_held(w);
}

static void be_freed(struct wizard *w)
{
    w->freed = w->holder.len > 0;
    str_clear(&w->holder);
    if (w->freed)
        wizard_say(w, TONE_GOOD, "%s", _("对方已经离开，按 F10 可以接过来填写。"));
}

static void be_saved(struct wizard *w, const struct event *event)
{
    history_mark_saved(&w->history);
    str_set(&w->saved_at, event->text);
    if (event->path.len)
        str_set(&w->file, event->path);
    if (w->saving)
        wizard_say(w, TONE_GOOD, "%s", _("已保存。"));
    w->saving = false;
}

/* A text with nowhere to go: the page that wanted it is covered, or may not be changed any more. */
static void keep_text(struct wizard *w, struct sv text)
{
    str_set(&w->clipboard, text);
    wizard_say(w, TONE_WARN, "%s",
               _("这些文字现在没有地方写，已放进剪贴板：到要写的那一栏按 ^V 粘贴。"));
}

static void take_facts(struct wizard *w, struct facts *facts)
{
    facts_release(&w->facts);
    w->facts = *facts;
    *facts = (struct facts){0};
    w->checked = UINT64_MAX;
    wizard_check(w);
}

static unsigned common_event(struct wizard *w, const struct event *event)
{
    unsigned answer;
    if (office_event(w, event, &answer))
        return answer;
    if (returning_event(w, event))
        return REACTION_REDRAW;
    switch (event->kind) {
    case EVENT_OPENED:
    case EVENT_CASE:
        open_draft(w, event);
        break;
    case EVENT_SAVED:
        be_saved(w, event);
        break;
    case EVENT_KEPT:
        w->unkept = false;
        break;
    case EVENT_UNKEPT:
        if (event->text.len)
            wizard_say(w, TONE_BAD, "%.*s", SV_ARG(event->text));
        w->unkept = true;
        break;
    case EVENT_FACTS:
        take_facts(w, event->facts);
        break;
    case EVENT_FAILED:
        if (event->request == REQUEST_QUIT)
            wizard_push(w, page_unsaved_new());
        wizard_say(w, TONE_BAD, "%.*s", SV_ARG(event->text));
        return REACTION_REDRAW | REACTION_BELL;
    case EVENT_TEXT:
        keep_text(w, event->text);
        break;
    case EVENT_FINAL:
        final_make(w, event->text);
        break;
    case EVENT_HELD:
    case EVENT_TAKEN:
        be_held(w, event);
        return REACTION_REDRAW | REACTION_BELL;
    case EVENT_FREED:
        be_freed(w);
        break;
    case EVENT_OFFER:
        offer_open(w, event->offer);
        return REACTION_REDRAW | REACTION_BELL;
    case EVENT_STATES:
        wizard_push(w, page_states_new(w, event->states));
        break;
    case EVENT_TOLD:
    case EVENT_WRITTEN:
        wizard_say(w, TONE_GOOD, "%.*s", SV_ARG(event->text));
        break;
    default:
        break;
    }
    return REACTION_REDRAW;
}

unsigned wizard_event(struct wizard *w, const struct event *event)
{
    if (event->kind == EVENT_RESIZE) {
        w->geometry = geometry_of(event->cols, event->rows);
        if (w->pages.len && !w->geometry.too_small)
            resume(w);
        return REACTION_REDRAW | REACTION_CLEAR;
    }
    if (event->kind == EVENT_START) {
        /* Back at the start with everything saved: no draft is open any more. */
        if (w->draft && (w->read_only || !history_changed(&w->history)))
            wizard_close(w);
        wizard_start(w, event->start);
        return REACTION_REDRAW;
    }
    if (event->kind == EVENT_SETTLE) {
        bool redraw = !w->settled;
        struct page *p = wizard_page(w);
        if (redraw && p->class->event)
            p->class->event(w, p, event);
        wizard_check(w);
        wizard_settle(w);
        return redraw ? REACTION_REDRAW : REACTION_NONE;
    }
    struct final_watch before = final_watch(w);
    office_take(w, event);
    returning_take(w, event);
    struct page *p = w->pages.len ? wizard_page(w) : NULL;
    unsigned answer = p && p->class->event ? p->class->event(w, p, event) : PAGE_PASSES;
    if (answer & PAGE_PASSES)
        answer = common_event(w, event);
    return final_interrupts(w, &before) ? REACTION_REDRAW | REACTION_BELL : answer;
}
