#include "cmd/desk/archive.h"

#include "cmd/desk/city.h"
#include "cmd/desk/table_file.h"
#include "cmd/output.h"
#include "cmd/progress_line.h"
#include "codec/digest.h"
#include "office/bundle_io.h"
#include "office/city_lists.h"
#include "office/review_text.h"
#include "store/path.h"

struct archiving {
    struct context *c;
    struct at_desk at;
    struct sv round; /* empty: all */
    struct city_round all;
    struct bundle bundle;
    size_t bad; /* files that are missing or are not what came */
    struct progress_line line;
};

/* ---- files ---- */

/* As text, which is made fit for Windows, and as a workbook. */
static bool put_table(struct archiving *a, const struct table *t, const char *stem, struct err *e)
{
    struct str name = {0}, text = {0}, book = {0};
    table_add_text(&text, t);
    str_add_f(&name, "%s.txt", stem);
    bool ok = bundle_put_text(&a->bundle, str_sv(&name), str_sv(&text), e) &&
              table_make_file(t, table_format_by_name(SV("xlsx")), false, &book, e);
    str_clear(&name);
    str_add_f(&name, "%s.xlsx", stem);
    ok = ok && bundle_put(&a->bundle, str_sv(&name), str_sv(&book), e);
    str_release(&name);
    str_release(&text);
    str_release(&book);
    return ok;
}

/* ---- a case ---- */

static bool is_wanted(const struct archiving *a, const struct city_record *r)
{
    const struct review *review = &r->review;
    if (a->round.len)
        return r->standing == STANDING_SELECTED || r->standing == STANDING_UNSELECTED;
    return review->state == CASE_SELECTED || review->state == CASE_UNSELECTED ||
           review->state == CASE_ARCHIVED;
}

static bool is_digest_of(struct sv bytes, struct sv digest)
{
    struct digest d = digest_of(bytes);
    struct str hex = {0};
    digest_add_hex(&hex, &d);
    bool same = sv_eq(str_sv(&hex), digest);
    str_release(&hex);
    return same;
}

/* packages/001-ID-2.zip, the second delivery of the first case. */
static void package_name(struct str *out, size_t number, struct sv id, uint32_t intake)
{
    str_clear(out);
    str_add_f(out, "packages/%03zu-%.*s-%u.zip", number, SV_ARG(id), intake);
}

static bool read_package(const struct archiving *a, struct sv id, const struct intake *intake,
                         struct str *out, struct err *e)
{
    struct str path = {0};
    case_intake_path(&path, a->at.folder, id, intake->number);
    path_join(&path, str_sv(&path), SV("package.zip"));
    bool ok = file_read_itself(path.ptr, ZIP_MAX_BYTES, out, NULL, e);
    if (ok && !is_digest_of(str_sv(out), str_sv(&intake->digest)))
        ok = err_set(e, ERR_REFUSED, _("%s 和收到时不一样了，请找回原来的送审包。"), path.ptr);
    str_release(&path);
    return ok;
}

/* A package that is not there or was altered is told, and the others are looked at all the same. */
static bool put_packages(struct archiving *a, size_t number, const struct review *r, struct err *e)
{
    struct str bytes = {0}, name = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < r->intakes.len; i++) {
        struct err why = {0};
        const struct intake *intake = &r->intakes.ptr[i];
        package_name(&name, number, str_sv(&r->head.id), intake->number);
        if (read_package(a, str_sv(&r->head.id), intake, &bytes, &why)) {
            ok = bundle_put(&a->bundle, str_sv(&name), str_sv(&bytes), e);
            continue;
        }
        progress_line_hide(&a->line);
        (void)fail(a->c, &why);
        a->bad++;
    }
    str_release(&bytes);
    str_release(&name);
    return ok;
}

static void note_case(struct archiving *a, const struct review *r)
{
    const struct intake *last = review_last_intake(r);
    struct bundle_case *c = vec_add(&a->bundle.cases);
    size_t number = a->bundle.cases.len;
    str_set(&c->id, str_sv(&r->head.id));
    str_set(&c->name, str_sv(&r->head.name));
    str_set(&c->code, str_sv(&r->head.code));
    str_set(&c->title, str_sv(&r->head.title));
    str_set(&c->check_code, str_sv(&last->code));
    c->revision = last->revision;
    package_name(&c->package, number, str_sv(&c->id), last->number);
    str_add_f(&c->review, "reviews/%03zu-%s.yaml", number, c->id.ptr);
}

static bool put_review(struct archiving *a, const struct case_file *file, struct err *e)
{
    const struct bundle_case *c = &a->bundle.cases.ptr[a->bundle.cases.len - 1];
    struct str name = {0}, text = {0};
    review_add_text(&text, &file->review, a->at.form);
    str_add(&name, sv_sub(str_sv(&c->review), 0, c->review.len - strlen(".yaml")));
    str_add(&name, SV(".txt"));
    bool ok = bundle_put(&a->bundle, str_sv(&c->review), str_sv(&file->source), e) &&
              bundle_put_text(&a->bundle, str_sv(&name), str_sv(&text), e);
    str_release(&name);
    str_release(&text);
    return ok;
}

static bool put_case(struct archiving *a, struct sv id, struct err *e)
{
    struct case_file file = {0};
    if (!case_load(a->at.folder, id, &file, e))
        return false;
    const struct review *r = &file.review;
    bool ok =
        r->intakes.len > 0 || err_set(e, ERR_REFUSED, _("%s：审核记录里没有收件。"), file.path.ptr);
    if (ok) {
        note_case(a, r);
        ok = put_packages(a, a->bundle.cases.len, r, e) && put_review(a, &file, e);
    }
    case_file_release(&file);
    return ok;
}

/* ---- lists ---- */

static bool put_lists(struct archiving *a, struct err *e)
{
    struct table selected = {0}, ledger = {0};
    struct ledger_list list;
    public_list_begin(&selected, a->at.form, &a->at.desk, a->round);
    ledger_list_begin(&list, &ledger, a->at.form, &a->at.desk, false);
    for (size_t i = 0; i < a->all.records.len; i++) {
        const struct city_record *r = &a->all.records.ptr[i];
        const struct move *move = review_last_move(&r->review, CASE_SELECTED);
        if (!move || !is_wanted(a, r))
            continue;
        public_list_add(&selected, a->at.form, &r->review.head);
        ledger_list_add(&list, &r->review, str_sv(&move->round));
    }
    ledger_list_end(&list, true);
    bool ok = put_table(a, &selected, "selected", e) && put_table(a, &ledger, "ledger", e);
    table_release(&selected);
    table_release(&ledger);
    return ok;
}

static bool put_index(struct archiving *a, struct err *e)
{
    struct table index = {0};
    struct str bytes = {0}, text = {0};
    archive_index_make(&index, &a->bundle);
    table_add_csv(&bytes, &index, false);
    table_add_text(&text, &index);
    table_release(&index);
    bool ok = bundle_put(&a->bundle, SV("index.csv"), str_sv(&bytes), e) &&
              bundle_put_text(&a->bundle, SV("index.txt"), str_sv(&text), e);
    str_release(&bytes);
    str_release(&text);
    return ok;
}

/* ---- the whole ---- */

static bool put_cases(struct archiving *a, struct err *e)
{
    bool ok = true;
    progress_line_begin(&a->line, a->c, _("已归入"), a->all.records.len);
    for (size_t i = 0; ok && i < a->all.records.len; i++) {
        const struct city_record *r = &a->all.records.ptr[i];
        ok = !is_wanted(a, r) || put_case(a, str_sv(&r->review.head.id), e);
        progress_line_next(&a->line);
    }
    progress_line_hide(&a->line);
    return ok;
}

static bool fill(struct archiving *a, struct err *e)
{
    if (!put_cases(a, e))
        return false;
    if (a->bundle.cases.len == 0)
        return err_set(e, ERR_REFUSED, "%s", _("还没有记了结果的，没有可以归档的。"));
    if (a->bad)
        return err_set(e, ERR_REFUSED, _("有 %zu 个送审包不齐，没有做归档件，见上面。"), a->bad);
    return put_lists(a, e) && put_index(a, e) && bundle_finish(&a->bundle, e);
}

static bool make(struct archiving *a, const struct args *args, struct err *e)
{
    const char *to = args->values[OPT_OUTPUT];
    if (!to || !*to)
        return err_set(e, ERR_USAGE, "%s", _("请用 -o 写明归档件放进哪个新文件夹。"));
    if ((args_given(args, OPT_ROUND) && !city_round(&a->at, args, &a->round, e)) ||
        !at_desk_queue(&a->at, e))
        return false;
    city_round_read(&a->at, a->round, false, &a->all);
    bundle_set_head(&a->bundle, a->at.form, &a->at.desk, a->round, str_sv(&a->at.time));
    return bundle_begin(&a->bundle, to, e) && fill(a, e);
}

int desk_archive(struct context *c, const struct args *args)
{
    struct archiving a = {.c = c};
    struct err e = {0};
    if (!city_open(&a.at, c, args, _("归档件"), &e))
        return fail(c, &e);
    bool ok = make(&a, args, &e);
    if (ok)
        say(c, _("已做成 %s，共 %zu 件，%zu 个文件，目录是 index.txt 和 index.csv。"),
            args->values[OPT_OUTPUT], a.bundle.cases.len, a.bundle.files.len);
    bundle_release(&a.bundle);
    city_round_release(&a.all);
    at_desk_release(&a.at);
    return ok ? 0 : fail(c, &e);
}
