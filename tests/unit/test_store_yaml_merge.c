#include "unit.h"

#include <stdlib.h>

#include "store/yaml_lines.h"
#include "store/yaml_match.h"
#include "store/yaml_write.h"
#include "yaml_any.h"

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
    {"l:\n  - {id: a, u: 1}\n  - {id: b} # 注\n",
     "l:\n- id: a\n  w: |\n    一\n    二\n- id: b\n  w: |\n    三\n",
     "l:\n  - id: a\n    w: |\n      一\n      二\n    u: 1\n  - # 注\n    id: b\n    w: |\n      "
     "三\n"},
    {"m: {a: {b: 1}, u: 2}\n", "m:\n  a: |\n    一\n", "m:\n  a: |\n    一\n  u: 2\n"},
    {"a: |\n  一", "a: |+\n  二\n\n", "a: |+\n  二\n\n"},
    {"# 头\na: 1\n# 尾\n", "a: ~", "# 头\n# 尾\n"},
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

/* ---- any tree, any change ---- */

static struct yaml_want *any_row(struct arena *a, uint64_t *seed, uint32_t id)
{
    struct str name = {0};
    struct yaml_want *row = yaml_want_new(a, WANT_MAP);
    str_add_f(&name, "e%u", id);
    row->flow = roll(seed, 3) == 0;
    row->id = arena_copy(a, str_sv(&name));
    yaml_want_add(row, SV("id"), yaml_want_new(a, WANT_SCALAR))->text = row->id;
    for (uint32_t i = 0, n = roll(seed, 3); i < n; i++)
        yaml_want_add(row, i ? SV("b") : SV("a"), any_want(a, seed, 1));
    str_release(&name);
    return row;
}

/* As any_want, but with tables whose rows have ids here and there, and maps that may be missing. */
static struct yaml_want *any_value(struct arena *a, uint64_t *seed)
{
    if (roll(seed, 4)) {
        struct yaml_want *want = any_want(a, seed, 3);
        want->optional = want->kind == WANT_MAP && roll(seed, 2);
        return want;
    }
    struct yaml_want *table = yaml_want_new(a, WANT_LIST);
    for (uint32_t i = 0, n = roll(seed, 6); i < n; i++)
        yaml_want_add(table, SV(""), any_row(a, seed, i));
    return table;
}

static struct yaml_want *any_root(struct arena *a, uint64_t *seed)
{
    struct yaml_want *root = yaml_want_new(a, WANT_MAP);
    for (uint32_t i = 0, n = 1 + roll(seed, 6); i < n; i++) {
        char key[] = {'k', (char)('0' + i)};
        yaml_want_add(root, arena_copy(a, sv_make(key, 2)), any_value(a, seed));
    }
    return root;
}

static struct yaml_want *changed(struct arena *a, uint64_t *seed, const struct yaml_want *want);

static void add_changed(struct arena *a, uint64_t *seed, struct yaml_want *to,
                        const struct yaml_want *child)
{
    bool map = to->kind == WANT_MAP;
    uint32_t what = roll(seed, 16);
    if (what == 0 && !map)
        return;
    if (what == 1) {
        struct str key = {0};
        str_add(&key, any_text(a, seed, 3));
        str_add_f(&key, "%u", roll(seed, 1 << 30));
        yaml_want_add(to, map ? arena_copy(a, str_sv(&key)) : SV(""), any_want(a, seed, 2));
        str_release(&key);
    }
    struct yaml_want *copy = what == 0 ? yaml_want_new(a, WANT_ABSENT) : changed(a, seed, child);
    copy->optional &= map;
    yaml_want_add(to, child->key, copy);
}

static bool has_key(const struct yaml_want *map, struct sv key)
{
    for (const struct yaml_want *child = map->first; child; child = child->next)
        if (sv_eq(child->key, key))
            return true;
    return false;
}

/* A copy with something else here and there; a list may have its first item last. */
static struct yaml_want *changed(struct arena *a, uint64_t *seed, const struct yaml_want *want)
{
    struct yaml_want *copy = yaml_want_new(a, want->kind);
    *copy = *want;
    copy->first = copy->last = copy->next = NULL;
    if (roll(seed, 12) == 0 && want->id.len == 0)
        return any_value(a, seed);
    if (want->kind == WANT_SCALAR || want->kind == WANT_PROSE) {
        if (roll(seed, 4) == 0 && !sv_eq(want->key, SV("id")))
            copy->text = any_text(a, seed, 8);
        return copy;
    }
    const struct yaml_want *first = want->first;
    bool turn = want->kind == WANT_LIST && first && roll(seed, 4) == 0;
    for (const struct yaml_want *child = turn ? first->next : first; child; child = child->next)
        if (sv_eq(child->key, SV("id")))
            yaml_want_add(copy, child->key, changed(a, seed, child));
        else
            add_changed(a, seed, copy, child);
    if (turn)
        add_changed(a, seed, copy, first);
    if (want->kind == WANT_MAP && roll(seed, 6) == 0 && !has_key(want, SV("new")))
        yaml_want_add(copy, SV("new"), any_want(a, seed, 2));
    return copy;
}

/* ---- a file as a person leaves it ---- */

struct file {
    struct str source;
    struct str comments; /* those on lines of their own at the left margin, a line each */
};

static bool reads_as(struct sv source, const struct yaml_want *want)
{
    struct yaml_doc doc;
    if (!yaml_read(source, "t", &doc, NULL))
        return false;
    bool same = doc.root && yaml_same(doc.root, want);
    yaml_release(&doc);
    return same;
}

/* Keeps an insertion if the file still says the same. */
static bool insert(struct file *f, size_t at, struct sv text, const struct yaml_want *want)
{
    str_splice(&f->source, at, 0, text);
    if (reads_as(str_sv(&f->source), want))
        return true;
    str_splice(&f->source, at, text.len, SV(""));
    return false;
}

/* A value somewhere in the tree, from the root down. */
static const struct yaml_node *any_node(const struct yaml_node *node, uint64_t *seed)
{
    while (node->first) {
        const struct yaml_node *child = node->first;
        for (uint32_t n = roll(seed, node->count); n > 0; n--)
            child = child->next;
        node = child;
        if (roll(seed, 2))
            break;
    }
    return node;
}

static void decorate_once(struct file *f, uint64_t *seed, const struct yaml_want *want, int n)
{
    struct yaml_doc doc;
    struct str text = {0};
    assert_true(yaml_read(str_sv(&f->source), "t", &doc, NULL));
    const struct yaml_node *node = any_node(doc.root, seed);
    size_t key = node->key ? node->key->start : node->start;
    size_t line = lines_start(str_sv(&f->source), key);
    size_t indent = lines_blanks(str_sv(&f->source), line);
    switch (roll(seed, 4)) {
    case 0:
        insert(f, node->end, SV("  # 尾"), want);
        break;
    case 1:
        insert(f, line, SV("\n"), want);
        break;
    case 2:
        str_add_bytes(&text, ' ', indent);
        str_add_f(&text, "foreign%d: {a: 甲, b: [乙]} # 外\n", n);
        insert(f, line, str_sv(&text), want);
        break;
    default:
        str_add_bytes(&text, ' ', indent);
        str_add_f(&text, "# 注%d\n", n);
        if (insert(f, line, str_sv(&text), want) && indent == 0)
            str_add(&f->comments, str_sv(&text));
    }
    str_release(&text);
    yaml_release(&doc);
}

static void any_file(struct file *f, uint64_t *seed, const struct yaml_want *want)
{
    yaml_add_map(&f->source, want, 0);
    if (roll(seed, 4) == 0 && sv_ends(str_sv(&f->source), SV("\n"))) {
        str_truncate(&f->source, f->source.len - 1);
        if (!reads_as(str_sv(&f->source), want))
            str_add_byte(&f->source, '\n');
    }
    for (int n = (int)roll(seed, 8); n > 0; n--)
        decorate_once(f, seed, want, n);
    if (roll(seed, 4) == 0)
        str_replace_all(&f->source, SV("\n"), SV("\r\n"));
    if (roll(seed, 4) == 0)
        str_splice(&f->source, 0, 0, SV("\xEF\xBB\xBF"));
    assert_true(reads_as(str_sv(&f->source), want));
}

/* ---- what must hold ---- */

/* The bytes of what is so already are in the result as they were. */
static void check_untouched(struct sv source, const struct yaml_node *node,
                            const struct yaml_want *want, struct sv made)
{
    if (node->kind != YAML_MAP || want->kind != WANT_MAP || node->look != YAML_BLOCK)
        return;
    for (const struct yaml_want *child = want->first; child; child = child->next) {
        const struct yaml_node *old = yaml_get(node, child->key);
        if (!old)
            continue;
        if (!yaml_same(old, child))
            check_untouched(source, old, child, made);
        else if (!sv_contains(made, sv_sub(source, old->key->start, old->end)))
            fail_msg("changed without need: %.*s",
                     SV_ARG(sv_sub(source, old->key->start, old->end)));
    }
}

static void check_any_merge(uint64_t *seed)
{
    struct arena a = {0};
    struct file f = {0};
    struct str made = {0};
    struct yaml_doc doc, result;
    struct err e = {0};
    struct sv comment;
    struct yaml_want *want = any_root(&a, seed);
    any_file(&f, seed, want);
    struct sv source = str_sv(&f.source);
    assert_true(yaml_read(source, "t", &doc, &e));
    assert_true(yaml_merge(source, &doc, want, &made, &e));
    assert_true(sv_eq(str_sv(&made), source));
    str_clear(&made);
    struct yaml_want *other = yaml_want_new(&a, WANT_MAP);
    for (const struct yaml_want *child = want->first; child; child = child->next)
        yaml_want_add(other, child->key,
                      roll(seed, 3) ? changed(&a, seed, child) : yaml_want_new(&a, WANT_ABSENT));
    if (!yaml_merge(source, &doc, other, &made, &e)) {
        print_error("%s\n", f.source.ptr);
        yaml_add_map(&made, other, 0);
        fail_msg("%s\n%s", made.ptr, e.message.ptr);
    }
    assert_true(yaml_read(str_sv(&made), "t", &result, &e));
    assert_true(yaml_verify(result.root, doc.root, other));
    check_untouched(source, doc.root, other, str_sv(&made));
    for (struct sv rest = str_sv(&f.comments); sv_next(&rest, '\n', &comment);)
        if (!sv_contains(str_sv(&made), comment))
            fail_msg("lost %.*s of\n%s", SV_ARG(comment), f.source.ptr);
    if (sv_contains(source, SV("\r\n")))
        for (size_t at = 0; (at = sv_find_byte(str_sv(&made), '\n', at)) != SV_NONE; at++)
            assert_true(at > 0 && made.ptr[at - 1] == '\r');
    yaml_release(&doc);
    yaml_release(&result);
    str_release(&made);
    str_release(&f.source);
    str_release(&f.comments);
    arena_release(&a);
}

static void test_any_merge(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (int i = 0; i < 3000; i++)
        check_any_merge(&seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merges),
        cmocka_unit_test(test_any_merge),
    };
    return cmocka_run_group_tests_name("store/yaml_merge", tests, NULL, NULL);
}
