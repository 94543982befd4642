/* One answer against another. {other} is what the other one says, {words} what it is called. */
#include "check/rules.h"

#include "draft/edit.h"
#include "text/count.h"

static struct finding_words against(struct run *run, struct place other)
{
    return (struct finding_words){.other = run_shown(run, other),
                                  .words = run->form->fields[other.field].label};
}

/* Two answers are compared when both are there; an empty one is another rule's. */
static void compare(struct run *run, const struct rule *rule, struct place at, bool equal)
{
    struct place other = run_beside(run, rule->fields.ptr[0], at);
    if (!run_filled(run, other) || !draft_relevant(run->draft, other))
        return;
    if (sv_eq(run_key(run, at), run_key(run, other)) == equal)
        return;
    struct finding_words words = against(run, other);
    run_add(run, rule, at, &words);
}

void ask_equals(struct run *run, const struct rule *rule, struct place at)
{
    compare(run, rule, at, true);
}

void ask_differs_from(struct run *run, const struct rule *rule, struct place at)
{
    compare(run, rule, at, false);
}

void ask_among(struct run *run, const struct rule *rule, struct place at)
{
    struct place other = run_beside(run, rule->fields.ptr[0], at);
    struct sv rest = draft_text(run->draft, at), entry;
    if (!run_filled(run, other))
        return;
    while (sv_next(&rest, '\n', &entry)) {
        if (draft_has(run->draft, other, entry))
            continue;
        struct finding_words words = against(run, other);
        run_add(run, rule, at, &words);
        return;
    }
}

/* ---- what a text mentions ---- */

/* Does the text name an entry of a choice: an option by its words, another one as it was typed. */
static bool mentions_entry(struct sv text, const struct field *choice, struct sv entry)
{
    struct sv room[2];
    const struct option *option = field_option(choice, entry);
    return option ? says_any(text, option_words(option, room)) : sv_contains(text, entry);
}

static bool mentions_field(struct run *run, struct sv text, struct place other)
{
    const struct field *field = &run->form->fields[other.field];
    if (!(kind_flags(field->kind) & KIND_OPTIONS))
        return sv_contains(run_fold(run, text), run_key(run, other));
    struct sv rest = draft_text(run->draft, other), entry;
    while (sv_next(&rest, '\n', &entry))
        if (entry.len && mentions_entry(text, field, entry))
            return true;
    return false;
}

void ask_contains_field(struct run *run, const struct rule *rule, struct place at)
{
    struct sv text = run_value(run, at);
    struct place first = {NO_FIELD, 0};
    for (uint32_t i = 0; i < rule->fields.len; i++) {
        struct place other = run_beside(run, rule->fields.ptr[i], at);
        if (!run_filled(run, other))
            continue;
        if (mentions_field(run, text, other))
            return;
        if (first.field == NO_FIELD)
            first = other;
    }
    if (first.field == NO_FIELD)
        return;
    struct finding_words words = against(run, first);
    words.found = words.other;
    run_add(run, rule, at, &words);
}

static const struct field *choice_of(struct run *run, const struct rule *rule)
{
    return &run->form->fields[rule->fields.ptr[0]];
}

void ask_mentions_choice(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *choice = choice_of(run, rule);
    struct place other = run_beside(run, choice->index, at);
    struct sv text = run_value(run, at), rest = draft_text(run->draft, other), entry;
    struct str missing = {0};
    while (sv_next(&rest, '\n', &entry)) {
        const struct option *option = field_option(choice, entry);
        if (entry.len && !mentions_entry(text, choice, entry))
            list_add(&missing, option ? option->label : entry);
    }
    if (missing.len) {
        struct finding_words words = against(run, other);
        words.other = words.found = str_sv(&missing);
        run_add(run, rule, at, &words);
    }
    str_release(&missing);
}

/* Does the word at [at, at + len) stand inside one of the chosen options' words: 平台 in 平台赋能.
 */
static bool inside_chosen(struct sv text, size_t at, struct sv word, struct words chosen)
{
    for (uint32_t i = 0; i < chosen.len; i++) {
        size_t inner = sv_find(chosen.ptr[i], word, 0);
        for (; inner != SV_NONE; inner = sv_find(chosen.ptr[i], word, inner + 1))
            if (inner <= at && sv_starts(sv_from_offset(text, at - inner), chosen.ptr[i]))
                return true;
    }
    return false;
}

/* Where a text says a word for itself, SV_NONE if nowhere. */
static size_t own_mention(struct sv text, struct sv word, struct words chosen)
{
    size_t at = word.len ? sv_find(text, word, 0) : SV_NONE;
    while (at != SV_NONE && inside_chosen(text, at, word, chosen))
        at = sv_find(text, word, at + word.len);
    return at;
}

/* All words by which prose may name what is chosen. */
static struct words chosen_words(struct run *run, const struct field *choice, struct place p)
{
    uint32_t most = 0;
    struct words all = {0};
    struct sv room[2];
    for (uint32_t i = 0; i < choice->option_count; i++)
        most += choice->options[i].words.len + 2;
    struct sv *list = arena_calloc(&run->arena, most + 1, sizeof *list);
    all.ptr = list;
    for (uint32_t i = 0; i < choice->option_count; i++) {
        if (!draft_has(run->draft, p, choice->options[i].id))
            continue;
        struct words words = option_words(&choice->options[i], room);
        for (uint32_t w = 0; w < words.len; w++)
            list[all.len++] = words.ptr[w];
    }
    return all;
}

void ask_mentions_no_other(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *choice = choice_of(run, rule);
    struct place other = run_beside(run, choice->index, at);
    struct sv text = run_value(run, at), room[2];
    struct str there = {0};
    size_t first = SV_NONE, end = 0;
    if (!run_filled(run, other))
        return;
    struct words chosen = chosen_words(run, choice, other);
    for (uint32_t i = 0; i < choice->option_count; i++) {
        if (draft_has(run->draft, other, choice->options[i].id))
            continue;
        struct words words = option_words(&choice->options[i], room);
        for (uint32_t w = 0; w < words.len; w++) {
            size_t hit = own_mention(text, words.ptr[w], chosen);
            if (hit == SV_NONE)
                continue;
            list_add(&there, words.ptr[w]);
            end = hit < first ? hit + words.ptr[w].len : end;
            first = hit < first ? hit : first;
            break;
        }
    }
    if (there.len) {
        struct finding_words words = against(run, other);
        words.found = str_sv(&there);
        struct finding *f = run_add(run, rule, at, &words);
        f->from = first;
        f->to = end;
    }
    str_release(&there);
}

/* ---- one text made from another ---- */

/* Without the marks a cut-off end is covered up with. */
static struct sv without_ending(struct sv text)
{
    static const struct sv marks[] = {{"…", 3},  {"。", 3}, {".", 1},
                                      {"，", 3}, {"；", 3}, {"、", 3}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (sv_ends(text, marks[i]))
            return without_ending(sv_trim(sv_sub(text, 0, text.len - marks[i].len)));
    return text;
}

/* The whole of a short text is no piece cut off a long one. */
void ask_not_start_of(struct run *run, const struct rule *rule, struct place at)
{
    struct place other = run_beside(run, rule->fields.ptr[0], at);
    struct sv whole = without_ending(sv_trim(draft_text(run->draft, other)));
    struct sv piece = without_ending(sv_trim(draft_text(run->draft, at)));
    if (piece.len == 0 || piece.len >= whole.len || !sv_starts(whole, piece))
        return;
    struct finding_words words = against(run, other);
    run_add(run, rule, at, &words);
}

/* Of a text whose origin nobody noted nothing is known. */
void ask_stale_after(struct run *run, const struct rule *rule, struct place at)
{
    struct place other = run_beside(run, rule->fields.ptr[0], at);
    const struct remark *based =
        remark_find(&run->draft->based_on, run->form->fields[at.field].path);
    if (!based || !run_filled(run, other))
        return;
    struct str now = {0};
    draft_add_hash(&now, draft_text(run->draft, other));
    bool same = sv_eq(str_sv(&now), str_sv(&based->text));
    str_release(&now);
    if (same)
        return;
    struct finding_words words = against(run, other);
    run_add(run, rule, at, &words);
}
