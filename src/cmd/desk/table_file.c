#include "cmd/desk/table_file.h"

#include "cmd/document.h"
#include "cmd/output.h"
#include "office/desk_io.h"
#include "out/table_docx.h"
#include "out/xlsx.h"
#include "store/file.h"

enum { TABLE_MODE = 0600 };

struct table_format {
    const char *name;
    bool bytes; /* nothing to read in a terminal */
    bool (*add)(struct str *out, const struct table *t, bool excel_text, struct err *e);
};

static bool add_text(struct str *out, const struct table *t, bool excel_text, struct err *e)
{
    (void)excel_text;
    (void)e;
    table_add_text(out, t);
    return true;
}

static bool add_csv(struct str *out, const struct table *t, bool excel_text, struct err *e)
{
    (void)e;
    table_add_csv(out, t, excel_text);
    return true;
}

static bool add_tsv(struct str *out, const struct table *t, bool excel_text, struct err *e)
{
    (void)e;
    table_add_tsv_file(out, t, excel_text);
    return true;
}

/* The library writes files: a private one, gone as soon as it is read. */
static bool add_xlsx(struct str *out, const struct table *t, bool excel_text, struct err *e)
{
    struct str path = {0}, bytes = {0};
    (void)excel_text;
    if (!file_write_private(SV(""), &path, e))
        return false;
    bool ok =
        xlsx_write(t, path.ptr, e) && file_read_itself(path.ptr, FILE_MAX_BYTES, &bytes, NULL, e);
    file_remove(path.ptr);
    if (ok)
        str_add(out, str_sv(&bytes));
    str_release(&path);
    str_release(&bytes);
    return ok;
}

static bool add_docx(struct str *out, const struct table *t, bool excel_text, struct err *e)
{
    (void)excel_text;
    return table_add_docx(out, t, e);
}

static const struct table_format formats[] = {
    {"text", false, add_text}, {"csv", false, add_csv},  {"tsv", false, add_tsv},
    {"xlsx", true, add_xlsx},  {"docx", true, add_docx},
};

const struct table_format *table_format_by_name(struct sv name)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (sv_eq(sv_from(formats[i].name), name))
            return &formats[i];
    return NULL;
}

bool table_order_take(struct table_order *o, const struct context *c, const struct args *args,
                      struct err *e)
{
    const char *name = args_given(args, OPT_FORMAT) ? args->values[OPT_FORMAT] : "text";
    struct sv to = sv_from(args->values[OPT_OUTPUT]);
    o->format = table_format_by_name(sv_from(name));
    o->excel_text = args_given(args, OPT_EXCEL_TEXT);
    o->mode = TABLE_MODE;
    o->to = sv_eq(to, SV("-")) ? NULL : args->values[OPT_OUTPUT];
    if (!o->format)
        return err_set(e, ERR_USAGE, _("没有“%s”这种格式，可选 text、csv、tsv、xlsx、docx。"),
                       name);
    if (args_given(args, OPT_OUTPUT) && to.len == 0)
        return err_set(e, ERR_USAGE, "%s", _("-o 后面是空的，请写上文件名。"));
    if (o->format->bytes && (to.len == 0 || (!o->to && c->results.terminal)))
        return err_set(e, ERR_USAGE, _("%s 要存成文件才能打开，请用 -o 写明存到哪个文件。"), name);
    return !o->to || document_target(o->to, e);
}

void table_order_share(struct table_order *o, const char *desk)
{
    struct sv folder = sv_from(desk), to = sv_from(o->to ? o->to : "");
    while (sv_ends(folder, SV("/")))
        folder.len--;
    if (sv_starts(to, folder) && sv_starts(sv_from_offset(to, folder.len), SV("/")))
        o->mode = DESK_FILE_MODE;
}

bool table_make_file(const struct table *t, const struct table_format *format, bool excel_text,
                     struct str *out, struct err *e)
{
    return format->add(out, t, excel_text, e);
}

bool table_deliver(struct context *c, const struct table_order *o, const struct table *t,
                   struct err *e)
{
    struct str bytes = {0};
    /* TSV for a pipe is for cut, sort and awk: no mark, no quotes (out/table.h). */
    bool pipe = !o->to && o->format->add == add_tsv && !o->excel_text, ok = true;
    if (pipe)
        table_add_tsv(&bytes, t);
    else
        ok = table_make_file(t, o->format, o->excel_text, &bytes, e);
    if (ok && o->to)
        ok = file_write(o->to, str_sv(&bytes), o->mode, e);
    else if (ok && o->format->bytes)
        put_exact(c, str_sv(&bytes));
    else if (ok)
        put_pages(c, str_sv(&bytes));
    str_release(&bytes);
    return ok;
}
