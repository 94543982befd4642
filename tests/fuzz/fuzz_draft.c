/*
 * Drafts: what is read can be written, and reads the same again.
 *
 * The input is a draft's YAML; the form it names decides what it is read with.
 */
#include "check/check.h"
#include "fuzz.h"
#include "out/sheet.h"

static const char *const names[] = {
    "forms/chain-case-2024/form.yaml",
    "forms/reading-grant-2025/form.yaml",
    "tests/fixtures/forms/every.yaml",
    "tests/fixtures/forms/small/form.yaml",
};

enum { FORMS = sizeof names / sizeof names[0] };

static const struct form *form_for(struct sv source)
{
    static struct form *forms[FORMS];
    const struct form *found = NULL;
    struct draft_head head = {0};
    struct err e = {0};
    if (!draft_read_head(source, "d.yaml", &head, &e))
        fuzz_refused(&e);
    for (size_t i = 0; i < FORMS; i++) {
        if (!forms[i])
            forms[i] = fuzz_form(names[i]);
        if (!found || sv_eq(str_sv(&head.form), forms[i]->id))
            found = forms[i];
    }
    draft_head_release(&head);
    return found;
}

/* The whole draft as one text: what two drafts are compared by. */
static void written(const struct draft *d, struct str *out)
{
    struct err e = {0};
    str_clear(out);
    if (!draft_compose(d, SV(""), out, &e))
        fuzz_broken("a draft that was read can be written", &e);
}

static void read_on(const struct draft *d)
{
    struct findings found = {0};
    struct doc doc = {0};
    struct sheets sheets = {0};
    struct str line = {0};
    check_run(&(struct check_input){.draft = d, .today = {2025, 3, 1}, .gate = GATE_FINAL}, &found);
    for (size_t i = 0; i < found.len; i++) {
        str_clear(&line);
        finding_add_line(&line, d, "d.yaml", &found.ptr[i]);
        HOLDS(fuzz_showable(str_sv(&line)));
    }
    compose_application(d, NULL, &doc);
    sheets_make(&doc, sheet_profile_by_name(SV("dense")), &sheets);
    str_clear(&line);
    sheets_add_text(&line, &sheets);
    str_replace_all(&line, SV("\f"), SV("\n"));
    HOLDS(fuzz_showable(str_sv(&line)));
    sheets_release(&sheets);
    doc_release(&doc);
    findings_release(&found);
    str_release(&line);
}

static int by_path(const void *a, const void *b)
{
    const struct leftover *x = a, *y = b;
    return sv_cmp(str_sv(&x->path), str_sv(&y->path));
}

/* In any order: what is no row moves behind the rows of its table. */
static bool same_leftovers(struct leftovers *a, struct leftovers *b)
{
    bool same = a->len == b->len;
    if (a->len)
        qsort(a->ptr, a->len, sizeof *a->ptr, by_path);
    if (b->len)
        qsort(b->ptr, b->len, sizeof *b->ptr, by_path);
    for (size_t i = 0; same && i < a->len; i++)
        same = sv_eq(str_sv(&a->ptr[i].path), str_sv(&b->ptr[i].path));
    return same;
}

/* Saved over its own source, it reads the same, keeps what has no place, and is then at rest. */
static void save_and_read(const struct draft *d, struct sv source, struct leftovers *kept)
{
    struct str saved = {0}, again = {0}, before = {0}, after = {0};
    struct leftovers kept_then = {0};
    struct draft *read = NULL;
    struct err e = {0};
    if (draft_compose(d, source, &saved, &e)) {
        if (!draft_parse(d->form, str_sv(&saved), "saved", &read, &kept_then, &e))
            fuzz_broken("a saved draft can be read", &e);
        written(d, &before);
        written(read, &after);
        HOLDS(sv_eq(str_sv(&before), str_sv(&after)));
        HOLDS(same_leftovers(kept, &kept_then));
        HOLDS(draft_compose(read, str_sv(&saved), &again, NULL));
        HOLDS(sv_eq(str_sv(&saved), str_sv(&again)));
        draft_free(read);
    } else {
        fuzz_refused(&e);
    }
    leftovers_release(&kept_then);
    str_release(&saved);
    str_release(&again);
    str_release(&before);
    str_release(&after);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sv source = fuzz_input(data, size);
    struct leftovers kept = {0};
    struct draft *d = NULL;
    struct err e = {0};
    if (draft_parse(form_for(source), source, "d.yaml", &d, &kept, &e)) {
        for (size_t i = 0; i < kept.len; i++) {
            /* A path is the file's own words: whoever shows it makes controls visible. */
            HOLDS(utf8_valid(str_sv(&kept.ptr[i].path), NULL));
            HOLDS(fuzz_showable(str_sv(&kept.ptr[i].why)));
        }
        save_and_read(d, source, &kept);
        read_on(d);
        draft_free(d);
    } else {
        HOLDS(!d);
        fuzz_refused(&e);
    }
    leftovers_release(&kept);
    return 0;
}
