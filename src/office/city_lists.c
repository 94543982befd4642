#include "office/city_lists.h"

#include "office/case_head.h"
#include "office/selection.h"
#include "text/number.h"

/* ---- cells ---- */

static void add_column(struct table *out, struct sv label, uint32_t width, bool code)
{
    struct table_column *c = vec_add(&out->columns);
    str_set(&c->label, label);
    c->width = width;
    c->code = code;
}

static struct table_row *add_row(struct table *out)
{
    return vec_add(&out->rows);
}

static struct str *add_cell(struct table_row *row, struct sv text)
{
    struct str *cell = vec_add(&row->cells);
    str_set(cell, text);
    return cell;
}

static void add_serial_column(struct table *out)
{
    add_column(out, SV("序号"), 4, false);
    out->columns.ptr[0].number = true;
}

static void add_serial(const struct table *out, struct table_row *row)
{
    str_add_f(add_cell(row, SV("")), "%zu", out->rows.len);
}

/* The label of a field; of the name without the place for its seal: 企业全称（盖章）. */
static void add_field_column(struct table *out, const struct form *form, uint32_t field,
                             uint32_t width)
{
    const struct field *f = &form->fields[field];
    struct sv label = f->brief.len ? f->brief : f->label;
    size_t bracket = field == form->desk.name ? sv_find(label, SV("（"), 0) : SV_NONE;
    add_column(out, bracket == SV_NONE || bracket == 0 ? label : sv_sub(label, 0, bracket), width,
               false);
}

static void add_title(struct table *out, const struct form *form, const struct desk *desk,
                      struct sv what)
{
    str_add(&out->title, desk ? str_sv(&desk->name) : SV(""));
    str_add(&out->title, form->brief.len ? form->brief : form->title);
    str_add(&out->title, what);
}

/* ---- who was selected ---- */

/* What a head shows of a field, in the order of the list. */
static const struct shown {
    size_t field; /* in struct form_desk */
    size_t text;  /* in struct case_head */
    uint32_t width;
} shown[] = {
    {offsetof(struct form_desk, name), offsetof(struct case_head, name), 30},
    {offsetof(struct form_desk, title), offsetof(struct case_head, title), 44},
    {offsetof(struct form_desk, group), offsetof(struct case_head, group), 12},
    {offsetof(struct form_desk, county), offsetof(struct case_head, county), 14},
};

enum { SHOWN = sizeof shown / sizeof shown[0] };

static uint32_t shown_field(const struct form *form, const struct shown *s)
{
    return *(const uint32_t *)(const void *)((const char *)&form->desk + s->field);
}

static struct sv shown_text(const struct case_head *head, const struct shown *s)
{
    return str_sv((const struct str *)(const void *)((const char *)head + s->text));
}

static void add_shown_columns(struct table *out, const struct form *form)
{
    for (size_t i = 0; i < SHOWN; i++) {
        uint32_t field = shown_field(form, &shown[i]);
        if (field != NO_FIELD && !field_is_private(form, field))
            add_field_column(out, form, field, shown[i].width);
    }
}

static void add_shown_cells(struct table_row *row, const struct form *form,
                            const struct case_head *head)
{
    for (size_t i = 0; i < SHOWN; i++) {
        uint32_t field = shown_field(form, &shown[i]);
        if (field != NO_FIELD && !field_is_private(form, field))
            add_cell(row, shown_text(head, &shown[i]));
    }
}

void public_list_begin(struct table *out, const struct form *form, const struct desk *desk,
                       struct sv round)
{
    add_title(out, form, desk, SV("入选名单"));
    round_add_words(&out->head, form, round);
    str_set(&out->foot, str_sv(&desk->office));
    add_serial_column(out);
    add_shown_columns(out, form);
}

void public_list_add(struct table *out, const struct form *form, const struct case_head *head)
{
    struct table_row *row = add_row(out);
    add_serial(out, row);
    add_shown_cells(row, form, head);
}

void earlier_list_begin(struct table *out)
{
    str_set(&out->title, SV("以前入选的单位"));
    add_column(out, SV("代码"), 20, true);
    add_column(out, SV("名称"), 60, false);
    add_column(out, SV("轮次"), 10, false);
}

void earlier_list_add(struct table *out, const struct case_head *head, struct sv round)
{
    struct table_row *row = add_row(out);
    add_cell(row, str_sv(&head->code));
    add_cell(row, str_sv(&head->name));
    add_cell(row, round);
}

/* ---- the ledger ---- */

enum { DATE_WIDTH = 12, AMOUNT_WIDTH = 14, NOTE_WIDTH = 20 };

static void add_stage_columns(struct ledger_list *list, const struct ledger_stage *stage)
{
    static const struct {
        const char *what;
        uint32_t width;
    } parts[] = {{"日期", DATE_WIDTH}, {"金额", AMOUNT_WIDTH}, {"说明", NOTE_WIDTH}};
    if (!list->apart) {
        add_column(list->table, stage->label, NOTE_WIDTH, false);
        return;
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        struct str label = {0};
        str_add_f(&label, "%.*s%s", SV_ARG(stage->label), parts[i].what);
        add_column(list->table, str_sv(&label), parts[i].width, false);
        str_release(&label);
    }
}

void ledger_list_begin(struct ledger_list *list, struct table *table, const struct form *form,
                       const struct desk *desk, bool apart)
{
    const struct form_desk *d = &form->desk;
    struct str award = {0};
    *list = (struct ledger_list){.table = table, .form = form, .apart = apart};
    add_title(table, form, desk, SV("入选台账"));
    str_set(&table->foot, str_sv(&desk->office));
    add_serial_column(table);
    add_field_column(table, form, d->name, 24);
    add_column(table, SV("代码"), 20, true);
    add_column(table, SV("轮次"), 6, false);
    str_add_f(&award, "奖补%s%.*s%s", d->award_unit.len ? "（" : "", SV_ARG(d->award_unit),
              d->award_unit.len ? "）" : "");
    add_column(table, str_sv(&award), 10, false);
    str_release(&award);
    for (uint32_t i = 0; i < d->stage_count; i++) {
        add_stage_columns(list, &d->stages[i]);
        str_set(vec_add(&list->sums), SV("0"));
        vec_push(&list->done, 0);
    }
    add_column(table, SV("还没有办"), 16, false);
}

static void add_line(struct str *cell, struct sv text)
{
    if (text.len && cell->len)
        str_add_byte(cell, '\n');
    str_add(cell, text);
}

static void add_to_sum(struct str *sum, struct sv amount)
{
    struct str number = {0}, all = {0};
    if (number_canonical(amount, &number)) {
        number_add(str_sv(sum), str_sv(&number), &all);
        str_move(sum, &all);
    }
    str_release(&number);
    str_release(&all);
}

/* One entry on paper: 2024-12-01 500000 第一批. */
static void add_together(struct str *cell, const struct ledger_entry *entry)
{
    struct str line = {0};
    str_add(&line, str_sv(&entry->date));
    if (entry->amount.len)
        str_add_f(&line, " %s", entry->amount.ptr);
    if (entry->note.len)
        str_add_f(&line, " %s", entry->note.ptr);
    add_line(cell, str_sv(&line));
    str_release(&line);
}

/* Where a case has several entries of a stage, each has a line in all three columns. */
static void add_apart(struct str *cells, const struct ledger_entry *entry, bool first)
{
    const struct str *const parts[] = {&entry->date, &entry->amount, &entry->note};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!first)
            str_add_byte(&cells[i], '\n');
        str_add(&cells[i], str_sv(parts[i]));
    }
}

/* The cells of a stage; were there entries. */
static bool add_stage(struct ledger_list *list, struct table_row *row, const struct review *r,
                      uint32_t stage)
{
    bool any = false;
    size_t at = row->cells.len;
    for (size_t i = 0; i < (list->apart ? 3 : 1); i++)
        add_cell(row, SV(""));
    for (size_t i = 0; i < r->ledger.len; i++) {
        const struct ledger_entry *entry = &r->ledger.ptr[i];
        if (!sv_eq(str_sv(&entry->stage), list->form->desk.stages[stage].id))
            continue;
        if (list->apart)
            add_apart(&row->cells.ptr[at], entry, !any);
        else
            add_together(&row->cells.ptr[at], entry);
        add_to_sum(&list->sums.ptr[stage], str_sv(&entry->amount));
        any = true;
    }
    list->done.ptr[stage] += any;
    return any;
}

void ledger_list_add(struct ledger_list *list, const struct review *r, struct sv round)
{
    const struct form_desk *d = &list->form->desk;
    struct table_row *row = add_row(list->table);
    struct str open = {0};
    add_serial(list->table, row);
    add_cell(row, str_sv(&r->head.name));
    add_cell(row, str_sv(&r->head.code));
    add_cell(row, round);
    if (d->award)
        str_add_f(add_cell(row, SV("")), "%lld", (long long)d->award);
    else
        add_cell(row, SV(""));
    for (uint32_t i = 0; i < d->stage_count; i++) {
        if (add_stage(list, row, r, i))
            continue;
        str_add_f(&open, "%s%.*s", open.len ? "、" : "", SV_ARG(d->stages[i].label));
    }
    list->open += open.len > 0;
    add_cell(row, str_sv(&open));
    str_release(&open);
}

/* 3件 1500000, or apart: 3件 under the date and the sum under the amount. */
static void add_stage_total(const struct ledger_list *list, struct table_row *row, uint32_t stage)
{
    struct sv sum = str_sv(&list->sums.ptr[stage]);
    struct str *cell = add_cell(row, SV(""));
    str_add_f(cell, "%u件", list->done.ptr[stage]);
    if (!list->apart) {
        if (!sv_eq(sum, SV("0")))
            str_add_f(cell, " %.*s", SV_ARG(sum));
        return;
    }
    add_cell(row, sv_eq(sum, SV("0")) ? SV("") : sum);
    add_cell(row, SV(""));
}

static void add_totals(struct ledger_list *list)
{
    const struct form_desk *d = &list->form->desk;
    const struct budget budget = {.award = d->award};
    size_t cases = list->table->rows.len;
    struct table_row *row = add_row(list->table);
    add_cell(row, SV(""));
    str_add_f(add_cell(row, SV("")), "合计%zu件", cases);
    add_cell(row, SV(""));
    add_cell(row, SV(""));
    struct str *award = add_cell(row, SV(""));
    if (d->award)
        budget_add_sum(award, &budget, cases);
    for (uint32_t i = 0; i < d->stage_count; i++)
        add_stage_total(list, row, i);
    str_add_f(add_cell(row, SV("")), "%u件", list->open);
}

void ledger_list_end(struct ledger_list *list, bool totals)
{
    if (totals)
        add_totals(list);
    for (size_t i = 0; i < list->sums.len; i++)
        str_release(&list->sums.ptr[i]);
    vec_release(&list->sums);
    vec_release(&list->done);
}

/* ---- what readers get ---- */

enum { ID_WIDTH = 18 };

void readers_list_begin(struct table *out, const struct form *form, struct sv round)
{
    add_title(out, form, NULL, SV("评审材料目录"));
    round_add_words(&out->head, form, round);
    add_serial_column(out);
    add_column(out, SV("编号"), ID_WIDTH, true);
    add_shown_columns(out, form);
    add_column(out, SV("文件"), 20, false);
}

void readers_list_add(struct table *out, const struct form *form, const struct case_head *head,
                      struct sv file)
{
    struct table_row *row = add_row(out);
    add_serial(out, row);
    add_cell(row, str_sv(&head->id));
    add_shown_cells(row, form, head);
    add_cell(row, file);
}

void readers_sheet_begin(struct table *out, const struct form *form, const struct sv *columns,
                         size_t count)
{
    add_title(out, form, NULL, SV("评分表"));
    add_serial_column(out);
    add_column(out, SV("编号"), ID_WIDTH, true);
    add_shown_columns(out, form);
    add_column(out, SV("专家"), 10, false);
    for (size_t i = 0; i < count; i++)
        add_column(out, columns[i], 8, false);
    add_column(out, SV("意见"), 40, false);
}

void readers_sheet_add(struct table *out, const struct form *form, const struct case_head *head)
{
    struct table_row *row = add_row(out);
    add_serial(out, row);
    add_cell(row, str_sv(&head->id));
    add_shown_cells(row, form, head);
}

/* ---- the archive ---- */

/* Files of a case bear its number: reviews/001-…; others belong to none. */
static struct sv owner_of(const struct bundle *b, struct sv path)
{
    int64_t number = 0;
    size_t slash = sv_find_byte(path, '/', 0);
    size_t hyphen = sv_find_byte(path, '-', 0);
    if (slash == SV_NONE || hyphen == SV_NONE || hyphen < slash ||
        !sv_number(sv_sub(path, slash + 1, hyphen), 1, (int64_t)b->cases.len, &number))
        return SV("");
    return str_sv(&b->cases.ptr[number - 1].name);
}

void archive_index_make(struct table *out, const struct bundle *b)
{
    str_set(&out->title, SV("归档目录"));
    add_serial_column(out);
    add_column(out, SV("文件"), 30, false);
    add_column(out, SV("单位"), 22, false);
    add_column(out, SV("字节"), 10, false);
    add_column(out, SV("SHA-256"), 34, true);
    for (size_t i = 0; i < b->files.len; i++) {
        const struct bundle_file *file = &b->files.ptr[i];
        struct table_row *row = add_row(out);
        add_serial(out, row);
        add_cell(row, str_sv(&file->path));
        add_cell(row, owner_of(b, str_sv(&file->path)));
        str_add_f(add_cell(row, SV("")), "%llu", (unsigned long long)file->bytes);
        add_cell(row, str_sv(&file->digest));
    }
}
