#include "cmd/command.h"

#include "cmd/desk/city.h"
#include "cmd/desk/many.h"
#include "cmd/given.h"
#include "cmd/output.h"
#include "office/score_sheet.h"
#include "store/file.h"
#include "text/norm.h"

struct scoring {
    struct context *c;
    const struct args *args;
    struct at_desk at;
    struct many many;
    struct sv round;
};

/* ---- one, on the command line ---- */

enum { FIRST_VALUE = 3 }; /* operands: desk, case, reader, then values */

static bool add_value(struct score *s, struct sv word, struct err *e)
{
    size_t equals = sv_find_byte(word, '=', 0);
    if (equals == SV_NONE || equals == 0 || equals + 1 == word.len)
        return err_set(e, ERR_USAGE, _("“%.*s”应当写成 栏目=分数，如 总分=89.5。"), SV_ARG(word));
    struct score_value *v = vec_add(&s->values);
    norm_line(sv_trim(sv_sub(word, 0, equals)), &v->column, NULL);
    norm_line(sv_trim(sv_from_offset(word, equals + 1)), &v->value, NULL);
    return true;
}

static bool read_opinion(const struct scoring *k, struct score *s, struct err *e)
{
    const char *opinion = k->args->values[OPT_OPINION];
    struct str text = {0};
    char separator;
    if (!opinion)
        return true;
    bool ok = given_value(k->c, opinion, &text, &separator, e);
    norm_text(str_sv(&text), &s->opinion, NULL);
    str_release(&text);
    return ok;
}

static bool read_operands(const struct scoring *k, struct str *meant, struct score *s,
                          struct err *e)
{
    const struct args *args = k->args;
    struct str word = {0};
    if (args->operands.len < FIRST_VALUE)
        return err_set(e, ERR_USAGE, "%s",
                       _("请写明是哪一件、哪位专家、各栏的分数；市里自己定的，专家写 \"\"。"));
    bool ok = given_text(k->c, sv_from(args->operands.ptr[1]), meant, e) &&
              given_text(k->c, sv_from(args->operands.ptr[2]), &word, e) && read_opinion(k, s, e);
    norm_line(sv_trim(str_sv(&word)), &s->reader, NULL);
    for (size_t i = FIRST_VALUE; ok && i < args->operands.len; i++)
        ok = given_text(k->c, sv_from(args->operands.ptr[i]), &word, e) &&
             add_value(s, str_sv(&word), e);
    str_release(&word);
    return ok;
}

static bool record(struct scoring *k, struct sv id, const struct score *s, struct err *e)
{
    const struct act act = {
        .kind = ACT_SCORE,
        .round = k->round,
        .reader = str_sv(&s->reader),
        .text = str_sv(&s->opinion),
        .values = s->values.ptr,
        .value_count = s->values.len,
    };
    size_t index;
    return many_hold(&k->many, id, &index, e) && many_act(&k->many, index, &act, SV(""), e);
}

static void tell_one(struct context *c, const struct case_head *head, const struct score *s)
{
    struct str line = {0};
    case_add_called(&line, head);
    str_add(&line, SV("："));
    str_add(&line, s->reader.len ? str_sv(&s->reader) : sv_from(_("市里定的")));
    for (size_t i = 0; i < s->values.len; i++)
        str_add_f(&line, _("，%s %s"), s->values.ptr[i].column.ptr, s->values.ptr[i].value.ptr);
    say(c, _("已记下 %s。"), line.ptr);
    str_release(&line);
}

static bool score_one(struct scoring *k, struct err *e)
{
    struct score s = {0};
    struct str meant = {0};
    const struct queue_row *row = NULL;
    bool ok = read_operands(k, &meant, &s, e) && case_find(&k->at.queue, str_sv(&meant), &row, e) &&
              record(k, str_sv(&row->head.id), &s, e) && many_save(&k->many, e);
    if (ok)
        tell_one(k->c, &row->head, &s);
    str_release(&meant);
    score_release(&s);
    return ok;
}

/* ---- many, from a file ---- */

struct importing {
    struct scoring *k;
    const char *path;
    struct csv csv;
    struct score_sheet sheet;
    VEC(const struct sheet_score *) order; /* by case: each is locked once, in the order of ids */
    size_t bad;                            /* rows */
};

static void tell_row(struct importing *m, uint32_t line, struct sv why)
{
    say(m->k->c, "%s:%u: %.*s", m->path, line, SV_ARG(why));
    m->bad++;
}

static int cmp_order(const void *left, const void *right)
{
    const struct sheet_score *a = *(const struct sheet_score *const *)left;
    const struct sheet_score *b = *(const struct sheet_score *const *)right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

/* Every row is tried, so that all that is wrong is told at once. A case that somebody else has in
 * hand is no fault of the row's. */
static bool try_rows(struct importing *m, struct err *e)
{
    for (size_t i = 0; i < m->sheet.scores.len; i++)
        vec_push(&m->order, &m->sheet.scores.ptr[i]);
    if (m->order.len > 1)
        qsort(m->order.ptr, m->order.len, sizeof *m->order.ptr, cmp_order);
    for (size_t i = 0; i < m->order.len; i++) {
        const struct sheet_score *s = m->order.ptr[i];
        struct err why = {0};
        if (record(m->k, str_sv(&m->k->at.queue.ptr[s->row].head.id), &s->score, &why))
            continue;
        if (why.class == ERR_IO) {
            *e = why;
            return false;
        }
        tell_row(m, s->line, str_sv(&why.message));
        err_clear(&why);
    }
    return true;
}

static bool read_file(struct importing *m, struct err *e)
{
    struct str bytes = {0};
    bool ok = file_read(m->path, CSV_MAX_BYTES, &bytes, e);
    if (ok && !csv_read(str_sv(&bytes), &m->csv, e)) {
        err_prefix(e, "%s：", m->path);
        ok = false;
    }
    str_release(&bytes);
    if (ok && m->csv.doubtful)
        say(m->k->c, _("%s：分不清是 UTF-8 还是 GB18030 编码，当作 GB18030 读了，请核对。"),
            m->path);
    return ok;
}

static void tell_import(const struct importing *m)
{
    struct str columns = {0};
    for (size_t i = 0; i < m->sheet.columns.len; i++)
        str_add_f(&columns, "%s%s", i ? _("、") : "", m->sheet.columns.ptr[i].ptr);
    say(m->k->c, _("已记下 %zu 行，是 %zu 件的。分数的栏目：%s。"), m->sheet.scores.len,
        m->k->many.cases.len, columns.len ? columns.ptr : _("没有，只有意见"));
    if (m->sheet.unfilled)
        say(m->k->c, _("另有 %u 行没有填，没有记。"), m->sheet.unfilled);
    str_release(&columns);
}

static bool import(struct importing *m, struct err *e)
{
    if (!read_file(m, e))
        return false;
    score_sheet_read(&m->csv, &m->k->at.queue, m->k->at.form, &m->sheet);
    for (size_t i = 0; i < m->sheet.troubles.len; i++)
        tell_row(m, m->sheet.troubles.ptr[i].line, str_sv(&m->sheet.troubles.ptr[i].text));
    if (!try_rows(m, e))
        return false;
    if (m->bad)
        return err_set(e, ERR_REFUSED, _("有 %zu 行不对，整个文件都没有记。改好以后再导入一次。"),
                       m->bad);
    if (m->sheet.scores.len == 0)
        return err_set(e, ERR_REFUSED, _("%s：没有填了分数或意见的行，没有可以记的。"), m->path);
    if (!many_save(&m->k->many, e))
        return false;
    tell_import(m);
    return true;
}

static bool score_many(struct scoring *k, struct err *e)
{
    struct importing m = {.k = k, .path = k->args->values[OPT_IMPORT]};
    bool ok = import(&m, e);
    vec_release(&m.order);
    score_sheet_release(&m.sheet);
    csv_release(&m.csv);
    return ok;
}

/* ---- the whole ---- */

static bool check_usage(const struct args *args, struct err *e)
{
    if (!args_given(args, OPT_IMPORT))
        return true;
    if (args->operands.len > 1)
        return err_set(e, ERR_USAGE, "%s", _("用了 --import，就不用再写件、专家和分数。"));
    return !args_given(args, OPT_OPINION) ||
           err_set(e, ERR_USAGE, "%s", _("用了 --import，意见写在文件的“意见”一栏里。"));
}

int cmd_desk_score(struct context *c, const struct args *args)
{
    struct scoring k = {.c = c, .args = args};
    struct err e = {0};
    if (!check_usage(args, &e) || !city_open(&k.at, c, args, _("评审的分数"), &e))
        return fail(c, &e);
    k.many.at = &k.at;
    bool ok = city_round(&k.at, args, &k.round, &e) && at_desk_queue(&k.at, &e) &&
              (args_given(args, OPT_IMPORT) ? score_many : score_one)(&k, &e);
    many_release(&k.many);
    at_desk_release(&k.at);
    return ok ? 0 : fail(c, &e);
}
