#include "cmd/versions.h"

#include "base/i18n.h"
#include "cmd/forms.h"
#include "cmd/output.h"
#include "store/file.h"

/* A journal in which nothing was typed is no version. */
static void drop_empty(struct remnants *remnants)
{
    for (size_t i = remnants->len; i-- > 0;) {
        if (!remnants->ptr[i].nothing)
            continue;
        remnant_release(&remnants->ptr[i]);
        vec_remove(remnants, i);
    }
}

static bool open_now(struct versions *v, struct err *e)
{
    struct err trouble = {0};
    if (draft_open(v->c, v->path, &v->now, &trouble))
        return true;
    bool damaged = trouble.class == ERR_REFUSED &&
                   file_read(v->path, FILE_MAX_BYTES, &v->now.file.source, NULL);
    if (damaged)
        say(v->c, "%.*s", SV_ARG(str_sv(&trouble.message)));
    else
        err_set(e, trouble.class, "%s", trouble.message.ptr);
    err_clear(&trouble);
    return damaged;
}

static bool says_more(const struct remnant *r, const struct opened *o)
{
    struct recovered back = {0};
    bool more = !r->nothing && recover_replay(r, o->form, &back, NULL) &&
                (back.typing.text.len || !drafts_same(o->draft, back.typed));
    recovered_release(&back);
    return more;
}

bool versions_unsaved(const struct opened *o)
{
    struct remnants remnants = {0};
    bool unsaved = false;
    if (o->draft->id.len == 0 || sv_eq(str_sv(&o->file.path), SV("-")) || o->unknown_form)
        return false;
    recover_find(o->file.path.ptr, str_sv(&o->draft->id), &remnants);
    for (size_t i = 0; i < remnants.len && !unsaved; i++)
        unsaved = says_more(&remnants.ptr[i], o);
    remnants_release(&remnants);
    return unsaved;
}

void versions_tell_unsaved(struct context *c, const struct opened *o)
{
    if (versions_unsaved(o))
        say(c,
            _("%s：还有填了没有保存的内容，这里没有用上。打开这份草稿就可以找回，tianbiao history "
              "可以先看。"),
            o->file.path.ptr);
}

void versions_add_hint(const char *path, struct err *e)
{
    struct kept_states states = {0};
    if (e->class == ERR_REFUSED && states_list(path, &states, NULL) && states.len)
        str_add_f(
            &e->message,
            _("旁边留着 %zu 份以前的样子：tianbiao history %s 可以看，加 --restore 编号 恢复。"),
            states.len, path);
    kept_states_release(&states);
}

bool versions_find(struct context *c, const char *path, struct versions *out, struct err *e)
{
    out->c = c;
    out->path = path;
    if (sv_eq(sv_from(path), SV("-")))
        return err_set(e, ERR_USAGE, "%s", _("标准输入没有历史，请写草稿的文件名。"));
    out->there = file_exists(path);
    if (!states_list(path, &out->states, e) || (out->there && !open_now(out, e)))
        return false;
    recover_find(path, out->now.draft ? str_sv(&out->now.draft->id) : SV(""), &out->remnants);
    drop_empty(&out->remnants);
    if (out->there || out->states.len || out->remnants.len)
        return true;
    return file_read(path, FILE_MAX_BYTES, &out->now.file.source, e); /* says why */
}

void versions_release(struct versions *v)
{
    opened_release(&v->now);
    kept_states_release(&v->states);
    remnants_release(&v->remnants);
}

/* What was typed since a journal began is the difference, not what others did meanwhile. */
static void compare(const struct versions *v, const struct draft *base, struct version *out)
{
    const struct draft *now = v->now.draft;
    out->comparable = now && now->form == out->draft->form;
    if (out->comparable)
        differences_make(base, now, out->draft, &out->list);
}

bool version_open_state(const struct versions *v, const struct kept_state *state,
                        struct version *out, struct err *e)
{
    out->state = state;
    out->whole = true;
    if (!draft_open(v->c, state->path.ptr, &out->opened, e))
        return false;
    out->draft = out->opened.draft;
    compare(v, NULL, out);
    return true;
}

bool version_open_remnant(const struct versions *v, const struct remnant *remnant,
                          struct version *out, struct err *e)
{
    out->remnant = remnant;
    const struct form *form = forms_find(v->c->forms, str_sv(&remnant->form), e);
    if (!form || !recover_replay(remnant, form, &out->back, e))
        return false;
    out->whole = out->back.fits && !remnant->text.damaged;
    out->draft = out->back.typed;
    compare(v, out->back.begun, out);
    return true;
}

bool version_open(const struct versions *v, struct sv name, struct version *out, struct err *e)
{
    int64_t number = 0;
    bool journal = sv_starts(name, SV("j"));
    if (journal && sv_number(sv_from_offset(name, 1), 1, UINT32_MAX, &number) &&
        (uint64_t)number <= v->remnants.len)
        return version_open_remnant(v, &v->remnants.ptr[number - 1], out, e);
    if (!journal && sv_number(name, 1, INT64_MAX, &number))
        for (size_t i = 0; i < v->states.len; i++)
            if (v->states.ptr[i].number == number)
                return version_open_state(v, &v->states.ptr[i], out, e);
    return err_set(e, ERR_USAGE, _("%s 的历史里没有“%.*s”。用 tianbiao history 草稿 看有哪些。"),
                   v->path, SV_ARG(name));
}

void version_release(struct version *version)
{
    opened_release(&version->opened);
    recovered_release(&version->back);
    differences_release(&version->list);
}

bool version_bytes(const struct version *version, struct str *out, struct err *e)
{
    if (version->remnant)
        return draft_compose(version->draft, str_sv(&version->remnant->source), out, e);
    str_set(out, str_sv(&version->opened.file.source));
    return true;
}
