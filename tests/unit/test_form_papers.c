/* What lint says of papers: each row is a definition whose one mistake stands at the @, and what
 * must be in the message and in the hint. */
#include "unit.h"

#include "form/form_load.h"

static const char head[] =
    "tianbiao_form: 1\n"
    "id: f\n"
    "version: 1\n"
    "title: 题\n"
    "clauses: {甲: 原文}\n"
    "sections:\n"
    "- id: s\n"
    "  title: 部分\n"
    "  fields:\n"
    "  - {id: a, kind: line, label: 甲}\n"
    "  - {id: c, kind: choice, label: 选, options: [{id: one, label: 一}]}\n"
    "  - {id: r, kind: table, label: 表, columns: [{id: x, kind: line, label: 列},\n"
    "     {id: p, kind: material, label: 证}]}\n"
    "  - {id: k, kind: checklist, label: 单, items: [{id: i, label: 项}]}\n"
    "  - {id: m, kind: materials, label: 料, items: [{id: w, label: 物, stamp: yes,\n"
    "     details: [{id: pages, kind: number, label: 页}]}, {id: v, label: 另}]}\n"
    "  - {id: e, kind: elements, label: 素, texts: [a], items: [{id: u, label: 要}]}\n"
    "print:\n"
    "  sections: [s]\n";

#define ONE "  papers:\n  - id: one\n    title: 一\n    items:\n    - {title: yes}\n"
#define SERIAL "{label: 号, width: 4, what: serial}"

struct mistake {
    const char *source; /* behind the head */
    const char *message;
    const char *hint; /* NULL: none */
};

static const struct mistake papers[] = {
    {"  papers: @[]\n", "一项也没有", NULL},
    {"  papers: @yes\n", "列表", NULL},
    {"  papers:\n  - @甲\n", "附表要写成一组", NULL},
    {"  papers:\n  - @{title: 一, items: [{title: yes}]}\n", "附表缺少“id”", NULL},
    {"  papers:\n  - @{id: one, items: [{title: yes}]}\n", "附表缺少“title”", NULL},
    {"  papers:\n  - @{id: one, title: 一}\n", "附表缺少“items”", NULL},
    {"  papers:\n  - {id: one, title: 一, @item: 3, items: [{title: yes}]}\n",
     "附表没有“item”这个键", "“items”"},
    {"  papers:\n  - {id: @all, title: 一, items: [{title: yes}]}\n", "程序自己要用", NULL},
    {"  papers:\n  - {id: @application, title: 一, items: [{title: yes}]}\n", "程序自己要用", NULL},
    {"  papers:\n  - {id: @自查, title: 一, items: [{title: yes}]}\n", "不能作附表的名字",
     "小写字母"},
    {ONE "  - {id: @one, title: 二, items: [{title: yes}]}\n", "附表“one”已经有了", NULL},
    {ONE "  bound: [application, @two]\n", "没有“two”这份附表", NULL},
    {ONE "  bound: [@aplication, one]\n", "没有“aplication”这份附表", "“application”"},
    {ONE "  bound: [one, @one]\n", "已经写过了", NULL},
    {"  bound: [@one]\n", "没有“one”这份附表", NULL},
};

static const struct mistake items[] = {
    {ONE "    - @甲\n", "附表的这一项要写成一组", NULL},
    {ONE "    - @{lines: 3}\n", "要写明是哪一种", "signature"},
    {ONE "    - @{title: yes, text: 话}\n", "只能是一种", NULL},
    {ONE "    - @{titel: yes}\n", "要写明是哪一种", "title"},
    {ONE "    - {title: @no}\n", "只能写 yes", NULL},
    {ONE "    - {title: @是}\n", "yes 或 no", NULL},
    {ONE "    - {space: @0}\n", "从 1 到 60", NULL},
    {ONE "    - {clause: @乙}\n", "没有条款“乙”", NULL},
    {ONE "    - {fields: @zz}\n", "没有“zz”这个字段", NULL},
    {ONE "    - {fields: [a, @r]}\n", "“table”类的字段，不能用在这里", "line"},
    {ONE "    - {fields: @r.x}\n", "表里的一列", NULL},
    {ONE "    - {chosen: @a}\n", "“line”类的字段", "choice"},
    {ONE "    - {list: @a}\n", "“line”类的字段", "checklist"},
    {ONE "    - {checklist: @c}\n", "“choice”类的字段", "checklist"},
    {ONE "    - {table: @a, columns: [" SERIAL "]}\n", "“line”类的字段", "materials"},
    {ONE "    - {text: 话, @lines: 3}\n", "不能写“lines”", "forms/README"},
    {ONE "    - {text: 话, @columns: [" SERIAL "]}\n", "不能写“columns”", NULL},
    {ONE "    - {seal: 章, lines: @99}\n", "从 1 到 60", NULL},
    {ONE "    - {signature: @[]}\n", "一项也没有", NULL},
    {ONE "    - {stamps: @no, columns: [" SERIAL "]}\n", "只能写 yes", NULL},
    {ONE "    - {doubts: @no, columns: [" SERIAL "]}\n", "只能写 yes", NULL},
    {ONE "    - {doubts: yes, columns: [{label: 号, width: 4, what: @words}]}\n", "没有“words”可写",
     NULL},
};

static const struct mistake columns[] = {
    {ONE "    - @{table: r}\n", "表缺少“columns”", NULL},
    {ONE "    - @{stamps: yes}\n", "表缺少“columns”", NULL},
    {ONE "    - {table: r, columns: @[]}\n", "一项也没有", NULL},
    {ONE "    - {table: r, columns: [@{width: 4, what: serial}]}\n", "表的列缺少“label”", NULL},
    {ONE "    - {table: r, columns: [@{label: 号, what: serial}]}\n", "表的列缺少“width”", NULL},
    {ONE "    - {table: r, columns: [{label: 号, width: @1, what: serial}]}\n", "从 2 到 200",
     NULL},
    {ONE "    - {table: r, columns: [@{label: 号, width: 4}]}\n", "what 或者 from", NULL},
    {ONE "    - {table: r, columns: [@{label: 号, width: 4, what: serial, from: x}]}\n",
     "what 或者 from", NULL},
    {ONE "    - {table: r, columns: [{label: 号, width: 4, what: @seriel}]}\n", "没有“seriel”可写",
     "“serial”"},
    {ONE "    - {table: r, columns: [{label: 号, width: 4, what: @owner}]}\n", "没有“owner”可写",
     NULL},
    {ONE "    - {table: e, columns: [{label: 号, width: 4, what: @答}]}\n", "没有“答”可写",
     "quote"},
    {ONE "    - {bound: yes, columns: [{label: 号, width: 4, what: @copies}]}\n",
     "没有“copies”可写", NULL},
    {ONE "    - {table: r, columns: [{label: 号, width: 4, from: @y}]}\n", "“r”下面没有“y”", NULL},
    {ONE "    - {table: r, columns: [{label: 号, width: 4, from: [x, @p.statu]}]}\n",
     "没有“p.statu”", NULL},
    {ONE "    - {table: r, columns: [{label: 号, width: 4, from: @p}]}\n", "没有“p”这样一栏", NULL},
    {ONE "    - {table: m, columns: [{label: 号, width: 4, from: @page}]}\n", "“m”下面没有“page”",
     "“pages”"},
    {ONE "    - {table: c, columns: [{label: 号, width: 4, from: @one}]}\n",
     "没有填写的内容，不能写 from", "what"},
    {ONE "    - {stamps: yes, columns: [{label: 号, width: 4, from: @state}]}\n",
     "没有填写的内容，不能写 from", "what"},
    {ONE "    - {table: r, columns: [{label: 号, width: 4, align: @middle, what: serial}]}\n",
     "不能这样对齐", "centre"},
    {ONE "    - {table: r, columns: [{label: 号, width: 4, what: serial, bare: @yes}]}\n",
     "bare 只跟着 from", NULL},
    {ONE
     "    - {table: m, total: 合计, columns: [{label: 号, width: 4, what: owner, sum: @yes}]}\n",
     "只有份数", NULL},
    {ONE "    - {table: r, total: 合计, columns: [{label: 号, width: 4, from: x, sum: @yes}]}\n",
     "填写的内容不在这里合计", "computed"},
    {ONE "    - @{table: m, columns: [{label: 号, width: 4, what: copies, sum: yes}]}\n", "“total”",
     NULL},
    {ONE "    - @{table: m, total: 合计, columns: [{label: 号, width: 4, what: copies}]}\n",
     "sum: yes", NULL},
};

/* The definition without its @, and the line and column the @ stood at. */
static void take_mark(const char *source, struct str *out, uint32_t *line, uint32_t *column)
{
    const char *at = strchr(source, '@');
    str_add(out, sv_from(head));
    str_add(out, sv_make(source, at ? (size_t)(at - source) : strlen(source)));
    *line = *column = 1;
    for (size_t i = 0; i < out->len; i++) {
        bool newline = out->ptr[i] == '\n';
        *line += newline;
        /* Columns count characters. */
        *column = newline ? 1 : *column + (((unsigned char)out->ptr[i] & 0xC0) != 0x80);
    }
    if (at)
        str_add(out, sv_from(at + 1));
    else
        *line = *column = 0;
}

static void check_mistake(const struct mistake *row)
{
    struct str source = {0};
    struct form *form = NULL;
    struct form_mistakes mistakes = {0};
    struct err e = {0};
    uint32_t line, column;
    take_mark(row->source, &source, &line, &column);
    if (form_load(str_sv(&source), "form.yaml", &form, &mistakes, &e))
        fail_msg("nothing is wrong with: %s", row->source);
    const struct form_mistake *m = &mistakes.ptr[0];
    if (mistakes.len != 1 || (line && (m->line != line || m->column != column)) ||
        !sv_contains(str_sv(&m->message), sv_from(row->message)) ||
        (row->hint && !sv_contains(str_sv(&m->hint), sv_from(row->hint))))
        fail_msg("%s\n%zu mistakes, the first %u:%u (want %u:%u) %.*s [%.*s]", row->source,
                 mistakes.len, m->line, m->column, line, column, SV_ARG(str_sv(&m->message)),
                 SV_ARG(str_sv(&m->hint)));
    form_mistakes_release(&mistakes);
    err_clear(&e);
    str_release(&source);
}

static void test_mistakes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(papers); i++)
        check_mistake(&papers[i]);
    for (size_t i = 0; i < COUNT_OF(items); i++)
        check_mistake(&items[i]);
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        check_mistake(&columns[i]);
}

/* ---- what is loaded ---- */

static void load(const char *print, struct form **form)
{
    struct str source = {0};
    struct err e = {0};
    str_add_f(&source, "%s%s", head, print);
    if (!form_load(str_sv(&source), "form.yaml", form, NULL, &e))
        fail_msg("%s", e.message.ptr);
    str_release(&source);
}

static void test_loaded(void **state)
{
    (void)state;
    struct form *form = NULL;
    load(ONE "    - {table: m, caption: 名, total: 合计, columns: [" SERIAL ",\n"
             "       {label: 份, width: 6, align: right, what: copies, sum: yes},\n"
             "       {label: 页, width: 8, from: [pages, state], bare: yes}]}\n"
             "    - {clause: 甲}\n"
             "    - {fields: [a, c]}\n"
             "  bound: [one, application]\n",
         &form);
    const struct form_paper *paper = &form->print.papers[0];
    assert_int_equal(form->print.paper_count, 1);
    assert_text(paper->id, "one");
    assert_int_equal(paper->item_count, 4);
    const struct paper_item *table = &paper->items[1];
    assert_int_equal(table->kind, PAPER_TABLE);
    assert_int_equal(table->source, SOURCE_MATERIALS);
    assert_text(table->text, "名");
    assert_text(table->total, "合计");
    assert_int_equal(table->column_count, 3);
    assert_int_equal(table->columns[0].what, PAPER_WORD_SERIAL);
    assert_int_equal(table->columns[1].align, PAPER_RIGHT);
    assert_true(table->columns[1].sum);
    assert_int_equal(table->columns[2].what, PAPER_WORD_COUNT);
    assert_int_equal(table->columns[2].from.len, 2);
    assert_true(table->columns[2].bare);
    assert_text(paper->items[2].text, "原文");
    assert_int_equal(paper->items[3].fields.len, 2);
    assert_int_equal(form->print.bound.len, 2);
    assert_int_equal(form->print.bound.ptr[0], 0);
    assert_int_equal(form->print.bound.ptr[1], NO_FIELD);
    form_free(form);
}

/* Unsaid, the application comes first and the papers follow as written; without papers it is alone.
 */
static void test_binding(void **state)
{
    (void)state;
    struct form *form = NULL;
    load(ONE "  - {id: two, title: 二, items: [{title: yes}]}\n", &form);
    assert_int_equal(form->print.bound.len, 3);
    assert_int_equal(form->print.bound.ptr[0], NO_FIELD);
    assert_int_equal(form->print.bound.ptr[2], 1);
    form_free(form);
    load("", &form);
    assert_int_equal(form->print.bound.len, 1);
    assert_int_equal(form->print.paper_count, 0);
    form_free(form);
}

/* ---- what supports and proves an item ---- */

static void check_item(const char *keys, const char *message)
{
    struct str source = {0};
    struct form *form = NULL;
    struct form_mistakes mistakes = {0};
    struct err e = {0};
    str_add_f(&source,
              "tianbiao_form: 1\nid: f\nversion: 1\ntitle: 题\nsections:\n- id: s\n  title: 部\n"
              "  fields:\n"
              "  - {id: a, kind: line, label: 甲}\n"
              "  - {id: r, kind: table, label: 表, columns: [{id: x, kind: line, label: 列}]}\n"
              "  - {id: m, kind: material, label: 料}\n"
              "  - {id: k, kind: checklist, label: 单, items: [{id: i, label: 项, %s}]}\n",
              keys);
    bool ok = form_load(str_sv(&source), "form.yaml", &form, &mistakes, &e);
    assert_int_equal(ok, message == NULL);
    if (message) {
        assert_int_equal(mistakes.len, 1);
        assert_true(sv_contains(str_sv(&mistakes.ptr[0].message), sv_from(message)));
    } else {
        const struct field *item = form_field(form, SV("k.i"));
        assert_int_equal(item->data.len + item->proofs.len, 3);
        form_free(form);
    }
    form_mistakes_release(&mistakes);
    err_clear(&e);
    str_release(&source);
}

static void test_items(void **state)
{
    (void)state;
    check_item("data: [a, k], proofs: m", NULL);
    check_item("data: zz", "没有“zz”这个字段");
    check_item("data: r", "“table”类的字段");
    check_item("data: r.x", "表里的一列");
    check_item("proofs: a", "“line”类的字段");
    check_item("proofs: [m, m2]", "没有“m2”这个字段");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_loaded),
        cmocka_unit_test(test_binding),
        cmocka_unit_test(test_items),
    };
    return cmocka_run_group_tests_name("form/papers", tests, NULL, NULL);
}
