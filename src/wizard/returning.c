#include "wizard/returning.h"

#include "base/i18n.h"
#include "base/xalloc.h"
#include "wizard/page.h"
#include "wizard/pages_office.h"
#include "wizard/remarks.h"

void returning_drop(struct wizard *w)
{
    if (!w->returned)
        return;
    returned_release(w->returned);
    free(w->returned);
    w->returned = NULL;
}

void returning_take(struct wizard *w, const struct event *event)
{
    if (event->kind != EVENT_RETURNED || !w->draft)
        return;
    returning_drop(w);
    w->returned = xcalloc(1, sizeof *w->returned);
    *w->returned = *event->returned;
    *event->returned = (struct returned){0};
    remarks_find(w);
}

bool returning_event(struct wizard *w, const struct event *event)
{
    if (event->kind != EVENT_RETURNED)
        return false;
    struct page *top = wizard_page(w);
    bool first = event->request == REQUEST_OPEN && top->class->kind == PAGE_TASKS;
    if (first && returning_waits(w))
        wizard_push(w, page_notes_new(w));
    else if (top->class->resume)
        top->class->resume(w, top);
    if (event->text.len)
        wizard_say(w, returned_open(w->returned) ? TONE_PLAIN : TONE_GOOD, "%.*s",
                   SV_ARG(event->text));
    return true;
}

bool returning_waits(const struct wizard *w)
{
    return w->returned && returned_waits(w->returned, w->draft->revision);
}

void returning_add_line(struct str *out, const struct wizard *w)
{
    const struct returned *r = w->returned;
    str_add(out, sv_from(_("退回意见")));
    if (returned_open(r))
        str_add_f(out, _("：还有 %u 条没有答复"), returned_open(r));
    else if (returning_waits(w))
        str_add_f(out, _("：要重新提供 %zu 项材料"), r->materials.len);
    else
        str_add(out, sv_from(_("：都已答复")));
}
