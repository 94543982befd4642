#include "cmd/command.h"
#include "cmd/drafts.h"
#include "cmd/forms.h"
#include "cmd/import_told.h"
#include "cmd/output.h"
#include "store/file.h"
#include "store/path.h"

/* One reading, tried as one form. */
struct attempt {
    struct draft *draft;
    struct recognised found;
};

static void attempt_release(struct attempt *a)
{
    draft_free(a->draft);
    recognised_release(&a->found);
    *a = (struct attempt){0};
}

static void attempt_make(struct attempt *a, const struct reading *reading, const struct form *form)
{
    a->draft = draft_new(form);
    a->draft->demo = reading->demo;
    recognise(reading, a->draft, &a->found);
}

/* ---- which form ---- */

static bool no_clue(struct err *e)
{
    return err_set(e, ERR_REFUSED, "%s",
                   _("没有认出封面的栏目，也没有认出各部分的标题，所以没有新建草稿。请核对文件和 "
                     "--form 写的表单；标题、栏目名称要和表单上的一样，编号可以不同。"));
}

static bool several(struct err *e)
{
    return err_set(
        e, ERR_USAGE, "%s",
        _("看不出这是哪一份表单的申报书。请用 --form 写明，form list 可以看到有哪些表单。"));
}

/* The form of which most is found in the document. */
static bool choose(struct context *c, const struct reading *reading, struct attempt *best,
                   struct err *e)
{
    struct found_forms all = {0};
    bool tie = false;
    forms_all(c->forms, &all);
    for (size_t i = 0; i < all.len; i++) {
        struct attempt a = {0};
        if (!all.ptr[i]->form)
            continue;
        attempt_make(&a, reading, all.ptr[i]->form);
        size_t most = best->found.taken.len;
        tie = a.found.taken.len == most ? true : a.found.taken.len > most ? false : tie;
        if (a.found.taken.len > most || !best->draft) {
            attempt_release(best);
            *best = a;
        } else {
            attempt_release(&a);
        }
    }
    vec_release(&all);
    if (best->draft && best->found.taken.len == 0)
        return no_clue(e);
    return best->draft ? !tie || several(e) : forms_only(c->forms, e) != NULL;
}

static bool try_form(struct context *c, const struct args *args, const struct reading *reading,
                     struct attempt *a, struct err *e)
{
    const char *id = args->values[OPT_FORM];
    if (!id)
        return choose(c, reading, a, e);
    const struct form *form = forms_open(c->forms, id, e);
    if (!form)
        return false;
    attempt_make(a, reading, form);
    return a->found.taken.len > 0 || no_clue(e);
}

/* ---- where to ---- */

/* The document's own name with .yaml in the place of its suffix. */
static void usual_target(const char *path, struct str *out)
{
    struct sv whole = sv_from(path), name = path_name(whole);
    size_t dot = name.len;
    while (dot > 0 && name.ptr[dot - 1] != '.')
        dot--;
    size_t cut = dot > 1 ? name.len - dot + 1 : 0;
    str_set(out, sv_sub(whole, 0, whole.len - cut));
    str_add(out, SV(".yaml"));
}

static bool find_target(const struct args *args, struct str *out, struct err *e)
{
    const char *to = args->values[OPT_OUTPUT], *from = args->operands.ptr[0];
    if (to)
        str_set(out, sv_from(to));
    else if (!sv_eq(sv_from(from), SV("-")))
        usual_target(from, out);
    if (out->len == 0 || sv_eq(str_sv(out), SV("-")))
        return err_set(e, ERR_USAGE, "%s", _("请用 -o 写出新草稿的文件名。"));
    if (file_exists(out->ptr))
        return err_set(e, ERR_USAGE,
                       _("%s 已经有了，没有改动它。导入总是新建一份草稿：请用 -o 换一个文件名，再把"
                         "要用的内容抄过去（填表时用 F7 可以把文件插进一个字段）。"),
                       out->ptr);
    return true;
}

/* ---- what had no place ---- */

enum { LEFT_MODE = 0600, MOST_NAMES = 100 };

/* “草稿-没有放进去的.txt”, with a number where there is one already. */
static void left_name(const char *draft, int n, struct str *out)
{
    struct sv stem = sv_from(draft);
    if (sv_ends(stem, SV(".yaml")))
        stem.len -= strlen(".yaml");
    str_set(out, stem);
    str_add(out, sv_from(_("-没有放进去的")));
    if (n > 1)
        str_add_f(out, "-%d", n);
    str_add(out, SV(".txt"));
}

static bool write_left(const struct recognised *found, const char *draft, struct str *name,
                       struct err *e)
{
    struct str text = {0};
    bool ok = false;
    for (size_t i = 0; i < found->unplaced.len; i++)
        str_add_f(&text, _("【第 %u 段】\n%.*s\n\n"), found->unplaced.ptr[i].number,
                  SV_ARG(str_sv(&found->unplaced.ptr[i].text)));
    for (int n = 1; n <= MOST_NAMES && !ok; n++) {
        left_name(draft, n, name);
        if (file_exists(name->ptr) && n < MOST_NAMES)
            continue;
        err_clear(e);
        ok = file_write_new(name->ptr, str_sv(&text), LEFT_MODE, e);
    }
    str_release(&text);
    return ok;
}

/* ---- the command ---- */

static bool read_file(const char *path, struct reading *out, struct document_facts *facts,
                      struct err *e)
{
    struct str bytes = {0};
    bool ok = file_read(path, FILE_MAX_BYTES, &bytes, e);
    if (ok && draft_looks_like(str_sv(&bytes))) {
        ok = err_set(e, ERR_REFUSED, _("%s 已经是一份草稿，不用导入，直接打开就行。"), path);
    } else if (ok) {
        ok = document_read(str_sv(&bytes), out, facts, e);
        if (!ok)
            err_prefix(e, "%s：", path);
    }
    str_release(&bytes);
    return ok;
}

/* The leftovers are safe on disk before the draft is made. */
static bool save(struct attempt *a, struct draft_file *file, struct str *left, struct err *e)
{
    return (a->found.unplaced.len == 0 || write_left(&a->found, file->path.ptr, left, e)) &&
           draft_save(a->draft, file, e);
}

int cmd_import(struct context *c, const struct args *args)
{
    const char *path = args->operands.ptr[0];
    struct reading reading = {0};
    struct document_facts facts = {0};
    struct attempt a = {0};
    struct draft_file file = {0};
    struct str left = {0};
    struct err e = {0};
    bool ok = find_target(args, &file.path, &e) && read_file(path, &reading, &facts, &e) &&
              try_form(c, args, &reading, &a, &e) && save(&a, &file, &left, &e);
    if (ok) {
        import_put_taken(c, a.draft, &a.found);
        import_say_reading(c, path, &reading, &facts);
        import_say_result(c, path, file.path.ptr, a.draft, &a.found);
        import_say_left(c, &a.found, left.ptr);
    }
    int code = ok ? 0 : fail(c, &e);
    attempt_release(&a);
    reading_release(&reading);
    draft_file_release(&file);
    str_release(&left);
    return code;
}
