#include "draft/difference.h"

#include "checking.h"
#include "edits.h"

static const char fields[] =
    "  - {id: g.a, kind: line, label: 甲}\n"
    "  - {id: g.b, kind: text, label: 乙}\n"
    "  - {id: g.c, kind: text, label: 丙, rules: [{code: x, stale_after: g.b}]}\n"
    "  - {id: g.d, kind: date, label: 日}\n"
    "  - {id: m, kind: choice, label: 模式, options: [{id: x, label: 戌}, {id: y, label: 亥}]}\n"
    "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: line, label: 名, rules: [{code: "
    "w, "
    "severity: warning, contains_any: [字]}]}, {id: p, kind: material, label: 证明, stamp: yes}, "
    "{id: o, kind: text, label: 述}]}\n"
    "  - {id: k, kind: computed, label: 数, rows_of: t}\n"
    "  - {id: i, kind: images, label: 图}\n"
    "  - {id: e, kind: elements, label: 要素, chosen_by: m, texts: [g.b], items: "
    "[{id: open, label: 开, of: x}, {id: shut, label: 关, of: y}]}";

static int load(void **state)
{
    *state = form_of(fields, "- id: last\n  number: 二、\n  title: 末\n  fields:\n"
                             "  - {id: z, kind: line, label: 终}\n");
    return 0;
}

static int unload(void **state)
{
    form_free(*state);
    return 0;
}

/* The list as one text: a line each, its marks first. */
static void add_list(struct str *out, const struct differences *list)
{
    for (size_t i = 0; i < list->len; i++) {
        const struct difference *d = &list->ptr[i];
        str_add_f(out, "%s%.*s: [%.*s] [%.*s]", d->conflict ? "! " : "", SV_ARG(str_sv(&d->label)),
                  SV_ARG(str_sv(&d->mine)), SV_ARG(str_sv(&d->other)));
        if (d->base.len)
            str_add_f(out, " [%.*s]", SV_ARG(str_sv(&d->base)));
        str_add_byte(out, '\n');
        assert_int_equal(d->taken, !d->conflict);
    }
}

struct told {
    const char *base; /* answers; NULL for two drafts only */
    const char *mine;
    const char *other;
    const char *want;   /* the list */
    const char *merged; /* answers of `mine` when what is proposed was taken */
};

/* "answers" with what stands behind a line "--" outside of them. */
static struct draft *told_draft(const struct form *form, const char *text)
{
    struct sv all = sv_from(text);
    size_t cut = sv_find(all, SV("--\n"), 0);
    struct str answers = {0};
    str_set(&answers, sv_sub(all, 0, cut));
    struct draft *d = draft_of(form, answers.len ? answers.ptr : "  z: ''\n",
                               cut == SV_NONE ? "" : text + cut + 3);
    str_release(&answers);
    return d;
}

static const struct told tellings[] = {
    {.mine = "  z: 一\n", .other = "  z: 一\n", .want = "", .merged = "  z: 一\n"},
    {.mine = "  g: {a: 一}\n",
     .other = "  g: {b: 二}\n  z: 三\n",
     .want = "部分 · 甲: [一] []\n部分 · 乙: [] [二]\n二、末 · 终: [] [三]\n",
     .merged = "  g: {b: 二}\n  z: 三\n"},
    /* As the form shows it; as it is where that looks alike. */
    {.mine = "  m: x\n  g: {d: 2024-04-05}\n",
     .other = "  m: y\n  g: {d: 2024年4月5日}\n",
     .want = "部分 · 日: [2024-04-05] [2024年4月5日]\n部分 · 模式: [戌] [亥]\n",
     .merged = "  m: y\n  g: {d: 2024年4月5日}\n"},
    /* A row by its id, wherever it stands; what is worked out is no difference. */
    {.mine = "  t:\n  - {id: t1, n: 一}\n  - {id: t2, n: 二}\n",
     .other = "  t:\n  - {id: t2, n: 二, o: 述}\n  - {id: t7, n: 七, p: {stamped: yes}}\n",
     .want = "表第 1 行（一）: [名：一] []\n表第 2 行（二） · 述: [] [述]\n"
             "表第 2 行（七）: [] [名：七\n证明 · 已盖章：是]\n",
     .merged = "  t:\n  - {id: t2, n: 二, o: 述}\n  - {id: t7, n: 七, p: {stamped: yes}}\n"},
    {.mine = "  t:\n  - {id: t1, n: 一}\n  - {id: t2}\n",
     .other = "  t:\n  - {id: t2}\n  - {id: t1, n: 一}\n",
     .want = "部分 · 表 · 各行的顺序: [表第 1 行（一）\n表第 2 行] [表第 2 行\n表第 1 行（一）]\n",
     .merged = "  t:\n  - {id: t2}\n  - {id: t1, n: 一}\n"},
    /* Rows without ids: by their element. */
    {.mine = "  e:\n  - {id: open, tie: {field: g.b, quote: 甲}}\n  - {id: shut}\n",
     .other = "  e:\n  - {id: shut, tie: {field: g.b, quote: 乙}}\n",
     .want = "要素第 1 行（开）: [要素：开\n指认 · 所在的一栏：g.b\n指认 · 原话：甲] []\n"
             "要素第 2 行（关） · 指认 · 所在的一栏: [] [g.b]\n"
             "要素第 2 行（关） · 指认 · 原话: [] [乙]\n",
     .merged = "  e:\n  - {id: shut, tie: {field: g.b, quote: 乙}}\n"},
    /* What was said comes behind the fields of its section. */
    {.mine = "--\npending: {z: 等}\naccepted: {t.n.w: 因}\n",
     .other = "  z: 一\n--\npending: {g.b: 甲, nowhere: 乙}\ndone: [s, last]\n",
     .want = "部分 · 乙 · 待补: [] [甲]\n部分 · 表 · 名 · 写明的理由: [因] []\n"
             "部分 · 这一部分填好了: [] [是]\n二、末 · 终: [] [一]\n二、末 · 终 · 待补: [等] []\n"
             "二、末 · 这一部分填好了: [] [是]\nnowhere · 待补: [] [乙]\n",
     .merged = "  z: 一\n--\npending: {g.b: 甲, nowhere: 乙}\ndone: [s, last]\n"},
    /* Three: only what the other one changed. */
    {.base = "  g: {a: 一, b: 二, c: 三}\n",
     .mine = "  g: {a: 壹, b: 二, c: 叁}\n",
     .other = "  g: {a: 一, b: 贰, c: ③}\n",
     .want = "部分 · 乙: [二] [贰] [二]\n! 部分 · 丙: [叁] [③] [三]\n",
     .merged = "  g: {a: 壹, b: 贰, c: 叁}\n"},
    {.base = "  t:\n  - {id: t1, n: 一}\n  - {id: t2, n: 二}\n  - {id: t3, n: 三}\n",
     .mine = "  t:\n  - {id: t1, n: 一}\n  - {id: t2, n: 二}\n  - {id: t3, n: 叁}\n",
     .other = "  t:\n  - {id: t1, n: 一}\n",
     .want = "表第 2 行（二）: [名：二] [] [名：二]\n! 表第 3 行（叁）: [名：叁] [] [名：三]\n",
     .merged = "  t:\n  - {id: t1, n: 一}\n  - {id: t3, n: 叁}\n"},
    {.base = "  t:\n  - {id: t1, n: 一}\n  - {id: t2, n: 二}\n",
     .mine = "  z: 终\n",
     .other = "  t:\n  - {id: t1, n: 一}\n  - {id: t2, n: 贰}\n",
     .want = "! 表第 2 行（贰）: [] [名：贰] [名：二]\n",
     .merged = "  z: 终\n"},
    /* Two new rows with one id are two; those with one name are one. */
    {.base = "  t:\n  - {id: t1, n: 一}\n",
     .mine = "  t:\n  - {id: t1, n: 一}\n  - {id: t2, n: 甲}\n",
     .other = "  t:\n  - {id: t1, n: 一}\n  - {id: t2, n: 乙}\n  - {id: t3, n: 丙}\n"
              "--\naccepted: {'t.n.w[t2]': 因, 't.n.w[t3]': 果}\n",
     .want = "表第 2 行（乙）: [] [名：乙]\n表第 3 行（丙）: [] [名：丙]\n"
             "表第 2 行（乙） · 名 · 写明的理由: [] [因]\n"
             "表第 3 行（丙） · 名 · 写明的理由: [] [果]\n",
     .merged = "  t:\n  - {id: t1, n: 一}\n  - {id: t2, n: 甲}\n  - {id: t4, n: 乙}\n"
               "  - {id: t3, n: 丙}\n--\naccepted: {'t.n.w[t4]': 因, 't.n.w[t3]': 果}\n"},
    {.base = "  z: ''\n",
     .mine = "  t:\n  - {id: t1, n: 甲}\n",
     .other = "  t:\n  - {id: t1, n: 甲, o: 述}\n",
     .want = "表第 1 行（甲） · 述: [] [述]\n",
     .merged = "  t:\n  - {id: t1, n: 甲, o: 述}\n"},
    /* The order: of one, of the other, of both. */
    {.base = "  t:\n  - {id: t1}\n  - {id: t2}\n  - {id: t3}\n",
     .mine = "  t:\n  - {id: t2}\n  - {id: t1}\n  - {id: t3}\n",
     .other = "  t:\n  - {id: t1}\n  - {id: t2}\n  - {id: t3}\n",
     .want = "",
     .merged = "  t:\n  - {id: t2}\n  - {id: t1}\n  - {id: t3}\n"},
    {.base = "  t:\n  - {id: t1}\n  - {id: t2}\n",
     .mine = "  t:\n  - {id: t1}\n  - {id: t7, n: 七}\n  - {id: t2}\n",
     .other = "  t:\n  - {id: t2}\n  - {id: t1}\n",
     .want = "部分 · 表 · 各行的顺序: [表第 1 行\n表第 3 行] [表第 3 行\n表第 1 行]\n",
     .merged = "  t:\n  - {id: t2}\n  - {id: t1}\n  - {id: t7, n: 七}\n"},
    {.base = "  t:\n  - {id: t1}\n  - {id: t2}\n  - {id: t3}\n",
     .mine = "  t:\n  - {id: t2}\n  - {id: t1}\n  - {id: t3}\n",
     .other = "  t:\n  - {id: t1}\n  - {id: t3}\n  - {id: t2}\n",
     .want = "! 部分 · 表 · 各行的顺序: [表第 1 行\n表第 2 行\n表第 3 行] "
             "[表第 2 行\n表第 3 行\n表第 1 行]\n",
     .merged = "  t:\n  - {id: t2}\n  - {id: t1}\n  - {id: t3}\n"},
    /* A section stays done where both say so, and not where it was changed by one who does not. */
    {.mine = "  z: 一\n--\ndone: [last]\n",
     .other = "  z: 二\n--\ndone: [last]\n",
     .want = "二、末 · 终: [一] [二]\n",
     .merged = "  z: 二\n--\ndone: [last]\n"},
    {.base = "  z: 一\n",
     .mine = "  z: 一\n--\ndone: [last]\n",
     .other = "  z: 二\n",
     .want = "二、末 · 终: [一] [二] [一]\n",
     .merged = "  z: 二\n"},
};

static void tells_and_merges(void **state)
{
    for (size_t i = 0; i < COUNT_OF(tellings); i++) {
        const struct told *t = &tellings[i];
        struct draft *base = t->base ? told_draft(*state, t->base) : NULL;
        struct draft *mine = told_draft(*state, t->mine), *other = told_draft(*state, t->other);
        struct draft *merged = told_draft(*state, t->merged);
        struct differences list = {0};
        struct str got = {0}, now = {0}, want = {0};
        differences_make(base, mine, other, &list);
        add_list(&got, &list);
        assert_text(str_sv(&got), t->want);
        assert_int_equal(drafts_same(mine, other), !t->base && list.len == 0);
        differences_apply(mine, NULL, other, &list);
        add_state(&now, mine, false);
        add_state(&want, merged, false);
        assert_text(str_sv(&now), want.ptr);
        assert_true(drafts_same(mine, merged));
        differences_release(&list);
        str_release(&got);
        str_release(&now);
        str_release(&want);
        draft_free(base);
        draft_free(mine);
        draft_free(other);
        draft_free(merged);
    }
}

/* ---- what a text was made from ---- */

static struct sv based_on(const struct draft *d, const char *path)
{
    const struct remark *r = remark_find(&d->based_on, sv_from(path));
    return r ? str_sv(&r->text) : SV("");
}

static void takes_sources_with_their_texts(void **state)
{
    static const struct {
        const char *mine;
        const char *other;
        uint32_t take; /* by bits: which of the list */
        const char *want;
    } cases[] = {
        /* The text itself was taken: it is as old as it was there. */
        {"  g: {b: 新, c: 丙}\n--\nbased_on: {g.c: m}\n",
         "  g: {b: 新, c: 旧}\n--\nbased_on: {g.c: o}\n", 1, "o"},
        /* Its source was, and both say the same. */
        {"  g: {b: 新, c: 丙}\n--\nbased_on: {g.c: m}\n",
         "  g: {b: 旧, c: 丙}\n--\nbased_on: {g.c: o}\n", 1, "o"},
        /* Only the source: the text was made from another one. */
        {"  g: {b: 新, c: 丙}\n--\nbased_on: {g.c: m}\n",
         "  g: {b: 旧, c: 旧}\n--\nbased_on: {g.c: o}\n", 1, "m"},
        {"  g: {b: 新, c: 丙}\n--\nbased_on: {g.c: m}\n",
         "  g: {b: 旧, c: 旧}\n--\nbased_on: {g.c: o}\n", 2, "o"},
        {"  g: {b: 新, c: 丙}\n--\nbased_on: {g.c: m}\n", "  g: {b: 旧, c: 旧}\n", 2, ""},
        /* Neither. */
        {"  g: {a: 甲, c: 丙}\n--\nbased_on: {g.c: m}\n",
         "  g: {a: 乙, c: 丙}\n--\nbased_on: {g.c: o}\n", 1, "m"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct draft *mine = told_draft(*state, cases[i].mine);
        struct draft *other = told_draft(*state, cases[i].other);
        struct differences list = {0};
        struct history h;
        history_init(&h);
        differences_make(NULL, mine, other, &list);
        for (size_t k = 0; k < list.len; k++)
            list.ptr[k].taken = cases[i].take >> k & 1;
        differences_apply(mine, &h, other, &list);
        assert_text(based_on(mine, "g.c"), cases[i].want);
        differences_release(&list);
        history_release(&h);
        draft_free(mine);
        draft_free(other);
    }
}

/* ---- any drafts ---- */

enum { ROUNDS = 400 };

/* The same draft for the same seeds, row ids and all. */
static struct draft *wild_draft(const struct form *form, uint64_t seed, uint32_t edits,
                                uint64_t further, uint32_t more)
{
    struct draft *d = draft_new(form);
    struct dice dice = {seed}, other = {further};
    struct history h;
    history_init(&h);
    for (uint32_t i = 0; i < edits; i++)
        random_edit(d, &h, &dice);
    for (uint32_t i = 0; i < more; i++)
        random_edit(d, &h, &other);
    history_release(&h);
    return d;
}

static void assert_state(const struct draft *d, const struct str *want)
{
    struct str now = {0};
    add_state(&now, d, true);
    assert_text(str_sv(&now), want->ptr);
    str_release(&now);
}

static void assert_ids_differ(const struct draft *d)
{
    for (uint32_t f = 0; f < d->form->field_count; f++)
        for (size_t i = 0; i < d->tables[f].len; i++)
            for (size_t k = 0; k < i; k++)
                assert_false(
                    sv_eq(str_sv(&d->tables[f].ptr[i].id), str_sv(&d->tables[f].ptr[k].id)));
}

/* One step: undo takes all of it back, redo does it again. */
static void assert_one_step(struct draft *d, struct history *h, const struct str *before)
{
    struct str after = {0}, now = {0};
    add_state(&after, d, true);
    add_state(&now, d, true);
    if (!sv_eq(str_sv(&now), str_sv(before)))
        assert_true(draft_undo(d, h, NULL, NULL));
    assert_state(d, before);
    draft_redo(d, h, NULL, NULL);
    assert_state(d, &after);
    str_release(&after);
    str_release(&now);
}

/* The other way round only the log of 定稿 may say more: it never loses anything. */
static void assert_same(const struct draft *mine, const struct draft *other)
{
    struct differences more = {0};
    assert_true(drafts_same(mine, other));
    differences_make(NULL, other, mine, &more);
    for (size_t i = 0; i < more.len; i++)
        assert_int_equal(more.ptr[i].kind, DIFFERENCE_FINAL);
    differences_release(&more);
}

static void taking_all_makes_them_same(void **state)
{
    for (uint32_t i = 0; i < ROUNDS; i++) {
        struct draft *mine = wild_draft(*state, i, i % 40, 1000 + i, i % 30);
        struct draft *other = wild_draft(*state, i, i % 40, 5000 + i, (i / 3) % 30);
        struct differences list = {0}, left = {0};
        struct str before = {0};
        struct history h;
        history_init(&h);
        add_state(&before, mine, true);
        differences_make(NULL, mine, other, &list);
        assert_int_equal(list.len == 0, drafts_same(mine, other));
        differences_apply(mine, &h, other, &list);
        differences_make(NULL, mine, other, &left);
        struct str told = {0};
        add_list(&told, &left);
        assert_text(str_sv(&told), "");
        assert_same(mine, other);
        assert_ids_differ(mine);
        assert_one_step(mine, &h, &before);
        differences_release(&list);
        differences_release(&left);
        str_release(&before);
        str_release(&told);
        history_release(&h);
        draft_free(mine);
        draft_free(other);
    }
}

static bool is_left(const struct differences *list, const struct difference *d)
{
    for (size_t i = 0; i < list->len; i++) {
        const struct difference *l = &list->ptr[i];
        if (l->kind == d->kind && l->field == d->field && l->other_row == d->other_row &&
            (d->other_row || l->mine_row == d->mine_row) &&
            sv_eq(str_sv(&l->about), str_sv(&d->about)) && l->section == d->section)
            return true;
    }
    return false;
}

/* Any part of the list can be taken: what was taken is no difference any more, what was not still
 * is, and the draft is sound. */
static void taking_a_part_takes_that(void **state)
{
    for (uint32_t i = 0; i < ROUNDS; i++) {
        struct dice dice = {90000 + i};
        struct draft *mine = wild_draft(*state, i, i % 40, 1000 + i, i % 30);
        struct draft *other = wild_draft(*state, i, i % 40, 5000 + i, (i / 3) % 30);
        struct differences list = {0}, left = {0};
        struct str before = {0};
        struct history h;
        history_init(&h);
        add_state(&before, mine, true);
        differences_make(NULL, mine, other, &list);
        for (size_t k = 0; k < list.len; k++)
            list.ptr[k].taken = roll(&dice, 2);
        differences_apply(mine, &h, other, &list);
        differences_make(NULL, mine, other, &left);
        for (size_t k = 0; k < list.len; k++) {
            const struct difference *d = &list.ptr[k];
            /* Elements are known by which they are of their kind: one more changes that. */
            bool element =
                d->field != NO_FIELD && sv_starts(mine->form->fields[d->field].path, SV("e"));
            bool may_follow = d->kind == DIFFERENCE_DONE || d->kind == DIFFERENCE_ORDER;
            bool as_asked = is_left(&left, d) != d->taken || (may_follow && !d->taken) || element;
            if (!as_asked)
                fail_msg("round %u, %s: %s", i, d->taken ? "taken" : "not taken", d->label.ptr);
        }
        assert_ids_differ(mine);
        assert_one_step(mine, &h, &before);
        differences_release(&list);
        differences_release(&left);
        str_release(&before);
        history_release(&h);
        draft_free(mine);
        draft_free(other);
    }
}

/* ---- merging ---- */

static const struct row *row_of(const struct draft *d, uint32_t table, const struct row *like)
{
    for (size_t i = 0; d && i < d->tables[table].len; i++)
        if (sv_eq(str_sv(&d->tables[table].ptr[i].id), str_sv(&like->id)))
            return &d->tables[table].ptr[i];
    return NULL;
}

static bool has_cells(const struct draft *d, uint32_t table, const struct row *like)
{
    uint32_t columns = field_columns(d->form, &d->form->fields[table]);
    for (size_t i = 0; i < d->tables[table].len; i++) {
        uint32_t c = 0;
        while (c < columns &&
               sv_eq(str_sv(&d->tables[table].ptr[i].cells[c].text), str_sv(&like->cells[c].text)))
            c++;
        if (c == columns)
            return true;
    }
    return false;
}

/* Each leaf outside of tables: what one alone changed is as he left it, else it is mine. */
static void assert_leaves_merged(const struct draft *base, const struct draft *mine,
                                 const struct draft *other, const struct draft *merged)
{
    for (uint32_t f = 0; f < base->form->field_count; f++) {
        const struct field *field = &base->form->fields[f];
        if (!(kind_flags(field->kind) & KIND_LEAF) || field->table != NO_FIELD)
            continue;
        struct place p = {f, 0};
        bool left = sv_eq(draft_text(base, p), draft_text(mine, p));
        struct sv want = left ? draft_text(other, p) : draft_text(mine, p);
        assert_true(sv_eq(draft_text(merged, p), want));
    }
}

/* Rows that are new in one of them are there in the end, word for word. */
static void assert_new_rows_there(const struct draft *base, const struct draft *of,
                                  const struct draft *merged)
{
    uint32_t table = form_field(base->form, SV("t"))->index;
    for (size_t i = 0; i < of->tables[table].len; i++) {
        const struct row *row = &of->tables[table].ptr[i];
        if (!row_of(base, table, row))
            assert_true(has_cells(merged, table, row));
    }
}

static void merging_loses_nothing(void **state)
{
    for (uint32_t i = 0; i < ROUNDS; i++) {
        struct draft *base = wild_draft(*state, i, i % 40, 0, 0);
        struct draft *mine = wild_draft(*state, i, i % 40, 1000 + i, i % 25);
        struct draft *kept = wild_draft(*state, i, i % 40, 1000 + i, i % 25);
        struct draft *other = wild_draft(*state, i, i % 40, 5000 + i, (i / 3) % 25);
        struct differences list = {0};
        struct str before = {0};
        struct history h;
        history_init(&h);
        add_state(&before, mine, true);
        differences_make(base, mine, mine, &list);
        assert_int_equal(list.len, 0);
        differences_make(base, mine, base, &list);
        assert_int_equal(list.len, 0);
        differences_make(base, mine, other, &list);
        differences_apply(mine, &h, other, &list);
        assert_leaves_merged(base, kept, other, mine);
        assert_new_rows_there(base, kept, mine);
        assert_new_rows_there(base, other, mine);
        assert_ids_differ(mine);
        assert_one_step(mine, &h, &before);
        differences_release(&list);
        str_release(&before);
        history_release(&h);
        draft_free(base);
        draft_free(mine);
        draft_free(kept);
        draft_free(other);
    }
}

/* What the other one alone changed is all taken: the merge is his draft. */
static void merging_into_the_base_gives_the_other(void **state)
{
    for (uint32_t i = 0; i < ROUNDS; i++) {
        struct draft *base = wild_draft(*state, i, i % 40, 0, 0);
        struct draft *mine = wild_draft(*state, i, i % 40, 0, 0);
        struct draft *other = wild_draft(*state, i, i % 40, 5000 + i, i % 30);
        struct differences list = {0};
        differences_make(base, mine, other, &list);
        for (size_t k = 0; k < list.len; k++)
            assert_false(list.ptr[k].conflict);
        differences_apply(mine, NULL, other, &list);
        assert_true(drafts_same(mine, other));
        differences_release(&list);
        draft_free(base);
        draft_free(mine);
        draft_free(other);
    }
}

/* The draft went on after the list was made: what is gone is passed over. */
static void passes_over_what_is_gone(void **state)
{
    for (uint32_t i = 0; i < ROUNDS; i++) {
        struct draft *mine = wild_draft(*state, i, i % 40, 1000 + i, i % 30);
        struct draft *other = wild_draft(*state, i, i % 40, 5000 + i, i % 25);
        struct differences list = {0};
        struct dice dice = {777 + i};
        struct str state_text = {0};
        struct history h;
        history_init(&h);
        differences_make(NULL, mine, other, &list);
        for (int k = 0; k < 12; k++)
            random_edit(mine, &h, &dice);
        differences_apply(mine, &h, other, &list);
        add_state(&state_text, mine, true);
        str_release(&state_text);
        differences_release(&list);
        history_release(&h);
        draft_free(mine);
        draft_free(other);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_and_merges),
        cmocka_unit_test(takes_sources_with_their_texts),
        cmocka_unit_test(taking_all_makes_them_same),
        cmocka_unit_test(taking_a_part_takes_that),
        cmocka_unit_test(merging_loses_nothing),
        cmocka_unit_test(merging_into_the_base_gives_the_other),
        cmocka_unit_test(passes_over_what_is_gone),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
