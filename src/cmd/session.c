#include "cmd/session.h"

#include <string.h>

#include "base/i18n.h"
#include "cmd/drafts.h"
#include "cmd/forms.h"
#include "cmd/gather.h"
#include "cmd/session_desk.h"
#include "cmd/session_files.h"
#include "cmd/session_final.h"
#include "cmd/session_returned.h"
#include "cmd/start_list.h"
#include "cmd/versions.h"
#include "store/file.h"
#include "store/path.h"
#include "store/settings.h"
#include "tui/draw.h"
#include "tui/term.h"
#include "wizard/page.h"

void session_init(struct session *s, struct context *c)
{
    *s = (struct session){.c = c, .w = wizard_new(), .writes = true};
    s->w->today = c->now.day;
}

void session_release(struct session *s)
{
    guard_close(s);
    session_desk_end(s);
    wizard_free(s->w);
    draft_file_release(&s->file);
    returned_file_release(&s->back);
}

void session_event(struct session *s, const struct event *event)
{
    s->reaction |= wizard_event(s->w, event);
}

void session_fail(struct session *s, enum request_kind request, struct err *e)
{
    session_event(
        s, &(struct event){.kind = EVENT_FAILED, .request = request, .text = str_sv(&e->message)});
    err_clear(e);
}

void session_show(struct session *s)
{
    if (!s->term)
        return;
    if (s->reaction & REACTION_CLEAR)
        term_forget(s->term);
    if (s->reaction & REACTION_BELL)
        term_bell(s->term);
    s->reaction = REACTION_NONE;
    draw_wizard(s->w, s->canvas);
    term_blit(s->term, s->canvas);
}

/* Beside the open draft, or in the current folder: a sample's own is the program's, not the
 * reader's, and in a desk nothing is put beside what came in. */
static struct sv base_folder(const struct session *s)
{
    bool beside = s->file.path.len && !s->w->sample && !s->desk;
    return beside ? path_folder(str_sv(&s->file.path)) : SV(".");
}

/* "-" is a file's name here, never standard input: that is the keyboard. */
void session_path(const struct session *s, struct sv path, struct str *out)
{
    struct sv base = base_folder(s);
    if (sv_eq(base, SV(".")) && !sv_eq(path, SV("-")))
        str_add(out, path.len ? path : base);
    else
        path_join(out, base, path);
}

/* ---- opening ---- */

static void remember(const struct session *s)
{
    struct err e = {0};
    /* A list that cannot be kept is no reason to trouble anybody. */
    if (s->writes)
        settings_add_recent(str_sv(&s->file.path), &e);
    err_clear(&e);
}

static void close_draft(struct session *s)
{
    guard_close(s);
    draft_file_release(&s->file);
    returned_file_release(&s->back);
}

bool session_open(struct session *s, const char *path, bool take_over, struct err *e)
{
    struct opened o = {0};
    if (!draft_open_as(s->c, path, DRAFT_ANY_FORM | DRAFT_AS_WRITTEN, &o, e)) {
        versions_add_hint(path, e);
        return false;
    }
    close_draft(s);
    s->file = o.file;
    /* Forms bring samples along: those are looked at, never written to. */
    bool sample = forms_has_sample(s->c->forms, path);
    session_event(s, &(struct event){.kind = EVENT_OPENED,
                                     .form = o.form,
                                     .draft = o.draft,
                                     .kept = &o.kept,
                                     .path = str_sv(&s->file.path),
                                     .read_only = sample || o.unknown_form || o.other_version,
                                     .unknown_form = o.unknown_form,
                                     .other_version = o.other_version,
                                     .trouble = str_sv(&o.trouble),
                                     .sample = sample});
    bool carry = o.other_version && !sample;
    str_release(&o.trouble);
    leftovers_release(&o.kept);
    if (!sample) {
        remember(s);
        session_find_returned(s);
    }
    guard_open(s, take_over);
    if (carry)
        session_offer_carried(s);
    return true;
}

/* A draft, or what was returned to one. */
static bool open_path(struct session *s, const char *path, struct err *e)
{
    return session_is_returned(path) ? session_open_returned(s, path, e)
                                     : session_open(s, path, false, e);
}

static bool new_draft(struct session *s, const char *path, struct sv form_id, struct err *e)
{
    const struct form *form = forms_find(s->c->forms, form_id, e);
    struct draft_file file = {0};
    if (!form)
        return false;
    struct draft *draft = draft_new(form);
    str_set(&file.path, sv_from(path));
    if (s->writes && !draft_save(draft, &file, e)) {
        draft_free(draft);
        draft_file_release(&file);
        return false;
    }
    close_draft(s);
    s->file = file;
    session_event(
        s, &(struct event){
               .kind = EVENT_OPENED, .form = form, .draft = draft, .path = str_sv(&s->file.path)});
    remember(s);
    guard_open(s, false);
    /* Nobody wants an empty form back. */
    s->guard.opened_kept = true;
    return true;
}

/* ---- saving ---- */

struct moment session_now(struct session *s)
{
    if (!s->fixed_clock)
        s->c->now = moment_now();
    return s->c->now;
}

static void tell_saved(struct session *s)
{
    struct str time = {0};
    struct moment now = session_now(s);
    str_add_f(&time, "%02d:%02d", now.hour, now.minute);
    session_event(
        s,
        &(struct event){.kind = EVENT_SAVED, .text = str_sv(&time), .path = str_sv(&s->file.path)});
    str_release(&time);
}

/* Where what was typed is, for whoever could not save it. */
static void add_refuge(struct session *s, struct err *e)
{
    struct str shown = {0};
    if (!guard_holds_all(s) || !s->guard.journal)
        return;
    path_add_shown(&shown, sv_from(journal_path(s->guard.journal)));
    str_add_f(&e->message, _("填的内容都记在 %s，下次打开时可以找回。"), shown.ptr);
    str_release(&shown);
}

static void tell_written_anew(struct session *s)
{
    struct str text = {0};
    str_add_f(&text, _("%s 刚才不见了（可能被移走、改名或删去），已经重新写了一份。"),
              s->file.path.ptr);
    session_event(s, &(struct event){.kind = EVENT_TOLD, .text = str_sv(&text)});
    str_release(&text);
}

bool session_write(struct session *s, enum request_kind request)
{
    struct wizard *w = s->w;
    struct err e = {0};
    bool gone = s->writes && s->file.saved && !file_exists(s->file.path.ptr);
    /* Whoever took the draft over writes it, nobody else: we may only notice now. */
    if (w->draft && s->writes)
        guard_keep(s);
    if (!w->draft || w->read_only)
        return true;
    if (s->writes)
        guard_before_save(s);
    if (s->writes && !draft_save(w->draft, &s->file, &e)) {
        if (s->file.changed && guard_offer_newer(s))
            err_clear(&e);
        else {
            add_refuge(s, &e);
            session_fail(s, request, &e);
        }
        return false;
    }
    guard_saved(s);
    tell_saved(s);
    if (gone)
        tell_written_anew(s);
    return true;
}

bool session_save(struct session *s)
{
    if (!s->w->draft || !history_changed(&s->w->history))
        return true;
    if (wizard_offer(s->w) || s->guard.declined)
        return false;
    return session_write(s, REQUEST_SAVE);
}

/* Before another page takes the draft's place: an answer that was put off is due now. */
static bool save_to_leave(struct session *s)
{
    s->guard.declined = false;
    return session_save(s);
}

enum { MOST_RESCUED = 9 };

/* The new file begins as the old one was: comments and what the form does not know go along. */
void session_rescue(struct session *s, struct str *path)
{
    struct str bytes = {0};
    struct sv stem = str_sv(&s->file.path);
    if (sv_ends(stem, SV(".yaml")))
        stem = sv_sub(stem, 0, stem.len - 5);
    if (draft_compose(s->w->draft, str_sv(&s->file.source), &bytes, NULL)) {
        bool written = false;
        for (int n = 1; n <= MOST_RESCUED && !written; n++) {
            str_clear(path);
            str_add_f(path, "%.*s-rescued", SV_ARG(stem));
            if (n > 1)
                str_add_f(path, "-%d", n);
            str_add(path, SV(".yaml"));
            written = file_write_new(path->ptr, str_sv(&bytes), 0600, NULL);
        }
        if (!written) {
            str_clear(path);
            file_write_private(str_sv(&bytes), path, NULL);
        }
    }
    str_release(&bytes);
}

/* The lock and the journal go along: those of the old file are given up once the new one stands. */
static void save_as(struct session *s, const struct request *r)
{
    struct draft_file other = {0}, old = s->file;
    struct err e = {0};
    if (s->writes)
        guard_keep(s);
    if (s->w->read_only) {
        err_set(&e, ERR_REFUSED, "%s", _("这份草稿现在只能查看，没有另存。"));
        session_fail(s, REQUEST_SAVE_AS, &e);
        return;
    }
    session_path(s, str_sv(&r->path), &other.path);
    str_set(&other.source, str_sv(&old.source));
    s->file = other;
    if (session_write(s, REQUEST_SAVE_AS)) {
        guard_close(s);
        draft_file_release(&old);
        remember(s);
        session_follow_returned(s);
        /* The files it names are looked for beside it. */
        wizard_request(s->w, REQUEST_FACTS);
        guard_open(s, false);
        return;
    }
    draft_file_release(&s->file);
    s->file = old;
}

/* ---- requests ---- */

static void offer_start(struct session *s)
{
    struct start_list list = {0};
    start_list_make(s->c, &list);
    session_event(s, &(struct event){.kind = EVENT_START, .start = &list});
    start_list_release(&list);
    /* Paths lie in the current folder again. */
    if (!s->w->draft)
        close_draft(s);
}

void session_look_at_files(struct session *s)
{
    struct facts facts = {0};
    if (!s->w->draft)
        return;
    gather_facts(s->w->draft, s->file.path.ptr ? s->file.path.ptr : ".", &facts);
    session_event(s, &(struct event){.kind = EVENT_FACTS, .facts = &facts});
    facts_release(&facts);
}

static void open_request(struct session *s, const struct request *r)
{
    struct str path = {0};
    struct sv given = str_sv(&r->path);
    struct err e = {0};
    /* Another draft never pushes out one that could not be saved. */
    if (!save_to_leave(s))
        return;
    /* What the start page lists is opened as it stands; what is chosen in a folder lies beside the
     * open draft. */
    bool listed = wizard_page(s->w)->class->kind == PAGE_START && !sv_eq(given, SV("-"));
    if (listed)
        str_set(&path, given);
    else
        session_path(s, given, &path);
    bool ok = r->kind == REQUEST_NEW ? new_draft(s, path.ptr, str_sv(&r->form), &e)
                                     : open_path(s, path.ptr, &e);
    if (!ok)
        session_fail(s, r->kind, &e);
    str_release(&path);
}

/* An offer that waits for its answer waits in the journal too: nobody is kept here by it. */
static void quit(struct session *s, const struct request *r)
{
    bool waits = wizard_offer(s->w) && guard_holds_all(s);
    s->quit = r->replace || waits || !s->w->draft || !history_changed(&s->w->history) ||
              session_write(s, REQUEST_QUIT);
    s->leaving = !s->quit;
}

void session_suspend(struct session *s)
{
    session_save(s);
    guard_sync(s);
    if (s->term)
        term_suspend(s->term);
    s->reaction |= REACTION_REDRAW | REACTION_CLEAR;
}

static void start_request(struct session *s)
{
    if (save_to_leave(s))
        offer_start(s);
}

static void take_over(struct session *s)
{
    struct str path = {0};
    struct err e = {0};
    str_set(&path, str_sv(&s->file.path));
    if (!session_open(s, path.ptr, true, &e))
        session_fail(s, REQUEST_TAKE_OVER, &e);
    str_release(&path);
}

static void carry_out(struct session *s, const struct request *r)
{
    if (s->desk && session_desk_request(s, r))
        return;
    switch (r->kind) {
    case REQUEST_OPEN:
    case REQUEST_NEW:
        open_request(s, r);
        break;
    case REQUEST_SAVE:
        session_write(s, REQUEST_SAVE);
        break;
    case REQUEST_SAVE_AS:
        save_as(s, r);
        break;
    case REQUEST_FACTS:
        session_look_at_files(s);
        break;
    case REQUEST_START:
        start_request(s);
        break;
    case REQUEST_SUSPEND:
        session_suspend(s);
        break;
    case REQUEST_QUIT:
        quit(s, r);
        break;
    case REQUEST_TAKE_OVER:
        take_over(s);
        break;
    case REQUEST_FINAL:
        session_finalise(s);
        break;
    case REQUEST_CARRY:
        session_offer_carried(s);
        break;
    case REQUEST_STATES:
        guard_list_states(s);
        break;
    case REQUEST_STATE:
        guard_offer_state(s, str_sv(&r->path));
        break;
    case REQUEST_ANSWERED:
        guard_answered(s, r);
        break;
    case REQUEST_ANSWER:
        session_answer(s, r);
        break;
    default:
        session_file_request(s, r);
    }
}

void session_carry_out(struct session *s)
{
    while (s->w->requests.len && !s->quit) {
        struct requests now = s->w->requests;
        s->w->requests = (struct requests){0};
        for (size_t i = 0; i < now.len; i++) {
            if (!s->quit)
                carry_out(s, &now.ptr[i]);
            request_release(&now.ptr[i]);
        }
        vec_release(&now);
    }
}

/* A name that is not there yet is a draft to be begun, where there is no doubt of which form. */
static bool start_new(struct session *s, const char *path, struct err *e)
{
    const struct form *only = forms_only(s->c->forms, e);
    if (only)
        return new_draft(s, path, only->id, e);
    err_prefix(e, _("没有文件 %s，要新建它："), path);
    return false;
}

/* The file is gone, and a journal beside its place knows what was in it: it is written again, and
 * what was typed since is offered. */
static bool bring_back(struct session *s, const char *path)
{
    struct remnants found = {0};
    recover_find(path, SV(""), &found);
    bool there = s->writes && found.len && found.ptr[0].source.len &&
                 file_write_new(path, str_sv(&found.ptr[0].source), 0600, NULL);
    remnants_release(&found);
    return there;
}

bool session_start(struct session *s, const char *path, struct err *e)
{
    struct start_list empty = {0};
    if (!path) {
        struct start_list list = {0};
        start_list_make(s->c, &list);
        wizard_start(s->w, &list);
        return true;
    }
    wizard_start(s->w, &empty);
    return file_exists(path) || bring_back(s, path) ? open_path(s, path, e) : start_new(s, path, e);
}
