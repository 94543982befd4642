#include "office/case_head.h"

#include "base/i18n.h"
#include "draft/computed.h"
#include "draft/naming.h"
#include "office/desk_io.h"
#include "text/ident.h"
#include "text/norm.h"

enum { QUOTED_TITLE = 200 }; /* code points, of four bytes at most: within MOST_LINE */

/* ---- counties ---- */

/* Blanks mean nothing in a name of a place. */
static void fold_place(struct sv name, struct str *out)
{
    norm_code(name, true, out);
    str_replace_all(out, SV(" "), SV(""));
}

/* What a place above a county ends in. */
static bool ends_a_place(struct sv text)
{
    static const struct sv marks[] = {{"省", 3}, {"市", 3}, {"区", 3}, {"州", 3},
                                      {"盟", 3}, {"县", 3}, {"旗", 3}, {"国", 3}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (sv_ends(text, marks[i]))
            return true;
    return false;
}

/* The longer one is the shorter with the places above it in front. */
static bool is_below(struct sv whole, struct sv county)
{
    return whole.len > county.len && sv_ends(whole, county) &&
           ends_a_place(sv_sub(whole, 0, whole.len - county.len));
}

bool county_is(struct sv a, struct sv b)
{
    struct str x = {0}, y = {0};
    fold_place(a, &x);
    fold_place(b, &y);
    bool same = x.len && y.len &&
                (sv_eq(str_sv(&x), str_sv(&y)) || is_below(str_sv(&x), str_sv(&y)) ||
                 is_below(str_sv(&y), str_sv(&x)));
    str_release(&x);
    str_release(&y);
    return same;
}

/* ---- what is kept from others ---- */

/* Is `path` the other, or what it is part of: "cover.phone" of "cover". */
static bool path_covers(struct sv path, struct sv other)
{
    return sv_starts(other, path) && (other.len == path.len || other.ptr[path.len] == '.' ||
                                      sv_starts(sv_from_offset(other, path.len), SV("[]")));
}

bool field_is_private(const struct form *form, uint32_t field)
{
    for (uint32_t i = 0; field != NO_FIELD && i < form->desk.private.len; i++)
        if (path_covers(form->desk.private.ptr[i], form->fields[field].path) ||
            path_covers(form->fields[field].path, form->desk.private.ptr[i]))
            return true;
    return false;
}

/* ---- the head ---- */

static struct sv answer(const struct draft *d, uint32_t field)
{
    return field == NO_FIELD ? SV("") : draft_text(d, (struct place){field, 0});
}

static void set_code(struct str *out, const struct draft *d)
{
    uint32_t field = d->form->desk.code;
    if (field != NO_FIELD && d->form->fields[field].kind == FIELD_CREDIT_CODE)
        credit_code_canonical(answer(d, field), out);
    else
        norm_code(answer(d, field), true, out);
}

/* As a list shows it: on one line, its start alone where it is long. */
static void set_quoted(struct str *out, struct sv text)
{
    struct str line = {0};
    norm_line(text, &line, NULL);
    str_clear(out);
    naming_add_quoted(out, str_sv(&line), QUOTED_TITLE);
    str_release(&line);
}

static void set_shown(struct str *out, const struct draft *d, uint32_t field)
{
    struct str shown = {0};
    if (field != NO_FIELD)
        draft_add_shown(&shown, d, (struct place){field, 0});
    set_quoted(out, str_sv(&shown));
    str_release(&shown);
}

static bool is_fit(const struct case_head *h, const struct form *form, struct err *e)
{
    const struct form_desk *desk = &form->desk;
    if (h->id.len == 0)
        return err_set(e, ERR_REFUSED, "%s",
                       _("草稿里没有编号（draft_id）：还没有存过。请用 tianbiao "
                         "打开、保存以后再交。"));
    if (!case_id_is_good(str_sv(&h->id)))
        return err_set(e, ERR_REFUSED,
                       _("草稿的编号（draft_id）不是 8 到 64 "
                         "位十六进制数字，不像是本程序写的，没有收。"));
    if (h->name.len == 0)
        return err_set(e, ERR_REFUSED, _("“%.*s”没有填，不知道是谁的申报书，没有收。"),
                       SV_ARG(form->fields[desk->name].label));
    if (!text_is_line(str_sv(&h->name), MOST_LINE))
        return err_set(e, ERR_REFUSED, _("“%.*s”太长，不像是名称，没有收。"),
                       SV_ARG(form->fields[desk->name].label));
    if (!text_is_line(str_sv(&h->code), MOST_SHORT))
        return err_set(e, ERR_REFUSED, _("“%.*s”太长，不像是代码，没有收。"),
                       SV_ARG(form->fields[desk->code].label));
    return true;
}

bool case_head_make(struct case_head *out, const struct draft *d, struct err *e)
{
    const struct form_desk *desk = &d->form->desk;
    BUG_ON(!desk->given);
    *out = (struct case_head){.form_version = d->form_version};
    str_set(&out->id, str_sv(&d->id));
    str_set(&out->form, d->form->id);
    norm_line(answer(d, desk->name), &out->name, NULL);
    set_code(&out->code, d);
    set_quoted(&out->title, answer(d, desk->title));
    set_shown(&out->group, d, desk->group);
    set_quoted(&out->county, answer(d, desk->county));
    if (is_fit(out, d->form, e))
        return true;
    case_head_release(out);
    return false;
}
