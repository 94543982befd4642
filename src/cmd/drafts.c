#include "cmd/drafts.h"

#include "base/i18n.h"
#include "cmd/forms.h"
#include "cmd/output.h"
#include "draft/draft_io_carry.h"
#include "draft/draft_io_unknown.h"
#include "office/returned_io.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/yaml_peek.h"
#include "store/yaml_read.h"

void opened_release(struct opened *o)
{
    draft_free(o->draft);
    draft_file_release(&o->file);
    leftovers_release(&o->kept);
    str_release(&o->trouble);
    *o = (struct opened){0};
}

/* ---- which form a draft is of ---- */

static bool find_id(struct sv bytes, const char *path, struct str *id, struct err *e)
{
    struct draft_head head = {0};
    struct sv form;
    if (yaml_peek(bytes, SV("form"), &form)) {
        str_set(id, form);
        return true;
    }
    if (!draft_read_head(bytes, path, &head, e)) {
        str_release(id);
        return false;
    }
    str_move(id, &head.form);
    draft_head_release(&head);
    return true;
}

static uint32_t line_of_form(struct sv bytes)
{
    uint32_t line = 1;
    struct sv rest = bytes, piece;
    for (; sv_next(&rest, '\n', &piece); line++)
        if (sv_starts(piece, SV("form:")))
            return line;
    return 1;
}

/* ---- opening ---- */

/* The form is not here: what the draft has is its form. It lives as long as the others. */
static bool read_unknown(struct context *c, const char *path, struct sv bytes, struct opened *out,
                         struct err *e)
{
    struct form *form = NULL;
    struct err why = {0};
    if (!draft_read_unknown(bytes, path, &form, &out->draft, &out->kept, &why)) {
        err_clear(e);
        *e = why;
        return false;
    }
    forms_adopt(c->forms, form);
    out->form = form;
    out->written_for = form->version;
    out->unknown_form = true;
    str_move(&out->trouble, &e->message);
    err_clear(e);
    return true;
}

static bool read_known(const char *path, struct sv bytes, unsigned how, struct opened *out,
                       struct err *e)
{
    if (!draft_parse(out->form, bytes, path, &out->draft, &out->kept, e))
        return false;
    out->written_for = out->draft->form_version;
    out->other_version = out->written_for != out->form->version;
    if (!out->other_version || (how & DRAFT_AS_WRITTEN))
        return true;
    draft_free(out->draft);
    leftovers_release(&out->kept);
    out->draft = NULL;
    return draft_carry(out->form, bytes, path, &out->draft, &out->kept, e);
}

static bool parse(struct context *c, const char *path, struct sv bytes, unsigned how,
                  struct opened *out, struct err *e)
{
    struct str id = {0};
    if (!find_id(bytes, path, &id, e))
        return false;
    out->form = forms_find(c->forms, str_sv(&id), e);
    str_release(&id);
    if (out->form)
        return read_known(path, bytes, how, out, e);
    err_prefix(e, "%s:%u: ", path, line_of_form(bytes));
    e->class = ERR_REFUSED;
    return (how & DRAFT_ANY_FORM) && read_unknown(c, path, bytes, out, e);
}

/* A Word document or a text, by its first bytes or its name: what was written there can be
 * imported. */
static bool is_document(const char *path, struct sv bytes)
{
    static const struct sv suffixes[] = {{".docx", 5}, {".doc", 4}, {".wps", 4}, {".txt", 4}};
    bool document = sv_starts(bytes, SV("PK\x03\x04")) || sv_starts(bytes, SV("\xD0\xCF\x11\xE0"));
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
        document |= sv_ends(sv_from(path), suffixes[i]);
    return document && !draft_looks_like(bytes);
}

bool draft_open_bytes(struct context *c, const char *path, struct str *take_bytes, unsigned how,
                      struct opened *out, struct err *e)
{
    if (is_document(path, str_sv(take_bytes)))
        return err_set(e, ERR_REFUSED,
                       _("%s 不是草稿。已经写好的申报书，请用 tianbiao import 文件 放进一份新草稿，"
                         "再打开新草稿。"),
                       path);
    if (returned_looks_like(str_sv(take_bytes)))
        return err_set(
            e, ERR_REFUSED,
            _("%s 是退回意见，不是草稿。用 tianbiao %s 打开它，会连同它的草稿一起打开。"), path,
            path);
    if (!parse(c, path, str_sv(take_bytes), how, out, e)) {
        opened_release(out);
        return false;
    }
    str_set(&out->file.path, sv_from(path));
    str_move(&out->file.source, take_bytes);
    out->file.saved = true;
    return true;
}

bool draft_open_as(struct context *c, const char *path, unsigned how, struct opened *out,
                   struct err *e)
{
    struct str bytes = {0};
    bool ok = file_read(path, YAML_MAX_BYTES, &bytes, e) &&
              draft_open_bytes(c, path, &bytes, how, out, e);
    str_release(&bytes);
    return ok;
}

bool draft_open(struct context *c, const char *path, struct opened *out, struct err *e)
{
    return draft_open_as(c, path, 0, out, e);
}

bool draft_form_missing(struct context *c, const char *path, struct str *id)
{
    struct str bytes = {0};
    struct draft_head head = {0};
    bool missing = file_read(path, YAML_MAX_BYTES, &bytes, NULL) &&
                   draft_read_head(str_sv(&bytes), path, &head, NULL) &&
                   !forms_find(c->forms, str_sv(&head.form), NULL);
    if (missing)
        str_move(id, &head.form);
    draft_head_release(&head);
    str_release(&bytes);
    return missing;
}

/* ---- other versions ---- */

void opened_tell_version(struct context *c, const struct opened *o)
{
    struct str text = {0};
    if (!o->other_version)
        return;
    str_add_f(&text, _("%s：草稿是按表单第 %lld 版填的，这里按第 %u 版读。"), o->file.path.ptr,
              (long long)o->written_for, o->form->version);
    if (o->kept.len)
        str_add_f(&text, _("有 %zu 处没有地方放，没有用上，原样留在文件里。"), o->kept.len);
    say(c, "%s", text.ptr);
    str_release(&text);
}

bool opened_may_change(const struct opened *o, struct err *e)
{
    if (o->unknown_form)
        return err_set(e, ERR_REFUSED, "%s", o->trouble.ptr);
    if (!o->other_version)
        return true;
    return err_set(e, ERR_REFUSED,
                   _("%s：草稿是按表单第 %lld 版填的，这里的表单是第 %u 版，没有改动它。"
                     "请先用 tianbiao %s 打开，把它搬到这一版。"),
                   o->file.path.ptr, (long long)o->written_for, o->form->version, o->file.path.ptr);
}

/* ---- below a folder ---- */

bool draft_looks_like(struct sv bytes)
{
    return yaml_mentions(bytes, SV("tianbiao")) && yaml_mentions(bytes, SV("form")) &&
           !yaml_mentions(bytes, SV("tianbiao_return"));
}

static void add_path(struct draft_paths *out, struct sv path, bool named)
{
    struct draft_path *added = vec_add(out);
    str_set(&added->path, path);
    added->named = named;
}

bool draft_paths_find(struct context *c, const char *path, struct draft_paths *out, struct err *e)
{
    struct folder_entries entries = {0}, skipped = {0};
    if (!file_is_folder(path)) {
        add_path(out, sv_from(path), true);
        return true;
    }
    bool ok = folder_walk(path, SV(".yaml"), &entries, &skipped, e);
    for (size_t i = 0; ok && i < entries.len; i++)
        add_path(out, str_sv(&entries.ptr[i].path), false);
    for (size_t i = 0; ok && i < skipped.len; i++)
        say(c, _("跳过了文件夹 %s：没有权限读。"), skipped.ptr[i].path.ptr);
    folder_entries_release(&entries);
    folder_entries_release(&skipped);
    return ok;
}

void draft_paths_release(struct draft_paths *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i].path);
    vec_release(list);
}

bool draft_path_open(struct context *c, const struct draft_path *path, struct opened *out,
                     struct err *e)
{
    struct str bytes = {0};
    bool ok = file_read(path->path.ptr, YAML_MAX_BYTES, &bytes, e);
    if (ok && (path->named || draft_looks_like(str_sv(&bytes))))
        ok = draft_open_bytes(c, path->path.ptr, &bytes, 0, out, e);
    str_release(&bytes);
    return ok;
}
