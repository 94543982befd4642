#include "cmd/guard.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cmd/draft_lock.h"
#include "cmd/session.h"
#include "cmd/session_desk.h"
#include "cmd/session_files.h"
#include "store/file.h"

static bool is_guarded(const struct session *s)
{
    return s->w->draft && s->w->draft->changes == &s->guard.since;
}

static void tell(struct session *s, enum event_kind kind, struct str *take_text)
{
    session_event(s, &(struct event){.kind = kind, .text = str_sv(take_text)});
    str_release(take_text);
}

/* ---- the lock ---- */

static void tell_held(struct session *s, enum event_kind how, const struct lock_owner *holder)
{
    struct str who = {0};
    draft_lock_add_owner(&who, holder, session_now(s));
    tell(s, how, &who);
}

/* Whoever it was may have gone again. */
static void tell_taken(struct session *s)
{
    struct lock_owner holder = {0};
    struct str who = {0};
    if (lock_look(s->file.path.ptr, &holder))
        draft_lock_add_owner(&who, &holder, session_now(s));
    else
        str_add(&who, sv_from(_("别人")));
    tell(s, EVENT_TAKEN, &who);
    lock_owner_release(&holder);
}

static void tell_no_lock(struct session *s, struct err *e)
{
    struct str text = {0};
    str_add_f(
        &text,
        _("这个文件夹写不进去，存不了草稿。要填写，按 F10 选“保存并离开”，就能另存到别处。%s"),
        e->message.ptr);
    err_clear(e);
    tell(s, EVENT_TOLD, &text);
}

static bool take_lock(struct session *s, bool take_over)
{
    struct guard *g = &s->guard;
    struct lock_owner holder = {0};
    struct err e = {0};
    const char *path = s->file.path.ptr;
    struct lock_asker who = {.now = moment_seconds(session_now(s))};
    enum lock_answer answer = take_over ? lock_take_over(path, who, &g->lock, &e)
                                        : lock_take(path, who, &g->lock, &holder, &e);
    g->touched_at = who.now;
    if (answer == LOCK_HELD)
        tell_held(s, EVENT_HELD, &holder);
    if (answer == LOCK_FAILED)
        tell_no_lock(s, &e);
    lock_owner_release(&holder);
    return answer != LOCK_HELD;
}

void guard_open(struct session *s, bool take_over)
{
    if (!s->writes || s->w->read_only || !take_lock(s, take_over))
        return;
    s->w->draft->changes = &s->guard.since;
    s->guard.took_over = take_over;
    guard_offer_remnants(s);
}

static void forget_older(struct guard *g)
{
    for (size_t i = 0; i < g->older.len; i++)
        str_release(&g->older.ptr[i]);
    vec_release(&g->older);
}

void guard_close(struct session *s)
{
    struct guard *g = &s->guard;
    /* What was found in the last one is in the clipboard, and was shown: leaving lets it go. */
    bool typing = g->typing && s->w->found.len == 0;
    bool unsaved = is_guarded(s) && (typing || history_changed(&s->w->history));
    if (is_guarded(s))
        s->w->draft->changes = NULL;
    if (unsaved)
        journal_close(g->journal);
    else
        journal_remove(g->journal);
    lock_release(g->lock);
    remnants_release(&g->remnants);
    forget_older(g);
    str_release(&g->since);
    str_release(&g->typed);
    str_release(&g->newer);
    *g = (struct guard){0};
}

/* What was not saved goes where its writer finds it again; the journal is the new owner's to offer
 * as well. */
static void keep_unsaved(struct session *s, struct str *told)
{
    struct str bytes = {0}, path = {0};
    if (!history_changed(&s->w->history)) {
        str_add(told, sv_from(_("您填的都已保存。")));
    } else if (draft_compose(s->w->draft, str_sv(&s->file.source), &bytes, NULL) &&
               guard_keep_state(s, str_sv(&bytes), KEPT_UNSAVED)) {
        str_add(told, sv_from(_("您没有保存的内容留在“以前的样子”里（F10）。")));
    } else {
        session_rescue(s, &path);
        if (path.len)
            str_add_f(told, _("您没有保存的内容另存在 %s。"), path.ptr);
        else if (s->guard.journal)
            str_add_f(told, _("您没有保存的内容记在 %s。"), journal_path(s->guard.journal));
    }
    str_release(&bytes);
    str_release(&path);
}

static void lose_lock(struct session *s)
{
    struct guard *g = &s->guard;
    struct str told = {0};
    str_add(&told, sv_from(_("这份草稿已由别人接过去填写，这里改为只看。")));
    keep_unsaved(s, &told);
    s->w->draft->changes = NULL;
    journal_close(g->journal);
    g->journal = NULL;
    str_clear(&g->since);
    lock_release(g->lock);
    g->lock = NULL;
    tell_taken(s);
    tell(s, EVENT_TOLD, &told);
}

void guard_tick(struct session *s)
{
    struct guard *g = &s->guard;
    int64_t now = moment_seconds(session_now(s));
    if (s->desk)
        session_desk_tick(s);
    else if (g->lock && !lock_is_ours(g->lock)) {
        lose_lock(s);
    } else if (g->lock && (now - g->touched_at >= LOCK_TOUCH_SECONDS || now < g->touched_at)) {
        lock_touch(g->lock);
        g->touched_at = now;
    } else if (s->w->draft && s->w->holder.len && !lock_look(s->file.path.ptr, NULL)) {
        session_event(s, &(struct event){.kind = EVENT_FREED});
    }
}

/* ---- the journal ---- */

/* What stands in a dialogue is on the screen as well. */
static void note_typing(struct session *s)
{
    struct guard *g = &s->guard;
    struct sv title = SV(""), text = SV("");
    bool typing = wizard_typing(s->w, &title, &text) && text.len;
    if (!typing && !g->typing)
        return;
    uint64_t hash = sv_hash(text);
    if (typing == g->typing && hash == g->typing_hash)
        return;
    g->typing = typing;
    g->typing_hash = hash;
    changes_add_typing(&g->since, title, text);
}

static void tell_unwritten(struct session *s, struct err *e)
{
    struct guard *g = &s->guard;
    if (!g->told) {
        err_prefix(e, "%s", _("防丢记录写不下去，请尽快按 ^S 保存，或按 F10 另存到别处："));
        session_event(s, &(struct event){.kind = EVENT_UNKEPT, .text = str_sv(&e->message)});
    }
    g->told = true;
    err_clear(e);
}

static void tell_written(struct session *s)
{
    if (s->guard.told)
        session_event(s, &(struct event){.kind = EVENT_KEPT});
    s->guard.told = false;
}

static bool append_typing(struct session *s, struct journal *j, int64_t now, struct err *e)
{
    struct sv title, text;
    struct str record = {0};
    if (!s->guard.typing || !wizard_typing(s->w, &title, &text))
        return true;
    changes_add_typing(&record, title, text);
    bool ok = journal_append(j, now, str_sv(&record), e);
    str_release(&record);
    return ok;
}

/* A journal begins with all that the file does not have yet; the one that could not go on is needed
 * no more once that stands. */
static bool begin_journal(struct session *s, int64_t now, struct err *e)
{
    struct guard *g = &s->guard;
    struct journal *begun = NULL;
    /* Without a journal so far nothing was ever taken out of `since`. */
    bool whole = !g->journal && !g->rebased;
    if (!recover_begin(s->w->draft, &s->file, whole, now, &begun, e))
        return false;
    if (!append_typing(s, begun, now, e)) {
        journal_remove(begun);
        return false;
    }
    /* What the disk has already is not given up for what it may not have yet. */
    if (g->journal && journal_sync(begun, NULL)) {
        journal_remove(g->journal);
    } else if (g->journal) {
        str_set(vec_add(&g->older), sv_from(journal_path(g->journal)));
        journal_close(g->journal);
    }
    g->journal = begun;
    return true;
}

static bool write_changes(struct session *s, struct err *e)
{
    struct guard *g = &s->guard;
    int64_t now = moment_seconds(session_now(s));
    bool ok = g->journal && journal_good(g->journal) &&
              journal_append(g->journal, now, str_sv(&g->since), NULL);
    return ok || begin_journal(s, now, e);
}

void guard_keep(struct session *s)
{
    struct guard *g = &s->guard;
    struct err e = {0};
    if (s->desk)
        session_desk_keep(s);
    if (!is_guarded(s))
        return;
    if (g->lock && !lock_is_ours(g->lock)) {
        lose_lock(s);
        return;
    }
    note_typing(s);
    if (g->since.len == 0)
        return;
    if (!write_changes(s, &e)) {
        tell_unwritten(s, &e);
        return;
    }
    str_clear(&g->since);
    tell_written(s);
}

bool guard_unsynced(const struct session *s)
{
    if (s->desk)
        return session_desk_unsynced(s);
    return s->guard.journal && journal_unsynced(s->guard.journal);
}

void guard_sync(struct session *s)
{
    struct err e = {0};
    if (s->desk)
        session_desk_sync(s);
    else if (guard_unsynced(s) && !journal_sync(s->guard.journal, &e))
        tell_unwritten(s, &e);
}

bool guard_holds_all(struct session *s)
{
    struct guard *g = &s->guard;
    guard_keep(s);
    return is_guarded(s) && g->journal && g->since.len == 0 &&
           (!journal_unsynced(g->journal) || journal_sync(g->journal, NULL));
}

static void say_plainly(const char *text)
{
    ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
    (void)ignored;
}

/* The words are looked up beforehand only if they were needed before: so they are not translated.
 */
void guard_die(struct session *s, enum fatal why)
{
    struct journal *journal = s->desk ? session_desk_journal(s) : s->guard.journal;
    say_plainly(why == FATAL_MEMORY ? "tianbiao: 内存不够，只好停下 (out of memory)\n"
                                    : "tianbiao: 程序出错，只好停下 (a bug)\n");
    if (journal) {
        journal_sync(journal, NULL);
        say_plainly("填的内容都记在这里，下次打开草稿时可以找回 (what was typed is kept in): ");
        say_plainly(journal_path(journal));
        say_plainly("\n");
    }
    if (why == FATAL_MEMORY)
        _exit(ERR_IO);
}

/* ---- around a save ---- */

bool guard_keep_state(struct session *s, struct sv bytes, enum kept_why why)
{
    struct str stamp = {0};
    struct moment now = session_now(s);
    moment_add_stamp(&stamp, now);
    bool ok = states_keep(s->file.path.ptr, bytes, stamp.ptr, why, NULL);
    if (ok)
        s->guard.kept_at = moment_seconds(now);
    str_release(&stamp);
    return ok;
}

/* An earlier state that cannot be kept is no reason not to save. */
void guard_before_save(struct session *s)
{
    struct guard *g = &s->guard;
    if (!is_guarded(s) || g->opened_kept || !s->file.saved)
        return;
    guard_keep_state(s, str_sv(&s->file.source), KEPT_OPENED);
    g->opened_kept = true;
}

void guard_saved(struct session *s)
{
    struct guard *g = &s->guard;
    int64_t now = moment_seconds(session_now(s));
    if (!is_guarded(s))
        return;
    journal_remove(g->journal);
    g->journal = NULL;
    for (size_t i = 0; i < g->older.len; i++)
        file_remove(g->older.ptr[i].ptr);
    forget_older(g);
    str_clear(&g->since);
    tell_written(s);
    g->rebased = false;
    g->typing = false;
    g->declined = false;
    if (now - g->kept_at >= (int64_t)HISTORY_MINUTES * 60 || now < g->kept_at)
        guard_keep_state(s, str_sv(&s->file.source), KEPT_SAVED);
    /* What stands in a dialogue is in no file. */
    guard_keep(s);
}
