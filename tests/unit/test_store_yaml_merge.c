#include "unit.h"

#include <stdlib.h>

#include "store/yaml_write.h"

/*
 * What is wanted, told in YAML: a literal block is prose, braces ask for flow, "key?" is an
 * optional map, "key!" one that is wholly ours, "~" must not be there, "=text" is bare; items with
 * an id are found again by it.
 */
static struct yaml_want *want_of(struct arena *a, const struct yaml_node *node)
{
    struct yaml_want *want = yaml_want_new(a, WANT_SCALAR);
    if (node->kind == YAML_SCALAR) {
        bool plain = node->look == YAML_PLAIN;
        want->kind = node->look == YAML_LITERAL ? WANT_PROSE : WANT_SCALAR;
        want->text = yaml_prose(node);
        want->bare = plain && sv_starts(want->text, SV("="));
        if (want->bare)
            want->text = sv_from_offset(want->text, 1);
        if (plain && sv_eq(want->text, SV("~")))
            want->kind = WANT_ABSENT;
        return want;
    }
    want->kind = node->kind == YAML_MAP ? WANT_MAP : WANT_LIST;
    want->flow = node->look == YAML_FLOW;
    for (const struct yaml_node *child = node->first; child; child = child->next) {
        struct sv key = child->key ? child->key->text : SV("");
        struct yaml_want *inner = want_of(a, child);
        inner->optional = sv_ends(key, SV("?"));
        inner->whole = sv_ends(key, SV("!"));
        key.len -= inner->optional || inner->whole;
        yaml_want_add(want, key, inner);
        if (node->kind == YAML_LIST)
            inner->id = yaml_get_text(child, SV("id"));
    }
    return want;
}

static const struct {
    const char *before, *want, *after; /* after NULL: refused */
} merges[] = {
    /* nothing to do */
    {"a: 1 # 注\n", "a: \"1\"", "a: 1 # 注\n"},
    {"a: |\n  一\n  二\n", "a: \"一\\n二\"", "a: |\n  一\n  二\n"},
    {"a:\nb: 1\n", "a: ~\nb: \"1\"", "a:\nb: 1\n"},
    {"b:\n  c:\n", "b?:\n  c: ~", "b:\n  c:\n"},
    /* one value */
    {"a: 1 # 注\nb: 2\n", "a: 甲", "a: 甲 # 注\nb: 2\n"},
    {"a: 'x'\n", "a: \"1\"", "a: \"1\"\n"},
    {"a: 1\n", "a: =2", "a: 2\n"},
    {"a:   1\n", "a: x", "a:   x\n"},
    {"a:  # 注\nb: 1\n", "a: x", "a: x  # 注\nb: 1\n"},
    {"a:\n  # 注\n  x\nb: 1\n", "a: v", "a:\n  # 注\n  v\nb: 1\n"},
    {"a: \"一\n  二\"  # 注\nb: 1\n", "a: 三", "a: 三  # 注\nb: 1\n"},
    {"\"甲\": 1\n", "甲: \"2\"", "\"甲\": \"2\"\n"},
    {"? a\n: 1\n? b\n: 2\n", "a: ~\nb: x", "? b\n: x\n"},
    {"a: x\n", "a: \"\"", "a: \"\"\n"},
    /* prose */
    {"a: x # 注\nb: 1\n", "a: |\n  一\n  二\n", "a: | # 注\n  一\n  二\nb: 1\n"},
    {"a: |\n    一\n\nb: 1\n", "a: |\n  二\n  三\n", "a: |\n    二\n    三\n\nb: 1\n"},
    {"a: |  # 注\n  一\nb: 1\n", "a: 短", "a: 短  # 注\nb: 1\n"},
    {"a: |\n  一\n\n\nb: 1\n", "a: |+\n  二\n\n", "a: |+\n  二\n\nb: 1\n"},
    {"a: |+\n  一\n\nb: 1\n", "a: |\n  二\n", "a: |\n  二\nb: 1\n"},
    {"a: |\n  一\n     \nb: 1\n", "a: |\n  二\n", "a: |\n  二\nb: 1\n"},
    {"a: |\n  一\n", "a: |2\n   二\n", "a: |2\n   二\n"},
    {"a: x\n    # 深\nb: 1\n", "a: |\n  二\n", "a: |\n  二\n# 深\nb: 1\n"},
    {"a: >\n  一\n  二\nb: 1\n", "a: |\n  一\n", "a: |\n  一\nb: 1\n"},
    {"a: |\n  一", "a: |\n  二\nb: x", "a: |\n  二\nb: x\n"},
    {"a: x\n", "a: \"x\\u2028y\"", "a: \"x\\u2028y\"\n"},
    /* keys that go */
    {"# 头\na: 1\n# 中\nb: 2\n# 尾\n", "a: ~", "# 头\n# 中\nb: 2\n# 尾\n"},
    {"a: 1\nb: |\n  x\nc: 3", "b: ~\nc: ~", "a: 1\n"},
    {"a: |+\n  x\n\nb: 1\n\nc: 2\n", "b: ~", "a: |+\n  x\n\nc: 2\n"},
    {"a: |\n  x\nb: 1\n     \nc: 2\n", "b: ~", "a: |\n  x\nc: 2\n"},
    {"m:\n  a: 1\n  b: 2\n", "m:\n  a: ~\n  b: ~", "m: {}\n"},
    {"m: # 注\n  a: 1\n  b: 2 # 乙\nz: 1\n", "m:\n  a: ~\n  b: ~", "m: {} # 注 # 乙\nz: 1\n"},
    {"m:\n  a: 1\nz: 1\n", "m?:\n  a: ~", "z: 1\n"},
    {"m:\n  a: 1\n  u: 2\nz: 1\n", "m?:\n  a: ~", "m:\n  u: 2\nz: 1\n"},
    {"m:\n  n:\n    a: 1\nz: 1\n", "m?:\n  n?:\n    a: ~", "z: 1\n"},
    {"m:\n  a: 1\n  u: 2\n", "m!:\n  a: x", "m:\n  a: x\n"},
    /* keys that come */
    {"a: 1\nc: 3\n", "a: \"1\"\nb: x\nc: \"3\"\nd: v", "a: 1\nb: x\nc: 3\nd: v\n"},
    {"c: 3\na: 1 # 注\n# 尾\n", "b: x\na: \"1\"", "c: 3\na: 1 # 注\nb: x\n# 尾\n"},
    {"a: 1", "a: \"1\"\nb: x", "a: 1\nb: x\n"},
    {"a: 1\n\nz: 2\n", "a: \"1\"\nb: |\n  文", "a: 1\nb: |\n  文\n\nz: 2\n"},
    {"m:\n    a: 1\n    # 内\nz: 1\n", "m:\n  a: \"1\"\n  b: x\nk: v",
     "m:\n    a: 1\n    b: x\n    # 内\nk: v\nz: 1\n"},
    {"m:\nz: 1\n", "m:\n  a: x", "m:\n  a: x\nz: 1\n"},
    {"m: # 注\nz: 1\n", "m:\n  a: x", "m: # 注\n  a: x\nz: 1\n"},
    {"m: {}\n", "m:\n  a: x", "m:\n  a: x\n"},
    {"m: {}\n", "m: {a: x}", "m: {a: x}\n"},
    {"a: 1\n", "a: \"1\"\nm?: {}\nn: ~\nl: []", "a: 1\nl: []\n"},
    {"# 只有注释", "a: x", "# 只有注释\na: x\n"},
    {"", "a: x\nm:\n  b: v", "a: x\nm:\n  b: v\n"},
    {"---\na: 1\n...\n", "a: \"1\"\nb: x", "---\na: 1\nb: x\n...\n"},
    /* another kind */
    {"a: 1 # 注\nb: 2\n", "a:\n  c: x", "a: # 注\n  c: x\nb: 2\n"},
    {"a:\n  c: 1\n  d: 2\nb: 2\n", "a: x", "a: x\nb: 2\n"},
    {"a:\n- 1\n- 2\nb: 2\n", "a: [x, v]", "a:\n- x\n- v\nb: 2\n"},
    {"a: {c: 1} # 注\n", "a: [x, v]", "a: [x, v] # 注\n"},
    {"a: x\n", "a:\n- b: v\n  c: z\n- w", "a:\n  - b: v\n    c: z\n  - w\n"},
    /* CR LF, byte order mark */
    {"a: 1\r\nb: |\r\n  一\r\nc: 3\r\n", "b: |\n  二\n  三\nd: x",
     "a: 1\r\nb: |\r\n  二\r\n  三\r\nd: x\r\nc: 3\r\n"},
    {"\xEF\xBB\xBF"
     "a: 1\nb: 2\n",
     "a: ~\nc: x",
     "\xEF\xBB\xBF"
     "c: x\nb: 2\n"},
    {"\xEF\xBB\xBF", "a: x",
     "\xEF\xBB\xBF"
     "a: x\n"},
    /* braces */
    {"m: {a: 1, b: 2}  # 注\n", "m: {a: x, c: v}", "m: {a: x, c: v, b: 2}  # 注\n"},
    {"m: {a: 1, b: 2, c: 3}\n", "m: {b: ~}", "m: {a: 1, c: 3}\n"},
    {"m: {a: 1, b: 2, c: 3}\n", "m: {a: ~}", "m: {b: 2, c: 3}\n"},
    {"m: {a: 1, c: 3}\n", "m: {c: ~, a: \"1\", b: x}", "m: {a: 1, b: x}\n"},
    {"m: {a: 1}\n", "m: {a: ~}", "m: {}\n"},
    {"m: { a: 1, }\n", "m: {a: \"1\", b: x}", "m: { a: 1, b: x, }\n"},
    {"m: {a, b: }\n", "m: {a: x, b: v}", "m: {a: x, b: v }\n"},
    {"m: {\n  a: 1, # 甲\n  b: 2  # 乙\n}\n", "m: {a: \"1\", b: x}",
     "m: {\n  a: 1, # 甲\n  b: x  # 乙\n}\n"},
    {"m: {a: {b: 1, u: 2}}\n", "m:\n  a:\n    b: |\n      一\n      二\n",
     "m:\n  a:\n    b: |\n      一\n      二\n    u: 2\n"},
    {"m: {a: 1, u: [2]} # 注\nz: 1\n", "m:\n  a: \"1\"\n  b: |\n    一\n    二\n",
     "m: # 注\n  a: 1\n  b: |\n    一\n    二\n  u: [2]\nz: 1\n"},
    {"m: {a: 1,\n  u: 2}\n", "m:\n  b: |\n    一\n    二\n",
     "m: {a: 1,\n  u: 2, b: \"一\\n二\"}\n"},
    {"{a: 1, b: 2}\n", "a: x\nb: ~\nc: |\n  一\n  二", "{a: x, c: \"一\\n二\"}\n"},
    {"l: [一, 二, 三]\n", "l: [一, 三, 四]", "l: [一, 三, 四]\n"},
    {"l: [一, 二]\n", "l: [二]", "l: [二]\n"},
    {"l: [ 一 ]\n", "l: []", "l: []\n"},
    {"l: []\n", "l: [一, \"a,b\"]", "l: [一, \"a,b\"]\n"},
    {"l: [一]\n", "l: ~\nm: x", "m: x\n"},
    {"l: [{id: a, u: 1}, {id: b}]\n", "l: [{id: b, x: v}, {id: a}]",
     "l: [{id: b, x: v}, {id: a, u: 1}]\n"},
    {"l: [a: 1, b]\n", "l: [{a: x}, b]", "l: [{a: x}, b]\n"},
    /* lists by place */
    {"l:\n- 一 # 甲\n- 二 # 乙\n", "l: [一, 丙]", "l:\n- 一 # 甲\n- 丙 # 乙\n"},
    {"l:\n  - 一\n\n  # 乙\n  - 二\n  - 三\nz: 1\n", "l: [一, 三]", "l:\n  - 一\n  - 三\nz: 1\n"},
    {"l:\n  - 一\n  # 说\n\n  # 乙\n  - 二\n  - 三\n", "l: [一, 三]",
     "l:\n  - 一\n  # 说\n\n  - 三\n"},
    {"l:\n  - 一\n  - 三\n", "l: [一, 二, 三]", "l:\n  - 一\n  - 二\n  - 三\n"},
    {"l:\n  - 一", "l: [一, 二]", "l:\n  - 一\n  - 二\n"},
    {"l:\n  - 一\n", "l: []", "l: []\n"},
    {"l:\n  -\n  - 二\n", "l: [一, 二]", "l:\n  - 一\n  - 二\n"},
    {"l:\n  - - a\n    - b\n", "l:\n- [a, c]", "l:\n  - [a, c]\n"},
    {"l:\n- a: 1\n  b: 2\n", "l:\n- a: ~\n  b: \"2\"", "l:\n- b: 2\n"},
    {"l:\n- a: 1\n  # 注\n  b: 2\n", "l:\n- a: ~\n  c: x\n  b: \"2\"",
     "l:\n- c: x\n  # 注\n  b: 2\n"},
    {"l:\n- a: 1\n  b: 2\nz: 1\n", "l:\n- a: ~\n  b: ~\n", "l:\n- {}\nz: 1\n"},
    {"l:\n- # 注\n  a: 1\n", "l:\n- a: x\n  b: |\n    一", "l:\n- # 注\n  a: x\n  b: |\n    一\n"},
    {"l:\n- |\n  一\n- 二\n", "l:\n- |\n  三\n- 二", "l:\n- |\n  三\n- 二\n"},
    /* lists by id */
    {"l:\n  # 甲\n  - id: a\n    x: 1 # 一\n    u: 0\n  # 乙\n  - id: b\n    x: 2\n",
     "l:\n- {id: b, x: 新}\n- {id: a, x: \"1\"}",
     "l:\n  # 乙\n  - id: b\n    x: 新\n  # 甲\n  - id: a\n    x: 1 # 一\n    u: 0\n"},
    {"l:\n  - {id: a, x: 1}\n  - {id: b, x: 2}\n  - {id: c, x: 3}",
     "l:\n- {id: c}\n- {id: d}\n- {id: a}",
     "l:\n  - {id: c, x: 3}\n  - {id: d}\n  - {id: a, x: 1}\n"},
    {"l:\n- x: 1\n  u: 2\n", "l:\n- id: e1\n  x: \"1\"", "l:\n- x: 1\n  u: 2\n  id: e1\n"},
    {"l:\n- id: a\n  x: |+\n    一\n\n- id: b\n  x: 2\n\nz: 1\n", "l:\n- {id: b}\n- {id: a}\n",
     "l:\n- id: b\n  x: 2\n- id: a\n  x: |+\n    一\n\nz: 1\n"},
    /* not ours to change */
    {"- a\n", "a: x", NULL},
    {"x\n", "a: x", NULL},
};

/* Says what is wrong and goes on, so that a run shows all that is. */
static bool merge_is_right(size_t i)
{
    struct sv before = sv_from(merges[i].before);
    struct yaml_doc doc, wanted;
    struct arena a = {0};
    struct str out = {0};
    struct err e = {0};
    str_set(&out, SV("前"));
    assert_true(yaml_read(before, "before", &doc, &e));
    if (!yaml_read(sv_from(merges[i].want), "want", &wanted, &e))
        fail_msg("%s", e.message.ptr);
    bool ok = yaml_merge(before, &doc, want_of(&a, wanted.root), &out, &e);
    if (ok != (merges[i].after != NULL))
        print_error("[%s] [%s] %s\n", merges[i].before, merges[i].want, e.message.ptr);
    assert_true(sv_starts(str_sv(&out), SV("前")));
    struct sv made = sv_from_offset(str_sv(&out), 3);
    bool right = sv_eq(made, sv_from(ok ? merges[i].after : ""));
    if (!right)
        print_error("before: [%s]\nwanted: [%s]\ngot:    [%.*s]\nafter:  [%s]\n\n",
                    merges[i].before, merges[i].want, SV_ARG(made), merges[i].after);
    assert_int_equal(e.class, ok ? ERR_NONE : ERR_REFUSED);
    err_clear(&e);
    str_release(&out);
    arena_release(&a);
    yaml_release(&doc);
    yaml_release(&wanted);
    return right && ok == (merges[i].after != NULL);
}

static void test_merges(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT_OF(merges); i++)
        wrong += !merge_is_right(i);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merges),
    };
    return cmocka_run_group_tests_name("store/yaml_merge", tests, NULL, NULL);
}
