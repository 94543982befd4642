#include "cmd/desk/report.h"
#include "cmd/desk/table_file.h"
#include "cmd/output.h"

struct gathering {
    struct context *c;
    const struct args *args;
    struct summary_head head;
    const struct form *form; /* of the first draft; the others must be of it too */
    struct table table;
    struct summary_troubles troubles;
    size_t told; /* troubles said so far */
    size_t rows;
    size_t demos;   /* demonstration data met in folders */
    size_t stopped; /* rows that may not be reported: nothing is written */
    size_t briefs;  /* of them those whose words are too many or none */
    int code;
};

/* ---- rows of drafts ---- */

static void note_failure(struct gathering *k, struct err *e)
{
    int code = fail(k->c, e);
    if (code > k->code)
        k->code = code;
}

static bool same_form(struct gathering *k, const struct opened *o, struct err *e)
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

static void tell_troubles(struct gathering *k, const char *where)
{
    for (; k->told < k->troubles.len; k->told++)
        say(k->c, "%s: %s", where, k->troubles.ptr[k->told].text.ptr);
}

static void add_draft(struct gathering *k, const struct draft_path *path, const struct opened *o)
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
    tell_troubles(k, path->path.ptr);
}

static void add_path(struct gathering *k, const char *path)
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

/* ---- rows of a desk ---- */

/* What the command line says goes before what the desk does. */
static struct sv said_else(const struct args *args, enum option_id option, struct sv desk)
{
    return args_given(args, option) ? sv_from(args->values[option]) : desk;
}

static void begin_desk(struct gathering *k, const struct at_desk *d)
{
    struct summary_head head = report_head(d);
    head.county = said_else(k->args, OPT_COUNTY, head.county);
    head.contact = said_else(k->args, OPT_CONTACT, head.contact);
    head.phone = said_else(k->args, OPT_PHONE, head.phone);
    k->form = d->form;
    summary_begin(k->form, &head, &k->table);
}

static void add_case(struct gathering *k, const struct report *r, size_t index)
{
    struct reported one;
    struct err e = {0};
    if (!report_open(r, index, &one, &e)) {
        k->stopped++;
        note_failure(k, &e);
        return;
    }
    bool stops = false;
    size_t from = k->troubles.len;
    summary_add_case(&k->table, one.draft.draft, &one.file.review, &k->troubles);
    k->rows++;
    for (size_t i = from; i < k->troubles.len; i++)
        stops = stops || k->troubles.ptr[i].stops;
    k->stopped += stops;
    k->briefs += stops;
    if (stops && k->code < ERR_FOUND)
        k->code = ERR_FOUND;
    tell_troubles(k, one.file.review.head.id.ptr);
    reported_release(&one);
}

static void add_desk(struct gathering *k, const char *folder)
{
    struct at_desk d = {0};
    struct report r = {0};
    struct err e = {0};
    const struct report_wish wish = {k->args->values[OPT_STATE], k->args->values[OPT_ROUND]};
    if (!at_desk_open(&d, k->c, folder, NULL, &e)) {
        note_failure(k, &e);
        return;
    }
    if (report_find(&r, &d, &wish, &e)) {
        begin_desk(k, &d);
        for (size_t i = 0; i < r.cases.len; i++)
            add_case(k, &r, i);
        k->code = r.broken && k->code < ERR_REFUSED ? ERR_REFUSED : k->code;
    } else {
        note_failure(k, &e);
    }
    report_release(&r);
    at_desk_release(&d);
}

/* ---- the whole ---- */

/* A desk is a summary by itself; among other paths its cases would be numbered with theirs. */
static bool check_request(const struct args *args, bool *desk, struct err *e)
{
    *desk = desk_is_here(args->operands.ptr[0]);
    for (size_t i = 0; i < args->operands.len; i++)
        if (args->operands.len > 1 && desk_is_here(args->operands.ptr[i]))
            return err_set(e, ERR_USAGE, _("%s 是办公夹，一次只汇总一个，不能和别的路径一起写。"),
                           args->operands.ptr[i]);
    if (!*desk && (args_given(args, OPT_STATE) || args_given(args, OPT_ROUND)))
        return err_set(e, ERR_USAGE, "%s", _("--state 和 --round 只用于办公夹。"));
    return true;
}

static void gather(struct gathering *k, bool desk)
{
    if (desk)
        add_desk(k, k->args->operands.ptr[0]);
    for (size_t i = 0; !desk && i < k->args->operands.len; i++)
        add_path(k, k->args->operands.ptr[i]);
    if (k->demos)
        say(k->c, _("另有 %zu 份演示数据没有列入。"), k->demos);
}

static void finish(struct gathering *k, const struct table_order *order, bool desk)
{
    struct err e = {0};
    if (k->stopped) {
        say(k->c, _("有 %zu 件不能这样上报，汇总表没有写出。"), k->stopped);
        if (k->briefs)
            say(k->c, "%s", _("简述可以用 desk review 办公夹 件 brief 改写。"));
    } else if (k->rows == 0 && k->code == 0) {
        err_set(&e, ERR_REFUSED, "%s",
                desk ? _("这个办公夹里没有推荐了的件，没有输出。")
                     : _("没有可以汇总的草稿，没有输出。"));
        note_failure(k, &e);
    } else if (k->rows && !table_deliver(k->c, order, &k->table, &e)) {
        note_failure(k, &e);
    } else if (k->rows && order->to) {
        say(k->c, _("已写到 %s，共 %zu 份。"), order->to, k->rows);
    }
}

int cmd_desk_summary(struct context *c, const struct args *args)
{
    struct gathering k = {
        .c = c,
        .args = args,
        .head = {.county = sv_from(args->values[OPT_COUNTY]),
                 .contact = sv_from(args->values[OPT_CONTACT]),
                 .phone = sv_from(args->values[OPT_PHONE])},
    };
    struct table_order order = {0};
    struct err e = {0};
    bool desk;
    if (!table_order_take(&order, c, args, &e) || !check_request(args, &desk, &e))
        return fail(c, &e);
    if (desk)
        table_order_share(&order, args->operands.ptr[0]);
    gather(&k, desk);
    finish(&k, &order, desk);
    table_release(&k.table);
    summary_troubles_release(&k.troubles);
    return k.code;
}
