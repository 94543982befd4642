#include "draft/recover.h"

#include <errno.h>

#include "base/i18n.h"
#include "draft/draft_io_carry.h"
#include "draft/recover_head.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"

/* ---- beginning ---- */

/* The records a journal begins with. */
struct beginning {
    struct str place; /* of the draft's file, empty: nowhere yet */
    struct str head;
    struct sv source;
    struct str changes; /* what makes the draft of it; empty: none */
    int64_t time;
};

/* A draft as it was read from a file's bytes, from none an empty one. One of the form's own version
 * is either that in the file too or was carried over to it. */
static bool read_source(const struct form *form, int64_t version, struct sv source,
                        const char *path, struct draft **out, struct err *e)
{
    struct str name = {0};
    bool ok = true;
    path_add_shown(&name, sv_from(path));
    const char *shown = name.ptr ? name.ptr : "";
    if (source.len == 0)
        *out = draft_new(form);
    else if (version == form->version)
        ok = draft_carry(form, source, shown, out, NULL, e);
    else
        ok = draft_parse(form, source, shown, out, NULL, e);
    str_release(&name);
    return ok;
}

/* What the draft has and the file does not. */
static bool find_changes(struct beginning *b, const struct draft *d, const char *path,
                         struct err *e)
{
    struct draft *read = NULL;
    if (!read_source(d->form, d->form_version, b->source, path, &read, e))
        return false;
    changes_between(&b->changes, read, d);
    draft_free(read);
    return true;
}

static bool prepare(struct beginning *b, const struct draft *d, const struct draft_file *file,
                    bool whole, struct err *e)
{
    const char *path = file->path.ptr ? file->path.ptr : "";
    b->source = str_sv(&file->source);
    if (whole && d->changes)
        str_set(&b->changes, str_sv(d->changes));
    else if (!find_changes(b, d, path, e))
        return false;
    recover_place(&b->place, path);
    head_add(&b->head, d, str_sv(&b->place));
    return true;
}

static bool begin_at(const struct beginning *b, const char *path, struct journal **out,
                     struct err *e)
{
    struct journal *j = NULL;
    if (!journal_create(path, &j, e))
        return false;
    if (journal_append(j, b->time, str_sv(&b->head), e) &&
        journal_append(j, b->time, b->source, e) &&
        (b->changes.len == 0 || journal_append(j, b->time, str_sv(&b->changes), e))) {
        *out = j;
        return true;
    }
    journal_remove(j);
    errno = 0;
    return false;
}

static bool begin_beside(const struct beginning *b, struct journal **out, struct err *e)
{
    struct sv place = str_sv(&b->place);
    struct str path = {0}, name = {0};
    bool ok = false, taken = place.len > 0;
    for (unsigned number = 1; !ok && taken && number <= JOURNAL_MOST_BESIDE; number++) {
        str_clear(&name);
        journal_name_add(&name, path_name(place), number);
        path_join(&path, path_folder(place), str_sv(&name));
        ok = begin_at(b, path.ptr, out, e);
        taken = !ok && errno == EEXIST;
    }
    str_release(&path);
    str_release(&name);
    return ok;
}

static bool begin_away(const struct beginning *b, const struct draft *d, struct journal **out,
                       struct err *e)
{
    struct str folder = {0}, path = {0}, name = {0};
    bool ok = folder_of_state(&folder) ||
              err_set(e, ERR_IO, _("没有主目录（HOME），恢复记录没有地方可放。"));
    if (ok) {
        journal_name_add_away(&name, str_sv(&d->id));
        path_join(&path, str_sv(&folder), str_sv(&name));
        ok = file_make_folder(folder.ptr, e) && begin_at(b, path.ptr, out, e);
    }
    str_release(&folder);
    str_release(&path);
    str_release(&name);
    return ok;
}

bool recover_begin(const struct draft *d, const struct draft_file *file, bool whole, int64_t time,
                   struct journal **out, struct err *e)
{
    struct beginning b = {.time = time};
    struct err beside = {0}, away = {0};
    bool ok = prepare(&b, d, file, whole, e);
    if (ok && !begin_beside(&b, out, &beside)) {
        ok = begin_away(&b, d, out, &away);
        if (!ok)
            err_set(e, ERR_IO, "%s%s", beside.message.ptr ? beside.message.ptr : "",
                    away.message.ptr);
    }
    err_clear(&beside);
    err_clear(&away);
    str_release(&b.place);
    str_release(&b.head);
    str_release(&b.changes);
    return ok;
}

/* ---- replay ---- */

/* Where the draft was one of its form's version, the form that there is now may be a later one:
 * then it is carried over to that. */
static bool read_begun(const struct remnant *r, const struct form *form, struct draft **out,
                       struct err *e)
{
    bool carried = r->draft_version == r->form_version;
    return read_source(form, carried ? form->version : r->draft_version, str_sv(&r->source),
                       r->path.ptr, out, e);
}

bool recover_replay(const struct remnant *r, const struct form *form, struct recovered *out,
                    struct err *e)
{
    if (r->nothing)
        return err_set(e, ERR_REFUSED, _("这份恢复记录刚开始写就断了，里面没有打过的字。"));
    if (!read_begun(r, form, &out->typed, e) || !read_begun(r, form, &out->begun, e))
        return false;
    out->fits = true;
    for (size_t i = RECOVER_CHANGES; out->fits && i < r->text.records.len; i++)
        out->fits = changes_apply(out->typed, r->text.records.ptr[i].bytes, &out->typing, NULL);
    return true;
}

void recovered_release(struct recovered *r)
{
    draft_free(r->typed);
    draft_free(r->begun);
    typing_release(&r->typing);
    *r = (struct recovered){0};
}

void remnant_release(struct remnant *r)
{
    str_release(&r->path);
    str_release(&r->draft_id);
    str_release(&r->form);
    str_release(&r->file);
    str_release(&r->source);
    journal_text_release(&r->text);
}

void remnants_release(struct remnants *list)
{
    for (size_t i = 0; i < list->len; i++)
        remnant_release(&list->ptr[i]);
    vec_release(list);
}
