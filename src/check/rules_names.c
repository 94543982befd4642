/* Names of a table against the prose. */
#include "check/rules.h"

#include "text/utf8.h"

VEC_TYPE(names, struct sv);

static void names_of(struct run *run, uint32_t column, struct names *out)
{
    size_t rows = draft_rows(run->draft, run->form->fields[column].table)->len;
    const struct sv *keys = run_column(run, column);
    for (size_t i = 0; i < rows; i++)
        if (keys[i].len)
            vec_push(out, keys[i]);
}

void ask_mentions_names(struct run *run, const struct rule *rule, struct place at)
{
    struct names names = {0};
    uint32_t column = rule->fields.ptr[0];
    int64_t count = 0;
    names_of(run, column, &names);
    struct sv text = names.len ? run_fold(run, draft_text(run->draft, at)) : SV("");
    for (size_t i = 0; i < names.len && count < rule->number; i++)
        count += sv_contains(text, names.ptr[i]);
    bool any = names.len > 0;
    vec_release(&names);
    /* An empty table is the table's trouble, not the text's. */
    if (any && count < rule->number)
        run_add(run, rule, at,
                &(struct finding_words){.count = count,
                                        .limit = rule->number,
                                        .words = run->form->fields[column].label});
}

/* ---- names that no row has ---- */

/* A name of a body runs back over Han characters, letters, digits and brackets to a mark, a blank
 * or one of the little words prose puts before a name. */
static bool ends_name(char32_t cp)
{
    static const char32_t little[] = U"与和及向由对为在被给从将把让使等的了以并且或其是到同";
    bool letter = (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
    bool han = (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
    if (letter || cp == '(' || cp == ')' || cp == '-' || cp == '&' || cp == 0xB7)
        return false;
    if (!han)
        return true;
    for (const char32_t *p = little; *p; p++)
        if (*p == cp)
            return true;
    return false;
}

/* Where the name that ends at `end` starts; an unmatched bracket is not part of it. */
static size_t name_start(struct sv text, size_t end)
{
    size_t at = end;
    int open = 0;
    while (at > 0) {
        char32_t cp;
        size_t before = utf8_prev(text, at);
        utf8_decode(text, before, &cp);
        open += cp == ')' ? 1 : cp == '(' ? -1 : 0;
        if (open < 0 || (open == 0 && cp != '(' && ends_name(cp)))
            break;
        at = before;
    }
    return at;
}

/* Is the suffix at [at, end) the end, or the inside, of a name that is known. */
static bool is_known(struct sv text, size_t at, struct sv suffix, const struct names *known)
{
    for (size_t i = 0; i < known->len; i++) {
        struct sv name = known->ptr[i];
        for (size_t in = sv_find(name, suffix, 0); in != SV_NONE;
             in = sv_find(name, suffix, in + 1))
            if (in <= at && sv_starts(sv_from_offset(text, at - in), name))
                return true;
    }
    return false;
}

/* At one place the longest suffix counts: 有限公司 rather than 公司 within it. */
static size_t next_suffix(struct sv text, size_t from, struct words suffixes, struct sv *suffix)
{
    size_t best = SV_NONE;
    for (uint32_t i = 0; i < suffixes.len; i++) {
        /* Nothing behind the best one so far can be better. */
        struct sv where = best == SV_NONE ? text : sv_sub(text, 0, best + suffixes.ptr[i].len);
        size_t hit = suffixes.ptr[i].len ? sv_find(where, suffixes.ptr[i], from) : SV_NONE;
        if (hit == SV_NONE || hit > best || (hit == best && suffixes.ptr[i].len <= suffix->len))
            continue;
        best = hit;
        *suffix = suffixes.ptr[i];
    }
    return best;
}

static bool in_list(const struct names *list, struct sv name)
{
    for (size_t i = 0; i < list->len; i++)
        if (sv_eq(list->ptr[i], name))
            return true;
    return false;
}

enum { STEM_LEAST = 2, NAMES_SHOWN = 20 };

/* Names in the text that nobody knows, each once. A suffix with less than two characters before it
 * (本公司, 该厂) names nobody. */
static void find_strangers(struct sv text, struct words suffixes, const struct names *known,
                           struct names *out)
{
    struct sv suffix = SV("");
    for (size_t at = next_suffix(text, 0, suffixes, &suffix);
         at != SV_NONE && out->len < NAMES_SHOWN;) {
        size_t end = at + suffix.len, start = name_start(text, at);
        struct sv name = sv_sub(text, start, end);
        if (utf8_length(sv_sub(text, start, at)) >= STEM_LEAST &&
            !is_known(text, at, suffix, known) && !in_list(out, name))
            vec_push(out, name);
        suffix = SV("");
        at = next_suffix(text, end, suffixes, &suffix);
    }
}

void ask_names_in_table(struct run *run, const struct rule *rule, struct place at)
{
    struct names known = {0}, strangers = {0};
    struct sv suffix = SV("");
    struct sv typed = draft_text(run->draft, at), text = run_fold(run, typed);
    if (next_suffix(text, 0, rule->words, &suffix) == SV_NONE)
        return;
    names_of(run, rule->fields.ptr[0], &known);
    for (uint32_t i = 1; i < rule->fields.len; i++) {
        struct sv name = run_key(run, run_beside(run, rule->fields.ptr[i], at));
        if (name.len)
            vec_push(&known, name);
    }
    find_strangers(text, rule->words, &known, &strangers);
    if (strangers.len) {
        struct sv first = strangers.ptr[0];
        struct words list = {strangers.ptr, (uint32_t)strangers.len};
        struct finding *f =
            run_add(run, rule, at,
                    &(struct finding_words){.found = run_join(run, list),
                                            .words = run->form->fields[rule->fields.ptr[0]].label});
        /* The text searched has its brackets folded: the name is shown where it stands as it is. */
        size_t hit = sv_find(typed, first, 0);
        f->from = hit == SV_NONE ? 0 : hit;
        f->to = hit == SV_NONE ? 0 : hit + first.len;
    }
    vec_release(&known);
    vec_release(&strangers);
}
