#include "cmd/command.h"
#include "cmd/document.h"
#include "cmd/drafts.h"
#include "cmd/output.h"
#include "office/summary.h"
#include "store/file.h"

enum { TABLE_MODE = 0600 };

struct desk {
    struct context *c;
    struct summary_head head;
    const struct form *form; /* of the first draft; the others must be of it too */
    struct table table;
    struct summary_troubles troubles;
    size_t told; /* troubles said so far */
    size_t rows;
    size_t demos; /* demonstration data met in folders */
    int code;
};

/* ---- formats ---- */

struct table_format {
    const char *name;
    void (*add)(struct str *out, const struct table *t, bool excel_text); /* NULL: to come */
};

static void add_text(struct str *out, const struct table *t, bool excel_text)
{
    (void)excel_text;
    table_add_text(out, t);
}

static void add_tsv(struct str *out, const struct table *t, bool excel_text)
{
    (void)excel_text;
    table_add_tsv(out, t);
}

static const struct table_format formats[] = {
    {"text", add_text}, {"csv", table_add_csv}, {"tsv", add_tsv}, {"xlsx", NULL}, {"docx", NULL},
};

static const struct table_format *find_format(const char *name, struct err *e)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (!sv_eq(sv_from(formats[i].name), sv_from(name)))
            continue;
        if (formats[i].add)
            return &formats[i];
        err_set(e, ERR_USAGE,
                _("%s 以后的版本才有。现在请用 --format csv，WPS 表格和 Excel 都能直接打开。"),
                name);
        return NULL;
    }
    err_set(e, ERR_USAGE, _("没有“%s”这种格式，可选 text、csv、tsv。"), name);
    return NULL;
}

/* ---- rows ---- */

static void note_failure(struct desk *k, struct err *e)
{
    int code = fail(k->c, e);
    if (code > k->code)
        k->code = code;
}

static bool same_form(struct desk *k, const struct opened *o, struct err *e)
{
    if (!k->form && o->form->summary.column_count == 0)
        return err_set(e, ERR_REFUSED, _("%s：表单“%.*s”没有汇总表。"), o->file.path.ptr,
                       SV_ARG(o->form->title));
    if (!k->form) {
        k->form = o->form;
        summary_begin(k->form, &k->head, &k->table);
    }
    if (k->form == o->form)
        return true;
    return err_set(e, ERR_REFUSED, _("%s：这是表单 %.*s 的草稿，这张汇总表是 %.*s 的，没有列入。"),
                   o->file.path.ptr, SV_ARG(o->form->id), SV_ARG(k->form->id));
}

static void add_draft(struct desk *k, const struct draft_path *path, const struct opened *o)
{
    struct err e = {0};
    if (o->draft->demo && !path->named) {
        k->demos++;
        return;
    }
    if (o->draft->demo) {
        err_set(&e, ERR_REFUSED, _("%s：这是演示数据，不能汇总上报。"), path->path.ptr);
        note_failure(k, &e);
        return;
    }
    if (!same_form(k, o, &e)) {
        note_failure(k, &e);
        return;
    }
    opened_tell_version(k->c, o);
    summary_add(&k->table, o->draft, &k->troubles);
    k->rows++;
    for (; k->told < k->troubles.len; k->told++)
        say(k->c, "%s: %s", path->path.ptr, k->troubles.ptr[k->told].text.ptr);
}

static void add_path(struct desk *k, const char *path)
{
    struct draft_paths found = {0};
    struct err e = {0};
    if (!draft_paths_find(k->c, path, &found, &e))
        note_failure(k, &e);
    for (size_t i = 0; i < found.len; i++) {
        struct opened o = {0};
        if (!draft_path_open(k->c, &found.ptr[i], &o, &e))
            note_failure(k, &e);
        else if (o.draft)
            add_draft(k, &found.ptr[i], &o);
        opened_release(&o);
    }
    draft_paths_release(&found);
}

/* ---- the whole ---- */

static bool deliver(struct desk *k, const struct args *args, const struct table_format *format,
                    struct err *e)
{
    const char *to = args->values[OPT_OUTPUT];
    struct str bytes = {0};
    bool to_file = to && !sv_eq(sv_from(to), SV("-")), ok = true;
    format->add(&bytes, &k->table, args_given(args, OPT_EXCEL_TEXT));
    if (to_file)
        ok = file_write(to, str_sv(&bytes), TABLE_MODE, e);
    else
        put_pages(k->c, str_sv(&bytes));
    if (ok && to_file)
        say(k->c, _("已写到 %s，共 %zu 份。"), to, k->rows);
    str_release(&bytes);
    return ok;
}

static bool check_request(const struct args *args, const struct table_format **format,
                          struct err *e)
{
    const char *to = args->values[OPT_OUTPUT], *name = args->values[OPT_FORMAT];
    *format = find_format(name ? name : "text", e);
    return *format && (!to || document_target(to, e));
}

int cmd_desk_summary(struct context *c, const struct args *args)
{
    struct desk k = {
        .c = c,
        .head = {.county = sv_from(args->values[OPT_COUNTY]),
                 .contact = sv_from(args->values[OPT_CONTACT]),
                 .phone = sv_from(args->values[OPT_PHONE])},
    };
    const struct table_format *format;
    struct err e = {0};
    if (!check_request(args, &format, &e))
        return fail(c, &e);
    for (size_t i = 0; i < args->operands.len; i++)
        add_path(&k, args->operands.ptr[i]);
    if (k.demos)
        say(c, _("另有 %zu 份演示数据没有列入。"), k.demos);
    if (k.rows == 0 && k.code == 0) {
        err_set(&e, ERR_REFUSED, "%s", _("没有可以汇总的草稿，没有输出。"));
        note_failure(&k, &e);
    } else if (k.rows && !deliver(&k, args, format, &e)) {
        note_failure(&k, &e);
    }
    table_release(&k.table);
    summary_troubles_release(&k.troubles);
    return k.code;
}
