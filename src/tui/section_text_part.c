#include "tui/section_parts.h"
#include "wizard/remarks.h"
#include "wizard/section.h"

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

struct span {
    size_t from;
    size_t to;
};

VEC_TYPE(spans, struct span);

/* Where the styles of a text change: the selection, and what is past the limit. */
struct marks {
    size_t select_from;
    size_t select_to;
    size_t over; /* bytes; the text's length when nothing is over */
    /* Typed since the keys last paused: marked as surplus at the next pause, so that on a slow line
     * a key costs its character and its count alone. */
    size_t fresh_from;
    size_t fresh_to;
    struct spans noted; /* what remarks are about */
};

/* The span that holds an offset; NULL: none. `edge` gets where that may change next. */
static const struct span *noted_at(const struct marks *m, size_t at, size_t *edge)
{
    const struct span *found = NULL;
    for (size_t i = 0; i < m->noted.len; i++) {
        const struct span *s = &m->noted.ptr[i];
        if (at < s->from)
            *edge = least(*edge, s->from);
        else if (at < s->to)
            *edge = least(*edge, s->to);
        if (at >= s->from && at < s->to)
            found = s;
    }
    return found;
}

static void find_noted(const struct part *part, size_t caret, struct marks *m)
{
    struct span s;
    for (size_t i = 0; i < remarks_count(part->w); i++)
        if (remark_waits(part->w, remarks_at(part->w, i)) &&
            remarks_words(part->w, i, part->control->place, caret, &s.from, &s.to))
            vec_push(&m->noted, s);
}

static struct marks marks_of(const struct part *part, struct sv text)
{
    const struct field *field = &part->w->form->fields[part->control->place.field];
    struct marks m = {.over = text.len};
    enum count_rule rule = part->w->form->count;
    bool writing = part->focused && part->p->editing;
    find_noted(part, writing ? part->p->editor.caret : SIZE_MAX, &m);
    if (writing) {
        editor_selection(&part->p->editor, &m.select_from, &m.select_to);
        m.fresh_from = part->w->shown.caret;
        m.fresh_to = part->w->settled ? 0 : part->p->editor.caret;
    }
    /* Looked for only when there is a surplus. */
    if (field->limit &&
        counts_by(draft_counts(part->w->draft, part->control->place), rule) > field->limit)
        m.over = count_limit_offset(text, rule, field->limit);
    return m;
}

/* One row as drawn: bytes of the text, and where they go. */
struct text_row {
    size_t start;
    size_t end;
    uint32_t row;
    uint32_t col;
    enum style plain;
};

/* In pieces of one style each; the column behind them. */
static uint32_t draw_pieces(const struct part *part, struct sv text, const struct marks *m,
                            const struct text_row *r)
{
    uint32_t col = r->col;
    for (size_t at = r->start; at < r->end;) {
        size_t to = r->end;
        bool selected = at >= m->select_from && at < m->select_to;
        bool fresh = at >= m->fresh_from && at < m->fresh_to;
        if (at < m->select_from)
            to = least(to, m->select_from);
        if (selected)
            to = least(to, m->select_to);
        if (at < m->over)
            to = least(to, m->over);
        if (at < m->fresh_from)
            to = least(to, m->fresh_from);
        if (fresh)
            to = least(to, m->fresh_to);
        bool noted = noted_at(m, at, &to) != NULL;
        enum style style = selected                  ? STYLE_SELECT
                           : at >= m->over && !fresh ? STYLE_OVER
                           : noted                   ? STYLE_NOTED
                                                     : r->plain;
        col =
            canvas_text(part->canvas, r->row, col, part->body.end_col, sv_sub(text, at, to), style);
        at = to;
    }
    return col;
}

static void draw_empty(const struct part *part, uint32_t row, uint32_t col)
{
    const struct field *field = &part->w->form->fields[part->control->place.field];
    const struct remark *waits = remark_find(&part->w->draft->pending, field->path);
    struct str text = {0};
    if (waits && part->control->place.row == 0)
        str_add_f(&text, _("（待补：%s）"), waits->text.ptr);
    else
        str_add(&text, sv_from(_("（未填）")));
    canvas_text(part->canvas, row, col, part->body.end_col, str_sv(&text), STYLE_DIM);
    str_release(&text);
}

static void draw_caret(const struct part *part, uint32_t first, uint32_t col)
{
    struct spot spot = editor_spot(&part->p->editor);
    uint32_t row;
    if (part_row(part, first + spot.row, &row))
        canvas_caret(part->canvas, row, col + spot.column);
}

void part_draw_text(const struct part *part)
{
    const struct control *control = part->control;
    struct sv text = draft_text(part->w->draft, control->place);
    struct marks m = marks_of(part, text);
    bool line = control->kind == CONTROL_LINE;
    uint32_t first = control->beside ? 0 : (uint32_t)control->caption_lines.len;
    uint32_t col = SECTION_GUTTER + control->value_col;
    struct text_row r = {.col = col, .plain = part->focused && line ? STYLE_FIELD : STYLE_PLAIN};
    for (uint32_t i = 0; i < control->layout.rows; i++) {
        if (!part_row(part, first + i, &r.row) ||
            !layout_row(&control->layout, i, &r.start, &r.end))
            continue;
        if (part->focused && line)
            canvas_fill(part->canvas, r.row, col, col + control->value_cols, STYLE_FIELD);
        uint32_t after = draw_pieces(part, text, &m, &r);
        /* The surplus is told in the margin too, for screens without underlining. */
        size_t edge = r.end;
        if (r.end > m.over && m.over < text.len)
            canvas_text(part->canvas, r.row, 1, 2, SV("!"), STYLE_BAD);
        else if (noted_at(&m, r.start, &edge) || edge < r.end)
            canvas_text(part->canvas, r.row, 1, 2, SV("*"), STYLE_WARN);
        if (m.select_from <= r.end && m.select_to > r.end)
            canvas_restyle(part->canvas, r.row, after, after + 1, STYLE_SELECT);
    }
    if (text.len == 0 && !part->focused && part_row(part, first, &r.row))
        draw_empty(part, r.row, col);
    if (part->focused && part->p->editing)
        draw_caret(part, first, col);
    vec_release(&m.noted);
}
