#include "out/readers/answer.h"

#include "draft/computed.h"
#include "draft/kinds.h"
#include "out/anchor.h"
#include "out/readers/match.h"
#include "text/norm.h"
#include "text/prose.h"

/* ---- options ---- */

static bool names_option(const struct option *o, struct sv text)
{
    struct sv label = o->label;
    size_t number;
    match_number(label, &number);
    if (match_whole(text, label) || match_whole(text, o->brief) || sv_eq(text, o->id) ||
        match_whole(text, sv_from_offset(label, number)))
        return true;
    for (uint32_t i = 0; i < o->words.len; i++)
        if (match_whole(text, o->words.ptr[i]))
            return true;
    return false;
}

static const struct option *find_option(const struct field *field, struct sv text)
{
    for (uint32_t i = 0; i < field->option_count; i++)
        if (sv_eq(field->options[i].label, text))
            return &field->options[i];
    for (uint32_t i = 0; i < field->option_count; i++)
        if (names_option(&field->options[i], text))
            return &field->options[i];
    return NULL;
}

/* The option whose label stands at `at`, the longest one; *end is where it ends. */
static const struct option *option_at(const struct field *field, struct sv text, size_t at,
                                      size_t *end)
{
    const struct option *found = NULL;
    for (uint32_t i = 0; i < field->option_count; i++) {
        const struct option *o = &field->options[i];
        const struct sv names[] = {o->label, o->brief};
        for (size_t n = 0; n < 2; n++) {
            size_t to = match_words(text, at, names[n]);
            if (to == SV_NONE || (found && to <= *end))
                continue;
            found = o;
            *end = to;
        }
    }
    return found;
}

static void add_entry(struct str *out, struct sv entry)
{
    if (out->len)
        str_add_byte(out, '\n');
    str_add(out, entry);
}

/* Boxes before their labels: “□甲 ☑乙”. True if there are any; what is ticked goes to `out`. */
static bool read_boxes(const struct field *field, struct sv text, struct str *out)
{
    bool any = false;
    size_t next, end;
    for (size_t at = 0; at < text.len; at = next) {
        char32_t cp = prose_peek(text, at, &next);
        bool ticked = prose_one_of(cp, U"☑☒■√✓✔");
        if (!ticked && !prose_one_of(cp, U"□☐"))
            continue;
        any = true;
        const struct option *o = ticked ? option_at(field, text, next, &end) : NULL;
        if (o)
            add_entry(out, o->id);
    }
    return any;
}

static bool is_separator(char32_t cp, bool own)
{
    return cp == U'、' || (!own && prose_one_of(cp, U"，,；;/／"));
}

/* The end of the entry at `at`: the next separator outside brackets. */
static size_t entry_end(struct sv text, size_t at, bool own)
{
    int depth = 0;
    size_t next;
    for (; at < text.len; at = next) {
        char32_t cp = prose_peek(text, at, &next);
        depth += prose_one_of(cp, U"（(《“");
        depth -= depth && prose_one_of(cp, U"）)》”");
        if (depth == 0 && is_separator(cp, own))
            break;
    }
    return at;
}

/* A label may have a separator in it, so labels are tried before entries are cut. */
static bool read_choices(const struct field *field, struct sv text, bool own, struct str *out)
{
    size_t next = 0;
    for (size_t at = 0; at < text.len; at = next) {
        size_t end = at;
        const struct option *o = option_at(field, text, at, &end);
        if (o && end < text.len && !is_separator(prose_char(text, end), own))
            o = NULL;
        if (!o)
            end = entry_end(text, at, own);
        struct sv entry = paragraph_trim(sv_sub(text, at, end));
        o = o ? o : find_option(field, entry);
        if (!o && entry.len && !field->other)
            return false;
        if (o || entry.len)
            add_entry(out, o ? o->id : entry);
        prose_peek(text, end, &next);
    }
    return true;
}

static bool read_option(const struct field *field, struct sv text, struct str *out)
{
    const struct option *o = find_option(field, text);
    str_add(out, o ? o->id : text);
    return o || field->other;
}

/* ---- leaves ---- */

static void read_files(struct sv text, struct str *out)
{
    struct sv mark = SV("、");
    for (size_t at = 0, end; at < text.len; at = end + mark.len) {
        end = sv_find(text, mark, at);
        end = end == SV_NONE ? text.len : end;
        if (end > at)
            add_entry(out, sv_sub(text, at, end));
    }
}

static void read_typed(const struct field *field, struct sv text, bool own, struct str *out)
{
    struct str canonical = {0};
    if (field->unit.len && sv_ends(text, field->unit))
        text = paragraph_trim(sv_sub(text, 0, text.len - field->unit.len));
    if ((!own || field->kind == FIELD_DATE) && draft_canonical(field, text, &canonical))
        str_set(out, str_sv(&canonical));
    else if (field->kind != FIELD_TEXT && (!own || sv_find_byte(text, '\n', 0) != SV_NONE))
        norm_line(text, out, NULL);
    else
        str_set(out, text);
    str_release(&canonical);
}

/* What a leaf stores for what is shown; false if it is unfit. */
static bool read_leaf(const struct field *field, struct sv text, bool own, struct str *out)
{
    switch (field->kind) {
    case FIELD_YESNO:
        return draft_value(field, text, '\n', out, NULL);
    case FIELD_CHOICE:
        if (!own && read_boxes(field, text, out))
            return sv_find_byte(str_sv(out), '\n', 0) == SV_NONE;
        return read_option(field, text, out);
    case FIELD_CHOICES:
        return (!own && read_boxes(field, text, out)) || read_choices(field, text, own, out);
    case FIELD_FILES:
        read_files(text, out);
        return true;
    default:
        read_typed(field, text, own, out);
        return true;
    }
}

static enum answer put_leaf(struct draft *d, struct place p, struct sv shown, bool own)
{
    struct str value = {0};
    struct sv there = draft_text(d, p);
    enum answer result = ANSWER_TAKEN;
    if (!read_leaf(&d->form->fields[p.field], shown, own, &value))
        result = ANSWER_UNFIT;
    else if (value.len == 0)
        result = ANSWER_EMPTY;
    else if (there.len && !match_whole(there, str_sv(&value)))
        result = ANSWER_UNFIT;
    else
        draft_set(d, NULL, p, str_sv(&value));
    str_release(&value);
    return result;
}

enum answer answer_put(struct draft *d, struct place p, struct sv shown, bool own)
{
    const struct field *field = &d->form->fields[p.field];
    unsigned flags = kind_flags(field->kind);
    shown = own ? paragraph_trim(shown) : match_trim_line(shown);
    if (shown.len == 0 || (own && sv_eq(shown, SV(ANSWER_BLANK))))
        return ANSWER_EMPTY;
    if (field->kind == FIELD_COMPUTED)
        return answer_put_joined(d, field, shown, own);
    if (flags & KIND_LEAF)
        return put_leaf(d, p, shown, own);
    if (field->kind == FIELD_ADDRESS)
        return answer_put_address(d, p, shown, own);
    if (field->kind == FIELD_ITEM || field->kind == FIELD_MATERIAL)
        return answer_put_leaves(d, p, shown, true, own);
    return ANSWER_UNFIT;
}
