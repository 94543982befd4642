/* Earlier states of the draft: the list of them, and one of them. */
#include "base/i18n.h"
#include "cmd/guard_offers.h"
#include "cmd/session.h"
#include "cmd/session_files.h"
#include "draft/difference.h"
#include "store/file.h"
#include "store/yaml_read.h"

static bool parse_state(struct session *s, const char *path, struct draft **out, struct err *e)
{
    struct str bytes = {0};
    bool ok = file_read(path, YAML_MAX_BYTES, &bytes, e) &&
              draft_parse(s->w->form, str_sv(&bytes), path, out, NULL, e);
    str_release(&bytes);
    return ok;
}

static void add_note(struct session *s, const struct kept_state *state, struct str *out)
{
    struct draft *then = NULL;
    struct differences list = {0};
    struct err e = {0};
    str_add(out, sv_from(kept_why_label(state->why)));
    if (!parse_state(s, state->path.ptr, &then, &e)) {
        str_add_f(out, _("，读不出来：%s"), e.message.ptr);
    } else {
        differences_make(NULL, s->w->draft, then, &list);
        if (list.len)
            str_add_f(out, _("，和现在有 %zu 处不同"), list.len);
        else
            str_add(out, sv_from(_("，和现在一样")));
    }
    differences_release(&list);
    draft_free(then);
    err_clear(&e);
}

void guard_list_states(struct session *s)
{
    struct kept_states kept = {0};
    struct listed_states list = {0};
    struct err e = {0};
    if (!states_list(s->file.path.ptr, &kept, &e)) {
        session_fail(s, REQUEST_STATES, &e);
        return;
    }
    for (size_t i = 0; i < kept.len; i++) {
        struct listed_state *entry = vec_add(&list);
        str_set(&entry->time, str_sv(&kept.ptr[i].time));
        str_set(&entry->path, str_sv(&kept.ptr[i].path));
        add_note(s, &kept.ptr[i], &entry->note);
    }
    kept_states_release(&kept);
    session_event(s, &(struct event){.kind = EVENT_STATES, .states = &list});
    listed_states_release(&list);
}

/* Appends "这是 2024-06-01 09:00:00 的样子。" */
static void add_time_of_state(struct session *s, struct sv path, struct str *out)
{
    struct kept_states kept = {0};
    if (states_list(s->file.path.ptr, &kept, NULL))
        for (size_t i = 0; i < kept.len; i++)
            if (sv_eq(str_sv(&kept.ptr[i].path), path))
                str_add_f(out, _("这是 %s 的样子。"), kept.ptr[i].time.ptr);
    kept_states_release(&kept);
}

void guard_offer_state(struct session *s, struct sv path)
{
    struct offer offer = {.kind = OFFER_STATE};
    struct str name = {0};
    struct err e = {0};
    str_set(&name, path);
    /* What is on the screen is on disk before anything of it is put back. */
    bool saved = s->w->read_only || session_save(s) ||
                 err_set(&e, ERR_IO, "%s", _("现在填的还没有存上，先保存（^S），再看以前的样子。"));
    bool ok = saved && parse_state(s, name.ptr, &offer.other, &e);
    if (ok) {
        add_time_of_state(s, path, &offer.told);
        str_add(&offer.told,
                sv_from(s->w->read_only ? _("这里只能看；要恢复，先接过来填写。")
                                        : _("打勾的各处会改回那时的样子；改之前的样子也会留着。")));
        guard_send_offer(s, &offer);
    } else if (e.message.len) {
        session_fail(s, REQUEST_STATE, &e);
    }
    offer_release(&offer);
    str_release(&name);
}

void guard_answered_state(struct session *s, bool taken)
{
    if (!taken)
        return;
    guard_keep_state(s, str_sv(&s->file.source), KEPT_BEFORE);
    session_write(s, REQUEST_SAVE);
}
