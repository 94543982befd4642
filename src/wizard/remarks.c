#include "wizard/remarks.h"

#include "base/bug.h"

#include "wizard/section_remarks.h"

bool reviewing(const struct wizard *w)
{
    return w->office && w->office->open;
}

static const struct notes *list_of(const struct wizard *w)
{
    return reviewing(w) ? &w->office->now.review.notes : w->returned ? &w->returned->notes : NULL;
}

bool remarks_any(const struct wizard *w)
{
    return remarks_count(w) > 0;
}

size_t remarks_count(const struct wizard *w)
{
    const struct notes *list = list_of(w);
    return list ? list->len : 0;
}

const struct note *remarks_at(const struct wizard *w, size_t index)
{
    const struct notes *list = list_of(w);
    BUG_ON(!list || index >= list->len);
    return &list->ptr[index];
}

struct note_place remarks_place(const struct wizard *w, size_t index)
{
    /* The record came a moment ago, and nobody has looked yet. */
    if (index >= w->noted.len)
        return (struct note_place){
            .found = NOTE_AT_CASE, .place = {NO_FIELD, 0}, .section = NO_FIELD};
    return w->noted.ptr[index].at;
}

void remarks_find(struct wizard *w)
{
    vec_clear(&w->noted);
    for (size_t i = 0; w->draft && i < remarks_count(w); i++) {
        struct noted n = {.at = note_find(remarks_at(w, i), w->draft)};
        if (n.at.found == NOTE_AT_WORDS)
            n.len = draft_text(w->draft, n.at.place).len;
        vec_push(&w->noted, n);
    }
}

/* What is typed or deleted at the caret moves what lies behind it. */
static bool follow(size_t was, size_t now, size_t caret, size_t *from, size_t *to)
{
    /* [start, end) of the text as it was is what has changed since. */
    size_t start = now >= was ? caret - (now - was < caret ? now - was : caret) : caret;
    size_t end = now >= was ? start : caret + (was - now);
    if (*to <= start)
        return true;
    if (*from < end)
        return false;
    *from = *from + now - was;
    *to = *to + now - was;
    return *to <= now;
}

bool remarks_words(const struct wizard *w, size_t index, struct place at, size_t caret,
                   size_t *from, size_t *to)
{
    const struct noted *n = index < w->noted.len ? &w->noted.ptr[index] : NULL;
    if (!n || n->at.found != NOTE_AT_WORDS || !place_eq(n->at.place, at))
        return false;
    *from = n->at.from;
    *to = n->at.to;
    size_t now = draft_text(w->draft, at).len;
    if (w->checked == w->draft->version)
        return *to <= now;
    bool stands = caret == SIZE_MAX ? now == n->len : follow(n->len, now, caret, from, to);
    return stands && sv_eq(sv_sub(draft_text(w->draft, at), *from, *to),
                           str_sv(&remarks_at(w, index)->quote));
}

bool remark_waits(const struct wizard *w, const struct note *n)
{
    return reviewing(w) ? n->state != REMARK_ACCEPTED : n->state == REMARK_OPEN;
}

const struct note *remarks_told(const struct wizard *w, struct place at, size_t caret,
                                uint32_t *more)
{
    const struct note *told = NULL;
    int best = -1;
    uint32_t count = 0;
    for (size_t i = 0; at.field != NO_FIELD && i < remarks_count(w); i++) {
        struct note_place p = remarks_place(w, i);
        if (p.found == NOTE_AT_CASE || !place_eq(p.place, at))
            continue;
        const struct note *n = remarks_at(w, i);
        bool under = p.found == NOTE_AT_WORDS && caret >= p.from && caret <= p.to;
        int worth = under * 2 + remark_waits(w, n);
        count++;
        if (worth > best) {
            best = worth;
            told = n;
        }
    }
    if (more)
        *more = count ? count - 1 : 0;
    return told;
}

/* ---- words ---- */

void stamp_add_time(struct str *out, struct sv time)
{
    size_t t = sv_find_byte(time, 'T', 0);
    str_add(out, sv_sub(time, 0, t));
    if (t != SV_NONE)
        str_add_f(out, " %.*s", SV_ARG(sv_from_offset(time, t + 1)));
}

static void add_said(struct str *out, struct sv text)
{
    struct sv rest = text, line;
    bool first = true;
    while (sv_next(&rest, '\n', &line)) {
        if (line.len == 0)
            continue;
        str_add_f(out, "%s%.*s", first ? "" : " ", SV_ARG(line));
        first = false;
    }
}

void remark_add_line(struct str *out, const struct note *n)
{
    str_add_f(out, _("意见 %u（%s）"), n->number, remark_state_label(n->state));
    for (size_t i = n->turns.len; i-- > 0;) {
        if (n->turns.ptr[i].text.len == 0)
            continue;
        str_add(out, sv_from(_("：")));
        add_said(out, str_sv(&n->turns.ptr[i].text));
        return;
    }
}

void remark_add_talk(struct str *out, const struct note *n)
{
    for (size_t i = 0; i < n->turns.len; i++) {
        const struct turn *turn = &n->turns.ptr[i];
        str_add_f(out, "%s%.*s ", i ? "\n" : "", SV_ARG(str_sv(&turn->stamp.by)));
        stamp_add_time(out, str_sv(&turn->stamp.time));
        str_add_f(out, " %s", remark_state_label(turn->to));
        if (turn->text.len) {
            str_add(out, sv_from(_("：")));
            add_said(out, str_sv(&turn->text));
        }
    }
}

/* ---- places ---- */

void remark_open(struct wizard *w, const struct note *n)
{
    if (!w->draft) {
        wizard_say(w, TONE_WARN, "%s", _("送来的草稿读不出来，没有地方可去。"));
        return;
    }
    struct note_place p = note_find(n, w->draft);
    struct str told = {0};
    remark_add_line(&told, n);
    if (p.found == NOTE_AT_CASE) {
        wizard_say(w, TONE_WARN,
                   n->field.len ? _("%s（这一处已经不在申报书里了）")
                                : _("%s（这一条说的是全文，没有单独的地方）"),
                   told.ptr);
        str_release(&told);
        return;
    }
    wizard_open_place(w, p.section, p.place, p.from);
    if (p.found == NOTE_AT_WORDS)
        page_section_select(w, wizard_page(w), p.from, p.to);
    else if (p.words_gone)
        str_add(&told, sv_from(_("（所引的原话已经改掉了）")));
    wizard_say(w, remark_waits(w, n) ? TONE_WARN : TONE_PLAIN, "%s", told.ptr);
    str_release(&told);
}

/* Where one problem stands among all: by field, by row, by words, and where all of that is the
 * same, as found. */
struct order {
    uint64_t field; /* 0: of the whole */
    uint64_t row;
    uint64_t from;
    uint64_t index; /* from 1: findings first, then remarks; 0: before all of them */
};

static struct order order_of(const struct draft *d, struct place at, size_t from, size_t index)
{
    struct order o = {0, 0, from, index};
    if (at.field == NO_FIELD)
        return o;
    const struct field *field = &d->form->fields[at.field];
    uint32_t table = field->table != NO_FIELD ? field->table : at.field, row = 0;
    bool in_row = at.row && draft_row(d, table, at.row, &row);
    /* Rows stand behind their table's own problems, all columns of one row together. */
    o.field = 1 + (uint64_t)(in_row ? table : at.field);
    o.row = in_row ? (uint64_t)(row + 1) * (d->form->field_count + 1) + at.field : 0;
    return o;
}

static int order_cmp(const struct order *a, const struct order *b)
{
    const uint64_t pairs[][2] = {
        {a->field, b->field}, {a->row, b->row}, {a->from, b->from}, {a->index, b->index}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (pairs[i][0] != pairs[i][1])
            return pairs[i][0] < pairs[i][1] ? -1 : 1;
    return 0;
}

static void release(struct problem *p)
{
    str_release(&p->key);
    str_release(&p->told);
}

static bool problem_of_finding(const struct wizard *w, size_t index, struct problem *out)
{
    const struct finding *f = &w->findings.ptr[index];
    if (f->severity == SEVERITY_NOTE || f->accepted)
        return false;
    *out = (struct problem){.place = f->place, .section = f->section, .from = f->from, .to = f->to};
    out->tone = f->severity == SEVERITY_ERROR ? TONE_BAD : TONE_WARN;
    str_add_f(&out->key, "%.*s %zu", SV_ARG(str_sv(&f->key)), f->from);
    str_add_f(&out->told, "%s：%.*s", severity_label(f->severity), SV_ARG(str_sv(&f->message)));
    return true;
}

static bool problem_of_remark(const struct wizard *w, size_t index, struct problem *out)
{
    const struct note *n = remarks_at(w, index);
    struct note_place p = remarks_place(w, index);
    if (p.found == NOTE_AT_CASE || !remark_waits(w, n))
        return false;
    *out = (struct problem){.place = p.place, .section = p.section, .tone = TONE_WARN};
    if (p.found == NOTE_AT_WORDS) {
        out->from = p.from;
        out->to = p.to;
    }
    str_add_f(&out->key, "remark %u", n->number);
    remark_add_line(&out->told, n);
    return true;
}

static bool problem_at(const struct wizard *w, size_t index, struct problem *out)
{
    size_t findings = w->findings.len;
    return index < findings ? problem_of_finding(w, index, out)
                            : problem_of_remark(w, index - findings, out);
}

/* Goes on from the one shown last while the reader is still where that led him, else from the
 * caret: what is the matter right there is told first. */
static struct order order_after(const struct wizard *w, struct place after, size_t caret)
{
    struct order from = order_of(w->draft, after, caret == SIZE_MAX ? 0 : caret, 0);
    if (!place_eq(after, w->problem_at))
        return from;
    for (size_t i = 0; i < w->findings.len + remarks_count(w); i++) {
        struct problem p = {.from = 0};
        if (problem_at(w, i, &p) && sv_eq(str_sv(&p.key), str_sv(&w->problem)))
            from = order_of(w->draft, p.place, p.from, i + 1);
        release(&p);
    }
    return from;
}

/* Of two the nearer one behind `after`; going round, those before it are farther than all others.
 */
static bool is_nearer(const struct order *a, const struct order *b, const struct order *after)
{
    bool a_behind = order_cmp(a, after) > 0, b_behind = order_cmp(b, after) > 0;
    return a_behind != b_behind ? a_behind : order_cmp(a, b) < 0;
}

bool remarks_next_problem(struct wizard *w, struct place after, size_t caret, struct problem *out)
{
    wizard_check(w);
    struct order from = order_after(w, after, caret), best = from;
    bool any = false;
    for (size_t i = 0; i < w->findings.len + remarks_count(w); i++) {
        struct problem p = {.from = 0};
        if (!problem_at(w, i, &p))
            continue;
        struct order at = order_of(w->draft, p.place, p.from, i + 1);
        bool nearer = !any || is_nearer(&at, &best, &from);
        if (!nearer) {
            release(&p);
            continue;
        }
        if (any)
            release(out);
        *out = p;
        best = at;
        any = true;
    }
    return any;
}

unsigned remarks_go_on(struct wizard *w)
{
    struct problem p = {.from = 0};
    if (!remarks_next_problem(w, wizard_place(w), page_section_caret(wizard_page(w)), &p)) {
        wizard_say(w, TONE_GOOD, "%s", _("没有错误，也没有等着处理的提醒和意见。"));
        return REACTION_REDRAW;
    }
    str_move(&w->problem, &p.key);
    wizard_open_place(w, p.section, p.place, p.from);
    page_section_select(w, wizard_page(w), p.from, p.to);
    w->problem_at = wizard_place(w);
    wizard_say(w, p.tone, "%.*s", SV_ARG(str_sv(&p.told)));
    release(&p);
    return REACTION_REDRAW;
}
