#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "form/form_load.h"

/* tests/fixtures/forms/every.yaml: every kind and every key once. */
static struct form *form;

static void read_fixture(const char *name, struct str *out)
{
    struct str path = {0};
    char bytes[4096];
    size_t n;
    const char *root = getenv("TB_SRCDIR");
    str_add_f(&path, "%s/tests/fixtures/forms/%s", root ? root : ".", name);
    FILE *file = fopen(path.ptr, "rb");
    if (!file)
        fail_msg("%s cannot be opened", path.ptr);
    while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
        str_add(out, sv_make(bytes, n));
    fclose(file);
    str_release(&path);
}

static int load_every(void **state)
{
    (void)state;
    struct str source = {0};
    struct err e = {0};
    read_fixture("every.yaml", &source);
    bool ok = form_load(str_sv(&source), "every.yaml", &form, NULL, &e);
    if (!ok)
        print_error("%s\n", e.message.ptr);
    else
        /* Nothing in a form points into its source. */
        memset(source.ptr, 'x', source.len);
    err_clear(&e);
    str_release(&source);
    return ok ? 0 : -1;
}

static int free_every(void **state)
{
    (void)state;
    form_free(form);
    return 0;
}

static const struct field *field(const char *path)
{
    const struct field *f = form_field(form, sv_from(path));
    if (!f)
        fail_msg("no field %s", path);
    return f;
}

static const struct rule *rule(const char *code)
{
    for (uint32_t i = 0; i < form->rule_count; i++)
        if (sv_eq(form->rules[i].code, sv_from(code)))
            return &form->rules[i];
    return NULL;
}

static void test_identity(void **state)
{
    (void)state;
    assert_text(form->id, "every-kind-2030");
    assert_int_equal(form->version, 3);
    assert_text(form->title, "样样俱全的测试表");
    assert_text(form->brief, "样样表");
    assert_text(form->issuer, "测试局");
    assert_text(form->document, "测〔2030〕1号");
    assert_text(form->date, "2030-01-31");
    assert_text(form->language, "zh-CN");
    assert_int_equal(form->copies, 2);
    assert_int_equal(form->count, COUNT_CHARS);
    assert_int_equal(form->basis.len, 2);
    assert_text(form->basis.ptr[1], "依据二");
    assert_int_equal(form->round_count, 2);
    assert_text(form->rounds[0].note, "拟定");
    assert_text(form->rounds[1].month, "2030-12");
    assert_int_equal(form->clause_count, 3);
    assert_text(form_clause(form, SV("一(一)"))->text, "第一条第一款\n换行照旧");
    assert_null(form_clause(form, SV("三")));
    assert_int_equal(form->doubt_count, 1);
    assert_text(form->doubts[0].id, "二");
    assert_int_equal(form->review_count, 2);
    assert_text(form->review[1].text, "再看一看");
    assert_true(form->digest != 0);
}

/* The tree, in reading order. A table's name is shortened here to what stands before "[]". */
static const struct {
    const char *path;
    enum field_kind kind;
    const char *label;
} tree[] = {
    {"a.name", FIELD_LINE, "名称"},
    {"a.other", FIELD_LINE, "另一个"},
    {"a.story", FIELD_TEXT, "正文"},
    {"a.count", FIELD_NUMBER, "数"},
    {"a.money", FIELD_MONEY, "钱"},
    {"a.day", FIELD_DATE, "日期"},
    {"a.phone", FIELD_PHONE, "电话"},
    {"a.mail", FIELD_EMAIL, "邮箱"},
    {"a.round", FIELD_CHOICE, "轮次"},
    {"a.code", FIELD_CREDIT_CODE, "代码"},
    {"a.yes", FIELD_YESNO, "是否"},
    {"a.kind", FIELD_CHOICE, "单选"},
    {"a.kinds", FIELD_CHOICES, "多选"},
    {"a.files", FIELD_FILES, "附件"},
    {"a.rows", FIELD_COMPUTED, "行数"},
    {"a.sum", FIELD_COMPUTED, "合计"},
    {"a.join", FIELD_COMPUTED, "连起来"},
    {"a.first", FIELD_COMPUTED, "第一个"},
    {"a.place", FIELD_ADDRESS, "地址"},
    {"a.place.province", FIELD_LINE, "省"},
    {"a.place.city", FIELD_LINE, "市"},
    {"a.place.county", FIELD_LINE, "县（市、区）"},
    {"a.place.town", FIELD_LINE, "乡镇（街道）"},
    {"a.place.rest", FIELD_LINE, "村、路、门牌"},
    {"a.site", FIELD_ADDRESS, "地点"},
    {"a.site.city", FIELD_LINE, "市"},
    {"a.site.rest", FIELD_LINE, "其余"},
    {"ticks", FIELD_CHECKLIST, "清单"},
    {"ticks.one", FIELD_ITEM, "第一项"},
    {"ticks.one.state", FIELD_YESNO, "是否"},
    {"ticks.one.note", FIELD_LINE, "说明"},
    {"ticks.two", FIELD_ITEM, "第二项"},
    {"ticks.two.state", FIELD_YESNO, "是否"},
    {"ticks.two.note", FIELD_LINE, "说明"},
    {"ticks.two.proof", FIELD_FILES, "证明"},
    {"ticks.two.where", FIELD_ADDRESS, "哪里"},
    {"ticks.two.where.city", FIELD_LINE, "市"},
    {"papers", FIELD_MATERIALS, "材料"},
    {"papers.licence", FIELD_MATERIAL, "执照"},
    {"papers.licence.state", FIELD_CHOICE, "状态"},
    {"papers.licence.files", FIELD_FILES, "文件"},
    {"papers.licence.stamped", FIELD_YESNO, "已盖章"},
    {"papers.licence.note", FIELD_LINE, "说明"},
    {"papers.table", FIELD_MATERIAL, "汇总"},
    {"papers.table.state", FIELD_CHOICE, "状态"},
    {"papers.table.files", FIELD_FILES, "文件"},
    {"papers.table.note", FIELD_LINE, "说明"},
    {"papers.form", FIELD_MATERIAL, "本表"},
    {"papers.form.state", FIELD_CHOICE, "状态"},
    {"papers.form.files", FIELD_FILES, "文件"},
    {"papers.form.note", FIELD_LINE, "说明"},
    {"papers.proofs", FIELD_MATERIAL, "证明"},
    {"papers.proofs.state", FIELD_CHOICE, "状态"},
    {"papers.proofs.files", FIELD_FILES, "文件"},
    {"papers.proofs.note", FIELD_LINE, "说明"},
    {"papers.rest", FIELD_MATERIAL, "其他"},
    {"papers.rest.state", FIELD_CHOICE, "状态"},
    {"papers.rest.files", FIELD_FILES, "文件"},
    {"papers.rest.pages", FIELD_NUMBER, "页数"},
    {"papers.rest.note", FIELD_LINE, "说明"},
    {"paper", FIELD_MATERIAL, "一份"},
    {"paper.state", FIELD_CHOICE, "状态"},
    {"paper.files", FIELD_FILES, "文件"},
    {"paper.stamped", FIELD_YESNO, "已盖章"},
    {"paper.note", FIELD_LINE, "说明"},
    {"rows", FIELD_TABLE, "表"},
    {"rows[].name", FIELD_LINE, "名称"},
    {"rows[].sort", FIELD_CHOICE, "类别"},
    {"rows[].amount", FIELD_MONEY, "金额"},
    {"rows[].note", FIELD_TEXT, "备注"},
    {"rows[].at", FIELD_ADDRESS, "在哪里"},
    {"rows[].at.city", FIELD_LINE, "市"},
    {"rows[].proof", FIELD_MATERIAL, "证明"},
    {"rows[].proof.state", FIELD_CHOICE, "状态"},
    {"rows[].proof.files", FIELD_FILES, "文件"},
    {"rows[].proof.stamped", FIELD_YESNO, "已盖章"},
    {"rows[].proof.note", FIELD_LINE, "说明"},
    {"pictures", FIELD_IMAGES, "插图"},
    {"pictures[].file", FIELD_FILES, "图片文件"},
    {"pictures[].caption", FIELD_LINE, "图题"},
    {"pictures[].place", FIELD_NUMBER, "放在第几段后面"},
    {"points", FIELD_ELEMENTS, "要素"},
    {"points[].id", FIELD_CHOICE, "要素"},
    {"points[].tie", FIELD_ITEM, "指认"},
    {"points[].tie.field", FIELD_LINE, "所在的一栏"},
    {"points[].tie.quote", FIELD_LINE, "原话"},
    {"points[].tie.nth", FIELD_NUMBER, "第几处"},
    {"c.all", FIELD_LINE, "都成立"},
};

static void test_tree(void **state)
{
    (void)state;
    assert_int_equal(form->field_count, COUNT_OF(tree));
    for (uint32_t i = 0; i < COUNT_OF(tree); i++) {
        const struct field *f = &form->fields[i];
        assert_text(f->path, tree[i].path);
        assert_text(f->label, tree[i].label);
        assert_int_equal(f->kind, tree[i].kind);
        assert_int_equal(f->index, i);
        assert_ptr_equal(form_field(form, f->path), f);
        assert_true(f->line > 0);
    }
}

/* What must hold of any tree, whatever is in it. */
static void test_tree_is_sound(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < form->field_count; i++) {
        const struct field *f = &form->fields[i];
        assert_true(f->end > i && f->end <= form->field_count);
        if (f->parent == NO_FIELD) {
            assert_int_equal(f->top, i);
            assert_int_equal(f->table, NO_FIELD);
        } else {
            const struct field *p = &form->fields[f->parent];
            bool rows = kind_flags(p->kind) & KIND_ROWS;
            assert_true(f->parent < i && f->end <= p->end);
            assert_int_equal(f->top, p->top);
            assert_int_equal(f->section, p->section);
            assert_int_equal(f->table, rows ? p->index : p->table);
            assert_ptr_equal(field_child(form, p, f->id), f);
        }
        const struct section *s = &form->sections[f->section];
        assert_true(i >= s->first && i < s->end);
    }
}

static void test_lookups(void **state)
{
    (void)state;
    assert_ptr_equal(field("rows.proof.stamped"), field("rows[].proof.stamped"));
    const char *none[] = {"",
                          "a",
                          "a.nam",
                          "a.name.",
                          ".a.name",
                          "rows[]name",
                          "rows[].name[]",
                          "a.name[]",
                          "rows[1].name",
                          "rows[",
                          "rows[]",
                          "papers.licence.",
                          "a.name\n"};
    for (size_t i = 0; i < COUNT_OF(none); i++)
        if (form_field(form, sv_from(none[i])))
            fail_msg("%s was found", none[i]);
    assert_null(field_child(form, field("ticks"), SV("three")));
    assert_null(field_first_child(form, field("a.name")));
    const struct field *table = field("rows"), *child = field_first_child(form, table);
    const char *columns[] = {"name", "sort", "amount", "note", "at", "proof"};
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        assert_text(child->id, columns[i]);
        child = field_next_child(form, table, child);
    }
    assert_null(child);
    assert_text(form_section(form, SV("b"))->title, "各种清单");
    assert_null(form_section(form, SV("d")));
}

static void test_columns(void **state)
{
    (void)state;
    const char *leaves[] = {"name",        "sort",        "amount",        "note",      "at.city",
                            "proof.state", "proof.files", "proof.stamped", "proof.note"};
    assert_int_equal(field_columns(form, field("rows")), COUNT_OF(leaves));
    for (uint32_t i = 0; i < COUNT_OF(leaves); i++) {
        struct str path = {0};
        str_add_f(&path, "rows.%s", leaves[i]);
        assert_int_equal(field(path.ptr)->column, i);
        str_release(&path);
    }
    assert_int_equal(field_columns(form, field("pictures")), 3);
    assert_int_equal(field_columns(form, field("points")), 4);
    assert_int_equal(field("points.tie.nth")->column, 3);
    const struct field *table = field("rows");
    assert_int_equal(table->shown.len, 2);
    assert_int_equal(table->shown.ptr[1], field("rows.amount")->index);
    assert_int_equal(field("pictures")->shown.len, 3);
    assert_int_equal(field("pictures.file")->max_rows, 1);
}

static void test_fields(void **state)
{
    (void)state;
    const struct field *f = field("a.name");
    assert_text(f->id, "a.name");
    assert_text(f->number, "（一）");
    assert_text(f->brief, "名");
    assert_text(f->clause, "一(一)");
    assert_text(f->guidance, "先写名称。\n再看说明。");
    assert_text(f->example, "某某");
    assert_int_equal(f->limit, 50);
    assert_true(f->counted && f->heading && f->print);
    f = field("a.other");
    assert_true(f->heading && !f->print && !f->counted);
    assert_text(f->printed, "另写的标题");
    assert_int_equal(field("a.count")->decimals, 1);
    assert_text(field("a.count")->unit, "台");
    assert_int_equal(field("a.money")->decimals, 2);
    assert_true(field("a.day")->month);
    assert_true(field("a.kind")->other && field("a.kind")->compare);
    assert_int_equal(field("a.files")->max_rows, 3);
    assert_int_equal(field("rows")->min_rows, 2);
    assert_int_equal(field("rows")->max_rows, 20);
    assert_text(field("rows")->unit, "家");
    /* What the loader adds lies under the clause of what it belongs to. */
    assert_text(field("a.site.city")->clause, "");
    assert_text(field("ticks.one.note")->clause, "一");
    assert_text(field("ticks.one")->number, "（一）");
}

static void test_options(void **state)
{
    (void)state;
    const struct field *f = field("a.kind");
    assert_int_equal(f->option_count, 2);
    const struct option *o = field_option(f, SV("x"));
    assert_text(o->label, "选项甲");
    assert_text(o->brief, "甲");
    assert_text(o->text, "甲的原文");
    assert_text(o->clause, "一");
    assert_text(o->guidance, "甲就是甲");
    assert_int_equal(o->words.len, 2);
    assert_text(o->words.ptr[1], "甲法");
    assert_null(o->when);
    o = field_option(f, SV("y"));
    assert_int_equal(o->words.len, 1);
    assert_int_equal(o->when->field, field("a.yes")->index);
    assert_null(field_option(f, SV("z")));
    const struct field *state_field = field("papers.licence.state");
    const char *states[] = {"have", "missing", "none"};
    for (size_t i = 0; i < COUNT_OF(states); i++)
        assert_text(state_field->options[i].id, states[i]);
}

static void test_papers(void **state)
{
    (void)state;
    const struct paper *p = &field("papers.licence")->paper;
    assert_text(p->owner, "申报单位");
    assert_true(p->applicant && p->copy && p->needs_stamp && !p->optional && !p->at_final);
    assert_int_equal(p->copies, 2);
    assert_int_equal(p->of_table, NO_FIELD);
    assert_false(field("papers.table")->paper.applicant);
    assert_true(field("papers.form")->paper.at_final);
    assert_true(field("papers.rest")->paper.optional);
    assert_int_equal(field("papers.rest")->paper.copies, 1);
    assert_int_equal(field("papers.proofs")->paper.of_table, field("rows")->index);
    assert_true(field("rows.proof")->paper.needs_stamp);
}

static void test_elements(void **state)
{
    (void)state;
    const struct field *f = field("points");
    assert_int_equal(f->chosen_by, field("a.kind")->index);
    assert_int_equal(f->texts.len, 2);
    assert_int_equal(f->texts.ptr[0], field("a.story")->index);
    assert_int_equal(f->option_count, 2);
    assert_text(f->options[0].of, "x");
    assert_text(f->options[0].brief, "甲一");
    assert_text(f->options[0].guidance, "指一指");
    assert_ptr_equal(field("points.id")->options, f->options);
    assert_int_equal(field("points.id")->option_count, 2);
    assert_int_equal(field("a.name")->chosen_by, NO_FIELD);
}

static void test_computed(void **state)
{
    (void)state;
    const struct computed *c = &field("a.rows")->computed;
    assert_int_equal(c->kind, COMPUTED_ROWS);
    assert_int_equal(c->of.len, 1);
    assert_int_equal(c->of.ptr[0], field("rows")->index);
    assert_int_equal(c->where, field("rows.sort")->index);
    assert_text(c->is, "s1");
    c = &field("a.sum")->computed;
    assert_int_equal(c->kind, COMPUTED_SUM);
    assert_int_equal(c->of.ptr[0], field("rows.amount")->index);
    assert_int_equal(c->where, NO_FIELD);
    c = &field("a.join")->computed;
    assert_int_equal(c->kind, COMPUTED_JOIN);
    assert_int_equal(c->of.ptr[1], field("a.place")->index);
    assert_text(c->with, "");
    c = &field("a.first")->computed;
    assert_int_equal(c->kind, COMPUTED_FIRST);
    assert_int_equal(c->of.ptr[0], field("a.other")->index);
    assert_int_equal(field("a.name")->computed.kind, COMPUTED_NONE);
}

static void test_conditions(void **state)
{
    (void)state;
    const struct cond *c = field("c.all")->when;
    assert_int_equal(c->kind, COND_ALL);
    assert_int_equal(c->part_count, 4);
    assert_int_equal(c->parts[0]->kind, COND_HAS);
    assert_text(c->parts[0]->word, "p");
    assert_int_equal(c->parts[1]->kind, COND_ANY);
    assert_int_equal(c->parts[1]->parts[0]->kind, COND_AT_LEAST);
    assert_int_equal(c->parts[1]->parts[0]->number, 8);
    assert_int_equal(c->parts[1]->parts[1]->field, field("rows")->index);
    assert_int_equal(c->parts[2]->kind, COND_NOT);
    assert_int_equal(c->parts[2]->parts[0]->kind, COND_FILLED);
    /* "filled: no" is a denial. */
    assert_int_equal(c->parts[3]->kind, COND_NOT);
    assert_int_equal(c->parts[3]->parts[0]->field, field("pictures")->index);
    c = form_section(form, SV("b"))->when;
    assert_int_equal(c->kind, COND_NOT);
    assert_text(c->parts[0]->word, "no");
    assert_int_equal(field("rows.note")->when->field, field("rows.sort")->index);
    assert_int_equal(field("ticks.two")->when->field, field("ticks.one.state")->index);
    assert_null(field("a.name")->when);
}

/* ---- rules ---- */

/* Rules as written: each operator's arguments end where rule_op.h says. */
static const struct {
    const char *code;
    enum rule_op op;
    enum severity severity;
    enum gate gate;
    const char *field;
    const char *words[2];
    const char *fields[2];
    int64_t number;
    int64_t number2;
} written[] = {
    {"a.name.pat", RULE_PATTERN, SEVERITY_WARNING, GATE_DRAFT, "a.name", {0}, {0}, 0, 0},
    {"a.name.any", RULE_CONTAINS_ANY, 0, GATE_FINAL, "a.name", {"甲", "乙"}, {0}, 0, 0},
    {"a.name.all", RULE_CONTAINS_ALL, 0, GATE_FINAL, "a.name", {"甲"}, {0}, 0, 0},
    {"a.name.none", RULE_CONTAINS_NONE, 0, GATE_FINAL, "a.name", {"丙"}, {0}, 0, 0},
    {"a.name.prefix", RULE_PREFIX, 0, GATE_FINAL, "a.name", {"某"}, {0}, 0, 2},
    {"a.name.suffix", RULE_SUFFIX, 0, GATE_FINAL, "a.name", {"厂"}, {0}, 0, 0},
    {"a.name.one", RULE_IS_ONE_OF, 0, GATE_FINAL, "a.name", {"甲", "乙"}, {0}, 0, 0},
    {"a.name.oneline", RULE_ONE_LINE, 0, GATE_FINAL, "a.name", {0}, {0}, 0, 0},
    {"a.name.eq", RULE_EQUALS, 0, GATE_FINAL, "a.name", {0}, {"a.other"}, 0, 0},
    {"a.name.ne", RULE_DIFFERS_FROM, 0, GATE_FINAL, "a.name", {0}, {"a.other"}, 0, 0},
    {"a.name.look", RULE_LOOK, SEVERITY_NOTE, GATE_FINAL, "a.name", {0}, {0}, 0, 0},
    {"a.name.outer", RULE_LOOK, SEVERITY_NOTE, GATE_FINAL, "a.name", {0}, {0}, 0, 0},
    {"a.story.has", RULE_CONTAINS_FIELD, 0, 1, "a.story", {0}, {"a.name", "a.other"}, 0, 0},
    {"a.story.cut", RULE_NOT_START_OF, 0, 1, "a.story", {0}, {"a.name"}, 0, 0},
    {"a.story.says", RULE_MENTIONS_CHOICE, 0, 1, "a.story", {0}, {"a.kind"}, 0, 0},
    {"a.story.others", RULE_MENTIONS_NO_OTHER, 0, 1, "a.story", {0}, {"a.kind"}, 0, 0},
    {"a.story.names", RULE_MENTIONS_NAMES, 0, 1, "a.story", {0}, {"rows.name"}, 2, 0},
    {"a.story.known",
     RULE_NAMES_IN_TABLE,
     0,
     1,
     "a.story",
     {"公司"},
     {"rows.name", "a.name"},
     0,
     0},
    {"a.story.points", RULE_AT_LEAST_POINTS, 0, 1, "a.story", {0}, {0}, 2, 0},
    {"a.story.figures", RULE_AT_LEAST_FIGURES, 0, 1, "a.story", {0}, {0}, 1, 0},
    {"a.story.grounds", RULE_FIGURES_IN_TABLE, 0, 1, "a.story", {0}, {"rows.note"}, 0, 0},
    {"a.story.rows", RULE_QUANTITY_EQUALS_ROWS, 0, 1, "a.story", {"带动"}, {"rows"}, 0, 12},
    {"a.story.stale", RULE_STALE_AFTER, 0, GATE_PACK, "a.story", {0}, {"a.name"}, 0, 0},
    {"a.story.needed", RULE_REQUIRED, 0, GATE_COUNTY, "a.story", {0}, {0}, 0, 0},
    {"a.story.short", RULE_LIMIT, SEVERITY_WARNING, GATE_FINAL, "a.story", {0}, {0}, 30, 0},
    {"a.day.old", RULE_NOT_OLDER_THAN, 0, GATE_FINAL, "a.day", {0}, {0}, 30, 0},
    {"a.kind.among", RULE_AMONG, 0, GATE_FINAL, "a.kind", {0}, {"a.kinds"}, 0, 0},
    {"a.site.rest.near", RULE_CONTAINS_ANY, 0, GATE_FINAL, "a.site.rest", {"路"}, {0}, 0, 0},
    {"ticks.answered", RULE_ALL_ANSWERED, 0, GATE_FINAL, "ticks", {0}, {0}, 0, 0},
    {"ticks.yes", RULE_ALL_YES, 0, GATE_FINAL, "ticks", {0}, {0}, 0, 0},
    {"ticks.some", RULE_TICKED_AT_LEAST, 0, GATE_FINAL, "ticks", {0}, {0}, 1, 0},
    {"ticks.why", RULE_TICK_NEEDS_NOTE, 0, GATE_FINAL, "ticks", {0}, {0}, 0, 0},
    {"ticks.two.seen", RULE_LOOK, 0, GATE_FINAL, "ticks.two", {0}, {0}, 0, 0},
    {"ticks.one.seen", RULE_LOOK, 0, GATE_FINAL, "ticks.one", {0}, {0}, 0, 0},
    /* Unless named: what the applicant brings, neither optional nor ticking itself. */
    {"papers.ready",
     RULE_STATE_IS,
     0,
     1,
     "papers",
     {"have"},
     {"papers.licence", "papers.proofs"},
     0,
     0},
    {"papers.one", RULE_STATE_IS, 0, 1, "papers", {"have", "none"}, {"papers.licence"}, 0, 0},
    {"papers.stamped", RULE_STAMPED, 0, GATE_CITY, "papers", {0}, {0}, 0, 0},
    {"rows.note.twice", RULE_UNIQUE, SEVERITY_NOTE, GATE_FINAL, "rows.note", {0}, {0}, 0, 0},
    {"rows.amount.most", RULE_MAX, 0, GATE_DRAFT, "rows.amount", {0}, {0}, 0, 0},
    {"rows.some", RULE_COUNT_WHERE, 0, 1, "rows", {"s1", "s2"}, {"rows.sort"}, 2, 0},
    {"rows.stamps", RULE_COUNT_WHERE, 0, 1, "rows", {"yes"}, {"rows.proof.stamped"}, 1, 0},
    {"rows.filled", RULE_COUNT_WHERE, 0, 1, "rows", {0}, {"rows.note"}, 1, 0},
    {"rows.total", RULE_SUM, 0, 1, "rows", {0}, {"rows.amount"}, 10, INT64_MAX},
    {"rows.bounded", RULE_SUM, 0, 1, "rows", {0}, {"rows.amount"}, -5, 99},
    {"rows.self", RULE_SELF_IN_TABLE, 0, 1, "rows", {0}, {"rows.name", "a.name"}, 0, 0},
    {"pictures.cited", RULE_CITED_IN, 0, 1, "pictures", {0}, {"a.story"}, 0, 0},
    {"pictures.huge", RULE_PICTURE_WITHIN, SEVERITY_NOTE, 1, "pictures", {0}, {0}, 5000, 4000},
    {"points.tied", RULE_TIED, 0, GATE_FINAL, "points", {0}, {0}, 0, 0},
    {"points.stand", RULE_QUOTES_STAND, 0, GATE_FINAL, "points", {0}, {0}, 0, 0},
    {"c.all.first", RULE_REQUIRED, 0, GATE_FINAL, "c.all", {0}, {0}, 0, 0},
    {"printed", RULE_TOTAL_PRINTED, SEVERITY_WARNING, GATE_FINAL, NULL, {0}, {0}, 600, 0},
    {"grey", RULE_GREY_ZONE, SEVERITY_WARNING, GATE_FINAL, NULL, {0}, {0}, 0, 0},
    /* Those that a field's keys and kind are. */
    {"a.name.empty", RULE_REQUIRED, SEVERITY_ERROR, GATE_FINAL, "a.name", {0}, {0}, 0, 0},
    {"a.other.empty", RULE_REQUIRED, SEVERITY_WARNING, GATE_FINAL, "a.other", {0}, {0}, 0, 0},
    {"a.name.long", RULE_LIMIT, SEVERITY_WARNING, GATE_FINAL, "a.name", {0}, {0}, 50, 0},
    {"a.name.pending", RULE_PENDING, SEVERITY_NOTE, GATE_FINAL, "a.name", {0}, {0}, 0, 0},
    {"a.other.one_line", RULE_ONE_LINE, 0, GATE_FINAL, "a.other", {0}, {0}, 0, 0},
    {"a.count.form", RULE_KIND, 0, GATE_FINAL, "a.count", {0}, {0}, 0, 0},
    {"a.count.min", RULE_MIN, 0, GATE_FINAL, "a.count", {0}, {0}, 0, 0},
    {"a.count.max", RULE_MAX, 0, GATE_FINAL, "a.count", {0}, {0}, 0, 0},
    {"a.day.min", RULE_MIN, 0, GATE_FINAL, "a.day", {0}, {0}, 0, 0},
    {"a.phone.form", RULE_KIND, SEVERITY_ERROR, GATE_FINAL, "a.phone", {0}, {0}, 0, 0},
    {"a.phone.area_code", RULE_AREA_CODE, SEVERITY_WARNING, 1, "a.phone", {0}, {0}, 0, 0},
    {"a.mail.form", RULE_KIND, SEVERITY_NOTE, GATE_FINAL, "a.mail", {0}, {0}, 0, 0},
    {"a.code.check_digit", RULE_CHECK_DIGIT, SEVERITY_ERROR, 1, "a.code", {0}, {0}, 0, 0},
    {"a.files.many", RULE_MAX_ROWS, 0, GATE_FINAL, "a.files", {0}, {0}, 3, 0},
    {"a.files.missing", RULE_FILES_EXIST, SEVERITY_WARNING, 1, "a.files", {0}, {0}, 0, 0},
    {"a.place.city.empty", RULE_REQUIRED, SEVERITY_WARNING, 1, "a.place.city", {0}, {0}, 0, 0},
    {"a.site.city.empty", RULE_REQUIRED, SEVERITY_ERROR, 1, "a.site.city", {0}, {0}, 0, 0},
    {"paper.empty", RULE_REQUIRED, 0, GATE_FINAL, "paper", {0}, {0}, 0, 0},
    {"paper.files.missing", RULE_FILES_EXIST, SEVERITY_ERROR, 1, "paper.files", {0}, {0}, 0, 0},
    {"rows.name.unique", RULE_UNIQUE, 0, GATE_FINAL, "rows.name", {0}, {0}, 0, 0},
    {"rows.few", RULE_MIN_ROWS, 0, GATE_FINAL, "rows", {0}, {0}, 2, 0},
    {"rows.many", RULE_MAX_ROWS, 0, GATE_FINAL, "rows", {0}, {0}, 20, 0},
    {"pictures.many", RULE_MAX_ROWS, 0, GATE_FINAL, "pictures", {0}, {0}, 2, 0},
    {"pictures.large", RULE_PICTURE_WITHIN, 0, GATE_FINAL, "pictures", {0}, {0}, 1000, 900},
    {"pictures.missing", RULE_FILES_EXIST, SEVERITY_ERROR, 1, "pictures", {0}, {0}, 0, 0},
    {"pictures.unreadable", RULE_PICTURE_READABLE, 0, GATE_FINAL, "pictures", {0}, {0}, 0, 0},
    {"a.long", RULE_TOTAL, 0, GATE_FINAL, NULL, {0}, {0}, 100, 0},
    {"whole.long", RULE_TOTAL, 0, GATE_FINAL, NULL, {0}, {0}, 500, 0},
    {"pair.long", RULE_TOTAL, 0, GATE_FINAL, NULL, {0}, {0}, 80, 0},
};

static void test_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(written); i++) {
        const struct rule *r = rule(written[i].code);
        if (!r)
            fail_msg("no rule %s", written[i].code);
        assert_int_equal(r->op, written[i].op);
        assert_int_equal(r->severity, written[i].severity);
        assert_int_equal(r->gate, written[i].gate);
        assert_int_equal(r->field, written[i].field ? field(written[i].field)->index : NO_FIELD);
        assert_int_equal(r->number, written[i].number);
        assert_int_equal(r->number2, written[i].number2);
        uint32_t words = 0, fields = 0;
        for (; words < 2 && written[i].words[words]; words++)
            assert_text(r->words.ptr[words], written[i].words[words]);
        assert_int_equal(r->words.len, words);
        for (; fields < 2 && written[i].fields[fields]; fields++)
            assert_int_equal(r->fields.ptr[fields], field(written[i].fields[fields])->index);
        assert_int_equal(r->fields.len, fields);
    }
}

static void test_rule_texts(void **state)
{
    (void)state;
    const struct rule *r = rule("a.name.pat");
    assert_text(r->message,
                "“{label}”是{value}，{count}/{limit}，多{over}，{words}{other}{row}{found}");
    assert_text(r->fix, "改一改");
    assert_text(r->clause, "二");
    assert_text(r->when->word, "x");
    assert_text(r->text, "[^0-9]{1,20}");
    /* A rule says its own clause, else its field's, else that of what it is part of. */
    assert_text(rule("a.name.any")->clause, "一(一)");
    assert_text(rule("a.story.points")->clause, "一");
    assert_text(rule("a.site.rest.near")->clause, "二");
    assert_text(rule("a.long")->clause, "一");
    assert_text(rule("rows.few")->clause, "");
    assert_text(rule("a.count.min")->text, "1");
    assert_text(rule("a.count.max")->text, "9.5");
    assert_text(rule("a.money.min")->text, "-10");
    assert_text(rule("a.day.min")->text, "2029-12");
    assert_text(rule("rows.amount.most")->text, "100");
    assert_text(rule("a.story.rows")->but.ptr[1], "户");
    assert_int_equal(rule("a.long")->limit, 0);
    assert_int_equal(rule("grey")->limit, 1);
    assert_int_equal(rule("printed")->limit, NO_FIELD);
}

/* What is switched off, or belongs to the program, is not asked. */
static void test_rules_not_made(void **state)
{
    (void)state;
    const char *none[] = {"a.name.one_line",
                          "a.story.long",
                          "a.story.one_line",
                          "a.place.empty",
                          "a.place.rest.empty",
                          "a.site.empty",
                          "a.site.rest.empty",
                          "a.rows.pending",
                          "points.id.pending",
                          "points.tie.quote.one_line",
                          "points.tie.nth.form",
                          "a.yes.form",
                          "ticks.one.state.pending",
                          "pictures.file.missing",
                          "a.money.max"};
    for (size_t i = 0; i < COUNT_OF(none); i++)
        if (rule(none[i]))
            fail_msg("%s was made", none[i]);
}

static void test_patterns(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        bool matches;
    } table[] = {
        {"甲", true},  {"abc", true},
        {"a1", false}, {"1", false},
        {"", false},   {"abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd", false}};
    const regex_t *pattern = rule("a.name.pat")->pattern;
    assert_non_null(pattern);
    for (size_t i = 0; i < COUNT_OF(table); i++)
        assert_int_equal(regexec(pattern, table[i].value, 0, NULL, 0) == 0, table[i].matches);
}

/* By field, then as written; a section's limit behind its fields, those of the whole at the end. */
static void test_rule_order(void **state)
{
    (void)state;
    uint32_t last = 0, section_end = form_section(form, SV("a"))->end;
    bool whole = false;
    for (uint32_t i = 0; i < form->rule_count; i++) {
        const struct rule *r = &form->rules[i];
        if (sv_eq(r->code, SV("a.long"))) {
            assert_true(last < section_end);
            assert_true(form->rules[i + 1].field >= section_end);
            continue;
        }
        if (r->field == NO_FIELD) {
            whole = true;
            continue;
        }
        assert_false(whole);
        assert_true(r->field >= last);
        last = r->field;
    }
    assert_true(rule("a.name.empty") < rule("a.name.pat"));
    assert_true(rule("a.name.pat") < rule("a.name.any"));
    assert_true(rule("a.name.look") < rule("a.name.outer"));
    assert_true(rule("whole.long") < rule("pair.long"));
    assert_true(rule("pair.long") < rule("printed"));
    assert_true(rule("printed") < rule("grey"));
}

static void test_limits(void **state)
{
    (void)state;
    assert_int_equal(form->limit_count, 3);
    const struct limit *section = &form->limits[0], *whole = &form->limits[1];
    const struct limit *pair = &form->limits[2];
    assert_text(section->id, "a");
    assert_text(section->title, "各种字段");
    assert_int_equal(section->section, 0);
    assert_int_equal(section->fields.len, 2);
    assert_false(section->whole);
    assert_true(whole->whole);
    assert_int_equal(whole->max, 500);
    assert_int_equal(whole->section, NO_FIELD);
    assert_int_equal(whole->fields.len, 2);
    assert_int_equal(pair->fields.ptr[1], field("a.story")->index);
}

static void test_print(void **state)
{
    (void)state;
    const struct print *p = &form->print;
    static const enum cover_kind kinds[] = {COVER_TITLE, COVER_SPACE, COVER_FIELD,
                                            COVER_FIELD, COVER_TEXT,  COVER_SEAL};
    assert_text(p->title.ptr[1], "第二行");
    assert_text(p->head, "页眉");
    assert_int_equal(p->cover_count, COUNT_OF(kinds));
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        assert_int_equal(p->cover[i].kind, kinds[i]);
    assert_int_equal(p->cover[1].lines, 3);
    assert_text(p->cover[2].label, "名　称");
    assert_text(p->cover[2].after, "（盖章）");
    assert_int_equal(p->cover[2].field, field("a.name")->index);
    assert_text(p->cover[3].label, "连起来");
    assert_text(p->cover[4].label, "一段说明");
    assert_text(p->cover[5].label, "（公章）");
    assert_int_equal(p->cover[5].lines, 5);
    assert_int_equal(p->sections.len, 2);
    assert_int_equal(p->sections.ptr[0], 2);
    assert_int_equal(p->figures, field("pictures")->index);
    assert_text(p->figure_word, "插图");
}

static void test_summary(void **state)
{
    (void)state;
    const struct summary *s = &form->summary;
    assert_text(s->title, "{county}汇总表");
    assert_text(s->head, "{county}（盖章）{contact} {phone}");
    assert_text(s->county, "某县（区）");
    assert_int_equal(s->column_count, 3);
    assert_true(s->columns[0].serial && s->columns[0].width == 4);
    assert_int_equal(s->columns[1].fields.len, 1);
    assert_int_equal(s->columns[2].fields.ptr[1], field("a.story")->index);
    assert_int_equal(s->columns[2].limit, 150);
}

static void test_desk(void **state)
{
    (void)state;
    const struct form_desk *d = &form->desk;
    assert_true(d->given);
    assert_int_equal(d->name, field("a.name")->index);
    assert_int_equal(d->code, field("a.code")->index);
    assert_int_equal(d->title, field("a.story")->index);
    assert_int_equal(d->county, field("a.place.city")->index);
    assert_int_equal(d->group, field("a.kind")->index);
    assert_int_equal(d->round, field("a.round")->index);
    assert_int_equal(d->brief, field("a.other")->index);
    assert_int_equal(d->brief_limit, 150); /* of the column that shows it */
    assert_int_equal(d->private.len, 2);
    assert_text(d->private.ptr[1], "rows[].name");
    assert_int_equal(d->award, 500000);
    assert_text(d->award_unit, "元");
    assert_text(d->award_clause, "二");
    assert_int_equal(d->stage_count, 2);
    assert_text(d->stages[0].id, "paid");
    assert_text(d->stages[0].clause, "一");
    assert_text(d->stages[1].label, "归档");
    assert_int_equal(d->stages[1].clause.len, 0);
    assert_int_equal(d->renewal_count, 1);
    assert_text(d->renewals[0].round, "r2");
    assert_int_equal(d->renewals[0].materials.len, 2);
    assert_int_equal(d->renewals[0].materials.ptr[1], field("paper")->index);
    assert_text(d->renewals[0].clause, "二");
    assert_text(d->renewals[0].text, "重新开一张");
    assert_int_equal(d->reason_min, 6);
    assert_int_equal(d->empty_reasons.len, 2);
    assert_text(d->empty_reasons.ptr[1], "属实");
}

/* ---- small forms ---- */

static struct form *load_text(const char *source)
{
    struct form *small = NULL;
    struct err e = {0};
    if (!form_load(sv_from(source), "small", &small, NULL, &e))
        fail_msg("%s", e.message.ptr);
    return small;
}

#define HEAD "tianbiao_form: 1\nid: f\nversion: 1\ntitle: 题\n"

static void test_what_is_not_said(void **state)
{
    (void)state;
    struct form *f = load_text(HEAD "sections:\n- id: s\n  title: 部分\n  fields:\n"
                                    "  - {id: x, kind: number, label: 数}\n");
    assert_text(f->brief, "题");
    assert_text(f->language, "zh-CN");
    assert_int_equal(f->count, COUNT_WORD);
    assert_int_equal(f->copies, 1);
    assert_false(f->desk.given);
    assert_int_equal(f->desk.name, NO_FIELD);
    assert_int_equal(f->desk.code, NO_FIELD);
    assert_int_equal(f->desk.title, NO_FIELD);
    assert_int_equal(f->desk.county, NO_FIELD);
    assert_int_equal(f->desk.group, NO_FIELD);
    assert_int_equal(f->desk.round, NO_FIELD);
    assert_int_equal(f->desk.brief, NO_FIELD);
    assert_int_equal(f->desk.brief_limit, 0);
    assert_int_equal(f->desk.reason_min, 1);
    assert_int_equal(f->print.figures, NO_FIELD);
    assert_text(f->print.figure_word, "图");
    assert_int_equal(f->fields[0].decimals, 0);
    assert_int_equal(f->limit_count, 0);
    form_free(f);
}

/* Whole paths of earlier versions: below every name a part's parent had. */
static void test_formers(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *now; /* NULL: nobody's */
    } table[] = {
        {"name", "brief.name"},
        {"head.title", "brief.name"},
        {"head", NULL},
        {"partners", "companies"},
        {"partners.title", "companies[].name"},
        {"companies.title", "companies[].name"},
        {"partners.name", NULL},
        {"papers.permit", "papers.licence"},
        {"loose.permit", "papers.licence"},
        {"", NULL},
    };
    struct form *f = load_text(
        HEAD "sections:\n- id: s\n  title: 部分\n  was: [old, older]\n  fields:\n"
             "  - {id: brief.name, kind: line, label: 名, was: [name, head.title]}\n"
             "  - {id: companies, kind: table, label: 表, was: partners, columns: "
             "[{id: name, kind: line, label: 名, was: title}]}\n"
             "  - {id: papers, kind: materials, label: 材料, items: "
             "[{id: licence, label: 照, was: [permit, loose.permit]}]}\n"
             "  - {id: c, kind: choice, label: 选, options: [{id: x, label: 一, was: [y, z]}]}\n");
    assert_int_equal(f->sections[0].was.len, 2);
    assert_text(f->sections[0].was.ptr[1], "older");
    assert_text(form_field(f, SV("c"))->options[0].was.ptr[1], "z");
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        const struct field *now = form_former(f, sv_from(table[i].path));
        assert_int_equal(now != NULL, table[i].now != NULL);
        if (now)
            assert_text(now->path, table[i].now);
    }
    form_free(f);
}

/* A section with one field that is limited as narrowly says it once, not twice. */
static void test_section_limit_says_it_once(void **state)
{
    (void)state;
    static const struct {
        const char *field_limit;
        bool made;
    } table[] = {
        {"limit: 100, ", false}, {"limit: 90, ", false}, {"limit: 101, ", true}, {"", true}};
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct str source = {0};
        str_add_f(&source,
                  HEAD "sections:\n- id: s\n  title: 部分\n  limit: 100\n  fields:\n"
                       "  - {id: s.x, kind: text, %scounted: yes, label: 文}\n",
                  table[i].field_limit);
        struct form *f = load_text(source.ptr);
        bool made = false;
        for (uint32_t r = 0; r < f->rule_count; r++)
            made |= sv_eq(f->rules[r].code, SV("s.long"));
        assert_int_equal(made, table[i].made);
        assert_int_equal(f->limit_count, 1);
        form_free(f);
        str_release(&source);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_identity),
        cmocka_unit_test(test_tree),
        cmocka_unit_test(test_tree_is_sound),
        cmocka_unit_test(test_lookups),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_papers),
        cmocka_unit_test(test_elements),
        cmocka_unit_test(test_computed),
        cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_rule_texts),
        cmocka_unit_test(test_rules_not_made),
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_rule_order),
        cmocka_unit_test(test_formers),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_print),
        cmocka_unit_test(test_summary),
        cmocka_unit_test(test_desk),
        cmocka_unit_test(test_what_is_not_said),
        cmocka_unit_test(test_section_limit_says_it_once),
    };
    return cmocka_run_group_tests_name("form/load", tests, load_every, free_every);
}
