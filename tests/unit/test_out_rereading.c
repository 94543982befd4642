/* Random applications, printed in every way and read back. */
#include "edits.h"
#include "rereading.h"

#include "base/date.h"
#include "text/prose.h"

/* ---- random answers ---- */

/* Whether the writer of this draft puts blanks between Han and Latin letters. */
struct writer {
    struct dice dice;
    bool spaced;
};

static void add_words(struct writer *w, struct str *out, uint32_t most)
{
    static const char *const han[] = {"数字化转型", "企业",     "协同",         "平台，", "降本。",
                                      "“链式”",     "——",       "上下游",       "（甲）", "……",
                                      "提质；",     "《规范》", "供应链、物流", "问：",   "石家庄"};
    static const char *const latin[] = {"ERP",
                                        "MES",
                                        "12.5%",
                                        "1,280",
                                        "2024",
                                        "open API",
                                        "https://demo.example.com/a-b?c=d",
                                        "A/B",
                                        "the quick brown fox",
                                        "x"};
    uint32_t count = 1 + roll(&w->dice, most);
    bool was_latin = true;
    for (uint32_t i = 0; i < count; i++) {
        bool is_latin = i > 0 && !was_latin && roll(&w->dice, 3) == 0;
        const char *word =
            is_latin ? latin[roll(&w->dice, COUNT_OF(latin))] : han[roll(&w->dice, COUNT_OF(han))];
        /* Marks are no Han: nobody puts a blank between them and a word. */
        bool letters = out->len && (is_latin || (was_latin && i > 0));
        char32_t before = 0, after = 0;
        if (letters) {
            utf8_decode(str_sv(out), utf8_prev(str_sv(out), out->len), &before);
            utf8_decode(sv_from(word), 0, &after);
        }
        if (letters && w->spaced &&
            ((prose_is_han(before) && prose_is_latin(after)) ||
             (prose_is_latin(before) && prose_is_han(after))))
            str_add_byte(out, ' ');
        str_add(out, sv_from(word));
        was_latin = is_latin;
    }
}

/* Within the field's limit: where the program's mark of a passed limit meets the end of a line
 * between two Latin words, the page does not tell whether a blank stood there. */
static void add_prose(struct writer *w, struct str *out, uint32_t limit)
{
    enum { PARAGRAPHS = 5, LONGEST_WORD = 30 };
    uint32_t count = 1 + roll(&w->dice, PARAGRAPHS);
    uint32_t most = limit ? limit / (PARAGRAPHS * LONGEST_WORD) + 1 : 60;
    for (uint32_t i = 0; i < count; i++) {
        struct str paragraph = {0};
        add_words(w, &paragraph, most);
        str_add_f(out, "%s%s%s", i ? "\n" : "", roll(&w->dice, 4) ? "" : "（一）", paragraph.ptr);
        str_release(&paragraph);
    }
}

static void add_choices(struct writer *w, struct str *out, const struct field *field)
{
    for (uint32_t i = 0; i < field->option_count; i++)
        if (roll(&w->dice, 2))
            str_add_f(out, "%s%.*s", out->len ? "\n" : "", SV_ARG(field->options[i].id));
    if (field->other && roll(&w->dice, 2))
        str_add_f(out, "%s别的（甲、乙）", out->len ? "\n" : "");
}

static void add_part_of_address(struct str *out, const struct field *part)
{
    static const char *const names[] = {"省", "市", "县", "乡"};
    static const char *const values[] = {"演示省", "演示市", "演示县", "演示镇"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (sv_starts(part->label, sv_from(names[i]))) {
            str_set(out, sv_from(values[i]));
            return;
        }
    str_set(out, SV("演示路1号"));
}

/* The running text tells the habit; a line of a cover is no running text. */
static void add_line(struct writer *w, struct str *out)
{
    struct str line = {0};
    add_words(w, &line, w->spaced ? 1 : 6);
    str_set(out, str_sv(&line));
    str_release(&line);
}

static void add_answer(struct writer *w, struct str *out, const struct form *form,
                       const struct field *field)
{
    struct dice *d = &w->dice;
    if (field->parent != NO_FIELD && form->fields[field->parent].kind == FIELD_ADDRESS) {
        add_part_of_address(out, field);
        return;
    }
    switch (field->kind) {
    case FIELD_TEXT:
        if (field->table == NO_FIELD)
            add_prose(w, out, field->limit);
        else
            add_line(w, out);
        break;
    case FIELD_NUMBER:
    case FIELD_MONEY:
        str_add_f(out, "%u.%02u", roll(d, 100000), roll(d, 100));
        break;
    case FIELD_DATE:
        date_add_iso(out, (struct date){2020 + (int)roll(d, 9), 1 + (int)roll(d, 12),
                                        field->month ? 0 : 1 + (int)roll(d, 28)});
        break;
    case FIELD_PHONE:
        str_add_f(out, "0311-8888%04u", roll(d, 10000));
        break;
    case FIELD_EMAIL:
        str_add_f(out, "demo%u@example.com", roll(d, 1000));
        break;
    case FIELD_CREDIT_CODE:
        str_add_f(out, "91130100DEMO%06u", roll(d, 1000000));
        break;
    case FIELD_YESNO:
        str_set(out, roll(d, 2) ? SV("yes") : SV("no"));
        break;
    case FIELD_CHOICE:
        str_set(out, field->options[roll(d, field->option_count)].id);
        break;
    case FIELD_CHOICES:
        add_choices(w, out, field);
        break;
    case FIELD_FILES:
        str_add_f(out, "zm/%u.pdf\nb.png", roll(d, 100));
        break;
    default:
        add_line(w, out);
    }
}

static void fill(struct writer *w, struct draft *d, struct place p)
{
    struct str value = {0};
    const struct field *field = &d->form->fields[p.field];
    bool place = field->parent != NO_FIELD && d->form->fields[field->parent].kind == FIELD_IMAGES &&
                 sv_eq(field->id, SV("place"));
    if (place)
        str_add_f(&value, "%u", 1 + roll(&w->dice, 3));
    else
        add_answer(w, &value, d->form, field);
    draft_set(d, NULL, p, str_sv(&value));
    str_release(&value);
}

static struct draft *random_draft(const struct form *form, uint32_t seed)
{
    struct writer w = {{seed}, seed % 2};
    struct draft *d = draft_new(form);
    for (uint32_t f = 0; f < form->field_count; f++) {
        const struct field *field = &form->fields[f];
        unsigned flags = kind_flags(field->kind);
        /* Of two numbers in one line the page does not tell which was left out. */
        bool must = field->kind == FIELD_PHONE;
        if ((flags & KIND_LEAF) && field->table == NO_FIELD && (must || roll(&w.dice, 8)))
            fill(&w, d, (struct place){f, 0});
        if (!(flags & KIND_ROWS) || field->kind == FIELD_ELEMENTS)
            continue;
        for (uint32_t n = roll(&w.dice, 4); n > 0; n--) {
            struct place row = {f, draft_row_add(d, NULL, f, draft_rows(d, f)->len, SV(""))};
            for (uint32_t leaf = f + 1; leaf < field->end; leaf++)
                if ((kind_flags(form->fields[leaf].kind) & KIND_LEAF) &&
                    (field->kind == FIELD_IMAGES || roll(&w.dice, 8)))
                    fill(&w, d, (struct place){leaf, row.row});
        }
    }
    return d;
}

/* ---- there and back ---- */

static void assert_comes_back(const struct draft *d, const struct str *bytes)
{
    struct recognised r = {0};
    struct draft *back = reread(d->form, str_sv(bytes), d->demo, &r);
    for (size_t i = 0; i < r.unplaced.len; i++)
        print_error("left: %.*s\n", SV_ARG(str_sv(&r.unplaced.ptr[i].text)));
    if (getenv("SHOW"))
        print_error("%.*s\n", SV_ARG(str_sv(bytes)));
    assert_int_equal(r.unplaced.len, 0);
    assert_prints_alike(d, back);
    assert_kept(d, back);
    draft_free(back);
    recognised_release(&r);
}

static void read_back(const char *name, uint32_t drafts)
{
    static const char *const profiles[] = {"official", "dense"};
    struct form *form = paper_form(name);
    for (uint32_t seed = 1; seed <= drafts; seed++) {
        struct draft *d = random_draft(form, seed);
        struct str bytes = {0};
        print_message("# %s, seed %u\n", name, seed);
        for (size_t p = 0; p < COUNT_OF(profiles); p++) {
            reread_export(d, profiles[p], (enum encoding)(seed % 3), &bytes);
            assert_comes_back(d, &bytes);
            str_clear(&bytes);
        }
        reread_export_docx(d, &bytes);
        assert_comes_back(d, &bytes);
        str_release(&bytes);
        draft_free(d);
    }
    form_free(form);
}

static void test_chain(void **state)
{
    (void)state;
    read_back("forms/chain-case-2024/form.yaml", 40);
}

static void test_grant(void **state)
{
    (void)state;
    read_back("forms/reading-grant-2025/form.yaml", 40);
}

static void test_small(void **state)
{
    (void)state;
    read_back("tests/fixtures/out/form.yaml", 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chain),
        cmocka_unit_test(test_grant),
        cmocka_unit_test(test_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
