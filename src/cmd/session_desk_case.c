/* The case in hand: its lock, its record, its journal. */
#include "cmd/session_desk_case.h"

#include "base/i18n.h"
#include "check/check.h"
#include "cmd/desk/case_changes.h"
#include "cmd/desk/city.h"
#include "cmd/draft_lock.h"
#include "cmd/session_files.h"
#include "store/path.h"

void desk_set_time(struct session *s)
{
    str_clear(&s->desk->at.time);
    moment_add_minute(&s->desk->at.time, session_now(s));
}

/* ---- what the wizard gets to see ---- */

static void make_view(struct session *s, struct sv holder, struct sv barred,
                      struct office_case *out)
{
    struct session_desk *d = s->desk;
    struct act_world world = at_case_world(&d->k);
    review_copy(&out->review, &d->k.file.review);
    str_set(&out->holder, holder);
    str_set(&out->barred, barred);
    str_set(&out->selected_before, world.selected_before);
    path_add_shown(&out->folder, path_folder(str_sv(&s->file.path)));
    if (d->k.draft.draft)
        case_changes(&d->at, &d->k.file.review, d->k.draft.draft, &out->changes, NULL);
    review_hindrances(&d->k.file.review, &world, &out->hindrances);
}

static void send_record(struct session *s, struct sv holder)
{
    struct office_case now = {0};
    make_view(s, holder, str_sv(&s->w->office->now.barred), &now);
    session_event(
        s, &(struct event){.kind = EVENT_RECORD, .request = REQUEST_ACT, .office_case = &now});
    office_case_release(&now);
}

/* ---- the lock ---- */

/* Names the other: who it is, and where and since when. */
static void add_holder(struct session *s, const struct lock_owner *owner, struct str *out)
{
    draft_lock_add_owner(out, owner, session_now(s));
}

struct taking_lock {
    struct lock *lock;
    struct str holder;  /* who has it, when it is not ours */
    struct str trouble; /* it can be nobody's: why */
};

static void take_lock(struct session *s, const char *record, bool take_over,
                      struct taking_lock *out)
{
    struct lock_owner owner = {0};
    struct err e = {0};
    struct lock_asker who = {str_sv(&s->desk->at.by), moment_seconds(session_now(s))};
    if (!s->writes)
        return;
    enum lock_answer answer = take_over ? lock_take_over(record, who, &out->lock, &e)
                                        : lock_take(record, who, &out->lock, &owner, &e);
    if (answer == LOCK_TAKEN)
        case_tidy(sv_from(record));
    if (answer == LOCK_HELD)
        add_holder(s, &owner, &out->holder);
    if (answer == LOCK_FAILED)
        str_add(&out->trouble,
                sv_from(_("这个办公夹您只能看，写不进去。要审核，请管理的人给您写的权限。")));
    lock_owner_release(&owner);
    err_clear(&e);
}

static void lose_lock(struct session *s)
{
    struct session_desk *d = s->desk;
    struct lock_owner owner = {0};
    struct str who = {0};
    /* Whoever it was may have gone again. */
    if (lock_look(d->k.file.path.ptr, &owner))
        add_holder(s, &owner, &who);
    else
        str_add(&who, sv_from(_("别人")));
    lock_release(d->lock);
    d->lock = NULL;
    /* What is being written stays on the screen, and in the journal, which is the officer's own:
     * he may write on, and finds it when the case is his again. */
    session_event(s, &(struct event){.kind = EVENT_TAKEN, .text = str_sv(&who)});
    lock_owner_release(&owner);
    str_release(&who);
}

/* ---- opening ---- */

/* The draft is the wizard's from here on; the case goes on looking at it. */
static void show_case(struct session *s, const struct taking_lock *lock)
{
    struct session_desk *d = s->desk;
    struct opened *o = &d->k.draft;
    struct office_case now = {0};
    struct str name = {0};
    draft_file_release(&s->file);
    str_set(&s->file.path, str_sv(&o->file.path));
    make_view(s, str_sv(&lock->holder), str_sv(&lock->trouble), &now);
    /* What is exported gets the applicant's name, not that of a file in the desk. */
    str_add(&name, str_sv(&d->k.file.review.head.name));
    str_replace_all(&name, SV("/"), SV("-"));
    str_add(&name, SV(".yaml"));
    session_event(s, &(struct event){.kind = EVENT_CASE,
                                     .form = o->draft ? o->form : d->at.form,
                                     .draft = o->draft,
                                     .kept = &o->kept,
                                     .path = str_sv(&name),
                                     .read_only = true,
                                     .unknown_form = o->unknown_form,
                                     .other_version = o->other_version,
                                     .trouble = str_sv(o->draft ? &o->trouble : &d->k.trouble),
                                     .office_case = &now});
    office_case_release(&now);
    str_release(&name);
}

/* What the same officer was writing when his line dropped, unless it had just been recorded. The
 * old journals go once the words are in a new one. */
static void bring_back_words(struct session *s)
{
    struct session_desk *d = s->desk;
    struct words_found found = {0};
    bool any = words_find(&d->words, &found) &&
               !(found.for_act && review_says(&d->k.file.review, &found.act, str_sv(&d->at.by)));
    if (any && found.for_act)
        session_event(s, &(struct event){.kind = EVENT_WORDS, .act = &found.act});
    else if (any)
        session_event(
            s, &(struct event){.kind = EVENT_WORDS, .path = found.asked, .text = found.text});
    session_desk_keep(s);
    if (!any || (d->words.typing && words_sync(&d->words, NULL)))
        words_forget(&found);
    words_found_release(&found);
}

void desk_let_go(struct session *s)
{
    struct session_desk *d = s->desk;
    if (!d->open)
        return;
    words_close(&d->words);
    lock_release(d->lock);
    d->lock = NULL;
    d->k.draft.draft = NULL;
    at_case_release(&d->k);
    d->k = (struct at_case){0};
    d->open = false;
}

/* Whether a code was selected before is seen from the list, which is the wizard's by now. */
static bool open_by_list(struct session *s, struct sv id, struct at_case *k, struct err *e)
{
    struct at_desk *at = &s->desk->at;
    struct queue own = at->queue;
    at->queue = s->w->office->queue;
    bool ok = at_case_open_id(k, at, id, false, e);
    at->queue = own;
    return ok;
}

static uint32_t last_delivery(const struct review *r)
{
    const struct intake *last = review_last_intake(r);
    return last ? last->number : 0;
}

void desk_open_case(struct session *s, struct sv id, bool take_over)
{
    struct session_desk *d = s->desk;
    struct taking_lock lock = {0};
    struct at_case k = {0};
    struct str record = {0};
    struct err e = {0};
    case_record_path(&record, d->folder.ptr, id);
    bool same = d->open && sv_eq(str_sv(&d->k.file.review.head.id), id) && d->lock;
    /* Locked first: what is read then is what will be written to. */
    if (!same)
        take_lock(s, record.ptr, take_over, &lock);
    if (!same && open_by_list(s, id, &k, &e)) {
        desk_let_go(s);
        d->k = k;
        d->shown = last_delivery(&k.file.review);
        d->lock = lock.lock;
        d->open = true;
        d->touched_at = moment_seconds(session_now(s));
        show_case(s, &lock);
        /* Whoever has it may go, and words be written before the lock is ours. */
        words_open(&d->words, str_sv(&record), str_sv(&d->at.by));
        if (d->lock)
            bring_back_words(s);
    } else if (!same) {
        lock_release(lock.lock);
        session_fail(s, REQUEST_CASE, &e);
    }
    str_release(&lock.holder);
    str_release(&lock.trouble);
    str_release(&record);
}

/* ---- acts ---- */

/* Somebody may have written by hand or, before it was ours, by a command. */
static bool read_fresh(struct session *s, struct err *e)
{
    struct session_desk *d = s->desk;
    struct case_file fresh = {0};
    if (!s->writes)
        return true;
    if (!case_load(d->folder.ptr, str_sv(&d->k.file.review.head.id), &fresh, e))
        return false;
    case_file_release(&d->k.file);
    d->k.file = fresh;
    return true;
}

/* Whoever had it has gone, as the screen says: what is done next takes it. */
static bool take_freed(struct session *s)
{
    struct session_desk *d = s->desk;
    const struct office_case *now = &s->w->office->now;
    struct taking_lock lock = {0};
    if (now->holder.len || now->barred.len)
        return false;
    take_lock(s, d->k.file.path.ptr, false, &lock);
    str_release(&lock.holder);
    str_release(&lock.trouble);
    d->lock = lock.lock;
    d->touched_at = moment_seconds(session_now(s));
    if (d->lock && !d->words.path.len)
        words_open(&d->words, str_sv(&d->k.file.path), str_sv(&d->at.by));
    return d->lock;
}

static bool may_write(struct session *s, struct err *e)
{
    struct session_desk *d = s->desk;
    if (s->writes && !d->lock && !take_freed(s))
        return err_set(e, ERR_REFUSED, "%s", _("这一件现在只能看，没有记下。"));
    if (d->lock && !lock_is_ours(d->lock)) {
        lose_lock(s);
        return err_set(e, ERR_REFUSED, "%s", _("这一件刚被别人接过去审了，没有记下。"));
    }
    return true;
}

/* While another had it, the next delivery may have come: nobody decides on what he has not seen. */
static bool shows_the_last(const struct session_desk *d, struct err *e)
{
    return last_delivery(&d->k.file.review) == d->shown ||
           err_set(
               e, ERR_REFUSED, "%s",
               _("这一件又收到了新的一稿，这里看到的还是原来的，没有记下。请离开这一件，重新打开"
                 "再办。"));
}

static bool do_act(struct session *s, const struct act *a, struct err *e)
{
    struct session_desk *d = s->desk;
    desk_set_time(s);
    if (!d->open)
        return err_set(e, ERR_REFUSED, "%s", _("没有打开的件。"));
    if (!may_write(s, e) || !read_fresh(s, e) || !shows_the_last(d, e) ||
        !at_desk_refresh(&d->at, e))
        return false;
    struct act_world world = at_case_world(&d->k);
    struct lock *desk = NULL;
    bool ok = city_allows(&d->at, &d->k.file.review, a, s->writes ? &desk : NULL, e) &&
              review_act(&d->k.file.review, a, &world, e) &&
              (!s->writes || case_save(&d->k.file, e));
    lock_release(desk);
    return ok;
}

void desk_act(struct session *s, const struct act *a)
{
    struct err e = {0};
    if (do_act(s, a, &e)) {
        send_record(s, SV(""));
        return;
    }
    session_event(
        s, &(struct event){
               .kind = EVENT_FAILED, .request = REQUEST_ACT, .act = a, .text = str_sv(&e.message)});
    err_clear(&e);
}

/* ---- from time to time ---- */

/* Whoever has it writes it: what he did is seen here too. */
static void follow_holder(struct session *s)
{
    struct session_desk *d = s->desk;
    struct case_file fresh = {0};
    struct lock_owner owner = {0};
    struct str who = {0};
    bool held = lock_look(d->k.file.path.ptr, &owner);
    if (held)
        add_holder(s, &owner, &who);
    if (case_load(d->folder.ptr, str_sv(&d->k.file.review.head.id), &fresh, NULL) &&
        !sv_eq(str_sv(&fresh.source), str_sv(&d->k.file.source))) {
        case_file_release(&d->k.file);
        d->k.file = fresh;
        send_record(s, str_sv(&s->w->office->now.holder));
    } else {
        case_file_release(&fresh);
    }
    if (!held)
        session_event(s, &(struct event){.kind = EVENT_FREED});
    lock_owner_release(&owner);
    str_release(&who);
}

void desk_see_lock(struct session *s)
{
    struct session_desk *d = s->desk;
    if (d->open && d->lock && !lock_is_ours(d->lock))
        lose_lock(s);
}

void desk_look_at_case(struct session *s)
{
    struct session_desk *d = s->desk;
    int64_t now = moment_seconds(session_now(s));
    if (!d->open)
        return;
    if (d->lock && !lock_is_ours(d->lock)) {
        lose_lock(s);
    } else if (d->lock && (now - d->touched_at >= LOCK_TOUCH_SECONDS || now < d->touched_at)) {
        lock_touch(d->lock);
        d->touched_at = now;
    } else if (!d->lock && s->w->office->now.holder.len) {
        follow_holder(s);
    }
}
