/* What one text says, by itself. */
#include "check/rules.h"

#include "text/utf8.h"

void ask_pattern(struct run *run, const struct rule *rule, struct place at)
{
    struct str value = {0};
    regmatch_t whole;
    str_set(&value, run_value(run, at));
    /* A NUL would hide what follows it from the matcher. */
    bool matches = sv_find_byte(str_sv(&value), '\0', 0) == SV_NONE &&
                   regexec(rule->pattern, value.ptr, 1, &whole, 0) == 0 && whole.rm_so == 0 &&
                   (size_t)whole.rm_eo == value.len;
    str_release(&value);
    if (!matches)
        run_add(run, rule, at, &(struct finding_words){.words = rule->text});
}

void ask_contains_any(struct run *run, const struct rule *rule, struct place at)
{
    if (!says_any(run_value(run, at), rule->words))
        run_add(run, rule, at, &(struct finding_words){.words = run_join(run, rule->words)});
}

void ask_contains_all(struct run *run, const struct rule *rule, struct place at)
{
    struct sv text = run_value(run, at);
    struct str missing = {0};
    for (uint32_t i = 0; i < rule->words.len; i++)
        if (!sv_contains(text, rule->words.ptr[i]))
            list_add(&missing, rule->words.ptr[i]);
    if (missing.len)
        run_add(run, rule, at,
                &(struct finding_words){.words = run_join(run, rule->words),
                                        .found = str_sv(&missing)});
    str_release(&missing);
}

void ask_contains_none(struct run *run, const struct rule *rule, struct place at)
{
    struct sv text = run_value(run, at);
    struct str there = {0};
    size_t first = SV_NONE, end = 0;
    for (uint32_t i = 0; i < rule->words.len; i++) {
        size_t hit = sv_find(text, rule->words.ptr[i], 0);
        if (hit == SV_NONE)
            continue;
        list_add(&there, rule->words.ptr[i]);
        if (hit < first) {
            first = hit;
            end = hit + rule->words.ptr[i].len;
        }
    }
    if (there.len) {
        struct finding *f = run_add(
            run, rule, at,
            &(struct finding_words){.words = run_join(run, rule->words), .found = str_sv(&there)});
        f->from = first;
        f->to = end;
    }
    str_release(&there);
}

void ask_prefix(struct run *run, const struct rule *rule, struct place at)
{
    struct sv text = run_fold(run, run_value(run, at));
    struct sv rest = sv_from_offset(text, utf8_offset(text, (size_t)rule->number2));
    for (uint32_t i = 0; i < rule->words.len; i++)
        if (sv_starts(rest, rule->words.ptr[i]))
            return;
    run_add(
        run, rule, at,
        &(struct finding_words){.words = run_join(run, rule->words), .count = rule->number2 + 1});
}

void ask_suffix(struct run *run, const struct rule *rule, struct place at)
{
    struct sv text = sv_trim(run_value(run, at));
    for (uint32_t i = 0; i < rule->words.len; i++)
        if (sv_ends(text, rule->words.ptr[i]))
            return;
    run_add(run, rule, at, &(struct finding_words){.words = run_join(run, rule->words)});
}

static bool is_word(struct words words, struct sv text)
{
    for (uint32_t i = 0; i < words.len; i++)
        if (sv_eq(words.ptr[i], text))
            return true;
    return false;
}

/* Words of options are shown by their labels. */
static struct sv shown_words(struct run *run, const struct field *field, struct words words)
{
    struct str list = {0};
    for (uint32_t i = 0; i < words.len; i++) {
        const struct option *option = field_option(field, words.ptr[i]);
        list_add(&list, option ? option->label : words.ptr[i]);
    }
    return run_keep(run, &list);
}

/* Of a list every entry is asked. */
void ask_is_one_of(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *field = &run->form->fields[at.field];
    bool list = kind_flags(field->kind) & KIND_LIST;
    struct sv rest = run_value(run, at), entry;
    bool good = true;
    if (!list)
        good = is_word(rule->words, sv_trim(rest));
    while (list && good && sv_next(&rest, '\n', &entry))
        good = is_word(rule->words, entry);
    if (!good)
        run_add(run, rule, at,
                &(struct finding_words){.words = shown_words(run, field, rule->words)});
}

void ask_one_line(struct run *run, const struct rule *rule, struct place at)
{
    struct sv text = draft_text(run->draft, at);
    size_t end = sv_find_byte(text, '\n', 0);
    if (end == SV_NONE)
        return;
    struct finding *f = run_add(run, rule, at, NULL);
    f->from = end;
    f->to = end + 1;
}
