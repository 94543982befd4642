#include "office/score_sheet.h"

#include "base/i18n.h"
#include "office/case_index.h"
#include "text/norm.h"

enum { HEAD_WITHIN = 10 }; /* rows in which the head is looked for: a title may stand above it */

enum column_role {
    COLUMN_MARK,
    COLUMN_ID,
    COLUMN_CODE,
    COLUMN_NAME,
    COLUMN_READER,
    COLUMN_OPINION,
    COLUMN_ASIDE, /* for the eye */
    COLUMN_BLANK, /* without a label */
};

struct reading_sheet {
    const struct csv *t;
    const struct queue *q;
    struct case_index index;
    VEC(enum column_role) roles;
    VEC(struct str) labels;
    struct score_sheet *out;
};

static struct str *add_trouble(struct reading_sheet *k, uint32_t line)
{
    struct sheet_trouble *t = vec_add(&k->out->troubles);
    t->line = line;
    return &t->text;
}

/* ---- the head ---- */

/* Words people use for the same in any table; the form's labels come on top. */
static const struct {
    const char *word;
    enum column_role role;
} words[] = {
    {"编号", COLUMN_ID},       {"信用代码", COLUMN_CODE},    {"代码", COLUMN_CODE},
    {"企业名称", COLUMN_NAME}, {"单位名称", COLUMN_NAME},    {"单位", COLUMN_NAME},
    {"专家", COLUMN_READER},   {"评审专家", COLUMN_READER},  {"专家姓名", COLUMN_READER},
    {"意见", COLUMN_OPINION},  {"评审意见", COLUMN_OPINION}, {"专家意见", COLUMN_OPINION},
    {"序号", COLUMN_ASIDE},    {"案例", COLUMN_ASIDE},       {"模式", COLUMN_ASIDE},
    {"县", COLUMN_ASIDE},
};

/* Sets `out` to a label as it is compared: 企业全称 for "企业全称（盖章）". */
static void fold_label(struct sv label, struct str *out)
{
    struct str folded = {0};
    norm_code(label, true, &folded);
    size_t bracket = sv_find_byte(str_sv(&folded), '(', 0);
    if (bracket == SV_NONE || bracket == 0)
        bracket = folded.len;
    str_set(out, sv_trim(sv_sub(str_sv(&folded), 0, bracket)));
    str_release(&folded);
}

static bool is_label_of(const struct form *form, uint32_t field, struct sv folded)
{
    struct str mine = {0};
    bool same = false;
    if (field == NO_FIELD)
        return false;
    const struct sv labels[] = {form->fields[field].label, form->fields[field].brief};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        fold_label(labels[i], &mine);
        same = same || (mine.len && sv_eq(str_sv(&mine), folded));
    }
    str_release(&mine);
    return same;
}

static enum column_role role_of(const struct form *form, struct sv label)
{
    const struct form_desk *desk = &form->desk;
    const struct {
        uint32_t field;
        enum column_role role;
    } fields[] = {{desk->code, COLUMN_CODE},
                  {desk->name, COLUMN_NAME},
                  {desk->title, COLUMN_ASIDE},
                  {desk->group, COLUMN_ASIDE},
                  {desk->county, COLUMN_ASIDE}};
    struct str folded = {0};
    fold_label(label, &folded);
    enum column_role role = folded.len ? COLUMN_MARK : COLUMN_BLANK;
    for (size_t i = 0; role == COLUMN_MARK && i < sizeof words / sizeof words[0]; i++)
        if (sv_eq(str_sv(&folded), sv_from(words[i].word)))
            role = words[i].role;
    for (size_t i = 0; desk->given && role == COLUMN_MARK && i < sizeof fields / sizeof fields[0];
         i++)
        if (is_label_of(form, fields[i].field, str_sv(&folded)))
            role = fields[i].role;
    str_release(&folded);
    return role;
}

static bool names_a_case(enum column_role role)
{
    return role == COLUMN_ID || role == COLUMN_CODE || role == COLUMN_NAME;
}

static bool find_head(const struct reading_sheet *k, const struct form *form, size_t *row)
{
    for (size_t r = 0; r < k->t->rows.len && r < HEAD_WITHIN; r++)
        for (uint32_t i = 0; i < k->t->rows.ptr[r].count; i++)
            if (names_a_case(role_of(form, csv_cell(k->t, r, i)))) {
                *row = r;
                return true;
            }
    return false;
}

/* A second column of the same meaning: which one counts, nobody knows. */
static void check_twice(struct reading_sheet *k, uint32_t line, size_t column)
{
    for (size_t i = 0; i < column; i++) {
        bool mark = k->roles.ptr[column] == COLUMN_MARK;
        bool same = mark ? sv_eq(str_sv(&k->labels.ptr[i]), str_sv(&k->labels.ptr[column]))
                         : k->roles.ptr[i] == k->roles.ptr[column];
        if (!same)
            continue;
        str_add_f(add_trouble(k, line), _("“%s”和“%s”是同样的栏目，不知道该用哪一栏，请只留一栏。"),
                  k->labels.ptr[i].ptr, k->labels.ptr[column].ptr);
        return;
    }
}

static void read_head(struct reading_sheet *k, const struct form *form, size_t row)
{
    const struct csv_row *head = &k->t->rows.ptr[row];
    for (uint32_t i = 0; i < head->count; i++) {
        struct sv label = csv_cell(k->t, row, i);
        enum column_role role = role_of(form, label);
        norm_line(sv_trim(label), vec_add(&k->labels), NULL);
        vec_push(&k->roles, role);
        if (role != COLUMN_ASIDE && role != COLUMN_BLANK)
            check_twice(k, head->line, i);
        if (role == COLUMN_MARK)
            str_set(vec_add(&k->out->columns), str_sv(&k->labels.ptr[i]));
    }
    for (size_t i = 0; i < k->roles.len; i++)
        if (k->roles.ptr[i] == COLUMN_MARK || k->roles.ptr[i] == COLUMN_OPINION)
            return;
    str_add(add_trouble(k, head->line), sv_from(_("没有一栏是分数或意见，没有可以记下的。")));
}

/* ---- which case ---- */

/* A spreadsheet takes a long code for a number, and writes 9.11E+17. */
static const char *hint_of(struct sv word)
{
    return sv_contains(word, SV("E+"))
               ? _("这像是表格程序把代码改成了数，请把这一栏设成文本，重新填写。")
               : _("请核对，或者照评分表模板里的编号填。");
}

static bool look_up(struct reading_sheet *k, uint32_t line, enum case_key by, struct sv word,
                    uint32_t *row)
{
    size_t count = case_index_find(&k->index, by, word, row);
    if (count == 1 && k->q->ptr[*row].broken) {
        str_add(add_trouble(k, line), str_sv(&k->q->ptr[*row].trouble));
        return false;
    }
    if (count == 1)
        return true;
    if (count == 0)
        str_add_f(add_trouble(k, line), _("办公夹里没有“%.*s”这一件。%s"), SV_ARG(word),
                  hint_of(word));
    else
        str_add_f(add_trouble(k, line), _("“%.*s”有 %zu 件，不知道是哪一件，请填编号。"),
                  SV_ARG(word), count);
    return false;
}

/* Rows that were sorted column by column speak of two cases. */
static bool agrees(struct reading_sheet *k, uint32_t line, enum case_key by, struct sv word,
                   uint32_t row)
{
    const struct case_head *head = &k->q->ptr[row].head;
    struct sv is = by == CASE_BY_CODE ? str_sv(&head->code) : str_sv(&head->name);
    struct str mine = {0}, its = {0};
    case_key_fold(by, word, &mine);
    case_key_fold(by, is, &its);
    bool same = sv_eq(str_sv(&mine), str_sv(&its));
    if (!same)
        str_add_f(add_trouble(k, line),
                  _("这一行别的栏指的是 %s %s，可是这里写的是“%.*s”，请核对是不是排序时错了行。"),
                  head->id.ptr, head->name.ptr, SV_ARG(word));
    str_release(&mine);
    str_release(&its);
    return same;
}

static struct sv cell_of(const struct reading_sheet *k, size_t row, enum column_role role)
{
    for (size_t i = 0; i < k->roles.len; i++)
        if (k->roles.ptr[i] == role)
            return sv_trim(csv_cell(k->t, row, i));
    return SV("");
}

static bool find_case(struct reading_sheet *k, size_t row, uint32_t *found)
{
    static const enum column_role roles[CASE_KEYS] = {COLUMN_ID, COLUMN_CODE, COLUMN_NAME};
    uint32_t line = k->t->rows.ptr[row].line;
    int by = 0;
    while (by < CASE_KEYS && cell_of(k, row, roles[by]).len == 0)
        by++;
    if (by == CASE_KEYS) {
        str_add(add_trouble(k, line), sv_from(_("这一行没有写是哪一件，请填上编号。")));
        return false;
    }
    if (!look_up(k, line, (enum case_key)by, cell_of(k, row, roles[by]), found))
        return false;
    for (by++; by < CASE_KEYS; by++) {
        struct sv word = cell_of(k, row, roles[by]);
        if (word.len && !agrees(k, line, (enum case_key)by, word, *found))
            return false;
    }
    return true;
}

/* ---- rows ---- */

static void take_values(const struct reading_sheet *k, size_t row, struct score *s)
{
    for (size_t i = 0; i < k->roles.len; i++) {
        struct str value = {0};
        if (k->roles.ptr[i] == COLUMN_MARK)
            norm_line(sv_trim(csv_cell(k->t, row, i)), &value, NULL);
        if (value.len) {
            struct score_value *v = vec_add(&s->values);
            str_set(&v->column, str_sv(&k->labels.ptr[i]));
            str_move(&v->value, &value);
        }
        str_release(&value);
    }
}

/* Words beside the columns would be lost. */
static bool has_surplus(struct reading_sheet *k, size_t row)
{
    const struct csv_row *r = &k->t->rows.ptr[row];
    for (uint32_t i = 0; i < r->count; i++) {
        struct sv cell = sv_trim(csv_cell(k->t, row, i));
        if (cell.len == 0 || (i < k->roles.len && k->roles.ptr[i] != COLUMN_BLANK))
            continue;
        str_add_f(add_trouble(k, r->line), _("第 %u 格写着“%.*s”，可是这一格上面没有栏目。"), i + 1,
                  SV_ARG(cell));
        return true;
    }
    return false;
}

static void read_row(struct reading_sheet *k, size_t row)
{
    struct sheet_score found = {.line = k->t->rows.ptr[row].line};
    struct score *s = &found.score;
    norm_text(cell_of(k, row, COLUMN_OPINION), &s->opinion, NULL);
    norm_line(cell_of(k, row, COLUMN_READER), &s->reader, NULL);
    take_values(k, row, s);
    bool filled = s->values.len || s->opinion.len;
    bool good = !has_surplus(k, row) && (!filled || find_case(k, row, &found.row));
    k->out->unfilled += good && !filled;
    if (good && filled)
        vec_push(&k->out->scores, found);
    else
        score_release(s);
}

/* ---- the whole ---- */

static int cmp_scores(const void *left, const void *right)
{
    const struct sheet_score *a = *(const struct sheet_score *const *)left;
    const struct sheet_score *b = *(const struct sheet_score *const *)right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    int order = sv_cmp(str_sv(&a->score.reader), str_sv(&b->score.reader));
    return order ? order : a->line < b->line ? -1 : a->line > b->line;
}

static void check_scored_twice(struct reading_sheet *k)
{
    VEC(const struct sheet_score *) sorted = {0};
    for (size_t i = 0; i < k->out->scores.len; i++)
        vec_push(&sorted, &k->out->scores.ptr[i]);
    if (sorted.len > 1)
        qsort(sorted.ptr, sorted.len, sizeof *sorted.ptr, cmp_scores);
    for (size_t i = 1; i < sorted.len; i++) {
        const struct sheet_score *a = sorted.ptr[i - 1], *b = sorted.ptr[i];
        if (a->row != b->row || !sv_eq(str_sv(&a->score.reader), str_sv(&b->score.reader)))
            continue;
        if (b->score.reader.len)
            str_add_f(add_trouble(k, b->line), _("%s评这一件的分，第 %u 行已经有了，请只留一行。"),
                      b->score.reader.ptr, a->line);
        else
            str_add_f(add_trouble(k, b->line),
                      _("这一件在第 %u 行已经有了，两行都没有写专家，请只留一行或写上专家。"),
                      a->line);
    }
    vec_release(&sorted);
}

static int cmp_troubles(const void *left, const void *right)
{
    const struct sheet_trouble *a = left, *b = right;
    return a->line < b->line ? -1 : a->line > b->line;
}

void score_sheet_read(const struct csv *t, const struct queue *q, const struct form *form,
                      struct score_sheet *out)
{
    struct reading_sheet k = {.t = t, .q = q, .out = out};
    size_t head = 0;
    case_index_make(&k.index, q);
    if (!find_head(&k, form, &head)) {
        str_add(add_trouble(&k, t->rows.len ? t->rows.ptr[0].line : 1),
                sv_from(_("没有写明是哪一件的栏目，要有“编号”“信用代码”“企业名称”里的一栏。")));
    } else {
        read_head(&k, form, head);
        bool good = out->troubles.len == 0;
        for (size_t row = head + 1; good && row < t->rows.len; row++)
            read_row(&k, row);
    }
    check_scored_twice(&k);
    if (out->troubles.len > 1)
        qsort(out->troubles.ptr, out->troubles.len, sizeof *out->troubles.ptr, cmp_troubles);
    for (size_t i = 0; i < k.labels.len; i++)
        str_release(&k.labels.ptr[i]);
    vec_release(&k.labels);
    vec_release(&k.roles);
    case_index_release(&k.index);
}

void score_sheet_release(struct score_sheet *s)
{
    for (size_t i = 0; i < s->scores.len; i++)
        score_release(&s->scores.ptr[i].score);
    for (size_t i = 0; i < s->troubles.len; i++)
        str_release(&s->troubles.ptr[i].text);
    for (size_t i = 0; i < s->columns.len; i++)
        str_release(&s->columns.ptr[i]);
    vec_release(&s->scores);
    vec_release(&s->troubles);
    vec_release(&s->columns);
}
