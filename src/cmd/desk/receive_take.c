#include "base/i18n.h"
#include "cmd/desk/receive_steps.h"
#include "cmd/draft_lock.h"
#include "store/tree.h"

enum { LOCK_TRIES = 3 };

/* ---- the lock ---- */

static bool held_by(struct taker *t, const struct lock_owner *holder)
{
    struct str who = {0};
    draft_lock_add_owner(&who, holder, t->k->at->c->now);
    err_set(&t->e, ERR_IO, _("%s：%s 正在审这一件，没有收。请等对方离开后再收一次。"),
            t->a->shown.ptr, who.ptr);
    str_release(&who);
    return false;
}

/* A new case's folder may be taken away, empty, by another who was just refused. */
static bool lock_case(struct taker *t)
{
    const struct at_desk *at = t->k->at;
    struct str inside = {0}, path = {0};
    struct lock_owner holder = {0};
    enum lock_answer answer = LOCK_FAILED;
    str_add_f(&inside, "cases/%s", t->a->d.head.id.ptr);
    case_record_path(&path, at->folder, str_sv(&t->a->d.head.id));
    for (int i = 0; i < LOCK_TRIES && answer == LOCK_FAILED; i++) {
        err_clear(&t->e);
        if (!desk_make_folder(at->folder, inside.ptr, &t->e))
            break;
        answer = lock_wait(path.ptr, at_desk_asker(at), CASE_PATIENCE, &t->lock, &holder, &t->e);
    }
    if (answer == LOCK_HELD)
        held_by(t, &holder);
    lock_owner_release(&holder);
    str_release(&inside);
    str_release(&path);
    return answer == LOCK_TAKEN;
}

static void unlock_case(struct taker *t)
{
    struct str folder = {0};
    lock_release(t->lock);
    case_path(&folder, t->k->at->folder, str_sv(&t->a->d.head.id));
    if (!t->file.saved)
        tree_remove_empty(folder.ptr);
    str_release(&folder);
}

/* ---- the whole ---- */

static void tell_versions(struct taker *t)
{
    const struct opened *o = &t->a->draft;
    struct str told = {0};
    if (!o->other_version)
        return;
    str_add_f(&told,
              _("草稿是按表单第 %lld 版填的，这里按第 %u "
                "版读，校验码没有核对；原件照样保存。"),
              (long long)o->written_for, o->form->version);
    if (o->kept.len)
        str_add_f(&told, _("有 %zu 处没有地方放，没有用上。"), o->kept.len);
    taker_tell(t, &told);
}

static void tell_revision(struct taker *t)
{
    const struct intake *last = review_last_intake(&t->file.review);
    struct str told = {0};
    if (!last || t->a->d.revision >= last->revision)
        return;
    str_add_f(&told, _("这次是第 %u 稿，上次送来的是第 %u 稿：可能是旧的，请问清申报单位。"),
              t->a->d.revision, last->revision);
    taker_tell(t, &told);
}

static bool take_locked(struct taker *t)
{
    const struct at_desk *at = t->k->at;
    if (!case_load(at->folder, str_sv(&t->a->d.head.id), &t->file, &t->e))
        return false;
    if (!taker_judge(t)) {
        if (t->out->taking == TAKE_DUPLICATE)
            taker_make_up_receipt(t);
        return t->out->taking == TAKE_DUPLICATE;
    }
    taker_look_for_code(t);
    tell_versions(t);
    tell_revision(t);
    return taker_keep(t);
}

static void release(struct taker *t)
{
    case_file_release(&t->file);
    kept_release(&t->kept);
    facts_release(&t->facts);
    findings_release(&t->findings);
    err_clear(&t->e);
}

void arrival_take(struct receiver *k, struct arrival *a, struct received *out)
{
    struct taker t = {.k = k, .a = a, .out = out};
    case_head_copy(&out->head, &a->d.head);
    out->files = (uint32_t)a->read.files.len;
    bool ok = lock_case(&t);
    if (ok) {
        ok = take_locked(&t);
        unlock_case(&t);
    }
    if (!ok)
        received_fail(out, &t.e);
    release(&t);
}
