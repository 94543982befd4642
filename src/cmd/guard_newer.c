/* The file as somebody else left it while the draft was open. */
#include "base/i18n.h"
#include "cmd/guard_offers.h"
#include "cmd/session.h"
#include "draft/difference.h"
#include "store/file.h"
#include "store/yaml_read.h"

static bool parse_newer(struct session *s, struct offer *offer)
{
    struct guard *g = &s->guard;
    const char *path = s->file.path.ptr;
    return file_read(path, YAML_MAX_BYTES, &g->newer, NULL) &&
           draft_parse(s->w->form, str_sv(&g->newer), path, &offer->other, NULL, NULL) &&
           sv_eq(str_sv(&offer->other->id), str_sv(&s->w->draft->id)) &&
           offer->other->form_version == s->w->draft->form_version &&
           draft_parse(s->w->form, str_sv(&s->file.source), path, &offer->base, NULL, NULL);
}

/* Where both sides changed a place, ours may have to go: it is among the earlier states by then. */
static void keep_ours(struct session *s, const struct offer *offer)
{
    struct differences list = {0};
    struct str bytes = {0};
    bool conflict = false;
    differences_make(offer->base, s->w->draft, offer->other, &list);
    for (size_t i = 0; !conflict && i < list.len; i++)
        conflict = list.ptr[i].conflict;
    if (conflict && draft_compose(s->w->draft, str_sv(&s->file.source), &bytes, NULL))
        guard_keep_state(s, str_sv(&bytes), KEPT_BEFORE);
    differences_release(&list);
    str_release(&bytes);
}

bool guard_offer_newer(struct session *s)
{
    struct offer offer = {.kind = OFFER_CHANGED};
    struct str when = {0};
    int64_t stamp;
    if (!parse_newer(s, &offer)) {
        offer_release(&offer);
        return false;
    }
    if (file_modified(s->file.path.ptr, &stamp))
        moment_add_words(&when, moment_of_stamp(stamp), session_now(s));
    keep_ours(s, &offer);
    str_add_f(&offer.told, _("您打开以后，别处在 %s 保存过这个文件。您填的还没有存进去。"),
              when.len ? when.ptr : "?");
    guard_send_offer(s, &offer);
    str_release(&when);
    return true;
}

void guard_answered_newer(struct session *s, bool taken)
{
    struct guard *g = &s->guard;
    g->declined = !taken;
    s->leaving &= taken;
    if (taken) {
        guard_keep_state(s, str_sv(&g->newer), KEPT_FOREIGN);
        str_move(&s->file.source, &g->newer);
        g->rebased = true;
        s->file.saved = true;
        s->quit = session_write(s, REQUEST_SAVE) && s->leaving;
    }
    str_release(&g->newer);
}
