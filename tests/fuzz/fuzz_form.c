/*
 * Form definitions: what lint lets through must work all the way to the printed page.
 *
 * The input is a definition's YAML.
 */
#include "check/check.h"
#include "fuzz.h"
#include "out/sheet.h"

static void use(const struct form *form)
{
    struct draft *d = draft_new(form);
    struct findings found = {0};
    struct doc doc = {0};
    struct sheets sheets = {0};
    struct str file = {0}, line = {0};
    struct err e = {0};
    check_run(&(struct check_input){.draft = d, .today = {2025, 3, 1}, .gate = GATE_FINAL}, &found);
    for (size_t i = 0; i < found.len; i++) {
        str_clear(&line);
        finding_add_line(&line, d, "f", &found.ptr[i]);
        HOLDS(fuzz_showable(str_sv(&line)));
    }
    compose_application(d, NULL, &doc);
    sheets_make(&doc, sheet_profile_by_name(SV("official")), &sheets);
    HOLDS(sheets.sheets.len >= 1);
    if (!draft_compose(d, SV(""), &file, &e))
        fuzz_broken("an empty draft can be written", &e);
    sheets_release(&sheets);
    doc_release(&doc);
    findings_release(&found);
    str_release(&file);
    str_release(&line);
    draft_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct form *form = NULL;
    struct form_mistakes mistakes = {0};
    struct str line = {0};
    struct err e = {0};
    if (form_load(fuzz_input(data, size), "f.yaml", &form, &mistakes, &e)) {
        HOLDS(mistakes.len == 0);
        use(form);
        form_free(form);
    } else {
        HOLDS(!form);
        fuzz_refused(&e);
    }
    for (size_t i = 0; i < mistakes.len; i++) {
        HOLDS(mistakes.ptr[i].line >= 1 && mistakes.ptr[i].column >= 1);
        str_clear(&line);
        form_mistake_add_line(&line, "f.yaml", &mistakes.ptr[i]);
        HOLDS(fuzz_showable(str_sv(&line)));
    }
    form_mistakes_release(&mistakes);
    str_release(&line);
    return 0;
}
