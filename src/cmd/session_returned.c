#include "cmd/session_returned.h"

#include "base/i18n.h"
#include "cmd/returned_place.h"
#include "cmd/session_files.h"
#include "store/file.h"

/* ---- showing it ---- */

static void show(struct session *s, enum request_kind request, struct sv told)
{
    struct returned copy = {0};
    returned_copy(&copy, &s->back.returned);
    session_event(s,
                  &(struct event){
                      .kind = EVENT_RETURNED, .request = request, .returned = &copy, .text = told});
    returned_release(&copy);
}

/* A damaged one is told and is no reason not to open the draft. */
void session_find_returned(struct session *s)
{
    struct err e = {0};
    returned_file_release(&s->back);
    s->back_elsewhere = false;
    if (!returned_find(s->file.path.ptr, str_sv(&s->w->draft->id), &s->back, &e))
        str_move(&s->back.trouble, &e.message);
    if (s->back.path.len)
        show(s, REQUEST_OPEN, SV(""));
    if (s->back.trouble.len)
        session_event(s, &(struct event){.kind = EVENT_TOLD, .text = str_sv(&s->back.trouble)});
    err_clear(&e);
}

static void tell_elsewhere(struct session *s, struct err *why)
{
    err_prefix(why, "%s", _("退回意见没能放到草稿旁边，只能看，答复存不下来。"));
    session_event(s, &(struct event){.kind = EVENT_TOLD, .text = str_sv(&why->message)});
    err_clear(why);
}

void session_follow_returned(struct session *s)
{
    struct err why = {0};
    const char *draft = s->file.path.ptr;
    if (s->back.path.len == 0 || !s->writes || returned_lies_beside(s->back.path.ptr, draft))
        return;
    if (returned_bring(&s->back, draft, &why)) {
        session_find_returned(s);
        return;
    }
    s->back_elsewhere = true;
    tell_elsewhere(s, &why);
}

/* ---- opening it ---- */

bool session_is_returned(const char *path)
{
    struct str head = {0};
    bool is = file_read_head(path, RETURNED_HEAD_BYTES, &head, NULL) &&
              returned_looks_like(str_sv(&head));
    str_release(&head);
    return is;
}

/* A return of this draft that is as new lies beside it already, perhaps with answers. */
static bool is_there(const struct returned_file *given, const char *draft)
{
    struct returned_file there = {0};
    bool found = returned_find(draft, str_sv(&given->returned.head.id), &there, NULL) &&
                 there.path.len && !returned_is_newer(&given->returned, &there.returned);
    returned_file_release(&there);
    return found;
}

static bool refuse_without_draft(const struct returned_file *given, struct err *e)
{
    const struct case_head *h = &given->returned.head;
    struct str draft = {0};
    if (given->returned.revision)
        str_add_f(&draft, _("第 %u 稿，"), given->returned.revision);
    str_add_f(&draft, _("编号 %s"), h->id.ptr);
    err_set(e, ERR_REFUSED,
            _("%s 是退给“%s”的退回意见，这里没有找到那份草稿（%s）。请把它复制到草稿所在的文件夹"
              "里，再打开它。"),
            given->path.ptr, h->name.len ? h->name.ptr : h->id.ptr, draft.ptr);
    str_release(&draft);
    return false;
}

/* Shown from where it lies: nothing can be written beside the draft, or nothing may be. */
static void use_elsewhere(struct session *s, struct returned_file *take_given)
{
    returned_file_release(&s->back);
    s->back = *take_given;
    *take_given = (struct returned_file){0};
    s->back_elsewhere = true;
    show(s, REQUEST_OPEN, SV(""));
}

static void tell_copies(struct session *s, const struct returned_place *place)
{
    struct str text = {0};
    if (place->copies == 0 || s->w->holder.len)
        return;
    str_add_f(&text, _("这份草稿有 %zu 个副本，打开的是稿次最新的一份：%s。"), place->copies + 1,
              place->draft.ptr);
    session_event(s, &(struct event){.kind = EVENT_TOLD, .text = str_sv(&text)});
    str_release(&text);
}

static bool open_with(struct session *s, struct returned_file *take_given,
                      const struct returned_place *place, struct err *e)
{
    const char *draft = place->draft.ptr;
    struct err why = {0};
    bool brought = is_there(take_given, draft) ||
                   returned_lies_beside(take_given->path.ptr, draft) ||
                   (s->writes && returned_bring(take_given, draft, &why));
    if (!session_open(s, draft, false, e)) {
        err_clear(&why);
        return false;
    }
    if (!brought)
        use_elsewhere(s, take_given);
    if (why.message.len)
        tell_elsewhere(s, &why);
    else
        tell_copies(s, place);
    return true;
}

bool session_open_returned(struct session *s, const char *path, struct err *e)
{
    struct returned_file given = {0};
    struct returned_place place = {0};
    bool ok = returned_load(path, &given, e);
    if (ok) {
        returned_place_find(path, str_sv(&given.returned.head.id), &place);
        ok =
            (place.draft.len || refuse_without_draft(&given, e)) && open_with(s, &given, &place, e);
    }
    returned_place_release(&place);
    returned_file_release(&given);
    return ok;
}

/* ---- answering ---- */

static bool may_answer(struct session *s, struct err *e)
{
    if (s->back.path.len == 0)
        return err_set(e, ERR_REFUSED, "%s", _("草稿旁边没有退回意见，没有什么要答复的。"));
    if (s->w->read_only)
        return err_set(e, ERR_REFUSED, "%s", _("这份草稿现在只能查看，不能答复。"));
    if (s->back_elsewhere && s->writes)
        return err_set(e, ERR_REFUSED,
                       _("%s 不在草稿旁边，答复存不下来。请把它和草稿复制到能"
                         "写的同一个文件夹里再打开。"),
                       s->back.path.ptr);
    return true;
}

static bool keep(struct session *s, const struct reply *reply, struct err *e)
{
    return s->writes ? returned_reply(&s->back, reply, s->w->form, e)
                     : returned_answer(&s->back.returned, reply, s->w->form, e);
}

static void add_told(const struct session *s, const struct reply *reply, struct str *out)
{
    uint32_t open = returned_open(&s->back.returned);
    if (reply->to == REMARK_OPEN)
        str_add_f(out, _("第 %u 条的答复收回了。"), reply->number);
    else if (reply->to == REMARK_CHANGED)
        str_add_f(out, _("第 %u 条记作“已改”（再按 F8 收回）。"), reply->number);
    else
        str_add_f(out, _("第 %u 条记作“不改”。"), reply->number);
    if (open)
        str_add_f(out, _("还有 %u 条没有答复。"), open);
    else
        str_add(out, sv_from(_("都答复了：改好以后重新定稿、送审。")));
}

void session_answer(struct session *s, const struct request *r)
{
    struct str time = {0}, told = {0};
    struct err e = {0};
    moment_add_minute(&time, session_now(s));
    struct reply reply = {r->number, r->answer, str_sv(&r->text), str_sv(&time)};
    if (may_answer(s, &e) && keep(s, &reply, &e)) {
        add_told(s, &reply, &told);
        show(s, REQUEST_ANSWER, str_sv(&told));
    } else {
        session_fail(s, REQUEST_ANSWER, &e);
    }
    str_release(&time);
    str_release(&told);
}
