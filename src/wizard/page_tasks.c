#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/list_keys.h"
#include "wizard/pages.h"
#include "wizard/pages_office.h"
#include "wizard/pages_versions.h"

/* What cannot be done with this draft is no task. */
static bool is_there(const struct wizard *w, enum task task)
{
    switch (task) {
    case TASK_RETURNED:
        return w->returned != NULL;
    case TASK_LEFTOVERS:
        return w->kept.len > 0;
    case TASK_CARRY:
        return w->other_version && !w->sample && w->holder.len == 0;
    case TASK_REVIEW:
    case TASK_PREVIEW:
    case TASK_EXPORT:
        return !w->unknown_form && !w->other_version;
    default:
        return false;
    }
}

size_t tasks_count(const struct wizard *w)
{
    size_t n = w->draft->form->section_count;
    for (enum task task = TASK_SECTION; task < TASKS; task++)
        n += is_there(w, task);
    return n;
}

enum task task_at(const struct wizard *w, size_t line)
{
    size_t sections = w->draft->form->section_count;
    if (line < sections)
        return TASK_SECTION;
    enum task task = TASK_SECTION;
    for (size_t at = sections; task < TASKS; task++)
        if (is_there(w, task) && at++ == line)
            break;
    return task;
}

/* Irrelevant sections are shown greyed, and passed over. */
static bool can_stand(const struct wizard *w, size_t at)
{
    return at >= w->draft->form->section_count || draft_section_relevant(w->draft, (uint32_t)at);
}

static void step(struct wizard *w, struct tasks_page *p, bool down)
{
    size_t n = tasks_count(w);
    if (n == 0)
        return;
    do {
        p->at = down ? (p->at + 1) % n : (p->at + n - 1) % n;
    } while (!can_stand(w, p->at));
}

static void scroll(struct wizard *w, struct tasks_page *p)
{
    p->scroll = list_scroll(p->scroll, p->at, tasks_count(w), w->geometry.body_rows);
}

static unsigned open_task(struct wizard *w, const struct tasks_page *p)
{
    switch (task_at(w, p->at)) {
    case TASK_SECTION:
        wizard_push(w, page_section_new(w, (struct scope){(uint32_t)p->at, {NO_FIELD, 0}}));
        break;
    case TASK_RETURNED:
        wizard_push(w, page_notes_new(w));
        break;
    case TASK_LEFTOVERS:
        wizard_push(w, page_leftovers_new(w));
        break;
    case TASK_CARRY:
        wizard_request(w, REQUEST_CARRY);
        break;
    case TASK_REVIEW:
        wizard_push(w, page_review_new(w));
        break;
    case TASK_PREVIEW:
        wizard_push(w, page_preview_new(w));
        break;
    case TASK_EXPORT:
        wizard_push(w, page_export_new(w));
        break;
    case TASKS:
        break;
    }
    return REACTION_REDRAW;
}

static unsigned toggle_done(struct wizard *w, const struct tasks_page *p)
{
    if (p->at >= w->draft->form->section_count || !wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    history_step(&w->history);
    draft_set_done(w->draft, &w->history, (uint32_t)p->at, !w->draft->done[p->at]);
    history_step(&w->history);
    wizard_check(w);
    return REACTION_REDRAW;
}

/* Back from the task list is the start page; what was written is saved on the way, and what cannot
 * be saved keeps the draft open. */
static unsigned go_back(struct wizard *w)
{
    wizard_request(w, REQUEST_START);
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct tasks_page *p = (struct tasks_page *)page;
    unsigned answer = REACTION_REDRAW;
    switch (action) {
    case ACTION_UP:
    case ACTION_PREV_FIELD:
        step(w, p, false);
        break;
    case ACTION_DOWN:
    case ACTION_NEXT_FIELD:
        step(w, p, true);
        break;
    case ACTION_TEXT_START:
    case ACTION_LINE_START:
    case ACTION_PAGE_UP:
        p->at = tasks_count(w) ? tasks_count(w) - 1 : 0;
        step(w, p, true);
        break;
    case ACTION_TEXT_END:
    case ACTION_LINE_END:
    case ACTION_PAGE_DOWN:
        p->at = tasks_count(w) ? tasks_count(w) - 1 : 0;
        break;
    case ACTION_ENTER:
        return open_task(w, p);
    case ACTION_DONE:
        return toggle_done(w, p);
    case ACTION_BACK:
        return go_back(w);
    case ACTION_TYPE:
        if (page_is_blank(text))
            return open_task(w, p);
        wizard_say(w, TONE_PLAIN, "%s", _("上下键选择，Enter 进入这一部分。"));
        return REACTION_REDRAW | REACTION_BELL;
    default:
        answer = PAGE_PASSES;
    }
    scroll(w, p);
    return answer;
}

/* Lines may have gone meanwhile. */
static void resume(struct wizard *w, struct page *page)
{
    struct tasks_page *p = (struct tasks_page *)page;
    size_t n = tasks_count(w);
    wizard_check(w);
    if (p->at >= n)
        p->at = n ? n - 1 : 0;
    scroll(w, p);
}

/* Facts came in: what the list says of pictures and files is known now. */
static unsigned event(struct wizard *w, struct page *page, const struct event *event)
{
    (void)page;
    if (event->kind == EVENT_SETTLE)
        wizard_check(w);
    return PAGE_PASSES;
}

static void free_page(struct page *page)
{
    free(page);
}

static struct place place_of(const struct wizard *w, const struct page *page)
{
    const struct tasks_page *p = (const struct tasks_page *)page;
    bool section = p->at < w->draft->form->section_count;
    return (struct place){section ? w->draft->form->sections[p->at].first : NO_FIELD, 0};
}

static const struct page_class tasks_class = {
    .kind = PAGE_TASKS,
    .apply = apply,
    .event = event,
    .resume = resume,
    .free = free_page,
    .place = place_of,
};

struct page *page_tasks_new(struct wizard *w)
{
    struct tasks_page *p = xcalloc(1, sizeof *p);
    p->page.class = &tasks_class;
    while (!can_stand(w, p->at))
        p->at++;
    return &p->page;
}
