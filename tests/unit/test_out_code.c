#include "out/code.h"

#include "checking.h"

static const char fields[] =
    "  - {id: name, kind: line, label: 名称}\n"
    "  - {id: text, kind: text, label: 正文, heading: yes}\n"
    "  - {id: unprinted, kind: line, label: 不印, print: no}\n"
    "  - {id: m, kind: materials, label: 材料, items: [{id: licence, label: 执照, stamp: yes}]}\n"
    "  - {id: i, kind: images, label: 图}\n";

static const char print[] = "print:\n  title: [申报书]\n  head: 申报书\n  sections: [s]\n"
                            "  figures: i\n  figure_word: 图\n"
                            "  cover: [{title: yes}, {space: 2}, {field: name}]\n";

static int load(void **state)
{
    *state = form_of(fields, print);
    return 0;
}

static int unload(void **state)
{
    form_free(*state);
    return 0;
}

#define ANSWERS \
    "  name: 一\n  text: |\n    甲，见图1。\n    乙。\n  i: [{file: a.png, caption: 图样}]\n"

static void add_fact(struct facts *facts, const char *path, int byte)
{
    struct file_fact *fact = facts_add(facts, sv_from(path));
    fact->state = FILE_THERE;
    fact->picture = fact->hashed = true;
    fact->width = fact->height = 100;
    memset(fact->sha256, byte, sizeof fact->sha256);
}

static void code_of(const struct form *form, const char *answers, const char *after,
                    const struct facts *facts, struct str *out)
{
    struct draft *d = draft_of(form, answers, after);
    str_clear(out);
    code_add_of_draft(out, d, facts);
    draft_free(d);
}

/* ---- what it is made of ---- */

struct variant {
    const char *answers;
    const char *after;
    const char *path; /* of the picture that is there, and a byte of its digest */
    int byte;
    const char *code; /* fixed for ever, as long as its first letter is */
};

static const struct variant variants[] = {
    {ANSWERS, NULL, "a.png", 1, "ABBR-98ZE-WQMX"},
    {"", NULL, "a.png", 1, "AZ5C-ADEW-B28A"},
    {"  name: 一\n", NULL, "a.png", 1, "AEB1-DMHJ-R8TG"},
    /* A comma. */
    {"  name: 一\n  text: |\n    甲见图1。\n    乙。\n  i: [{file: a.png, caption: 图样}]\n", NULL,
     "a.png", 1, "AQFV-XFZQ-RS0G"},
    /* Another picture, and none. */
    {ANSWERS, NULL, "a.png", 2, "AGWE-WBGR-9V1Z"},
    {ANSWERS, NULL, "b.png", 1, "AAJJ-RCCK-7G78"},
};

static void test_vectors(void **state)
{
    struct str code = {0};
    for (size_t i = 0; i < COUNT_OF(variants); i++) {
        struct facts facts = {0};
        add_fact(&facts, variants[i].path, variants[i].byte);
        code_of(*state, variants[i].answers, variants[i].after, &facts, &code);
        assert_int_equal(code.len, CODE_SHOWN);
        assert_text(str_sv(&code), variants[i].code);
        facts_release(&facts);
    }
    str_release(&code);
}

/* What is not printed, or printed and no content, does not change it. */
static void test_the_same(void **state)
{
    static const struct variant same[] = {
        {ANSWERS, "revision: 7\ndemo: true\ndraft_id: abc\n", "a.png", 1, NULL},
        {ANSWERS "  unprinted: 什么\n", NULL, "a.png", 1, NULL},
        {ANSWERS "  m: {licence: {state: have, stamped: yes, files: [x.pdf], note: 复印}}\n", NULL,
         "a.png", 1, NULL},
        {ANSWERS, "pending: {name: 等}\naccepted: {x: 理由}\ndone: [s]\n", "a.png", 1, NULL},
        /* A picture under another name. */
        {"  name: 一\n  text: |\n    甲，见图1。\n    乙。\n  i: [{file: c.png, caption: 图样}]\n",
         NULL, "c.png", 1, NULL},
        /* Blanks at paragraphs' starts are layout, and so are empty ones. */
        {"  name: 一\n  text: |\n    　　甲，见图1。\n\n    乙。\n  i: [{file: a.png, caption: "
         "图样}]\n",
         NULL, "a.png", 1, NULL},
    };
    struct facts facts = {0};
    struct str code = {0}, want = {0};
    add_fact(&facts, "a.png", 1);
    add_fact(&facts, "c.png", 1);
    code_of(*state, ANSWERS, NULL, &facts, &want);
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        struct str yaml = {0};
        const char *after = same[i].after ? same[i].after : "";
        bool heads = sv_starts(sv_from(after), SV("revision"));
        str_add_f(&yaml, "tianbiao: 1\nform: t\nform_version: 1\n%sanswers:\n%s%s",
                  heads ? after : "", same[i].answers, heads ? "" : after);
        struct draft *d = draft_from(*state, yaml.ptr);
        str_clear(&code);
        code_add_of_draft(&code, d, &facts);
        if (!sv_eq(str_sv(&code), str_sv(&want)))
            fail_msg("%s", yaml.ptr);
        draft_free(d);
        str_release(&yaml);
    }
    facts_release(&facts);
    str_release(&code);
    str_release(&want);
}

/* A text cannot be moved across a boundary without being seen. */
static void test_boundaries(void **state)
{
    static const char *const pairs[][2] = {
        {"  text: |\n    甲乙\n", "  text: |\n    甲\n    乙\n"},
        {"  text: |\n    甲\n", "  name: 甲\n"},
        {"  text: |\n    1:a\n", "  text: |\n    a\n"},
    };
    struct str a = {0}, b = {0};
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        code_of(*state, pairs[i][0], NULL, NULL, &a);
        code_of(*state, pairs[i][1], NULL, NULL, &b);
        assert_false(sv_eq(str_sv(&a), str_sv(&b)));
    }
    str_release(&a);
    str_release(&b);
}

/* ---- the mark ---- */

static void assert_mark(const struct draft *d, const char *want)
{
    struct doc doc = {0};
    compose_application(d, NULL, &doc);
    assert_text(doc.mark, want);
    doc_release(&doc);
}

static void test_mark(void **state)
{
    struct draft *d = draft_of(*state, "  name: 一\n", NULL);
    struct final f = {.revision = 3};
    struct str mark = {0};
    assert_mark(d, "草稿");
    code_add_of_draft(&f.code, d, NULL);
    str_set(&f.time, SV("2024-06-01T09:00"));
    draft_add_final(d, NULL, 0, &f);
    str_add_f(&mark, "第 3 稿　校验码 %s", f.code.ptr);
    assert_mark(d, mark.ptr);
    draft_set(d, NULL, (struct place){0, 0}, SV("二"));
    assert_mark(d, "草稿");
    draft_set(d, NULL, (struct place){0, 0}, SV("一"));
    assert_mark(d, mark.ptr);
    d->demo = true;
    assert_mark(d, "演示　草稿");
    str_release(&mark);
    final_release(&f);
    draft_free(d);
}

static void test_pictures(void **state)
{
    struct draft *d = draft_of(
        *state, "  text: |\n    见图1、图2。\n  i: [{file: b.png}, {file: a.png}]\n", NULL);
    struct facts facts = {0};
    struct doc doc = {0};
    struct str got = {0};
    add_fact(&facts, "a.png", 0xAB);
    compose_application(d, &facts, &doc);
    code_pictures(&doc, &facts, &got);
    assert_text(str_sv(&got), "-\nabababababababab");
    str_release(&got);
    doc_release(&doc);
    facts_release(&facts);
    draft_free(d);
}

/* ---- as it is typed ---- */

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

struct typed {
    const char *text;
    enum code_answer answer;
    unsigned group;
    const char *read;
};

static void test_read(void **state)
{
    static const struct typed typed[] = {
        {"ABBR-98ZE-WQMX", CODE_GOOD, 0, "ABBR-98ZE-WQMX"},
        {"", CODE_SHORT, 0, ""},
        {"--- ", CODE_SHORT, 0, ""},
        {"A234", CODE_SHORT, 0, "A234"},
        {"A234-567-89AB", CODE_SHORT, 2, "A234-5678-9AB"},
        {"A234-5678-9ABCD", CODE_SHORT, 3, "A234-5678-9ABC"},
        {"A2345678", CODE_SHORT, 0, "A234-5678"},
        {"A234-56*8-9ABC", CODE_STRANGE, 2, "A234-56?8-9ABC"},
        {"第23", CODE_STRANGE, 1, "?23"},
        {"A234-5678-9ABC-和很多别的字", CODE_STRANGE, 4, "A234-5678-9ABC"},
        {"\xFF", CODE_STRANGE, 1, "?"},
    };
    struct str got = {0};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(typed); i++) {
        unsigned group = 99;
        assert_int_equal(code_read(sv_from(typed[i].text), &got, &group), typed[i].answer);
        assert_int_equal(group, typed[i].group);
        assert_text(str_sv(&got), typed[i].read);
    }
    str_release(&got);
}

/* Every way of typing it that people have. */
static void test_forgives(void **state)
{
    struct str plain = {0}, got = {0};
    unsigned group;
    (void)state;
    for (size_t v = 0; v < COUNT_OF(variants); v++) {
        struct str ways[8] = {{0}};
        const char *code = variants[v].code;
        str_set(&plain, sv_from(code));
        str_replace_all(&plain, SV("-"), SV(""));
        str_set(&ways[0], str_sv(&plain));
        for (size_t i = 0; i < plain.len; i++) {
            char c = plain.ptr[i];
            char small = c >= 'A' ? (char)(c + 'a' - 'A') : c;
            str_add_f(&ways[1], " %c", small);
            /* U+FF01 and on are ASCII at full width. */
            unsigned wide = 0xFF00u + (unsigned)c - 0x20u;
            str_add_f(&ways[2], "%c%c%c%s", (char)(0xE0 | wide >> 12),
                      (char)(0x80 | (wide >> 6 & 63)), (char)(0x80 | (wide & 63)),
                      i == 3 ? "－" : "");
            str_add_f(&ways[3], "%c%s",
                      c == '0'   ? 'o'
                      : c == '1' ? 'l'
                      : c == 'V' ? 'u'
                                 : small,
                      i == 3   ? "—"
                      : i == 7 ? "　"
                               : "");
            str_add_f(&ways[4], "%c", c == '0' ? 'O' : c == '1' ? 'I' : c == 'V' ? 'U' : c);
        }
        /* Copied from the foot of a page, or from the screen. */
        str_add_f(&ways[5], "第 1 稿　校验码 %s　共 34 页", code);
        str_add_f(&ways[6], "校验码：%s　第 2 页 共 34 页", code);
        str_add_f(&ways[7], "校验码　%s", ways[1].ptr);
        for (size_t i = 0; i < COUNT_OF(ways); i++) {
            if (code_read(str_sv(&ways[i]), &got, &group) != CODE_GOOD)
                fail_msg("%s", ways[i].ptr);
            assert_text(str_sv(&got), code);
            str_release(&ways[i]);
        }
    }
    str_release(&plain);
    str_release(&got);
}

static enum code_answer answer_to(const char *text)
{
    struct str got = {0};
    unsigned group;
    enum code_answer answer = code_read(sv_from(text), &got, &group);
    str_release(&got);
    return answer;
}

/* Every single wrong character, and every two that changed places, near or far. */
static void test_check_character(void **state)
{
    size_t tried = 0;
    (void)state;
    for (size_t v = 0; v < COUNT_OF(variants); v++) {
        char text[CODE_SHOWN + 1];
        memcpy(text, variants[v].code, sizeof text);
        assert_int_equal(answer_to(text), CODE_GOOD);
        for (size_t i = 0; i < CODE_SHOWN; i++) {
            for (size_t k = 0; text[i] != '-' && alphabet[k]; k++) {
                char was = text[i];
                text[i] = alphabet[k];
                assert_int_equal(answer_to(text) == CODE_MISTYPED, was != alphabet[k]);
                text[i] = was;
                tried++;
            }
            for (size_t k = i + 1; text[i] != '-' && k < CODE_SHOWN; k++) {
                char a = text[i], b = text[k];
                if (b == '-' || a == b)
                    continue;
                text[i] = b;
                text[k] = a;
                assert_int_equal(answer_to(text), CODE_MISTYPED);
                text[i] = a;
                text[k] = b;
                tried++;
            }
        }
    }
    assert_true(tried > COUNT_OF(variants) * 32 * CODE_CHARS);
}

/* For each place and each pair of characters, whatever the rest is: the sum is linear, so that a
 * change's effect is its own. Shown over all pairs of neighbours in a code of zeros. */
static void test_all_swaps(void **state)
{
    (void)state;
    for (size_t i = 0; i + 1 < CODE_CHARS - 1; i++)
        for (size_t a = 0; a < 32; a++)
            for (size_t b = 0; b < 32; b++) {
                char text[CODE_CHARS + 1] = "000000000000", swapped[CODE_CHARS + 1];
                int good = 0, both = 0;
                text[i] = alphabet[a];
                text[i + 1] = alphabet[b];
                memcpy(swapped, text, sizeof text);
                swapped[i] = alphabet[b];
                swapped[i + 1] = alphabet[a];
                for (size_t k = 0; k < 32; k++) {
                    text[CODE_CHARS - 1] = swapped[CODE_CHARS - 1] = alphabet[k];
                    bool is = answer_to(text) != CODE_MISTYPED;
                    good += is;
                    both += is && answer_to(swapped) != CODE_MISTYPED;
                }
                assert_int_equal(good, 1);
                assert_int_equal(both, a == b);
            }
}

static void test_newer(void **state)
{
    char text[] = "B000-0000-0000";
    size_t newer = 0;
    (void)state;
    for (size_t k = 0; k < 32; k++) {
        text[CODE_SHOWN - 1] = alphabet[k];
        newer += answer_to(text) == CODE_NEWER;
    }
    assert_int_equal(newer, 1);
}

static void test_differs(void **state)
{
    static const struct {
        const char *a;
        const char *b;
        unsigned group;
    } pairs[] = {
        {"A234-5678-9ABC", "A234-5678-9ABC", 0}, {"A234-5678-9ABC", "A235-5678-9ABC", 1},
        {"A234-5678-9ABC", "A234-7658-9ABC", 2}, {"A234-5678-9ABC", "A234-5678-9ABD", 3},
        {"A234-5678-9ABC", "A235-4678-9ABC", 1}, {"A234-5678-9ABC", "A234-5679-8ABC", 2},
        {"A234-5678-9ABC", "A235-5678-9ABD", 0}, {"A234-5678-9ABC", "A234-5678-9AB", 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        assert_int_equal(code_differs(sv_from(pairs[i].a), sv_from(pairs[i].b)), pairs[i].group);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_vectors, load, unload),
        cmocka_unit_test_setup_teardown(test_the_same, load, unload),
        cmocka_unit_test_setup_teardown(test_boundaries, load, unload),
        cmocka_unit_test_setup_teardown(test_mark, load, unload),
        cmocka_unit_test_setup_teardown(test_pictures, load, unload),
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_forgives),
        cmocka_unit_test(test_check_character),
        cmocka_unit_test(test_all_swaps),
        cmocka_unit_test(test_newer),
        cmocka_unit_test(test_differs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
