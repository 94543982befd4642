#include "unit.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "store/yaml_read.h"

/* The tree on one line: scalars as P:text (the first letter of their look), maps and lists in the
 * brackets of flow style, with a B before those in block style. */
static void show(struct str *out, const struct yaml_node *node)
{
    if (node->kind == YAML_SCALAR) {
        str_add_f(out, "%c:%.*s", "PQLF"[node->look], SV_ARG(node->text));
        return;
    }
    if (node->look == YAML_BLOCK)
        str_add_byte(out, 'B');
    str_add_byte(out, node->kind == YAML_MAP ? '{' : '[');
    for (const struct yaml_node *child = node->first; child; child = child->next) {
        if (child != node->first)
            str_add_byte(out, ',');
        if (child->key)
            str_add_f(out, "%.*s=", SV_ARG(child->key->text));
        show(out, child);
    }
    str_add_byte(out, node->kind == YAML_MAP ? '}' : ']');
}

static void test_shapes(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        const char *want;
    } cases[] = {
        {"a: 1\nb: 'x'\n", "B{a=P:1,b=Q:x}"},
        {"a: [甲, \"乙\"]\nb: {c: d, e: }\n", "B{a=[P:甲,Q:乙],b={c=P:d,e=P:}}"},
        {"a:\n- x\n-\n- b: 1\n  c: 2\n", "B{a=B[P:x,P:,B{b=P:1,c=P:2}]}"},
        {"a: |\n  一\n\n  二\nb: >\n  x\n  y\n", "B{a=L:一\n\n二\n,b=F:x y\n}"},
        {"a: |-\n  一\nb: |+\n  二\n\n", "B{a=L:一,b=L:二\n\n}"},
        {"\xEF\xBB\xBF"
         "a: 1",
         "B{a=P:1}"},
        {"a: 1\r\nb: |\r\n  x\r\n", "B{a=P:1,b=L:x\n}"},
        {"a: 𠀀😀\nb: \"x\\Ny\\Lz\\uFEFF\"\n", "B{a=P:𠀀😀,b=Q:x\xC2\x85y\xE2\x80\xA8z\xEF\xBB\xBF}"},
        {"%YAML 1.1\n---\na: yes\n...\n", "B{a=P:yes}"},
        {"- - x\n  - y\n", "B[B[P:x,P:y]]"},
        {"[a: b, c]", "[{a=P:b},P:c]"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct yaml_doc doc;
        struct err e = {0};
        struct str out = {0};
        if (!yaml_read(sv_from(cases[i].source), "t", &doc, &e))
            fail_msg("%s: %s", cases[i].source, e.message.ptr);
        show(&out, doc.root);
        assert_text(str_sv(&out), cases[i].want);
        str_release(&out);
        yaml_release(&doc);
    }
}

static void test_empty(void **state)
{
    (void)state;
    static const char *const sources[] = {"", "\n\n", "# 只有注释\n", "\xEF\xBB\xBF",
                                          "\xEF\xBB\xBF# x"};
    for (size_t i = 0; i < COUNT_OF(sources); i++) {
        struct yaml_doc doc;
        assert_true(yaml_read(sv_from(sources[i]), "t", &doc, NULL));
        assert_null(doc.root);
        yaml_release(&doc);
    }
    struct yaml_doc doc;
    assert_true(yaml_read((struct sv){0}, "t", &doc, NULL));
    yaml_release(&doc);
}

/* The bytes of a value are what stands in the file, whatever comes before it. */
static void test_spans(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        const char *span; /* of the value of 键 in the root */
        uint32_t line, column;
    } cases[] = {
        {"甲: 乙\n键:  值 # 注\n", "值", 2, 5},
        {"\xEF\xBB\xBF键: 'it''s'   \n", "'it''s'", 1, 4},
        {"键: 'it'''\n", "'it'''", 1, 4},
        {"键: ''''\n", "''''", 1, 4},
        {"键: \"\\\"\"\n", "\"\\\"\"", 1, 4},
        {"键: \"\\\\\"\n", "\"\\\\\"", 1, 4},
        {"𠀀: 😀😀😀😀😀😀😀😀😀\n键: [一, 二]  \n", "[一, 二]", 2, 4},
        {"键: {a: b}\n", "{a: b}", 1, 4},
        {"键:\n  - 一\n  - 二 # x\n\n# y\n尾: 1\n", "- 一\n  - 二", 2, 3},
        {"键:\n  a: 1\n  b:\n\n尾: 1\n", "a: 1\n  b:", 2, 3},
        {"键: |\n  一\n  二\n\n\n尾: 1\n", "|\n  一\n  二", 1, 4},
        {"键: |+\n  一\n\n\n尾: 1\n", "|+\n  一\n\n", 1, 4},
        {"键: |\n  一\n     \n \n尾: 1\n", "|\n  一\n     ", 1, 4},
        {"键: |2\n   一\n  \n   \n尾: 1\n", "|2\n   一\n  \n   ", 1, 4},
        {"键: |\n\n尾: 1\n", "|", 1, 4},
        {"键: |\n  一", "|\n  一", 1, 4},
        {"键: |\r\n  一\r\n\r\n尾: 1\r\n", "|\r\n  一", 1, 4},
        {"键:    # 空\n尾: 1\n", "", 1, 7},
        {"键: \"一\n  二\"\n", "\"一\n  二\"", 1, 4},
        {"键:\n  一\n  二\n尾: 1\n", "一\n  二", 2, 3},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct yaml_doc doc;
        struct sv source = sv_from(cases[i].source);
        assert_true(yaml_read(source, "t", &doc, NULL));
        const struct yaml_node *value = yaml_get(doc.root, SV("键"));
        assert_non_null(value);
        assert_text(sv_sub(source, value->start, value->end), cases[i].span);
        if (value->end > value->start) {
            assert_int_equal(value->line, cases[i].line);
            assert_int_equal(value->column, cases[i].column);
        }
        yaml_release(&doc);
    }
}

/* Each refusal says where, and a part of what. */
static const struct {
    const char *source;
    const char *want;
} refusals[] = {
    {"a: 1\na: 2\n", "t:2:1: “a”在第 1 行已经有了"},
    {"\"a\\e\\n\": 1\n\"a\\e\\n\": 2\n", "t:2:1: “a␛␊”在第 1 行已经有了"},
    {"a: &x 1\n", "t:1:4: 这里不用锚点"},
    {"a: &x {b: 1}\n", "t:1:4: 这里不用锚点"},
    {"a: *x\n", "t:1:4: 这里不用引用"},
    {"a: !!int 1\n", "t:1:4: 这里不用标签"},
    {"a: ! 1\n", "t:1:4: 这里不用标签"},
    {"a: !x [1]\n", "t:1:4: 这里不用标签"},
    {"a: !<x\n", "以 ! 开头的文字"},
    {"? [a]\n: 1\n", "t:1:3: 键只能是文字"},
    {"{{a: 1}: 2}\n", "t:1:2: 键只能是文字"},
    {"a: 1\n---\nb: 1\n", "t:2:1: 一个文件只能有一份内容"},
    {"a: 甲\n\tb: 1\n", "t:2:"},
    {"a:\n\tb: 1\n", "t:2:1: 这一行用制表符"},
    {"a: |\n\tb\n", "制表符"},
    {"a: 1\n名称：甲\nb: 2\n", "t:2:1: 这一行用了中文冒号"},
    {"a: 1\nxyz\nb: 2\n", "t:2:1: 这一行应当是“键: 值”"},
    {"a: b: c\n", "t:1:5: 这里不能再有冒号"},
    {"a: 1\n 甲: \"没完\nb: 2\n", "t:2:"},
    {"甲: \"没完\nb: 2\n", "t:1:4: 这里开始的引号没有收尾"},
    {"a: [1, 2\nb: 1\n", "t:1:4: 这里开始的方括号没有写完"},
    {"a: {b: 1\n", "t:1:4: 这里开始的花括号没有写完"},
    {"a: @x\n", "t:1:4: 以 @"},
    {"a: \"\\q\"\n", "反斜杠"},
    {"a: \"\\u12\"\n", "十六进制"},
    {"a: \"\\uD800\"\n", "不是一个字符"},
    {"a: - b\n", "t:1:4: “- ”不能写在这里"},
    {"a: | x\n  y\n", "要换行"},
    {"a: 1\n b: 2\n", "t:2:3: 这里不能再有冒号"},
    {"  a: 1\n b: 2\n", "t:2:"},
    {"- a\nb: 1\n", "t:2:1: 列表里每一项"},
    {"a: \"\\0\"\n", "t:1:4: 文字里有空字符"},
    {"a: 甲\nb: \xB2\xE2\n", "t:2:4: 这里的字节不是 UTF-8"},
    {"a: \xED\xA0\x80\n", "t:1:4: 这里的字节不是 UTF-8"},
    {"a: \xC0\xAF\n", "UTF-8"},
    {"a: x\x01y\n", "t:1:5: 这里有一个看不见的控制字符"},
    {"\xFF\xFE"
     "a",
     "t:1:1: 文件是 UTF-16"},
    {"%TAG x\n---\na: 1\n", "以 % 开头"},
};

static void test_refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        struct yaml_doc doc;
        struct err e = {0};
        if (yaml_read(sv_from(refusals[i].source), "t", &doc, &e))
            fail_msg("read: %s", refusals[i].source);
        assert_int_equal(e.class, ERR_REFUSED);
        if (!sv_contains(str_sv(&e.message), sv_from(refusals[i].want)))
            fail_msg("%s\ngot:  %s\nwant: %s", refusals[i].source, e.message.ptr, refusals[i].want);
        err_clear(&e);
    }
    struct yaml_doc doc;
    struct err e = {0};
    assert_false(yaml_read(SV("a: x\0y\n"), "", &doc, &e));
    assert_text(str_sv(&e.message), "第 1 行第 5 列：这里有一个看不见的控制字符，请删去它。");
    err_clear(&e);
}

static bool reads(const struct str *source)
{
    struct yaml_doc doc;
    bool ok = yaml_read(str_sv(source), "t", &doc, NULL);
    if (ok)
        yaml_release(&doc);
    return ok;
}

static void test_limits(void **state)
{
    (void)state;
    struct str s = {0};
    str_add_bytes(&s, '[', YAML_MAX_DEPTH);
    str_add_bytes(&s, ']', YAML_MAX_DEPTH);
    assert_true(reads(&s));
    str_clear(&s);
    str_add_bytes(&s, '[', YAML_MAX_DEPTH + 1);
    str_add_bytes(&s, ']', YAML_MAX_DEPTH + 1);
    assert_false(reads(&s));
    str_clear(&s);
    for (size_t i = 1; i < YAML_MAX_NODES; i++)
        str_add(&s, SV("- a\n"));
    assert_true(reads(&s));
    str_add(&s, SV("- a\n"));
    assert_false(reads(&s));
    str_set(&s, SV("a: "));
    str_add_bytes(&s, 'x', YAML_MAX_BYTES - 3);
    assert_true(reads(&s));
    str_add_byte(&s, 'x');
    assert_false(reads(&s));
    str_release(&s);
}

static void test_many_keys(void **state)
{
    (void)state;
    struct str s = {0};
    struct yaml_doc doc;
    struct err e = {0};
    for (int i = 0; i < 50000; i++)
        str_add_f(&s, "k%d: %d\n", i, i);
    assert_true(yaml_read(str_sv(&s), "t", &doc, &e));
    assert_int_equal(doc.root->count, 50000);
    assert_text(yaml_get_text(doc.root, SV("k49999")), "49999");
    assert_text(yaml_get_text(doc.root, SV("k50000")), "");
    assert_null(yaml_get(doc.root->first, SV("k1")));
    yaml_release(&doc);
    str_add(&s, SV("k77: 0\n"));
    assert_false(yaml_read(str_sv(&s), "t", &doc, &e));
    assert_true(sv_starts(str_sv(&e.message), SV("t:50001:1: “k77”在第 78 行")));
    err_clear(&e);
    str_release(&s);
}

static void test_prose(void **state)
{
    (void)state;
    struct yaml_doc doc;
    assert_true(
        yaml_read(SV("a: |\n  x\nb: |+\n  x\n\nc: |-\n  x\nd: \"x\\n\"\n"), "t", &doc, NULL));
    assert_text(yaml_prose(yaml_get(doc.root, SV("a"))), "x");
    assert_text(yaml_prose(yaml_get(doc.root, SV("b"))), "x\n");
    assert_text(yaml_prose(yaml_get(doc.root, SV("c"))), "x");
    assert_text(yaml_prose(yaml_get(doc.root, SV("d"))), "x\n");
    yaml_release(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes), cmocka_unit_test(test_empty),
        cmocka_unit_test(test_spans),  cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_limits), cmocka_unit_test(test_many_keys),
        cmocka_unit_test(test_prose),
    };
    return cmocka_run_group_tests_name("store/yaml_read", tests, NULL, NULL);
}
