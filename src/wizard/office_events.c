#include "wizard/office_events.h"

#include "wizard/handing.h"
#include "wizard/pages_office.h"

enum gate office_gate(const struct wizard *w)
{
    if (w->office && w->office->open)
        return GATE_COUNTY;
    return handing_reviewed(w) ? GATE_PACK : GATE_FINAL;
}

void office_pass(struct wizard *w)
{
    if (!w->office || !w->office->open)
        return;
    for (size_t i = 0; i < w->findings.len; i++) {
        struct finding *f = &w->findings.ptr[i];
        const struct allowance *a = review_find_allowance(&w->office->now.review, str_sv(&f->key));
        if (!a)
            continue;
        f->accepted = true;
        f->reason = str_sv(&a->reason);
    }
}

void office_tell_reading(struct wizard *w)
{
    wizard_say(w, TONE_WARN, "%s",
               _("这是申报单位送来的，只能看，不能改动。要请对方改，就在这里写意见。"));
}

void office_tell_held(struct wizard *w)
{
    const struct office_case *now = &w->office->now;
    if (now->holder.len)
        wizard_say(w, TONE_WARN,
                   now->taken ? _("%s接过去审了，这里改为只看。您记下的都已存好。")
                              : _("%s正在审这一件，这里只能看。要在这里审，按 F10 接过来。"),
                   now->holder.ptr);
}

/* ---- before the pages ---- */

static struct page *queue_page(const struct wizard *w)
{
    struct page *bottom = w->pages.len ? w->pages.ptr[0] : NULL;
    return bottom && bottom->class->kind == PAGE_QUEUE ? bottom : NULL;
}

static uint32_t same_code(const struct queue *q, struct sv id)
{
    for (size_t i = 0; i < q->len; i++)
        if (sv_eq(str_sv(&q->ptr[i].head.id), id))
            return q->ptr[i].same_code;
    return 0;
}

static void take_case(struct wizard *w, struct office_case *take_case)
{
    struct office_case *now = &w->office->now;
    office_case_release(now);
    *now = *take_case;
    *take_case = (struct office_case){0};
    /* What was done here just now was done under our own lock. */
    w->freed = w->freed && now->holder.len;
    now->same_code = same_code(&w->office->queue, str_sv(&now->review.head.id));
    w->office->open = true;
    /* What was found refers to what the office allowed. */
    w->checked = UINT64_MAX;
}

static void take_queue(struct wizard *w, struct queue *take_queue)
{
    queue_release(&w->office->queue);
    w->office->queue = *take_queue;
    *take_queue = (struct queue){0};
    if (queue_page(w))
        page_queue_renew(w, queue_page(w));
}

/* Who else has the case open now: the record stays, and what stands on the pages. */
static void take_holder(struct wizard *w, const struct event *event)
{
    struct office_case *now = &w->office->now;
    w->freed = event->kind == EVENT_FREED;
    if (w->freed)
        str_clear(&now->holder);
    else
        str_set(&now->holder, event->text);
    now->taken = event->kind == EVENT_TAKEN;
}

void office_take(struct wizard *w, const struct event *event)
{
    if (!w->office)
        return;
    switch (event->kind) {
    case EVENT_QUEUE:
        take_queue(w, event->queue);
        break;
    case EVENT_CASE:
        take_case(w, event->office_case);
        break;
    case EVENT_RECORD:
        take_case(w, event->office_case);
        wizard_check(w);
        break;
    case EVENT_HELD:
    case EVENT_TAKEN:
    case EVENT_FREED:
        if (w->office->open)
            take_holder(w, event);
        break;
    case EVENT_HOLDERS:
        if (queue_page(w))
            page_queue_hold(queue_page(w), event->listing);
        break;
    default:
        break;
    }
}

/* ---- after them ---- */

/* The open case is left: the queue stands as it was, on that case. */
static void shut_case(struct wizard *w)
{
    struct str id = {0};
    str_set(&id, str_sv(&w->office->now.review.head.id));
    w->office->open = false;
    office_case_release(&w->office->now);
    wizard_close(w);
    page_queue_focus(w, queue_page(w), str_sv(&id));
    str_release(&id);
}

/* It is left in any case: the list just is as old as it was. */
static unsigned list_failed(struct wizard *w, const struct event *event)
{
    if (w->office->open)
        shut_case(w);
    wizard_say(w, TONE_BAD, "%.*s", SV_ARG(event->text));
    return REACTION_REDRAW | REACTION_BELL;
}

static void sit_down(struct wizard *w, struct office_view *take_desk)
{
    office_view_free(w->office);
    w->office = take_desk;
    wizard_push(w, page_queue_new(w));
}

/* It says itself what came of it. */
static void show_report(struct wizard *w, struct sv text)
{
    str_clear(&w->message);
    wizard_push(w, page_report_new(w, text));
}

/* The record is another one: the page on top shows it. */
static void show_record(struct wizard *w)
{
    struct page *top = wizard_page(w);
    if (top->class->resume)
        top->class->resume(w, top);
    wizard_settle(w);
}

/* Words that were on their way and stand on no page any more. */
static unsigned failed(struct wizard *w, const struct event *event)
{
    const struct page *top = wizard_page(w);
    /* A note goes along with a mark from the record, where it still is. */
    bool kept =
        event->act && event->act->text.len && event->act->kind != ACT_MARK && !top->class->typing;
    if (kept)
        wizard_keep_found(w, event->act->text);
    wizard_say(w, TONE_BAD, kept ? _("%.*s写的话在剪贴板里，可以按 ^V 粘贴。") : "%.*s",
               SV_ARG(event->text));
    return REACTION_REDRAW | REACTION_BELL;
}

/* What was being written when the program died: it stands on its page again, or waits in the
 * clipboard where it was a line of a dialogue. */
static void bring_back(struct wizard *w, const struct event *event)
{
    if (event->act) {
        wizard_push(w, page_write_new(w, event->act));
        wizard_say(w, TONE_WARN, "%s", _("上次没有写完的话找回来了，请接着写，或按 Esc 放弃。"));
        return;
    }
    wizard_keep_found(w, event->text);
    wizard_say(w, TONE_WARN, _("上次正在输入的话（%.*s）找回来了，在剪贴板里，按 ^V 粘贴。"),
               SV_ARG(event->path));
}

static void told_holder(struct wizard *w, const struct event *event)
{
    if (event->kind == EVENT_FREED)
        wizard_say(w, TONE_GOOD, "%s", _("对方已经离开，按 F10 可以接过来审。"));
    else
        office_tell_held(w);
}

bool office_event(struct wizard *w, const struct event *event, unsigned *answer)
{
    *answer = REACTION_REDRAW;
    if (event->kind == EVENT_DESK)
        sit_down(w, event->desk);
    else if (event->kind == EVENT_REPORT)
        show_report(w, event->text);
    else if (!w->office)
        return false;
    else if (event->kind == EVENT_QUEUE && event->request == REQUEST_CASE_SHUT)
        shut_case(w);
    else if (event->kind == EVENT_QUEUE || event->kind == EVENT_RECORD)
        show_record(w);
    else if (event->kind == EVENT_WORDS)
        bring_back(w, event);
    else if (event->kind == EVENT_FAILED && event->request == REQUEST_ACT)
        *answer = failed(w, event);
    else if (event->kind == EVENT_FAILED && event->request == REQUEST_CASE_SHUT)
        *answer = list_failed(w, event);
    else if (w->office->open && (event->kind == EVENT_HELD || event->kind == EVENT_TAKEN ||
                                 event->kind == EVENT_FREED))
        told_holder(w, event);
    else
        return event->kind == EVENT_HOLDERS;
    return true;
}
