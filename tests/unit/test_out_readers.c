#include "rereading.h"

static const char *const profiles[] = {"official", "dense"};
static const enum encoding encodings[] = {ENCODING_UTF8, ENCODING_UTF8_BOM, ENCODING_GB18030};

/* ---- our own exports ---- */

static void assert_comes_back(const struct draft *d, const struct str *bytes)
{
    struct recognised r = {0};
    struct draft *back = reread(d->form, str_sv(bytes), d->demo, &r);
    for (size_t i = 0; i < r.unplaced.len; i++)
        print_error("left: %.*s\n", SV_ARG(str_sv(&r.unplaced.ptr[i].text)));
    assert_int_equal(r.unplaced.len, 0);
    assert_prints_alike(d, back);
    assert_kept(d, back);
    draft_free(back);
    recognised_release(&r);
}

static void round_trip(const struct draft *d)
{
    struct str bytes = {0};
    for (size_t p = 0; p < COUNT_OF(profiles); p++) {
        for (size_t n = 0; n < COUNT_OF(encodings); n++) {
            reread_export(d, profiles[p], encodings[n], &bytes);
            assert_comes_back(d, &bytes);
            str_clear(&bytes);
        }
    }
    reread_export_docx(d, &bytes);
    assert_comes_back(d, &bytes);
    str_release(&bytes);
}

static void test_samples(void **state)
{
    (void)state;
    static const char *const forms[] = {"chain-case-2024", "reading-grant-2025"};
    static const char *const samples[] = {"complete", "flawed"};
    for (size_t f = 0; f < COUNT_OF(forms); f++) {
        struct str name = {0};
        str_add_f(&name, "forms/%s/form.yaml", forms[f]);
        struct form *form = paper_form(name.ptr);
        for (size_t s = 0; s < COUNT_OF(samples); s++) {
            str_clear(&name);
            str_add_f(&name, "forms/%s/samples/%s.yaml", forms[f], samples[s]);
            struct draft *d = reread_draft(form, name.ptr);
            round_trip(d);
            draft_free(d);
        }
        form_free(form);
        str_release(&name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
