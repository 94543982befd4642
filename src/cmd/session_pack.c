#include "cmd/session_pack.h"

#include "base/i18n.h"
#include "cmd/packing.h"
#include "cmd/session_export.h"
#include "cmd/session_files.h"
#include "tui/term.h"

/* What is on the disk; a session without leave to write has to think what it would be. */
static bool find_source(const struct session *s, struct str *out, struct err *e)
{
    if (!s->writes)
        return draft_compose(s->w->draft, str_sv(&s->file.source), out, e);
    str_set(out, str_sv(&s->file.source));
    return true;
}

static bool may_pack(const struct session *s, struct err *e)
{
    if (wizard_offer(s->w))
        return err_set(e, ERR_REFUSED, "%s", _("还有内容等您决定要不要，决定了才能做送审包。"));
    return s->file.path.len ||
           err_set(e, ERR_REFUSED, "%s", _("草稿还没有存成文件，请先按 ^S 保存，再做送审包。"));
}

static bool make(struct session *s, struct packing *p, const char *to, struct err *e)
{
    session_show(s);
    bool ok = packing_begin(p, e) && packing_judge(p, e) && packing_fill(p, e) &&
              (!s->writes || packing_deliver(p, to, e));
    if (s->term)
        term_drop_input(s->term);
    return ok;
}

static void tell(struct session *s, const struct packing *p, const char *to)
{
    struct str told = {0};
    packing_add_told(&told, p, to);
    str_truncate(&told, told.len - 1);
    session_event(s, &(struct event){
                         .kind = EVENT_WRITTEN, .request = REQUEST_EXPORT, .text = str_sv(&told)});
    str_release(&told);
}

void session_pack(struct session *s, const struct request *r)
{
    struct str to = {0}, source = {0};
    struct packing p = {.draft = s->w->draft, .now = session_now(s)};
    struct err e = {0};
    if (!may_pack(s, &e)) {
        session_fail(s, REQUEST_EXPORT, &e);
        return;
    }
    if (!session_save(s))
        return;
    session_path(s, str_sv(&r->path), &to);
    bool ok = find_source(s, &source, &e);
    p.source = str_sv(&source);
    p.path = s->file.path.ptr;
    if (ok && make(s, &p, to.ptr, &e)) {
        session_remember_folder(s, to.ptr);
        tell(s, &p, to.ptr);
    } else {
        session_fail(s, REQUEST_EXPORT, &e);
    }
    packing_release(&p);
    str_release(&source);
    str_release(&to);
}
