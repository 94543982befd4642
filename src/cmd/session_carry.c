/* A draft of another version of its form, carried over when the reader says so. */
#include "base/i18n.h"
#include "cmd/session.h"
#include "cmd/session_files.h"
#include "draft/draft_io_carry.h"

void session_offer_carried(struct session *s)
{
    struct offer offer = {.kind = OFFER_CARRIED};
    struct err e = {0};
    if (draft_carry(s->w->form, str_sv(&s->file.source), s->file.path.ptr, &offer.other, NULL,
                    &e)) {
        str_add_f(&offer.told, _("这份草稿是按表单第 %lld 版填的，现在的表单是第 %u 版。"),
                  (long long)s->w->draft->form_version, s->w->form->version);
        session_event(s, &(struct event){.kind = EVENT_OFFER, .offer = &offer});
    } else {
        session_fail(s, REQUEST_CARRY, &e);
    }
    offer_release(&offer);
}

/* The file stays as it was among the earlier states: what is carried over changes its lines. */
void session_carried(struct session *s, bool taken)
{
    struct draft *carried = NULL;
    struct leftovers kept = {0};
    struct err e = {0};
    if (!taken)
        return;
    bool ok = guard_keep_state(s, str_sv(&s->file.source), KEPT_BEFORE) ||
              err_set(&e, ERR_IO, "%s",
                      _("搬之前要先留一份现在的样子，可是写不进去，所以没有搬。请看磁盘是不是满了，"
                        "或先另存到别处。"));
    ok = ok &&
         draft_carry(s->w->form, str_sv(&s->file.source), s->file.path.ptr, &carried, &kept, &e);
    if (!ok) {
        session_fail(s, REQUEST_CARRY, &e);
        return;
    }
    session_event(s, &(struct event){.kind = EVENT_OPENED,
                                     .form = s->w->form,
                                     .draft = carried,
                                     .kept = &kept,
                                     .path = str_sv(&s->file.path)});
    leftovers_release(&kept);
    guard_open(s, false);
    session_write(s, REQUEST_SAVE);
}
