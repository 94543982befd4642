#include "cmd/command.h"
#include "cmd/draft_lock.h"
#include "cmd/output.h"
#include "cmd/versions.h"
#include "draft/naming.h"
#include "draft/path.h"
#include "store/file.h"

enum { DRAFT_MODE = 0600 };

/* ---- the list ---- */

static void add_wall_time(struct str *out, int64_t seconds)
{
    struct moment m = moment_from_seconds(seconds);
    date_add_iso(out, m.day);
    str_add_f(out, " %02d:%02d:%02d", m.hour, m.minute, m.second);
}

/* In how many places it differs; "-" where that cannot be told, and why is said. */
static void add_count(struct versions *v, struct str *out, const struct version *version, bool ok,
                      struct err *e)
{
    if (ok && version->comparable)
        str_add_f(out, "%zu", version->list.len + (version->back.typing.text.len > 0));
    else
        str_add(out, SV("-"));
    if (!ok)
        say(v->c, "%.*s", SV_ARG(str_sv(&e->message)));
    err_clear(e);
}

static void add_remnant_line(struct versions *v, struct str *out, size_t index)
{
    const struct remnant *r = &v->remnants.ptr[index];
    struct version version = {0};
    struct err e = {0};
    str_add_f(out, "j%zu\t", index + 1);
    add_wall_time(out, r->last);
    str_add_f(out, "\t%s\t%zu\t", kept_why_label(KEPT_UNSAVED), r->text.bytes.len);
    bool ok = version_open_remnant(v, r, &version, &e);
    add_count(v, out, &version, ok, &e);
    str_add_byte(out, '\t');
    add_wall_time(out, r->begun);
    str_add_byte(out, '\n');
    version_release(&version);
}

/* More than we ever keep are somebody else's doing, and reading them all may take for ever. */
static void add_state_line(struct versions *v, struct str *out, size_t index)
{
    const struct kept_state *state = &v->states.ptr[index];
    struct version version = {0};
    struct err e = {0};
    str_add_f(out, "%lld\t%s\t%s\t%lld\t", (long long)state->number, state->time.ptr,
              kept_why_label(state->why), (long long)state->size);
    bool ok = index >= HISTORY_MOST_STATES || version_open_state(v, state, &version, &e);
    add_count(v, out, &version, ok, &e);
    str_add_byte(out, '\n');
    version_release(&version);
}

static void list_versions(struct versions *v)
{
    struct str out = {0};
    for (size_t i = 0; i < v->remnants.len; i++)
        add_remnant_line(v, &out, i);
    for (size_t i = 0; i < v->states.len; i++)
        add_state_line(v, &out, i);
    put(v->c, str_sv(&out));
    if (out.len == 0)
        say(v->c, _("%s：还没有历史。"), v->path);
    str_release(&out);
}

/* ---- one of them ---- */

static void add_lines(struct str *out, const char *mark, struct sv text)
{
    struct sv line;
    bool any = text.len > 0;
    while (any && sv_next(&text, '\n', &line))
        str_add_f(out, "%s%.*s\n", mark, SV_ARG(line));
}

/* What --field must say to restore it: rows count as they stood then. */
static void add_field(struct str *out, const struct version *version, const struct difference *d)
{
    bool of_rows = d->mine_row || d->other_row;
    if (d->kind == DIFFERENCE_PENDING)
        str_add_f(out, " [%.*s]", SV_ARG(str_sv(&d->about)));
    if (d->field == NO_FIELD || (of_rows && !d->other_row))
        return;
    str_add(out, SV(" ["));
    path_add(out, version->draft, (struct place){d->field, d->other_row});
    str_add(out, SV("]"));
}

static void show_version(struct versions *v, const struct version *version)
{
    struct str out = {0};
    for (size_t i = 0; i < version->list.len; i++) {
        const struct difference *d = &version->list.ptr[i];
        str_add_f(&out, "%s%.*s", d->conflict ? "! " : "", SV_ARG(str_sv(&d->label)));
        add_field(&out, version, d);
        str_add_byte(&out, '\n');
        add_lines(&out, "- ", str_sv(&d->mine));
        add_lines(&out, "+ ", str_sv(&d->other));
    }
    if (version->back.typing.text.len) {
        str_add_f(&out, _("正在输入 · %.*s\n"), SV_ARG(str_sv(&version->back.typing.title)));
        add_lines(&out, "+ ", str_sv(&version->back.typing.text));
    }
    put(v->c, str_sv(&out));
    if (!version->comparable)
        say(v->c, _("%s 现在读不出来，或是另一份表单的，没有比较。"), v->path);
    else if (out.len == 0)
        say(v->c, "%s", _("和现在一样。"));
    if (!version->whole)
        say(v->c, "%s", _("防丢记录的末尾有一段读不出来，没有算在内，仍留在记录里。"));
    if (version->whole && version->remnant && version->remnant->lost)
        say(v->c, "%s", _("记录的最后一条没有写完，可能少最后一个键。"));
    str_release(&out);
}

/* ---- restoring ---- */

/* Is the path of one of a form's groups: "brief" of brief.name. */
static bool is_group(const struct form *form, struct sv path)
{
    for (uint32_t f = 0; f < form->field_count; f = form->fields[f].end) {
        struct sv whole = form->fields[f].path;
        if (sv_starts(whole, path) && whole.len > path.len && whole.ptr[path.len] == '.')
            return true;
    }
    return false;
}

static bool is_in_group(const struct form *form, uint32_t field, struct sv group)
{
    struct sv top = form->fields[form->fields[field].top].path;
    return sv_starts(top, group) && top.len > group.len && top.ptr[group.len] == '.';
}

/* Where a difference is in the version. */
static struct place place_of(const struct version *version, const struct difference *d)
{
    struct place p = {d->field, d->other_row};
    if (d->kind == DIFFERENCE_PENDING && !path_find(version->draft, str_sv(&d->about), &p, NULL))
        p = (struct place){NO_FIELD, 0};
    return p;
}

static bool is_at(const struct form *form, struct place d, struct place asked)
{
    const struct field *field = &form->fields[asked.field];
    return d.field >= field->index && d.field < field->end && (!asked.row || d.row == asked.row);
}

/* Takes what is in the field alone; fails (ERR_USAGE) where there is no such field. */
static bool take_field(struct version *version, struct sv path, struct err *e)
{
    const struct form *form = version->draft->form;
    struct place asked = {NO_FIELD, 0};
    bool group = is_group(form, path) && !form_field(form, path);
    if (!group && !path_find(version->draft, path, &asked, e))
        return false;
    for (size_t i = 0; i < version->list.len; i++) {
        struct difference *d = &version->list.ptr[i];
        struct place p = place_of(version, d);
        d->taken = p.field != NO_FIELD &&
                   (group ? is_in_group(form, p.field, path) : is_at(form, p, asked));
    }
    return true;
}

/* Whoever says which one to restore has decided about the conflicts. */
static bool choose(struct version *version, const char *field, struct err *e)
{
    if (field)
        return take_field(version, sv_from(field), e);
    for (size_t i = 0; i < version->list.len; i++)
        version->list.ptr[i].taken = true;
    return true;
}

static size_t count_taken(const struct version *version)
{
    size_t taken = 0;
    for (size_t i = 0; i < version->list.len; i++)
        taken += version->list.ptr[i].taken;
    return taken;
}

/* The state before is kept first, so that restoring can be taken back by restoring. */
static bool keep_before(struct versions *v, struct err *e)
{
    struct str stamp = {0};
    moment_add_stamp(&stamp, v->c->now);
    bool ok = states_keep(v->path, str_sv(&v->now.file.source), stamp.ptr, KEPT_BEFORE, e);
    str_release(&stamp);
    return ok;
}

/* What the form has no place for is no difference. */
static void tell_leftovers(struct versions *v, const struct version *version)
{
    if (version->state && version->opened.kept.len)
        say(v->c, _("那时的草稿里有 %zu 处这份表单没有地方放，没有恢复，仍在 %s 里。"),
            version->opened.kept.len, version->state->path.ptr);
}

static bool restore_places(struct versions *v, const struct version *version, struct err *e)
{
    struct history h;
    size_t taken = count_taken(version);
    if (!opened_may_change(&v->now, e))
        return false;
    if (taken == 0) {
        say(v->c, "%s", _("和现在一样，没有改动。"));
        return true;
    }
    history_init(&h);
    bool ok = keep_before(v, e);
    if (ok) {
        differences_apply(v->now.draft, &h, version->draft, &version->list);
        ok = draft_save(v->now.draft, &v->now.file, e);
    }
    if (ok)
        say(v->c, _("%s：恢复了 %zu 处。原来的样子也在历史里。"), v->path, taken);
    history_release(&h);
    return ok;
}

/* Can it be restored place by place: the file is there, and of the same version of the form. What
 * was written for another one is restored as it was, with all it said. */
static bool by_places(const struct versions *v, const struct version *version, bool all)
{
    bool other = all && version->state && version->opened.written_for != v->now.written_for;
    return version->comparable && !other;
}

/* The file is gone, damaged, or of another form: the version takes its place as it is. */
static bool restore_file(struct versions *v, const struct version *version, const char *field,
                         struct err *e)
{
    struct str bytes = {0};
    bool there = v->there;
    if (field)
        return err_set(e, ERR_REFUSED, _("%s 现在读不出来，或是另一份表单的，只能整份恢复。"),
                       v->path);
    bool ok = version_bytes(version, &bytes, e) && (!there || keep_before(v, e)) &&
              (there ? file_write(v->path, str_sv(&bytes), DRAFT_MODE, e)
                     : file_write_new(v->path, str_sv(&bytes), DRAFT_MODE, e));
    if (ok)
        say(v->c,
            there ? _("%s：恢复了整份草稿。原来的文件也在历史里。") : _("%s：恢复了整份草稿。"),
            v->path);
    str_release(&bytes);
    return ok;
}

/* A journal has done its work when all of it is in the file. */
static void settle(struct versions *v, const struct version *version, bool all)
{
    struct sv typing = str_sv(&version->back.typing.text);
    if (!version->remnant || !all)
        return;
    if (typing.len)
        say(v->c, _("那时正在“%.*s”里输入“%.*s”，草稿里没有它的地方，防丢记录留着：%s"),
            SV_ARG(str_sv(&version->back.typing.title)), SV_ARG(typing),
            version->remnant->path.ptr);
    else if (!version->whole)
        say(v->c, _("防丢记录的末尾有一段读不出来，没有恢复，记录留着：%s"),
            version->remnant->path.ptr);
    else
        file_remove(version->remnant->path.ptr);
}

static bool restore(struct versions *v, const struct args *args, struct err *e)
{
    struct version version = {0};
    const char *field = args->values[OPT_FIELD];
    bool ok = version_open(v, sv_from(args->values[OPT_RESTORE]), &version, e);
    if (ok && by_places(v, &version, !field))
        ok = choose(&version, field, e) && restore_places(v, &version, e);
    else if (ok)
        ok = restore_file(v, &version, field, e);
    if (ok && !field && by_places(v, &version, true))
        tell_leftovers(v, &version);
    if (ok)
        settle(v, &version, !field);
    version_release(&version);
    return ok;
}

/* ---- the command ---- */

static bool show(struct versions *v, const char *name, struct err *e)
{
    struct version version = {0};
    bool ok = version_open(v, sv_from(name), &version, e);
    if (ok)
        show_version(v, &version);
    version_release(&version);
    return ok;
}

static bool understood(const struct args *args, struct err *e)
{
    if (args_given(args, OPT_FIELD) && !args_given(args, OPT_RESTORE))
        return err_set(e, ERR_USAGE, "%s", _("--field 要和 --restore 一起用。"));
    if (args_given(args, OPT_RESTORE) && args->operands.len > 1)
        return err_set(e, ERR_USAGE, _("用了 --restore，多了“%s”。"), args->operands.ptr[1]);
    return true;
}

int cmd_history(struct context *c, const struct args *args)
{
    struct versions v = {0};
    struct err e = {0};
    struct lock *lock = NULL;
    const char *path = args->operands.ptr[0];
    bool restores = args_given(args, OPT_RESTORE);
    bool ok = understood(args, &e) && (!restores || draft_lock(c, path, &lock, &e)) &&
              versions_find(c, path, &v, &e);
    if (ok && restores)
        ok = restore(&v, args, &e);
    else if (ok && args->operands.len > 1)
        ok = show(&v, args->operands.ptr[1], &e);
    else if (ok)
        list_versions(&v);
    int code = ok ? 0 : fail(c, &e);
    versions_release(&v);
    lock_release(lock);
    return code;
}
