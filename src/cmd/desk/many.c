#include "cmd/desk/many.h"

#include "base/i18n.h"
#include "cmd/progress_line.h"
#include "office/selection.h"

static bool lock_case(const struct many *m, struct sv id, struct many_case *k, struct err *e)
{
    struct str path = {0}, who = {0};
    case_record_path(&path, m->at->folder, id);
    enum lock_answer answer = at_desk_lock(m->at, path.ptr, &k->lock, &who, e);
    if (answer == LOCK_HELD)
        err_set(e, ERR_IO, _("%.*s：%s 正在办这一件，什么都没有记。请等他办完再试。"), SV_ARG(id),
                who.ptr);
    str_release(&path);
    str_release(&who);
    return answer == LOCK_TAKEN;
}

static void let_go(struct many_case *k)
{
    lock_release(k->lock);
    case_file_release(&k->file);
}

static bool find_held(const struct many *m, struct sv id, size_t *index)
{
    for (size_t i = m->cases.len; i-- > 0;)
        if (sv_eq(str_sv(&m->cases.ptr[i].file.review.head.id), id)) {
            *index = i;
            return true;
        }
    return false;
}

bool many_hold(struct many *m, struct sv id, size_t *index, struct err *e)
{
    struct many_case k = {0};
    if (m->cases.len &&
        sv_cmp(str_sv(&m->cases.ptr[m->cases.len - 1].file.review.head.id), id) >= 0 &&
        find_held(m, id, index))
        return true;
    if (!lock_case(m, id, &k, e))
        return false;
    if (!case_load(m->at->folder, id, &k.file, e)) {
        lock_release(k.lock);
        return false;
    }
    if (!k.file.saved) {
        let_go(&k);
        return err_set(e, ERR_REFUSED, _("%.*s：这一件已经不在办公夹里了。"), SV_ARG(id));
    }
    *index = m->cases.len;
    vec_push(&m->cases, k);
    return true;
}

bool many_act(struct many *m, size_t index, const struct act *a, struct sv before, struct err *e)
{
    struct many_case *k = &m->cases.ptr[index];
    struct act_world world = {
        .desk = &m->at->desk,
        .form = m->at->form,
        .selected_before = before,
        .by = str_sv(&m->at->by),
        .time = str_sv(&m->at->time),
    };
    if (!review_act(&k->file.review, a, &world, e))
        return false;
    k->touched = true;
    return true;
}

static bool save_case(struct many_case *k, struct err *e)
{
    return (lock_is_ours(k->lock) ||
            err_set(e, ERR_IO, _("%s：刚被别人接过去了，没有改动它。"), k->file.path.ptr)) &&
           case_save(&k->file, e);
}

static void tell_how_far(const struct many_case *k, size_t written, struct err *e)
{
    struct str called = {0};
    case_add_called(&called, &k->file.review.head);
    err_prefix(e, _("前面 %zu 件已经记下，从 %s 起没有记；处理好以后再做一次就行："), written,
               called.ptr);
    str_release(&called);
}

bool many_save(struct many *m, struct err *e)
{
    struct progress_line line;
    size_t written = 0;
    bool ok = true;
    progress_line_begin(&line, m->at->c, _("已记下"), m->cases.len);
    for (size_t i = 0; ok && i < m->cases.len; i++) {
        struct many_case *k = &m->cases.ptr[i];
        ok = !k->touched || save_case(k, e);
        if (!ok && written)
            tell_how_far(k, written, e);
        written += ok && k->touched;
        progress_line_next(&line);
    }
    progress_line_hide(&line);
    return ok;
}

void many_release(struct many *m)
{
    for (size_t i = 0; i < m->cases.len; i++)
        let_go(&m->cases.ptr[i]);
    vec_release(&m->cases);
}
