/* What came of a delivery, in words. */
#include "base/i18n.h"
#include "cmd/desk/receive_steps.h"
#include "draft/naming.h"
#include "text/diff.h"
#include "text/utf8.h"

enum { QUOTED = 30, QUOTED_MARKED = 50 }; /* code points of what was, and is now */

void received_release(struct received *r)
{
    str_release(&r->file);
    str_release(&r->why);
    case_head_release(&r->head);
    intake_release(&r->intake);
    str_release(&r->selected_before);
    for (size_t i = 0; i < r->told.len; i++)
        str_release(&r->told.ptr[i]);
    vec_release(&r->told);
    changes_seen_release(&r->changes);
    str_release(&r->receipt);
    str_release(&r->receipt_text);
    *r = (struct received){0};
}

void received_fail(struct received *r, struct err *e)
{
    r->taking = e->class == ERR_IO ? TAKE_FAILED : TAKE_REFUSED;
    r->class = e->class == ERR_IO ? ERR_IO : ERR_REFUSED;
    str_set(&r->why, str_sv(&e->message));
    err_clear(e);
}

static bool is_long(struct sv text)
{
    return utf8_length(text) > QUOTED;
}

static void add_quoted(struct str *out, struct sv text)
{
    if (text.len == 0)
        str_add(out, sv_from(_("（空）")));
    else
        naming_add_quoted(out, text, QUOTED);
}

/* Most of it stayed the same: a text that was written anew is no mended one. */
static bool is_mended(const struct diff_parts *parts, struct sv was, struct sv now)
{
    size_t differs = 0;
    for (size_t i = 0; i < parts->len; i++) {
        const struct diff_part *part = &parts->ptr[i];
        differs += part->a_to - part->a_from + part->b_to - part->b_from;
    }
    return differs < (was.len + now.len) / 2;
}

/* The beginning of a long text says nothing of what was mended further on: it is quoted from the
 * first mended word. */
static void add_mended(struct str *out, struct sv text, const struct diff_parts *parts, bool second)
{
    struct str marked = {0};
    diff_add_side(&marked, text, parts, second, false, NULL);
    naming_add_quoted(out, str_sv(&marked), QUOTED_MARKED);
    str_release(&marked);
}

static void add_sides(struct str *out, struct sv was, struct sv now)
{
    struct diff_parts parts = {0};
    diff_find(was, now, &parts);
    bool marked = (is_long(was) || is_long(now)) && is_mended(&parts, was, now);
    if (marked)
        add_mended(out, was, &parts, false);
    else
        add_quoted(out, was);
    str_add(out, SV(" → "));
    if (marked)
        add_mended(out, now, &parts, true);
    else
        add_quoted(out, now);
    vec_release(&parts);
}

static void add_change(struct str *out, const struct change *c)
{
    str_add_f(out, "  %s %.*s", c->asked ? " " : "!", SV_ARG(str_sv(&c->label)));
    if (!c->private) {
        str_add(out, sv_from(_("：")));
        add_sides(out, str_sv(&c->was), str_sv(&c->now));
    }
    str_add_byte(out, '\n');
}

static void add_changes(struct str *out, const struct received *r)
{
    size_t unasked = changes_unasked(&r->changes);
    if (r->taking != TAKE_AGAIN && r->taking != TAKE_RENEWED)
        return;
    if (r->changes.len == 0) {
        str_add(out, sv_from(_("  和上次比，内容没有改动。\n")));
        return;
    }
    str_add_f(out, _("  和上次比，改了 %zu 处"), r->changes.len);
    if (unasked)
        str_add_f(out, _("，其中 %zu 处没有要求改（前面有 !）"), unasked);
    str_add(out, sv_from(_("：\n")));
    for (size_t i = 0; i < r->changes.len; i++)
        add_change(out, &r->changes.ptr[i]);
}

static void add_taken(struct str *out, const struct received *r)
{
    str_add_f(out, _("%s：%s，%s 第 %u 次送来"), r->file.ptr, taking_label(r->taking),
              r->head.name.ptr, r->intake.number);
    if (r->intake.code.len)
        str_add_f(out, _("，第 %u 稿，校验码 %s"), r->intake.revision, r->intake.code.ptr);
    else
        str_add(out, sv_from(_("，没有定稿")));
    if (r->intake.bare)
        str_add(out, sv_from(_("，只有草稿")));
    str_add_f(out, _("。错误 %u 处，提醒 %u 处。\n"), r->intake.errors, r->intake.warnings);
}

void received_add_told(struct str *out, const struct received *r)
{
    if (taking_keeps(r->taking))
        add_taken(out, r);
    else if (r->taking == TAKE_DUPLICATE)
        str_add_f(out, "%s：%s\n", r->file.ptr, r->why.ptr);
    else
        str_add_f(out, "%s\n", r->why.ptr);
    for (size_t i = 0; i < r->told.len; i++)
        str_add_f(out, "  %s\n", r->told.ptr[i].ptr);
    add_changes(out, r);
}
