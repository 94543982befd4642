#include "cmd/session_desk.h"

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cmd/output.h"
#include "cmd/pulse.h"
#include "cmd/session_desk_case.h"
#include "cmd/session_desk_files.h"
#include "cmd/session_files.h"
#include "store/path.h"
#include "wizard/pages_office.h"

/* ---- the queue ---- */

enum {
    LOOK_MS = 9000,
    LIST_LATEST_MS = 90000, /* what was changed by hand is seen then */
    LIST_SHARE = 20,        /* of the time at most a part of so many goes to it */
};

static struct queue_page *queue_page(const struct session *s)
{
    struct page *bottom = s->w->pages.len ? s->w->pages.ptr[0] : NULL;
    return bottom && bottom->class->kind == PAGE_QUEUE ? (struct queue_page *)bottom : NULL;
}

/* Only those that can be seen: a look is a file for each. */
static void look_for_holders(struct session *s)
{
    const struct queue_page *p = queue_page(s);
    const struct queue *q = &s->w->office->queue;
    struct listing list = {0};
    size_t room = queue_room(s->w);
    struct str path = {0};
    for (size_t i = p ? p->scroll : 0; p && i < p->shown.len && i - p->scroll < room; i++) {
        const struct queue_row *row = &q->ptr[p->shown.ptr[i]];
        struct lock_owner owner = {0};
        case_record_path(&path, s->desk->folder.ptr, str_sv(&row->head.id));
        if (lock_look(path.ptr, &owner)) {
            struct listed *entry = vec_add(&list);
            str_set(&entry->path, str_sv(&row->head.id));
            add_visible(&entry->name, owner.user.len ? str_sv(&owner.user) : sv_from(_("别人")));
        }
        lock_owner_release(&owner);
    }
    session_event(s, &(struct event){.kind = EVENT_HOLDERS, .listing = &list});
    listing_release(&list);
    str_release(&path);
}

void desk_list(struct session *s, enum request_kind why)
{
    struct session_desk *d = s->desk;
    struct queue q = {0};
    struct err e = {0};
    int64_t from = pulse_clock();
    d->listed_stamp = (struct file_stamp){0};
    desk_stamp(d->folder.ptr, &d->listed_stamp);
    if (queue_load(d->folder.ptr, d->at.form, &q, &e)) {
        queue_count_codes(&q);
        session_event(s, &(struct event){.kind = EVENT_QUEUE, .request = why, .queue = &q});
        if (queue_page(s))
            look_for_holders(s);
    } else {
        session_fail(s, why, &e);
    }
    queue_release(&q);
    d->listed_at = d->looked_at = pulse_clock();
    d->listed_cost = d->listed_at - from;
}

/* ---- sitting down, getting up ---- */

static void give_desk(struct session *s)
{
    struct session_desk *d = s->desk;
    struct office_view *v = xcalloc(1, sizeof *v);
    /* A copy of its own; it could be read just now. */
    desk_load(d->folder.ptr, &v->desk, NULL);
    path_add_shown(&v->folder, str_sv(&d->folder));
    str_set(&v->by, str_sv(&d->at.by));
    v->form = d->at.form;
    session_event(s, &(struct event){.kind = EVENT_DESK, .desk = v});
}

/* Whoever was cut off in the middle of a sentence is told where it waits. */
static void tell_left(struct session *s)
{
    const struct queue *q = &s->w->office->queue;
    const struct queue_row *first = NULL;
    struct str path = {0}, text = {0};
    size_t left = 0;
    for (size_t i = 0; i < q->len; i++) {
        case_record_path(&path, s->desk->folder.ptr, str_sv(&q->ptr[i].head.id));
        if (!words_left(str_sv(&path), str_sv(&s->desk->at.by)))
            continue;
        first = first ? first : &q->ptr[i];
        left++;
    }
    if (first) {
        const struct str *name = first->head.name.len ? &first->head.name : &first->head.id;
        str_add_f(&text, _("“%s”有上次没写完的话，打开它就可以接着写。"), name->ptr);
        if (left > 1)
            str_add_f(&text, _("这样的一共 %zu 件。"), left);
        session_event(s, &(struct event){.kind = EVENT_TOLD, .text = str_sv(&text)});
    }
    str_release(&path);
    str_release(&text);
}

bool session_desk_start(struct session *s, const char *folder, const char *meant, const char *by,
                        struct err *e)
{
    struct session_desk *d = xcalloc(1, sizeof *d);
    const struct queue_row *row = NULL;
    str_set(&d->folder, sv_from(folder));
    if (!at_desk_open(&d->at, s->c, d->folder.ptr, by, e)) {
        str_release(&d->folder);
        free(d);
        return false;
    }
    s->desk = d;
    if (meant && (!at_desk_queue(&d->at, e) || !case_find(&d->at.queue, sv_from(meant), &row, e)))
        return false;
    give_desk(s);
    desk_list(s, REQUEST_DESK);
    if (row) {
        page_queue_focus(s->w, &queue_page(s)->page, str_sv(&row->head.id));
        desk_open_case(s, str_sv(&row->head.id), false);
    } else {
        tell_left(s);
    }
    return true;
}

void session_desk_end(struct session *s)
{
    struct session_desk *d = s->desk;
    if (!d)
        return;
    desk_let_go(s);
    at_desk_release(&d->at);
    str_release(&d->folder);
    free(d);
    s->desk = NULL;
}

/* ---- requests ---- */

/* What was done to the one that is left is listed before the next is chosen. */
static void open_request(struct session *s, const struct request *r)
{
    bool leaves = s->desk->open;
    desk_open_case(s, str_sv(&r->path), r->replace);
    if (leaves)
        desk_list(s, REQUEST_DESK);
}

static void shut_request(struct session *s)
{
    desk_let_go(s);
    draft_file_release(&s->file);
    desk_list(s, REQUEST_CASE_SHUT);
}

bool session_desk_request(struct session *s, const struct request *r)
{
    switch (r->kind) {
    case REQUEST_DESK:
        desk_list(s, REQUEST_DESK);
        return true;
    case REQUEST_CASE:
        open_request(s, r);
        return true;
    case REQUEST_TAKE_OVER:
        desk_open_case(s, str_sv(&s->w->office->now.review.head.id), true);
        return true;
    case REQUEST_CASE_SHUT:
    case REQUEST_START:
        shut_request(s);
        return true;
    case REQUEST_ACT:
        desk_act(s, &r->errand->act);
        return true;
    default:
        return session_desk_file_request(s, r);
    }
}

/* ---- what is being typed ---- */

void session_desk_keep(struct session *s)
{
    struct words_kept *words = &s->desk->words;
    struct err e = {0};
    desk_see_lock(s);
    if (!words->path.len || !s->writes)
        return;
    if (words_keep(words, s->w, moment_seconds(session_now(s)), &e)) {
        if (words->told)
            session_event(s, &(struct event){.kind = EVENT_KEPT});
        words->told = false;
        return;
    }
    if (!words->told) {
        err_prefix(&e, "%s", _("防丢记录写不下去，正在写的话请尽快确定："));
        session_event(s, &(struct event){.kind = EVENT_UNKEPT, .text = str_sv(&e.message)});
    }
    words->told = true;
    err_clear(&e);
}

bool session_desk_unsynced(const struct session *s)
{
    return words_unsynced(&s->desk->words);
}

void session_desk_sync(struct session *s)
{
    words_sync(&s->desk->words, NULL);
}

struct journal *session_desk_journal(const struct session *s)
{
    return s->desk->words.journal;
}

bool session_desk_holds_words(struct session *s)
{
    session_desk_keep(s);
    return s->desk->words.typing && words_sync(&s->desk->words, NULL);
}

/* ---- from time to time ---- */

static bool desk_changed(const struct session_desk *d)
{
    struct file_stamp now = {0};
    desk_stamp(d->folder.ptr, &now);
    return !file_stamp_eq(&now, &d->listed_stamp);
}

/* On the queue's own page it follows what others do. Ten thousand cases are read anew only where
 * one look says that something changed, and the keys wait for it a small part of the time at most.
 */
static void follow_queue(struct session *s)
{
    struct session_desk *d = s->desk;
    int64_t now = pulse_clock(), age = now - d->listed_at;
    if (wizard_page(s->w)->class->kind != PAGE_QUEUE || now - d->looked_at < LOOK_MS)
        return;
    d->looked_at = now;
    if (age >= LIST_SHARE * d->listed_cost && (age >= LIST_LATEST_MS || desk_changed(d)))
        desk_list(s, REQUEST_DESK);
    else
        look_for_holders(s);
}

void session_desk_tick(struct session *s)
{
    desk_look_at_case(s);
    follow_queue(s);
}
