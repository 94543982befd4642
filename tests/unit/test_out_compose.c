#include "paper.h"

#include "out/doc.h"
#include "out/sheet.h"
#include "text/width.h"

#define FORM "tests/fixtures/out/form.yaml"

struct made {
    struct form *form;
    struct draft *draft;
    struct facts facts;
    struct doc doc;
};

static void begin(struct made *m)
{
    *m = (struct made){.form = paper_form(FORM)};
    m->draft = draft_new(m->form);
}

static void compose(struct made *m)
{
    doc_release(&m->doc);
    compose_application(m->draft, &m->facts, &m->doc);
}

static void finish(struct made *m)
{
    doc_release(&m->doc);
    facts_release(&m->facts);
    draft_free(m->draft);
    form_free(m->form);
}

/* The document as one line a block, to be read by people: KIND label|text|after. */
static void show(const struct doc *d, struct str *out)
{
    static const char *const names[] = {"TITLE", "COVER",   "TEXT",      "SPACE", "SEAL",
                                        "PAGE",  "HEADING", "PARAGRAPH", "FIGURE"};
    for (size_t i = 0; i < d->blocks.len; i++) {
        const struct block *b = &d->blocks.ptr[i];
        str_add(out, sv_from(names[b->kind]));
        if (b->kind == BLOCK_SPACE || b->kind == BLOCK_SEAL)
            str_add_f(out, "%u", b->lines);
        if (b->kind == BLOCK_HEADING)
            str_add_f(out, "%u", b->level);
        str_add_f(out, " %.*s|%.*s|%.*s", SV_ARG(b->label), SV_ARG(b->text), SV_ARG(b->after));
        if (b->kind == BLOCK_FIGURE)
            str_add_f(out, "|%.*s %ux%u", SV_ARG(b->file), b->width, b->height);
        str_add(out, b->blank ? SV(" blank\n") : SV("\n"));
    }
}

/* The lines of `show` that start with `kind`. */
static void show_kind(const struct doc *d, const char *kind, struct str *out)
{
    struct str all = {0};
    struct sv line;
    show(d, &all);
    for (struct sv rest = str_sv(&all); sv_next(&rest, '\n', &line);)
        if (line.len && sv_starts(line, sv_from(kind)))
            str_add_f(out, "%.*s\n", SV_ARG(line));
    str_release(&all);
}

static void check_doc(const struct doc *d, const char *kind, const char *want)
{
    struct str got = {0};
    show_kind(d, kind, &got);
    assert_text(str_sv(&got), want);
    str_release(&got);
}

static const struct block *find_block(const struct doc *d, const char *text)
{
    for (size_t i = 0; i < d->blocks.len; i++)
        if (sv_starts(d->blocks.ptr[i].text, sv_from(text)))
            return &d->blocks.ptr[i];
    fail_msg("no block starts with %s", text);
    return NULL;
}

/* ---- the whole of it ---- */

static void fill_all(struct made *m)
{
    static const struct {
        const char *path;
        const char *value;
    } values[] = {
        {"cover.name", "演示单位（测试）"},
        {"cover.kind", "new"},
        {"cover.old", "不该打印的证书号"},
        {"cover.place.province", "河北省"},
        {"cover.place.city", "石家庄市"},
        {"cover.person", "张演示"},
        {"cover.phone", "0311-88880000"},
        {"first.name", "演示名称"},
        {"first.text", "　　第一段。\n\n  第二段，见图2。  "},
        {"first.secret", "不该打印的说明"},
        {"first.renewal", "不该打印的理由"},
        {"second.text", "甲段。\n乙段见图1。\n丙段。"},
        {"third.date", "2024-04-05"},
        {"third.money", "12.5"},
        {"third.many", "a\n丙类"},
        {"third.list.one.state", "yes"},
        {"third.list.one.note", "有证书"},
        {"third.rows[1].name", "演示合作社"},
        {"third.rows[1].share", "30"},
        {"third.rows[2].name", "演示公司"},
        {"renewal.text", "不该打印的续办说明"},
        {"pictures.list[1].file", "tu/jg.png"},
        {"pictures.list[1].caption", "总体架构"},
        {"pictures.list[2].file", "lc.jpg"},
        {"pictures.list[2].caption", "流程"},
        {"pictures.list[3].caption", "没有引用"},
        {"pictures.list[3].place", "1"},
    };
    for (size_t i = 0; i < COUNT_OF(values); i++)
        paper_set(m->draft, values[i].path, values[i].value);
    struct file_fact *fact = facts_add(&m->facts, SV("tu/jg.png"));
    fact->state = FILE_THERE;
    fact->picture = true;
    fact->width = 960;
    fact->height = 640;
}

static void test_whole(void **state)
{
    (void)state;
    struct made m;
    begin(&m);
    fill_all(&m);
    compose(&m);
    check_doc(&m.doc, "",
              "SPACE2 ||\n"
              "TITLE |演示用|\n"
              "TITLE |申请表|\n"
              "SPACE3 ||\n"
              "COVER 单　位　名　称|演示单位（测试）|（盖章）\n"
              "COVER 申请种类|新办|\n"
              "COVER 地　　　　　址|河北省石家庄市|\n"
              "COVER 联系人及电话|张演示　0311-88880000|\n"
              "SEAL5 |（单位公章）|\n"
              "TEXT |本表一式一份。|\n"
              "PAGE ||\n"
              "HEADING1 一、|基本情况|\n"
              "HEADING2 （一）|名称|\n"
              "PARAGRAPH |演示名称|\n"
              "HEADING2 |（二）情况说明|\n"
              "PARAGRAPH |第一段。|\n"
              "PARAGRAPH |第二段，见图2。|\n"
              "FIGURE 图2|流程||lc.jpg 0x0\n"
              "HEADING1 二、|做法|\n"
              "PARAGRAPH |甲段。|\n"
              "FIGURE 图3|没有引用|| 0x0\n"
              "PARAGRAPH |乙段见图1。|\n"
              "FIGURE 图1|总体架构||tu/jg.png 960x640\n"
              "PARAGRAPH |丙段。|\n"
              "HEADING1 三、|其他|\n"
              "PARAGRAPH 起始日期：|2024年4月5日|\n"
              "PARAGRAPH 投入：|12.5万元|\n"
              "PARAGRAPH 领域：|甲类、丙类|\n"
              "PARAGRAPH 已登记：|是；说明：有证书|\n"
              "PARAGRAPH 已公示：|（未填）| blank\n"
              "HEADING2 |合作单位|\n"
              "PARAGRAPH 1. |名称：演示合作社；份额：30%|\n"
              "PARAGRAPH 2. |名称：演示公司|\n");
    assert_text(m.doc.head, "演示用申请表");
    assert_text(m.doc.mark, "草稿");
    m.draft->demo = true;
    compose(&m);
    assert_text(m.doc.mark, "演示　草稿");
    finish(&m);
}

/* What must be there and is not is marked; what may be left out keeps its label and no more. */
static void test_empty(void **state)
{
    (void)state;
    struct made m;
    begin(&m);
    compose(&m);
    check_doc(&m.doc, "COVER",
              "COVER 单　位　名　称|（未填）|（盖章） blank\n"
              "COVER 申请种类|（未填）| blank\n"
              "COVER 地　　　　　址|| blank\n"
              "COVER 联系人及电话|（未填）| blank\n");
    check_doc(&m.doc, "PARAGRAPH",
              "PARAGRAPH |（未填）| blank\n"
              "PARAGRAPH |（未填）| blank\n"
              "PARAGRAPH 起始日期：|（未填）| blank\n"
              "PARAGRAPH 投入：|| blank\n"
              "PARAGRAPH 领域：|| blank\n"
              "PARAGRAPH 已登记：|（未填）| blank\n"
              "PARAGRAPH 已公示：|（未填）| blank\n"
              "PARAGRAPH |（未填）| blank\n");
    find_block(&m.doc, "（二）情况说明");
    check_doc(&m.doc, "FIGURE", "");
    finish(&m);
}

/* What makes an empty answer one that is missing; `mark` is how often （未填） is printed. */
static const struct {
    const char *fields; /* "a" and others, printed */
    const char *path;   /* filled, NULL for nothing */
    size_t mark;
} missing[] = {
    {"{id: a, kind: line, label: 甲}", NULL, 0},
    {"{id: a, kind: line, label: 甲, required: yes}", NULL, 1},
    {"{id: a, kind: line, label: 甲, required: warning}", NULL, 0},
    {"{id: a, kind: text, label: 甲}", NULL, 0},
    {"{id: a, kind: text, label: 甲, required: yes}", NULL, 1},
    {"{id: a, kind: line, label: 甲, rules: [{code: n, required: yes, gate: pack}]}", NULL, 1},
    {"{id: a, kind: line, label: 甲, rules: [{code: n, required: yes, "
     "when: {field: z, filled: yes}}]}",
     NULL, 0},
    {"{id: a, kind: line, label: 甲, rules: [{code: n, required: yes, "
     "when: {field: z, filled: yes}}]}",
     "z", 1},
    {"{id: a, kind: address, label: 甲}", NULL, 0},
    {"{id: a, kind: address, label: 甲, required: yes}", NULL, 1},
    {"{id: a, kind: table, label: 甲, columns: [{id: x, kind: line, label: 列, required: "
     "yes}]}",
     NULL, 0},
    {"{id: a, kind: table, label: 甲, min_rows: 2, columns: [{id: x, kind: line, label: 列}]}",
     NULL, 1},
    {"{id: a, kind: checklist, label: 甲, items: [{id: x, label: 一}, {id: y, label: 二}]}", NULL,
     0},
    {"{id: a, kind: checklist, label: 甲, required: yes, items: [{id: x, label: 一}, "
     "{id: y, label: 二}]}",
     NULL, 2},
    {"{id: a, kind: checklist, label: 甲, required: yes, items: [{id: x, label: 一}, "
     "{id: y, label: 二}]}",
     "a.x.note", 0},
    {"{id: a, kind: checklist, label: 甲, rules: [{code: n, all_answered: yes}], "
     "items: [{id: x, label: 一}, {id: y, label: 二}]}",
     "a.x.note", 1},
    {"{id: a, kind: materials, label: 甲, rules: [{code: n, state_is: {words: [have]}}], "
     "items: [{id: x, label: 一}, {id: y, label: 二, optional: yes}]}",
     NULL, 1},
};

static void test_wanted(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(missing); i++) {
        struct str yaml = {0}, got = {0};
        struct made m = {0};
        struct err e = {0};
        str_add_f(&yaml,
                  "tianbiao_form: 1\nid: f\nversion: 1\ntitle: 表\nsections:\n"
                  "- {id: s, title: 部分, fields: [%s]}\n"
                  "- {id: r, title: 不印, fields: [{id: z, kind: line, label: 其他}]}\n"
                  "print: {sections: [s]}\n",
                  missing[i].fields);
        if (!form_load(str_sv(&yaml), "form.yaml", &m.form, NULL, &e))
            fail_msg("%s\n%s", e.message.ptr, yaml.ptr);
        m.draft = draft_new(m.form);
        if (missing[i].path)
            paper_set(m.draft, missing[i].path, "有");
        compose(&m);
        show(&m.doc, &got);
        size_t marks = 0;
        for (size_t at = 0; (at = sv_find(str_sv(&got), SV("（未填）"), at)) != SV_NONE; at++)
            marks++;
        if (marks != missing[i].mark)
            fail_msg("%s\n%s", missing[i].fields, got.ptr);
        str_release(&yaml);
        str_release(&got);
        finish(&m);
    }
}

/* An answer that the choice on the cover asks for is printed as soon as it is asked for. */
static void test_relevance(void **state)
{
    (void)state;
    struct made m;
    begin(&m);
    fill_all(&m);
    paper_set(m.draft, "cover.kind", "renew");
    compose(&m);
    find_block(&m.doc, "不该打印的证书号");
    find_block(&m.doc, "不该打印的理由");
    find_block(&m.doc, "不该打印的续办说明");
    check_doc(&m.doc, "HEADING1",
              "HEADING1 一、|基本情况|\nHEADING1 二、|做法|\nHEADING1 三、|其他|\n"
              "HEADING1 四、|续办说明|\n");
    finish(&m);
}

/* Annex 1 of the notice, word for word, without the limits in brackets and in the annex's order. */
static void test_annex(void **state)
{
    (void)state;
    struct made m = {.form = paper_form("forms/chain-case-2024/form.yaml")};
    m.draft = draft_new(m.form);
    compose(&m);
    check_doc(&m.doc, "TITLE", "TITLE |2024年中小企业“链式”数字化转型案例|\nTITLE |申报书|\n");
    check_doc(&m.doc, "HEADING",
              "HEADING1 一、|案例简介|\n"
              "HEADING2 （一）|案例名称|\n"
              "HEADING2 （二）|案例简述|\n"
              "HEADING1 二、|具体举措|\n"
              "HEADING1 三、|取得成效|\n"
              "HEADING1 四、|面临的问题及建议|\n");
    check_doc(&m.doc, "COVER",
              "COVER 企　业　全　称|（未填）|（盖章） blank\n"
              "COVER 统一社会信用代码|（未填）| blank\n"
              "COVER 注　册　地　址|（未填）| blank\n"
              "COVER 案　例　模　式|（未填）| blank\n"
              "COVER 案例聚焦行业|（未填）| blank\n"
              "COVER 联系人及电话|（未填）| blank\n"
              "COVER 联　系　邮　箱|（未填）| blank\n");
    finish(&m);
}

/* ---- pictures ---- */

static void test_figures(void **state)
{
    (void)state;
    static const struct {
        const char *text;  /* of second.text */
        const char *place; /* of the one picture */
        const char *want;
    } cases[] = {
        {"甲\n乙", "", "P甲 P乙 F"},
        {"甲\n乙", "1", "P甲 F P乙"},
        {"甲\n乙", "2", "P甲 P乙 F"},
        {"甲\n乙", "3", "P甲 P乙 F"},
        {"甲\n乙", "第一段", "P甲 P乙 F"},
        {"甲\n乙", "１", "P甲 F P乙"},
        {"甲\n\n　\n乙\n丙", "2", "P甲 P乙 F P丙"},
        {"甲见图1\n乙", "", "P甲 F P乙"},
        {"甲见图 1\n乙", "", "P甲 F P乙"},
        {"甲见图１\n乙", "", "P甲 F P乙"},
        {"甲见图1\n乙", "2", "P甲 P乙 F"},
        {"甲见图1\n乙", "9", "P甲 F P乙"},
        {"甲见图12\n乙", "", "P甲 P乙 F"},
        {"甲见图12、图1\n乙", "", "P甲 F P乙"},
        {"", "", "P（ F"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct made m;
        struct str got = {0};
        begin(&m);
        paper_set(m.draft, "second.text", cases[i].text);
        paper_set(m.draft, "pictures.list[1].caption", "图题");
        paper_set(m.draft, "pictures.list[1].place", cases[i].place);
        compose(&m);
        const struct field *home = form_field(m.form, SV("second.text"));
        for (size_t b = 0; b < m.doc.blocks.len; b++) {
            const struct block *block = &m.doc.blocks.ptr[b];
            if (block->kind == BLOCK_FIGURE)
                str_add(&got, SV(" F"));
            else if (block->kind == BLOCK_PARAGRAPH && block->place.field == home->index)
                str_add_f(&got, "%sP%.*s", got.len ? " " : "", SV_ARG(sv_sub(block->text, 0, 3)));
        }
        assert_text(str_sv(&got), cases[i].want);
        str_release(&got);
        finish(&m);
    }
}

/* A row nobody has filled is no picture, and the numbers of the others stay. */
static void test_empty_figure(void **state)
{
    (void)state;
    struct made m;
    begin(&m);
    paper_set(m.draft, "pictures.list[2].file", "a.png");
    compose(&m);
    check_doc(&m.doc, "FIGURE", "FIGURE 图2|||a.png 0x0 blank\n");
    finish(&m);
}

/* ---- places and limits ---- */

static void test_places(void **state)
{
    (void)state;
    struct made m;
    begin(&m);
    fill_all(&m);
    compose(&m);
    const struct block *b = find_block(&m.doc, "第二段");
    const struct field *text = form_field(m.form, SV("first.text"));
    assert_int_equal(b->place.field, text->index);
    assert_int_equal(b->at, strlen("　　第一段。\n\n  "));
    assert_int_equal(b->over, b->text.len);
    b = find_block(&m.doc, "名称：演示公司");
    const struct field *rows = form_field(m.form, SV("third.rows"));
    assert_int_equal(b->place.field, rows->index);
    assert_int_equal(b->place.row, draft_rows(m.draft, rows->index)->ptr[1].key);
    finish(&m);
}

/* A text of so many 字, and of a second paragraph if it has any. */
static void set_words(struct made *m, const char *path, uint32_t first, uint32_t second)
{
    struct str s = {0};
    for (uint32_t n = 0; n < first; n++)
        str_add(&s, SV("甲"));
    if (second)
        str_add_byte(&s, '\n');
    for (uint32_t n = 0; n < second; n++)
        str_add(&s, SV("乙"));
    paper_set(m->draft, path, s.ptr);
    str_release(&s);
}

/* name <= 20, text <= 50, section <= 60, whole <= 100: what stands first is within a sum. */
static void test_limits(void **state)
{
    (void)state;
    static const struct {
        uint32_t name; /* 字 */
        uint32_t text[2];
        uint32_t second;
        size_t name_over; /* 字 before the surplus */
        size_t text_over[2];
        size_t second_over;
    } cases[] = {
        {20, {20, 20}, 40, 20, {20, 20}, 40}, {21, {1, 1}, 1, 20, {1, 1}, 1},
        {1, {30, 30}, 1, 1, {30, 20}, 1},     {1, {60, 3}, 1, 1, {50, 0}, 1},
        {20, {30, 20}, 1, 20, {30, 10}, 1},   {20, {40, 1}, 41, 20, {40, 0}, 39},
        {30, {60, 10}, 10, 20, {30, 0}, 0},   {10, {10, 10}, 70, 10, {10, 10}, 70},
        {10, {10, 10}, 71, 10, {10, 10}, 70},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct made m;
        begin(&m);
        set_words(&m, "first.name", cases[i].name, 0);
        set_words(&m, "first.text", cases[i].text[0], cases[i].text[1]);
        set_words(&m, "second.text", cases[i].second, 0);
        compose(&m);
        const size_t want[] = {cases[i].name_over, cases[i].text_over[0], cases[i].text_over[1],
                               cases[i].second_over};
        size_t n = 0;
        for (size_t b = 0; b < m.doc.blocks.len && n < COUNT_OF(want); b++) {
            const struct block *block = &m.doc.blocks.ptr[b];
            if (block->kind != BLOCK_PARAGRAPH)
                continue;
            if (block->over != want[n] * strlen("甲"))
                print_error("case %zu, paragraph %zu\n", i, n);
            assert_int_equal(block->over, want[n++] * strlen("甲"));
        }
        assert_int_equal(n, COUNT_OF(want));
        finish(&m);
    }
}

/* ---- counts ---- */

static void test_counts(void **state)
{
    (void)state;
    struct made m;
    begin(&m);
    paper_set(m.draft, "first.name", "名称五个字");
    paper_set(m.draft, "first.text", "　　十个字的一段文字。");
    paper_set(m.draft, "pictures.list[1].caption", "图题");
    paper_set(m.draft, "pictures.list[1].file", "a.png");
    compose(&m);
    struct doc only = {0};
    struct counts n = doc_counts(&m.doc);
    /* The labels of the empty ones count as what the program adds; （未填） and the file's name do
     * not. 一、基本情况 6 （一）名称 5 名称五个字 5 （二）情况说明 7 十个字的一段文字。 9
     * 二、做法 4 图1 图题 4 三、其他 4 起始日期： 5 投入： 3 领域： 3 已登记： 4 已公示： 4
     * 合作单位 4 */
    assert_int_equal(counts_by(n, COUNT_WORD),
                     6 + 5 + 5 + 7 + 9 + 4 + 4 + 4 + 5 + 3 + 3 + 4 + 4 + 4);
    n = doc_counts(&only);
    assert_int_equal(counts_by(n, COUNT_WORD), 0);
    finish(&m);
}

/* ---- hostile text ---- */

static void test_controls(void **state)
{
    (void)state;
    struct made m;
    struct sheets p = {0};
    struct str text = {0};
    begin(&m);
    paper_set(m.draft, "cover.name", "甲\n乙\f丙");
    paper_set(m.draft, "second.text",
              "一\f二\x1b[2J三\xE2\x80\xA8四\xE2\x80\xA9五\xC2\x85六\t七\r\n八");
    compose(&m);
    find_block(&m.doc, "甲 乙 丙");
    find_block(&m.doc, "一 二 [2J三   四   五  六 七");
    find_block(&m.doc, "八");
    sheets_make(&m.doc, sheet_profile_by_name(SV("official")), &p);
    sheets_add_text(&text, &p);
    size_t feeds = 0;
    for (size_t at = 0; (at = sv_find_byte(str_sv(&text), '\f', at)) != SV_NONE; at++)
        feeds++;
    assert_int_equal(feeds, p.sheets.len - 1);
    assert_false(sv_contains(str_sv(&text), SV("\x1b")));
    str_release(&text);
    sheets_release(&p);
    finish(&m);
}

/* ---- whatever is written is printed ---- */

static uint32_t next(uint64_t *seed, uint32_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % below;
}

static void random_text(uint64_t *seed, struct str *out, uint32_t most)
{
    static const char *const pieces[] = {
        "数字", "转型",  "，",   "。",    "（",   "）", "“",        "”",    "——",
        "……",   "1,280", "35%",  "见图1", "图 2", "\n", "\n\n",     "　　", "  ",
        "\t",   "\f",    "\x1b", "、",    "IBM",  "①",  "\xC2\x85", "𠀀",   "e\xCC\x81",
        "℃",    "·",     "企业", "平台",  "《",   "》", "？",       "\r\n", "a@b.cn",
    };
    for (uint32_t i = next(seed, most); i > 0; i--)
        str_add(out, sv_from(pieces[next(seed, COUNT_OF(pieces))]));
}

/* Without blanks, controls and the marks of surplus. */
static void add_solid(struct str *out, struct sv text)
{
    static const char *const gone[] = {" ",  "　",   "\n",       "\r",      "\t",
                                       "\f", "\x1b", "\xC2\x85", "【超出】"};
    struct str part = {0};
    str_set(&part, text);
    for (size_t i = 0; i < COUNT_OF(gone); i++)
        str_replace_all(&part, sv_from(gone[i]), SV(""));
    str_add(out, str_sv(&part));
    str_release(&part);
}

/* The text of all pages without heads, feet, indents and marks. */
static void add_pages_solid(struct str *out, const struct sheets *p)
{
    struct str all = {0};
    for (size_t s = 0; s < p->sheets.len; s++)
        for (size_t l = 1; l + 1 < p->profile->total; l++) {
            struct sv line = str_sv(&p->sheets.ptr[s].lines.ptr[l].text);
            assert_true(width_text(line, WIDTH_PAPER) <= p->profile->width);
            str_add(&all, line);
        }
    add_solid(out, str_sv(&all));
    str_release(&all);
}

static void check_printed(const struct made *m, struct sv pages, const char *path)
{
    struct str want = {0};
    const struct field *field = form_field(m->form, sv_from(path));
    struct sv rest = draft_text(m->draft, (struct place){field->index, 0}), paragraph;
    /* A picture may stand between two paragraphs, so each is looked for by itself. */
    while (sv_next(&rest, '\n', &paragraph)) {
        str_clear(&want);
        add_solid(&want, paragraph);
        if (!sv_contains(pages, str_sv(&want)))
            fail_msg("%s is not printed: %s", path, want.ptr);
    }
    str_release(&want);
}

static void test_random(void **state)
{
    (void)state;
    static const char *const paths[] = {"cover.name",         "first.name",
                                        "first.text",         "second.text",
                                        "third.rows[1].name", "pictures.list[1].caption"};
    uint64_t seed = 20240425;
    struct made m;
    begin(&m);
    for (int i = 0; i < 200; i++) {
        struct sheets p = {0};
        struct str text = {0};
        for (size_t f = 0; f < COUNT_OF(paths); f++) {
            str_clear(&text);
            random_text(&seed, &text, f == 2 || f == 3 ? 400 : 30);
            paper_set(m.draft, paths[f], text.len ? text.ptr : "");
        }
        m.draft->demo = i % 3 == 0;
        compose(&m);
        sheets_make(&m.doc, sheet_profile_by_name(i % 2 ? SV("dense") : SV("official")), &p);
        str_clear(&text);
        add_pages_solid(&text, &p);
        for (size_t f = 0; f < 4; f++)
            check_printed(&m, str_sv(&text), paths[f]);
        for (size_t s = 0; s < p.sheets.len; s++) {
            struct sv foot = str_sv(&p.sheets.ptr[s].lines.ptr[p.profile->total - 1].text);
            assert_true(sv_contains(foot, SV("草稿")));
            assert_int_equal(sv_contains(foot, SV("演示")), m.draft->demo);
        }
        str_release(&text);
        sheets_release(&p);
    }
    finish(&m);
}

/* ---- pages kept ---- */

static void check_pages(struct made *m, const char *profile, const char *golden)
{
    struct sheets p = {0};
    struct str text = {0};
    compose(m);
    sheets_make(&m->doc, sheet_profile_by_name(sv_from(profile)), &p);
    sheets_add_text(&text, &p);
    assert_golden(golden, str_sv(&text));
    str_release(&text);
    sheets_release(&p);
}

static void test_golden(void **state)
{
    (void)state;
    struct made m;
    begin(&m);
    check_pages(&m, "official", "paper-empty.txt");
    fill_all(&m);
    check_pages(&m, "official", "paper-official.txt");
    check_pages(&m, "dense", "paper-dense.txt");
    m.draft->demo = true;
    paper_set(m.draft, "cover.name",
              "演示用名称很长很长的单位，长到封面的一行写不下，要折到下一行去（测试）有限责任公司");
    paper_set(m.draft, "first.text",
              "本单位按照“统一规划、分步实施”的办法，两年内投入1,280万元，效率提高35%"
              "以上；第一段到这里还没"
              "有完，写得比限制多了一些。\n第二段也就全部超出了。");
    check_pages(&m, "official", "paper-over.txt");
    finish(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),   cmocka_unit_test(test_empty),
        cmocka_unit_test(test_annex),   cmocka_unit_test(test_relevance),
        cmocka_unit_test(test_figures), cmocka_unit_test(test_empty_figure),
        cmocka_unit_test(test_places),  cmocka_unit_test(test_limits),
        cmocka_unit_test(test_counts),  cmocka_unit_test(test_controls),
        cmocka_unit_test(test_random),  cmocka_unit_test(test_golden),
        cmocka_unit_test(test_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
