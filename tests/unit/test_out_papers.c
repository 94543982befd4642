/* What the other papers say: words, answers, stamps, pages; and all of them of the shipped samples,
 * page by page. */
#include "paper.h"

#include "draft/draft_io.h"
#include "out/compose_papers.h"

/* ---- a small form with every item and word ---- */

static const char source[] =
    "tianbiao_form: 1\n"
    "id: papers\n"
    "version: 1\n"
    "title: 申报书\n"
    "copies: 3\n"
    "clauses:\n"
    "  甲: （一）条款甲的原文。\n"
    "  乙: |-\n"
    "    乙的第一段。\n"
    "    乙的第二段。\n"
    "doubts:\n"
    "  - {clause: 甲, text: 没有写清的事}\n"
    "sections:\n"
    "  - id: all\n"
    "    title: 全部\n"
    "    fields:\n"
    "      - {id: name, kind: line, label: 名称, required: yes}\n"
    "      - {id: remark, kind: line, label: 备注：, brief: 附注}\n"
    "      - {id: never, kind: line, label: 用不着, when: {field: name, is: 没有}}\n"
    "      - id: mode\n"
    "        kind: choice\n"
    "        label: 模式\n"
    "        options:\n"
    "          - {id: one, label: 第一种, text: 第一种的原文。}\n"
    "          - {id: two, label: 第二种, text: 第二种的原文。}\n"
    "      - {id: prose, kind: text, label: 正文}\n"
    "      - id: elements\n"
    "        kind: elements\n"
    "        label: 要素\n"
    "        chosen_by: mode\n"
    "        texts: [prose]\n"
    "        items:\n"
    "          - {id: a, of: one, label: 要素甲}\n"
    "          - {id: b, of: one, label: 要素乙}\n"
    "          - {id: c, of: two, label: 要素丙}\n"
    "      - id: checks\n"
    "        kind: checklist\n"
    "        label: 条件\n"
    "        items:\n"
    "          - id: first\n"
    "            label: 条件一\n"
    "            clause: 甲\n"
    "            data: [name, count, options]\n"
    "            proofs: [papers.licence, papers.other]\n"
    "            details: [{id: money, kind: money, label: 收入, unit: 万元}]\n"
    "          - {id: second, label: 条件二}\n"
    "      - id: options\n"
    "        kind: checklist\n"
    "        label: 资源\n"
    "        items:\n"
    "          - {id: x, label: 技术}\n"
    "          - {id: y, label: 资金}\n"
    "      - id: rows\n"
    "        kind: table\n"
    "        label: 企业\n"
    "        min_rows: 1\n"
    "        columns:\n"
    "          - {id: name, kind: line, label: 企业名称, required: yes}\n"
    "          - {id: code, kind: line, label: 代码}\n"
    "          - {id: proof, kind: material, label: 证明, owner: 企业, stamp: yes, stamp_at: "
    "落款处,\n"
    "             details: [{id: pages, kind: line, label: 页码}]}\n"
    "      - {id: count, kind: computed, label: 家数, unit: 家, rows_of: rows}\n"
    "      - id: papers\n"
    "        kind: materials\n"
    "        label: 材料\n"
    "        items:\n"
    "          - {id: licence, label: 执照, owner: 本单位, copy: yes, stamp: yes, stamp_by: 局里,\n"
    "             details: [{id: pages, kind: number, label: 页数, unit: 页}]}\n"
    "          - {id: form, label: 申报书, owner: 本单位, at_final: yes, stamp: yes, stamp_at: "
    "封面,\n"
    "             copies: 3}\n"
    "          - {id: county, label: 汇总表, owner: 县里, applicant: no, stamp: yes}\n"
    "          - {id: proofs, label: 佐证, owner: 企业, of_table: rows, stamp: yes}\n"
    "          - {id: other, label: 其他, owner: 本单位, optional: yes}\n"
    "print:\n"
    "  title: 申报书\n"
    "  head: 申报书页眉\n"
    "  sections: [all]\n"
    "  papers:\n"
    "    - id: check\n"
    "      title: 自查表\n"
    "      items:\n"
    "        - {title: yes}\n"
    "        - {clause: 乙}\n"
    "        - {fields: [name, remark, never, count]}\n"
    "        - {chosen: mode}\n"
    "        - {list: mode}\n"
    "        - {list: options}\n"
    "        - {checklist: checks}\n"
    "        - {space: 2}\n"
    "        - {seal: （章）, lines: 3}\n"
    "        - {signature: [填表人, 日期]}\n"
    "    - id: tables\n"
    "      title: 各种表\n"
    "      head: 各种表的页眉\n"
    "      items:\n"
    "        - {heading: 一、要素}\n"
    "        - {table: elements, caption: 要素表, columns: [{label: 号, width: 4, what: serial},\n"
    "           {label: 要素, width: 12, what: label}, {label: 有, width: 4, what: box},\n"
    "           {label: 原话, width: 12, what: quote}, {label: 在哪, width: 10, what: where}]}\n"
    "        - {table: rows, columns: [{label: 企业, width: 12, from: [name, code], bare: yes},\n"
    "           {label: 证明, width: 14, from: [proof.state, proof.pages]}]}\n"
    "        - {table: papers, columns: [{label: 材料, width: 8, what: label},\n"
    "           {label: 谁, width: 8, what: owner}, {label: 形式, width: 6, what: form},\n"
    "           {label: 章, width: 6, what: stamp}, {label: 页, width: 6, from: pages},\n"
    "           {label: 份, width: 4, what: copies}]}\n"
    "        - {table: checks, columns: [{label: 条, width: 4, what: clause},\n"
    "           {label: 原文, width: 20, what: words}, {label: 答, width: 10, what: answer}]}\n"
    "        - {table: mode, columns: [{label: 选, width: 4, what: box},\n"
    "           {label: 原文, width: 20, what: words}]}\n"
    "    - id: stamps\n"
    "      title: 盖章单\n"
    "      items:\n"
    "        - {stamps: yes, total: 合计, columns: [{label: 号, width: 4, what: serial},\n"
    "           {label: 材料, width: 14, what: label}, {label: 哪里, width: 8, what: where},\n"
    "           {label: 谁, width: 8, what: owner}, {label: 页, width: 6, what: pages},\n"
    "           {label: 盖了, width: 4, what: box}, {label: 份, width: 4, what: copies, sum: "
    "yes}]}\n"
    "        - {doubts: yes, columns: [{label: 条, width: 4, what: clause},\n"
    "           {label: 事, width: 20, what: label}, {label: 号, width: 4, what: serial}]}\n"
    "        - {bound: yes, columns: [{label: 名称, width: 12, what: label},\n"
    "           {label: 页, width: 12, what: pages}]}\n"
    "  bound: [stamps, application, check, tables]\n";

struct made {
    struct form *form;
    struct draft *draft;
    struct doc doc;
};

static void begin(struct made *m)
{
    struct err e = {0};
    struct form_mistakes mistakes = {0};
    *m = (struct made){0};
    if (!form_load(sv_from(source), "form.yaml", &m->form, &mistakes, &e))
        fail_msg("%u:%u %s", mistakes.len ? mistakes.ptr[0].line : 0,
                 mistakes.len ? mistakes.ptr[0].column : 0, e.message.ptr);
    m->draft = draft_new(m->form);
}

static void compose(struct made *m, const char *paper)
{
    doc_release(&m->doc);
    m->doc = (struct doc){0};
    compose_paper(m->draft, NULL, sv_from(paper), NULL, &m->doc);
}

static void finish(struct made *m)
{
    doc_release(&m->doc);
    draft_free(m->draft);
    form_free(m->form);
}

static void fill(struct made *m)
{
    static const char *const answers[][2] = {
        {"name", "演示公司"},
        {"mode", "one"},
        {"prose", "正文里的一句话。"},
        {"checks.first.state", "yes"},
        {"checks.first.note", "有执照"},
        {"checks.first.money", "12.5"},
        {"checks.second.state", "no"},
        {"options.x.state", "yes"},
        {"options.x.note", "开放接口"},
        {"rows[1].name", "甲公司"},
        {"rows[1].code", "0001"},
        {"rows[1].proof.state", "have"},
        {"rows[1].proof.stamped", "yes"},
        {"rows[1].proof.pages", "第1页"},
        {"rows[2].name", "乙公司"},
        {"papers.licence.state", "have"},
        {"papers.licence.stamped", "no"},
        {"papers.licence.pages", "2"},
        {"elements[1].id", "a"},
        {"elements[1].tie.field", "prose"},
        {"elements[1].tie.quote", "一句话"},
    };
    for (size_t i = 0; i < COUNT_OF(answers); i++)
        paper_set(m->draft, answers[i][0], answers[i][1]);
}

/* A table as one line a row, cells between "|"; newlines in cells as "/". */
static void show_table(const struct block_table *t, struct str *out)
{
    for (size_t r = 0; r < t->row_count; r++) {
        if (t->total && r + 1 == t->row_count)
            str_add(out, SV("SUM "));
        for (size_t c = 0; c < t->column_count; c++) {
            struct sv text = t->cells[r * t->column_count + c].text;
            str_add(out, c ? SV("|") : SV(""));
            for (size_t i = 0; i < text.len; i++)
                str_add_byte(out, text.ptr[i] == '\n' ? '/' : text.ptr[i]);
        }
        str_add_byte(out, '\n');
    }
}

static void show(const struct doc *d, struct str *out)
{
    static const char *const names[] = {
        [BLOCK_PAPER] = "PAPER",         [BLOCK_PARAGRAPH] = "TEXT", [BLOCK_HEADING] = "HEADING",
        [BLOCK_SEAL] = "SEAL",           [BLOCK_SPACE] = "SPACE",    [BLOCK_TABLE] = "TABLE",
        [BLOCK_SIGNATURE] = "SIGNATURE", [BLOCK_PAGE_BREAK] = "PAGE"};
    for (size_t i = 0; i < d->blocks.len; i++) {
        const struct block *b = &d->blocks.ptr[i];
        assert_non_null(names[b->kind]);
        str_add_f(out, "%s %.*s%.*s\n", names[b->kind], SV_ARG(b->label), SV_ARG(b->text));
        if (b->kind == BLOCK_TABLE)
            show_table(b->table, out);
    }
}

static void assert_shown(struct made *m, const char *paper, const char *want)
{
    struct str text = {0};
    compose(m, paper);
    show(&m->doc, &text);
    assert_text(str_sv(&text), want);
    str_release(&text);
}

/* ---- items ---- */

static void test_check(void **state)
{
    (void)state;
    struct made m;
    begin(&m);
    fill(&m);
    assert_shown(&m, "check",
                 "PAPER 自查表\n"
                 "TEXT 乙的第一段。\n"
                 "TEXT 乙的第二段。\n"
                 "TABLE \n"
                 "名称：|演示公司\n"
                 "附注：|\n"
                 "家数：|2家\n"
                 "TEXT 第一种的原文。\n"
                 "TEXT ■第一种的原文。\n"
                 "TEXT □第二种的原文。\n"
                 "TEXT ■技术：开放接口\n"
                 "TEXT □资金\n"
                 "TEXT （一）条款甲的原文。\n"
                 "TABLE \n"
                 "自查：|■是 □否\n"
                 "依据：|有执照\n"
                 "数据：|收入：12.5万元/名称：演示公司/家数：2家/资源：技术\n"
                 "证明材料：|执照（已备）/其他\n"
                 "TEXT 条件二\n"
                 "TABLE \n"
                 "自查：|□是 ■否\n"
                 "SPACE \n"
                 "SEAL （章）\n"
                 "SIGNATURE 填表人\n"
                 "SIGNATURE 日期\n");
    finish(&m);
}

static void test_tables(void **state)
{
    (void)state;
    struct made m;
    begin(&m);
    fill(&m);
    assert_shown(&m, "tables",
                 "HEADING 一、要素\n"
                 "TABLE 要素表\n"
                 "1|要素甲|■|“一句话”|全部 · 正文\n"
                 "2|要素乙|□|（未指认）|\n"
                 "TABLE \n"
                 "甲公司/0001|状态：已备/页码：第1页\n"
                 "乙公司|\n"
                 "TABLE \n"
                 "执照|本单位|复印件|□待盖|2页|1\n"
                 "申报书|本单位|原件|□待盖||3\n"
                 "汇总表|县里|原件|□待盖||1\n"
                 "佐证|企业|原件|□待盖||2\n"
                 "其他|本单位|原件|不用盖||1\n"
                 "TABLE \n"
                 "甲|（一）条款甲的原文。|■是 □否\n"
                 "|条件二|□是 ■否\n"
                 "TABLE \n"
                 "■|第一种的原文。\n"
                 "□|第二种的原文。\n");
    finish(&m);
}

/* Nothing written: what must be there says so, the rest stays blank; a table that must have rows
 * says so once, one whose elements wait for a choice has none. */
static void test_nothing_written(void **state)
{
    (void)state;
    struct made m;
    struct str text = {0};
    begin(&m);
    compose(&m, "all");
    for (size_t i = 0; i < m.doc.blocks.len; i++)
        if (m.doc.blocks.ptr[i].table)
            show_table(m.doc.blocks.ptr[i].table, &text);
    assert_true(sv_contains(str_sv(&text), SV("名称：|（未填）\n附注：|\n家数：|0家\n")));
    assert_true(sv_contains(str_sv(&text), SV("（未填）|\n执照|")));
    assert_false(sv_contains(str_sv(&text), SV("要素")));
    str_release(&text);
    finish(&m);
}

/* Every row of a table that a material stands for, what the applicant brings, the papers with a
 * seal's place; not what the county stamps, not what is not to be brought. */
static void test_stamps(void **state)
{
    (void)state;
    struct made m;
    begin(&m);
    fill(&m);
    assert_shown(&m, "stamps",
                 "TABLE \n"
                 "1|执照||局里||□|1\n"
                 "2|申报书|封面|本单位||□|3\n"
                 "3|证明：甲公司|落款处|企业||■|1\n"
                 "4|证明：乙公司|落款处|企业||□|1\n"
                 "5|自查表|（章）|||□|3\n"
                 "SUM 合计||||||9\n"
                 "TABLE \n"
                 "甲|没有写清的事|1\n"
                 "TABLE \n"
                 "盖章单|\n"
                 "申报书|\n"
                 "自查表|\n"
                 "各种表|\n");
    paper_set(m.draft, "papers.licence.state", "none");
    compose(&m, "stamps");
    assert_text(m.doc.blocks.ptr[0].table->cells[1].text, "申报书");
    finish(&m);
}

/* A cell leads back to the answer it shows. */
static void test_places(void **state)
{
    (void)state;
    struct made m;
    begin(&m);
    fill(&m);
    compose(&m, "tables");
    const struct block_table *rows = m.doc.blocks.ptr[2].table;
    struct place first = rows->cells[0].place, second = rows->cells[3].place;
    assert_int_equal(first.field, form_field(m.form, SV("rows.name"))->index);
    assert_int_equal(first.row, draft_rows(m.draft, m.form->fields[first.field].table)->ptr[0].key);
    assert_int_equal(second.field, form_field(m.form, SV("rows.proof.state"))->index);
    assert_int_equal(second.row,
                     draft_rows(m.draft, m.form->fields[first.field].table)->ptr[1].key);
    const struct block_table *elements = m.doc.blocks.ptr[1].table;
    assert_int_equal(elements->cells[3].place.field, form_field(m.form, SV("prose"))->index);
    finish(&m);
}

/* ---- names and binding ---- */

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool known;
    } cases[] = {{"application", true}, {"all", true},    {"bound", true}, {"check", true},
                 {"stamps", true},      {"Check", false}, {"", false},     {"none", false}};
    struct made m;
    begin(&m);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(paper_is_known(m.form, sv_from(cases[i].name)), cases[i].known);
    finish(&m);
}

static void test_parts(void **state)
{
    (void)state;
    static const struct {
        const char *paper, *ids, *heads;
    } cases[] = {
        {"application", "", ""},
        {"tables", "tables ", "各种表的页眉 "},
        {"check", "check ", "自查表 "},
        {"all", "application check tables stamps ", "申报书页眉 自查表 各种表的页眉 盖章单 "},
        {"bound", "stamps application check tables ", "盖章单 申报书页眉 自查表 各种表的页眉 "},
    };
    struct made m;
    begin(&m);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str ids = {0}, heads = {0};
        compose(&m, cases[i].paper);
        for (size_t p = 0; p < m.doc.parts.len; p++) {
            const struct doc_part *part = &m.doc.parts.ptr[p];
            str_add_f(&ids, "%.*s ", SV_ARG(part->id));
            str_add_f(&heads, "%.*s ", SV_ARG(part->head));
            assert_true(p == 0 ? part->first == 0
                               : m.doc.blocks.ptr[part->first - 1].kind == BLOCK_PAGE_BREAK);
        }
        assert_text(str_sv(&ids), cases[i].ids);
        assert_text(str_sv(&heads), cases[i].heads);
        str_release(&ids);
        str_release(&heads);
    }
    finish(&m);
}

static void add_cell_of(const struct doc *d, const char *label, struct str *out)
{
    for (size_t i = 0; i < d->blocks.len; i++) {
        const struct block_table *t = d->blocks.ptr[i].table;
        for (size_t c = 0; t && c + 1 < t->row_count * t->column_count; c++)
            if (t->column_count == 2 && sv_eq(t->cells[c].text, sv_from(label)))
                str_add(out, t->cells[c + 1].text);
    }
}

/* The page numbers a bound document names are those of its pages. */
static void test_pages(void **state)
{
    (void)state;
    static const char *const titles[] = {"盖章单", "申报书", "自查表", "各种表"};
    struct made m;
    struct sheets sheets = {0};
    begin(&m);
    fill(&m);
    bind_sheets(m.draft, NULL, SV("bound"), sheet_profile_by_name(SV("official")), &m.doc, &sheets);
    assert_int_equal(sheets.parts.len, 4);
    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        struct str said = {0}, want = {0};
        const struct sheet_part *part = &sheets.parts.ptr[i];
        add_cell_of(&m.doc, titles[i], &said);
        if (part->pages == 1)
            str_add_f(&want, "第%zu页", part->first);
        else
            str_add_f(&want, "第%zu—%zu页", part->first, part->first + part->pages - 1);
        assert_text(str_sv(&said), want.ptr);
        str_release(&said);
        str_release(&want);
    }
    sheets_release(&sheets);
    finish(&m);
}

/* ---- the shipped samples ---- */

static void check_sample(const char *form_id, const char *sample, const char *profile)
{
    struct str path = {0}, text = {0}, golden = {0}, source_text = {0};
    struct draft *draft = NULL;
    struct doc doc = {0};
    struct sheets sheets = {0};
    struct err e = {0};
    str_add_f(&path, "forms/%s/form.yaml", form_id);
    struct form *form = paper_form(path.ptr);
    str_clear(&path);
    str_add_f(&path, "forms/%s/samples/%s.yaml", form_id, sample);
    assert_true(source_read(path.ptr, &source_text));
    assert_true(draft_parse(form, str_sv(&source_text), path.ptr, &draft, NULL, &e));
    bind_sheets(draft, NULL, SV("bound"), sheet_profile_by_name(sv_from(profile)), &doc, &sheets);
    sheets_add_text(&text, &sheets);
    str_add_f(&golden, "bound-%s-%s-%s.txt", form_id, sample, profile);
    assert_golden(golden.ptr, str_sv(&text));
    sheets_release(&sheets);
    doc_release(&doc);
    draft_free(draft);
    form_free(form);
    str_release(&path);
    str_release(&text);
    str_release(&golden);
    str_release(&source_text);
}

static void test_golden(void **state)
{
    (void)state;
    static const char *const forms[] = {"chain-case-2024", "reading-grant-2025"};
    static const char *const samples[] = {"complete", "flawed"};
    static const char *const profiles[] = {"official", "dense"};
    for (size_t f = 0; f < COUNT_OF(forms); f++)
        for (size_t s = 0; s < COUNT_OF(samples); s++)
            for (size_t p = 0; p < COUNT_OF(profiles); p++)
                check_sample(forms[f], samples[s], profiles[p]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_check),           cmocka_unit_test(test_tables),
        cmocka_unit_test(test_nothing_written), cmocka_unit_test(test_stamps),
        cmocka_unit_test(test_places),          cmocka_unit_test(test_names),
        cmocka_unit_test(test_parts),           cmocka_unit_test(test_pages),
        cmocka_unit_test(test_golden),
    };
    return cmocka_run_group_tests_name("out/papers", tests, NULL, NULL);
}
