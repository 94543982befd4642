#include "base/i18n.h"
#include "cmd/desk/reader_papers.h"
#include "cmd/desk/report.h"
#include "cmd/desk/select_steps.h"
#include "cmd/desk/table_file.h"
#include "cmd/output.h"
#include "cmd/progress_line.h"
#include "office/city_lists.h"
#include "store/path.h"
#include "store/tree.h"

enum { FOLDER_MODE = 0700, PAPER_MODE = 0600 };

struct readers_folder {
    struct selecting *k;
    struct str to;
    struct str work;      /* becomes `to` once it is whole */
    struct report report; /* the candidates */
    VEC(const struct case_head *) heads;
    struct progress_line line;
    struct table index;
    struct table sheet;
    size_t count;
    size_t missed;
};

static bool put_file(const struct readers_folder *f, struct sv name, struct sv bytes, struct err *e)
{
    struct str path = {0};
    path_join(&path, str_sv(&f->work), name);
    bool ok = tree_write(path.ptr, bytes, PAPER_MODE, e);
    str_release(&path);
    return ok;
}

/* ---- one case ---- */

static void tell_missed(struct readers_folder *f, const struct case_head *head, struct err *why)
{
    struct str called = {0};
    progress_line_hide(&f->line);
    case_add_called(&called, head);
    err_prefix(why, "%s：", called.ptr);
    str_release(&called);
    (void)fail(f->k->c, why);
    f->missed++;
}

/* Files of a case that can be read. */
static bool put_case(struct readers_folder *f, const struct case_head *head, struct sv stem,
                     const struct reader_files *files, struct err *e)
{
    for (size_t i = 0; i < files->len; i++)
        if (!put_file(f, str_sv(&files->ptr[i].name), str_sv(&files->ptr[i].bytes), e))
            return false;
    readers_list_add(&f->index, f->k->at.form, head, stem);
    readers_sheet_add(&f->sheet, f->k->at.form, head);
    f->count++;
    return true;
}

/* False: the disk is at fault, and nothing more will do. A case that cannot be read is told and
 * left out, and costs no number. */
static bool add_case(struct readers_folder *f, size_t index, struct err *e)
{
    const struct case_head *head = f->heads.ptr[index];
    struct reported one = {0};
    struct reader_files files = {0};
    struct str stem = {0}, mark = {0}, left_out = {0};
    struct err why = {0};
    bool ok = true;
    str_add_f(&stem, "%03zu-%.*s", f->count + 1, CASE_SHORT_ID, head->id.ptr);
    str_add_f(&mark, "评审用　%s", stem.ptr);
    if (report_open(&f->report, index, &one, &why) &&
        reader_papers_make(&one.draft, str_sv(&stem), str_sv(&mark), &files, &left_out, &why))
        ok = put_case(f, head, str_sv(&stem), &files, e);
    else
        tell_missed(f, head, &why);
    if (left_out.len) {
        progress_line_hide(&f->line);
        say(f->k->c, _("%s：这些图片读不到，或者不是 PNG、JPEG，只写了图题和文件名：%s。"),
            stem.ptr, left_out.ptr);
    }
    reader_files_release(&files);
    reported_release(&one);
    str_release(&stem);
    str_release(&mark);
    str_release(&left_out);
    return ok;
}

static void find_cases(struct readers_folder *f)
{
    f->report.at = &f->k->at;
    for (size_t i = 0; i < f->k->round.records.len; i++) {
        const struct city_record *r = &f->k->round.records.ptr[i];
        if (r->standing != STANDING_CANDIDATE)
            continue;
        struct report_case *c = vec_add(&f->report.cases);
        str_set(&c->id, str_sv(&r->review.head.id));
        vec_push(&f->heads, &r->review.head);
    }
}

/* ---- the folder ---- */

static bool put_table(const struct readers_folder *f, const char *name, const char *format,
                      const struct table *t, struct err *e)
{
    struct str bytes = {0};
    bool ok = table_make_file(t, table_format_by_name(sv_from(format)), true, &bytes, e) &&
              put_file(f, sv_from(name), str_sv(&bytes), e);
    str_release(&bytes);
    return ok;
}

static void begin_tables(struct readers_folder *f)
{
    const struct args *args = f->k->args;
    VEC(struct sv) columns = {0};
    for (size_t i = 1; i < args->operands.len; i++)
        vec_push(&columns, sv_from(args->operands.ptr[i]));
    readers_list_begin(&f->index, f->k->at.form, f->k->round.round);
    readers_sheet_begin(&f->sheet, f->k->at.form, columns.ptr, columns.len);
    vec_release(&columns);
}

static bool add_cases(struct readers_folder *f, struct err *e)
{
    bool ok = true;
    progress_line_begin(&f->line, f->k->c, _("已做好"), f->report.cases.len);
    for (size_t i = 0; ok && i < f->report.cases.len; i++) {
        ok = add_case(f, i, e);
        progress_line_next(&f->line);
    }
    progress_line_hide(&f->line);
    return ok;
}

static bool fill(struct readers_folder *f, struct err *e)
{
    begin_tables(f);
    find_cases(f);
    if (!add_cases(f, e))
        return false;
    if (f->count == 0)
        return err_set(e, ERR_REFUSED, "%s", _("这一轮没有可以送评审的，没有建文件夹。"));
    return put_table(f, "index.txt", "text", &f->index, e) &&
           put_table(f, "index.csv", "csv", &f->index, e) &&
           put_table(f, "scores.csv", "csv", &f->sheet, e);
}

/* Fails as well when some could not be put in: somebody has to see to them. */
static bool finish(struct readers_folder *f, struct err *e)
{
    if (!tree_finish(f->work.ptr, f->to.ptr, e))
        return false;
    say(f->k->c, _("已写到 %s，共 %zu 件：目录 index.txt、index.csv，评分表 scores.csv。"),
        f->to.ptr, f->count);
    return f->missed == 0 ||
           err_set(e, ERR_REFUSED, _("有 %zu 件打不开，没有放进去，见上面。"), f->missed);
}

static bool begin(struct readers_folder *f, struct err *e)
{
    struct str above = {0};
    struct sv to = sv_from(f->k->args->values[OPT_OUTPUT]);
    while (to.len > 1 && to.ptr[to.len - 1] == '/')
        to.len--;
    str_set(&f->to, to);
    if (file_exists(f->to.ptr))
        return err_set(e, ERR_USAGE, _("已经有 %s，没有改动它。请换一个名称。"), f->to.ptr);
    str_set(&above, path_folder(to));
    bool ok = tree_begin(above.ptr, "readers", FOLDER_MODE, &f->work, e);
    str_release(&above);
    return ok;
}

bool select_readers(struct selecting *k, struct err *e)
{
    struct readers_folder f = {.k = k};
    bool begun = begin(&f, e), made = begun && fill(&f, e);
    bool ok = made && finish(&f, e);
    if (begun)
        tree_remove(f.work.ptr);
    report_release(&f.report);
    vec_release(&f.heads);
    table_release(&f.index);
    table_release(&f.sheet);
    str_release(&f.to);
    str_release(&f.work);
    return ok;
}
