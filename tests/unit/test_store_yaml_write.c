#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "store/yaml_write.h"
#include "yaml_any.h"

/* ---- a scalar by itself ---- */

static const struct {
    const char *text;
    const char *want; /* behind "key: " */
} lines[] = {
    {"演示药业（河北）有限公司", "演示药业（河北）有限公司"},
    {"a b", "a b"},
    {"zm/01.pdf", "zm/01.pdf"},
    {"http://a.cn/b", "http://a.cn/b"},
    {"2024年4月25日", "2024年4月25日"},
    {"等待开通", "等待开通"},
    {"a'b\"c", "a'b\"c"},
    {"注#1", "注#1"},
    {"𠀀😀", "𠀀😀"},
    {"", "\"\""},
    {"0312", "\"0312\""},
    {"91130100MA0EXAMPLE", "\"91130100MA0EXAMPLE\""},
    {"2024-04-25", "\"2024-04-25\""},
    {"1e5", "\"1e5\""},
    {"12:30:45", "\"12:30:45\""},
    {"+86 139", "\"+86 139\""},
    {".5", "\".5\""},
    {".inf", "\".inf\""},
    {"-1", "\"-1\""},
    {"True", "\"True\""},
    {"NO", "\"NO\""},
    {"null", "\"null\""},
    {"~", "\"~\""},
    {"y", "\"y\""},
    {"---", "\"---\""},
    {"- 一", "\"- 一\""},
    {"a: b", "\"a: b\""},
    {"a:", "\"a:\""},
    {"a #b", "\"a #b\""},
    {"#a", "\"#a\""},
    {" a", "\" a\""},
    {"a ", "\"a \""},
    {"\xE3\x80\x80"
     "a",
     "\"\xE3\x80\x80"
     "a\""},
    {"a\xC2\xA0", "\"a\xC2\xA0\""},
    {"[a]", "\"[a]\""},
    {"{a}", "\"{a}\""},
    {"&a", "\"&a\""},
    {"*a", "\"*a\""},
    {"!a", "\"!a\""},
    {"|", "\"|\""},
    {">", "\">\""},
    {"%a", "\"%a\""},
    {"@a", "\"@a\""},
    {"`a", "\"`a\""},
    {"'a'", "\"'a'\""},
    {"\"a\\", "\"\\\"a\\\\\""},
    {"=", "\"=\""},
    {"<<", "\"<<\""},
    {"一\n二\t三", "\"一\\n二\\t三\""},
    {"a\rb", "\"a\\rb\""},
    {"a\x1b\x7f", "\"a\\x1B\\x7F\""},
    {"a\xC2\x85"
     "b\xC2\x9B",
     "\"a\\Nb\\x9B\""},
    {"\xE2\x80\xA8\xE2\x80\xA9\xEF\xBB\xBF\xEF\xBF\xBE", "\"\\u2028\\u2029\\uFEFF\\uFFFE\""},
};

static const struct {
    const char *text;
    const char *want; /* prose behind "key: " of a key indented by 2 */
} proses[] = {
    {"一", "|\n    一"},
    {"一\n\n二", "|\n    一\n\n    二"},
    {"一 \n\t二\t", "|\n    一 \n    \t二\t"},
    {"一\n", "|+\n    一\n"},
    {"一\n\n\n", "|+\n    一\n\n\n"},
    {"\n", "|2+\n\n"},
    {"\n一", "|2\n\n    一"},
    {" 一", "|2\n     一"},
    {"\t一", "|2\n    \t一"},
    {"   ", "|2\n       "},
    {"　　段首", "|\n    　　段首"},
    {"一\n   ", "|\n    一\n       "},
    {"# 不是注释\n- 一\n键: 值", "|\n    # 不是注释\n    - 一\n    键: 值"},
    {"𠀀\"\\😀", "|\n    𠀀\"\\😀"},
    {"", "\"\""},
    {"一\n二\xE2\x80\xA8", "\"一\\n二\\u2028\""},
    {"一\r\n二", "\"一\\r\\n二\""},
};

static void check_scalar(const char *text, bool prose, uint32_t indent, const char *want)
{
    struct str out = {0};
    yaml_add_scalar(&out, sv_from(text), prose, indent);
    assert_text(str_sv(&out), want);
    str_release(&out);
}

static void test_scalars(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        check_scalar(lines[i].text, false, 0, lines[i].want);
    for (size_t i = 0; i < COUNT_OF(proses); i++)
        check_scalar(proses[i].text, true, 2, proses[i].want);
}

/* ---- trees ---- */

static struct yaml_want *text_of(struct arena *a, enum want_kind kind, const char *text)
{
    struct yaml_want *want = yaml_want_new(a, kind);
    want->text = sv_from(text);
    return want;
}

static void test_map(void **state)
{
    (void)state;
    struct arena a = {0};
    struct str out = {0};
    struct yaml_want *root = yaml_want_new(&a, WANT_MAP);
    yaml_want_add(root, SV("tianbiao"), text_of(&a, WANT_SCALAR, "1"))->bare = true;
    yaml_want_add(root, SV("x"), text_of(&a, WANT_SCALAR, "a b"))->bare = true;
    yaml_want_add(root, SV("gone"), yaml_want_new(&a, WANT_ABSENT));
    struct yaml_want *answers = yaml_want_add(root, SV("answers"), yaml_want_new(&a, WANT_MAP));
    struct yaml_want *empty = yaml_want_add(answers, SV("empty"), yaml_want_new(&a, WANT_MAP));
    empty->optional = true;
    yaml_want_add(empty, SV("gone"), yaml_want_new(&a, WANT_ABSENT));
    struct yaml_want *brief = yaml_want_add(answers, SV("brief"), yaml_want_new(&a, WANT_MAP));
    yaml_want_add(brief, SV("text"), text_of(&a, WANT_PROSE, "一\n二"));
    struct yaml_want *rows = yaml_want_add(answers, SV("rows"), yaml_want_new(&a, WANT_LIST));
    struct yaml_want *row = yaml_want_add(rows, SV(""), yaml_want_new(&a, WANT_MAP));
    yaml_want_add(row, SV("id"), text_of(&a, WANT_SCALAR, "e1"));
    yaml_want_add(row, SV("text"), text_of(&a, WANT_PROSE, "三"));
    row = yaml_want_add(rows, SV(""), yaml_want_new(&a, WANT_MAP));
    row->flow = true;
    yaml_want_add(row, SV("id"), text_of(&a, WANT_SCALAR, "e2"));
    yaml_want_add(row, SV("a:b"), text_of(&a, WANT_PROSE, "c,d"));
    yaml_want_add(rows, SV(""), yaml_want_new(&a, WANT_LIST));
    struct yaml_want *inner = yaml_want_add(rows, SV(""), yaml_want_new(&a, WANT_LIST));
    yaml_want_add(inner, SV(""), text_of(&a, WANT_SCALAR, "x"));
    struct yaml_want *done = yaml_want_add(root, SV("done"), yaml_want_new(&a, WANT_LIST));
    done->flow = true;
    yaml_want_add(done, SV(""), text_of(&a, WANT_SCALAR, "cover"));
    yaml_want_add(done, SV(""), text_of(&a, WANT_SCALAR, "12"));
    yaml_want_add(root, SV("yes"), yaml_want_new(&a, WANT_MAP));
    yaml_add_map(&out, root, 0);
    assert_text(str_sv(&out), "tianbiao: 1\n"
                              "x: a b\n"
                              "answers:\n"
                              "  brief:\n"
                              "    text: |\n"
                              "      一\n"
                              "      二\n"
                              "  rows:\n"
                              "    - id: e1\n"
                              "      text: |\n"
                              "        三\n"
                              "    - {id: e2, \"a:b\": \"c,d\"}\n"
                              "    - []\n"
                              "    -\n"
                              "      - x\n"
                              "done: [cover, \"12\"]\n"
                              "\"yes\": {}\n");
    str_release(&out);
    arena_release(&a);
}

/* ---- whatever is written is read back ---- */

static bool same_tree(const struct yaml_node *node, const struct yaml_want *want)
{
    if (want->kind == WANT_SCALAR || want->kind == WANT_PROSE)
        return node->kind == YAML_SCALAR && sv_eq(yaml_prose(node), want->text);
    if (node->kind != (want->kind == WANT_MAP ? YAML_MAP : YAML_LIST))
        return false;
    const struct yaml_node *child = node->first;
    for (const struct yaml_want *wanted = want->first; wanted; wanted = wanted->next) {
        if (!child || (node->kind == YAML_MAP && !sv_eq(child->key->text, wanted->key)) ||
            !same_tree(child, wanted))
            return false;
        child = child->next;
    }
    return !child;
}

static void test_any_tree(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 4000; i++) {
        struct arena a = {0};
        struct str out = {0};
        struct yaml_doc doc;
        struct err e = {0};
        struct yaml_want *root = yaml_want_new(&a, WANT_MAP);
        for (uint32_t k = 0, n = roll(&seed, 6); k < n; k++) {
            struct str key = {0};
            str_add_f(&key, "k%u", k);
            yaml_want_add(root, arena_copy(&a, str_sv(&key)), any_want(&a, &seed, 3));
            str_release(&key);
        }
        yaml_add_map(&out, root, 0);
        if (!yaml_read(str_sv(&out), "t", &doc, &e))
            fail_msg("%d: %s\n%s", i, e.message.ptr, out.ptr);
        if (!same_tree(doc.root, root))
            fail_msg("%d: read otherwise\n%s", i, out.ptr);
        yaml_release(&doc);
        str_release(&out);
        arena_release(&a);
    }
}

/* Prose is a literal block unless it cannot be one, and never has an escape where none is needed.
 */
static void test_any_prose(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 4000; i++) {
        struct arena a = {0};
        struct str out = {0};
        struct yaml_doc doc;
        struct sv text = any_text(&a, &seed, 12);
        bool odd = text.len == 0 || sv_contains(text, SV("\r")) || sv_contains(text, SV("\x1b")) ||
                   sv_contains(text, SV("\x7f")) || sv_contains(text, SV("\xC2\x85")) ||
                   sv_contains(text, SV("\xE2\x80\xA8")) || sv_contains(text, SV("\xE2\x80\xA9")) ||
                   sv_contains(text, SV("\xEF\xBB\xBF")) || sv_contains(text, SV("\xEF\xBF\xBF"));
        str_add(&out, SV("a: "));
        yaml_add_scalar(&out, text, true, 0);
        str_add(&out, SV("\nb: x\n"));
        assert_true(yaml_read(str_sv(&out), "t", &doc, NULL));
        assert_true(sv_eq(yaml_prose(doc.root->first), text));
        assert_int_equal(doc.root->first->look, odd ? YAML_QUOTED : YAML_LITERAL);
        assert_int_equal(doc.root->count, 2);
        yaml_release(&doc);
        str_release(&out);
        arena_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scalars),
        cmocka_unit_test(test_map),
        cmocka_unit_test(test_any_tree),
        cmocka_unit_test(test_any_prose),
    };
    return cmocka_run_group_tests_name("store/yaml_write", tests, NULL, NULL);
}
