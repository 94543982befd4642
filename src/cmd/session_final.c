#include "cmd/session_final.h"

#include "base/i18n.h"
#include "cmd/gather.h"
#include "cmd/session_files.h"

/* With the digests of the pictures, which the code needs. */
static void look_closely(struct session *s)
{
    struct facts facts = {0};
    const char *path = s->file.path.ptr ? s->file.path.ptr : ".";
    gather_facts(s->w->draft, path, &facts);
    gather_digests(path, &facts);
    session_event(s, &(struct event){.kind = EVENT_FACTS, .facts = &facts});
    facts_release(&facts);
}

static void make_final(struct session *s)
{
    struct str time = {0};
    size_t before = s->w->draft->finals.len;
    look_closely(s);
    moment_add_minute(&time, session_now(s));
    session_event(s, &(struct event){.kind = EVENT_FINAL, .text = str_sv(&time)});
    str_release(&time);
    if (s->w->draft->finals.len == before || !session_write(s, REQUEST_FINAL) || !s->writes)
        return;
    struct err e = {0};
    if (!guard_keep_state(s, str_sv(&s->file.source), KEPT_FINAL)) {
        err_set(&e, ERR_IO, "%s", _("定稿已存好，只是这一稿没能另留一份在“以前的样子”里。"));
        session_fail(s, REQUEST_FINAL, &e);
    }
}

/* What was typed is on the disk first: nothing of it may be lost to what goes wrong later. */
void session_finalise(struct session *s)
{
    struct err e = {0};
    if (!s->w->draft || s->w->read_only)
        return;
    if (wizard_offer(s->w)) {
        err_set(&e, ERR_REFUSED, "%s", _("还有内容等您决定要不要，决定了才能定稿。"));
        session_fail(s, REQUEST_FINAL, &e);
    } else if (session_save(s)) {
        make_final(s);
    }
}
