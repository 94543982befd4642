/* What an earlier run left behind. */
#include <errno.h>

#include "base/i18n.h"
#include "cmd/guard_offers.h"
#include "cmd/session.h"
#include "draft/difference.h"
#include "store/file.h"
#include "store/path.h"

static void tell_trouble(struct session *s, const char *path, struct err *e)
{
    struct str text = {0};
    str_add_f(&text, _("防丢记录 %s 里的内容读不全：%s"), path, e->message.ptr);
    session_event(s, &(struct event){.kind = EVENT_TOLD, .text = str_sv(&text)});
    str_release(&text);
    err_clear(e);
}

/* Appends "文件 14:02 保存，找回的内容输入到 14:03"; both by the clock on the wall. */
static void add_times(struct session *s, const struct remnant *r, struct str *out)
{
    struct str saved = {0}, typed = {0};
    struct moment now = session_now(s);
    int64_t stamp;
    if (file_modified(s->file.path.ptr, &stamp))
        moment_add_words(&saved, moment_of_stamp(stamp), now);
    moment_add_words(&typed, moment_from_seconds(r->last), now);
    str_add_f(out, _("文件是 %s 保存的，找回的内容一直输入到 %s。"), saved.len ? saved.ptr : "?",
              typed.ptr);
    if (r->lost && !r->text.damaged)
        str_add(out, sv_from(_("记录的最后一条没有写完，可能少最后一个键。")));
    str_release(&saved);
    str_release(&typed);
}

static void drop_first(struct guard *g)
{
    remnant_release(&g->remnants.ptr[0]);
    vec_remove(&g->remnants, 0);
}

/* Beside the journal, under a name that no search for journals meets. */
static void add_aside_name(struct str *out, struct sv path, int number)
{
    struct str own = {0}, name = {0};
    str_set(&own, path_name(path));
    str_replace_all(&own, SV(".journal"), SV(".record"));
    path_add_name_within(&name, str_sv(&own), sizeof ".damaged-99" - 1);
    str_add_f(&name, ".damaged-%d", number);
    path_join(out, path_folder(path), str_sv(&name));
    str_release(&own);
    str_release(&name);
}

/* A journal that cannot be replayed to its end is set aside, so that it is neither lost nor offered
 * for ever. False where that cannot be done: it stays where it is. */
static bool set_aside(const char *path, struct str *where)
{
    struct str bytes = {0};
    bool ok = false, taken = file_read_itself(path, JOURNAL_MAX_BYTES, &bytes, NULL, NULL);
    for (int number = 1; !ok && taken && number < 100; number++) {
        add_aside_name(where, sv_from(path), number);
        ok = file_write_new(where->ptr, str_sv(&bytes), 0600, NULL);
        taken = !ok && errno == EEXIST;
    }
    if (ok)
        file_remove(path);
    else
        str_set(where, sv_from(path));
    str_release(&bytes);
    return ok;
}

/* Says what is wrong with a journal, and where it is to be found. */
static void keep_damaged(struct session *s, const struct remnant *r, struct err *e)
{
    struct str where = {0};
    s->guard.stays = !set_aside(r->path.ptr, &where);
    if (r->text.damaged)
        err_set(e, ERR_REFUSED, "%s", _("中间有一段坏了，从那里起读不出来。坏的记录原样留着。"));
    else if (e->message.len == 0)
        err_set(e, ERR_REFUSED, "%s", _("其中有的记录和这份草稿对不上。"));
    tell_trouble(s, where.ptr, e);
    str_release(&where);
}

/* False when there is nothing to ask about this one. */
static bool offer_remnant(struct session *s, const struct remnant *r)
{
    struct guard *g = &s->guard;
    struct offer offer = {.kind = OFFER_RECOVERED};
    struct recovered back = {0};
    struct err e = {0};
    g->stays = false;
    if (r->nothing && !r->text.damaged) {
        file_remove(r->path.ptr);
        return false;
    }
    bool complete = recover_replay(r, s->w->form, &back, &e) && back.fits && !r->text.damaged;
    offer.other = back.typed;
    offer.base = back.begun;
    back.typed = back.begun = NULL;
    if (!complete)
        keep_damaged(s, r, &e);
    g->only_typing = offer.other && drafts_same(s->w->draft, offer.other);
    bool ask = offer.other && (!g->only_typing || back.typing.text.len);
    if (ask) {
        add_times(s, r, &offer.told);
        offer.taken_over = g->took_over;
        str_move(&offer.typing, &back.typing.text);
        str_clear(&g->typed);
        draft_compose(offer.other, str_sv(&r->source), &g->typed, NULL);
        guard_send_offer(s, &offer);
    } else if (complete) {
        file_remove(r->path.ptr);
    }
    recovered_release(&back);
    offer_release(&offer);
    return ask;
}

static void offer_next(struct session *s)
{
    struct guard *g = &s->guard;
    while (g->remnants.len && !offer_remnant(s, &g->remnants.ptr[0]))
        drop_first(g);
}

void guard_offer_remnants(struct session *s)
{
    recover_find(s->file.path.ptr, str_sv(&s->w->draft->id), &s->guard.remnants);
    offer_next(s);
}

static void tell_not_taken(struct session *s, const char *journal, bool kept)
{
    struct str text = {0};
    if (kept)
        str_add(&text, sv_from(_("没有恢复。找回的内容留在“以前的样子”里（F10），随时可以取回。")));
    else
        str_add_f(&text, _("没有恢复。“以前的样子”写不进去，找回的内容仍记在 %s，下次打开时再问。"),
                  journal);
    session_event(s, &(struct event){.kind = EVENT_TOLD, .text = str_sv(&text)});
    str_release(&text);
}

/* Whatever was not taken is found again among the earlier states; where it cannot be kept there,
 * and be it that only a part was not taken, the journal stays. */
void guard_answered_recovered(struct session *s, bool taken)
{
    struct guard *g = &s->guard;
    if (g->remnants.len == 0)
        return;
    const char *journal = g->remnants.ptr[0].path.ptr;
    bool kept = g->typed.len && guard_keep_state(s, str_sv(&g->typed), KEPT_UNSAVED);
    bool saved = !taken || session_write(s, REQUEST_SAVE);
    if (saved && kept && !g->stays)
        file_remove(journal);
    /* What stood in a dialogue alone is in the clipboard by now: the page has said so. */
    if (!taken && !g->only_typing)
        tell_not_taken(s, journal, kept);
    drop_first(g);
    offer_next(s);
}
