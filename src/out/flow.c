#include "out/flow.h"

#include "out/align.h"
#include "text/wrap.h"

/* Two 字: the indent of a paragraph in ideographic blanks, so that it stays two 字 in every face,
 * and the margin of the cover. */
#define INDENT "　　"
#define OVER_MARK "【超出】"

enum { INDENT_CELLS = 4, COVER_MARGIN = 4, AFTER_GAP = 2, HEADING_HOLD = 2 };

/* Cells of the line a name or a day is written on by hand. */
enum { SIGNATURE_ROOM = 12 };

/* More free lines than this say nothing that one page more does not. */
enum { EMPTY_MOST = 60 };

struct flow_line *flow_add_line(struct flow *f, struct place place)
{
    struct flow_line *line = vec_add(&f->lines);
    line->line.place = place;
    line->line.over = SIZE_MAX;
    if (f->hold) {
        f->hold--;
        line->glued = true;
    }
    return line;
}

static void wrap_at(struct sv text, uint32_t width, uint32_t indent, struct lines *out)
{
    struct wrap_style style = {.width = width, .first_indent = indent, .policy = WIDTH_PAPER};
    wrap_paragraph(text, &style, out);
}

/* Lines [first, end of the flow) are one thing: none of them may start a page. */
void flow_glue(struct flow *f, size_t first)
{
    for (size_t i = first + 1; i < f->lines.len; i++)
        f->lines.ptr[i].glued = true;
}

/* Neither the first line of a paragraph alone at the foot of a page nor the last at the head. */
static void glue_ends(struct flow *f, size_t first)
{
    if (f->lines.len - first < 2)
        return;
    f->lines.ptr[first + 1].glued = true;
    f->lines.ptr[f->lines.len - 1].glued = true;
}

void flow_centred(struct flow *f, struct sv text, struct place place, uint32_t margin)
{
    struct lines lines = {0};
    size_t first = f->lines.len;
    wrap_at(text, f->width - 2 * margin, 0, &lines);
    for (size_t i = 0; i < lines.len; i++) {
        struct flow_line *line = flow_add_line(f, place);
        add_centred(&line->line.text, f->width, sv_sub(text, lines.ptr[i].start, lines.ptr[i].end));
    }
    flow_glue(f, first);
    vec_release(&lines);
}

/* ---- prose ---- */

/* A paragraph as it is printed: the form's words, the text, and where it passes a limit the mark.
 */
struct prose {
    struct str text;
    size_t label; /* bytes in front of the writer's text */
    size_t over;  /* where the mark starts, SIZE_MAX without one */
    size_t at;    /* of the writer's text in its field */
};

static void prose_make(struct prose *p, const struct block *b)
{
    p->label = b->label.len;
    p->over = SIZE_MAX;
    p->at = b->at;
    str_add(&p->text, b->label);
    str_add(&p->text, sv_sub(b->text, 0, b->over));
    if (b->over >= b->text.len)
        return;
    p->over = p->text.len;
    str_add(&p->text, SV(OVER_MARK));
    str_add(&p->text, sv_from_offset(b->text, b->over));
}

/* The byte of the field's text that stands at `offset` of what is printed. */
static size_t prose_origin(const struct prose *p, size_t offset)
{
    size_t mark = strlen(OVER_MARK);
    if (offset > p->over)
        offset = offset - p->over > mark ? offset - mark : p->over;
    return p->at + (offset > p->label ? offset - p->label : 0);
}

static void flow_prose_line(struct flow *f, const struct prose *p, struct line cut, struct place at)
{
    struct flow_line *line = flow_add_line(f, at);
    struct str *out = &line->line.text;
    if (cut.start == 0)
        str_add(out, SV(INDENT));
    line->line.at = prose_origin(p, cut.start);
    if (p->over < cut.end)
        line->line.over = out->len + (p->over > cut.start ? p->over - cut.start : 0);
    str_add(out, sv_sub(str_sv(&p->text), cut.start, cut.end));
}

static void flow_paragraph(struct flow *f, const struct block *b)
{
    struct prose p = {0};
    struct lines lines = {0};
    size_t first = f->lines.len;
    prose_make(&p, b);
    wrap_at(str_sv(&p.text), f->width, INDENT_CELLS, &lines);
    for (size_t i = 0; i < lines.len; i++)
        flow_prose_line(f, &p, lines.ptr[i], b->place);
    glue_ends(f, first);
    if (b->keep)
        f->hold = HEADING_HOLD;
    vec_release(&lines);
    str_release(&p.text);
}

static void flow_heading(struct flow *f, const struct block *b)
{
    size_t first = f->lines.len;
    flow_paragraph(f, b);
    flow_glue(f, first);
    f->hold = HEADING_HOLD;
}

/* On one line if there is room, the note under the caption otherwise. */
static void flow_figure(struct flow *f, const struct block *b)
{
    struct str caption = {0}, note = {0};
    size_t first = f->lines.len;
    str_add_f(&caption, "%.*s　%.*s", SV_ARG(b->label), SV_ARG(b->text));
    block_add_file_note(&note, b);
    size_t cells =
        width_text(str_sv(&caption), WIDTH_PAPER) + width_text(str_sv(&note), WIDTH_PAPER);
    if (cells + (size_t)2 * INDENT_CELLS <= f->width) {
        str_add(&caption, str_sv(&note));
        str_clear(&note);
    }
    flow_centred(f, str_sv(&caption), b->place, INDENT_CELLS);
    if (note.len)
        flow_centred(f, str_sv(&note), b->place, INDENT_CELLS);
    flow_glue(f, first);
    str_release(&caption);
    str_release(&note);
}

/* ---- the cover ---- */

static void flow_empty(struct flow *f, uint32_t count, bool space)
{
    for (uint32_t i = 0; i < count && i < EMPTY_MOST; i++)
        flow_add_line(f, (struct place){NO_FIELD, 0})->space = space;
}

/* What is stamped stands above the seal: a page never starts between the last words and it. */
static void glue_to_words(struct flow *f, size_t line)
{
    for (bool words = false; line > 0 && !words; line--) {
        f->lines.ptr[line].glued = true;
        words = f->lines.ptr[line - 1].line.text.len > 0;
    }
}

static void flow_seal(struct flow *f, const struct block *b)
{
    size_t first = f->lines.len;
    flow_empty(f, b->lines / 2, false);
    flow_centred(f, b->text, b->place, COVER_MARGIN);
    if (b->lines > b->lines / 2 + 1)
        flow_empty(f, b->lines - b->lines / 2 - 1, false);
    flow_glue(f, first);
    if (first < f->lines.len)
        glue_to_words(f, first);
}

static size_t cover_column(const struct flow *f)
{
    return COVER_MARGIN + f->label + width_text(SV("："), WIDTH_PAPER);
}

/* What stands behind the value keeps to the right edge, so that there is room between for a seal;
 * it goes under the value when that leaves none. */
static void flow_after(struct flow *f, const struct block *b)
{
    size_t cells = width_text(b->after, WIDTH_PAPER), column = cover_column(f);
    struct str *last = &f->lines.ptr[f->lines.len - 1].line.text;
    if (width_text(str_sv(last), WIDTH_PAPER) + AFTER_GAP + cells <= f->width) {
        add_at_column(last, f->width - cells, b->after);
        return;
    }
    struct lines lines = {0};
    wrap_at(b->after, f->width - (uint32_t)column, 0, &lines);
    for (size_t i = 0; i < lines.len; i++) {
        struct flow_line *line = flow_add_line(f, b->place);
        add_at_column(&line->line.text, lines.len == 1 ? f->width - cells : column,
                      sv_sub(b->after, lines.ptr[i].start, lines.ptr[i].end));
    }
    vec_release(&lines);
}

/* The label, wrapped if it is a long one; its last line is where the value goes on. */
static void flow_label(struct flow *f, const struct block *b)
{
    struct lines lines = {0};
    struct str label = {0};
    str_add(&label, b->label);
    str_add(&label, SV("："));
    wrap_at(str_sv(&label), f->width - 2 * COVER_MARGIN, 0, &lines);
    for (size_t i = 0; i < lines.len; i++) {
        struct flow_line *line = flow_add_line(f, b->place);
        add_at_column(&line->line.text, COVER_MARGIN,
                      sv_sub(str_sv(&label), lines.ptr[i].start, lines.ptr[i].end));
    }
    vec_release(&lines);
    str_release(&label);
}

static void flow_cover_line(struct flow *f, const struct block *b)
{
    struct lines lines = {0};
    size_t first = f->lines.len, column = cover_column(f);
    flow_label(f, b);
    wrap_at(b->text, f->width - COVER_MARGIN - (uint32_t)column, 0, &lines);
    for (size_t i = 0; i < lines.len; i++) {
        struct flow_line *line = &f->lines.ptr[f->lines.len - 1];
        if (i > 0 || width_text(str_sv(&line->line.text), WIDTH_PAPER) > column) {
            line = flow_add_line(f, b->place);
        }
        add_at_column(&line->line.text, column,
                      sv_sub(b->text, lines.ptr[i].start, lines.ptr[i].end));
    }
    if (b->after.len)
        flow_after(f, b);
    flow_glue(f, first);
    vec_release(&lines);
}

/* ---- papers ---- */

static void flow_paper(struct flow *f, const struct block *b)
{
    size_t first = f->lines.len;
    flow_centred(f, b->text, b->place, COVER_MARGIN);
    flow_empty(f, 1, false);
    flow_glue(f, first);
    f->hold = HEADING_HOLD;
}

/* In the right half of the page, with room to write; words too long for that take the whole line.
 */
static void flow_signature(struct flow *f, const struct block *b)
{
    struct str text = {0};
    str_add_f(&text, "%.*s：", SV_ARG(b->text));
    size_t cells = width_text(str_sv(&text), WIDTH_PAPER);
    size_t half = f->width / 2, room = cells + SIGNATURE_ROOM;
    bool fits = room + INDENT_CELLS <= half;
    size_t column = fits ? half : 0;
    flow_add_line(f, (struct place){NO_FIELD, 0})->gap = true;
    if (room <= f->width) {
        /* Lines end under each other. */
        struct str *line = &flow_add_line(f, b->place)->line.text;
        str_add_bytes(&text, '_', f->width - column - cells - (fits ? INDENT_CELLS : 0));
        add_at_column(line, column, str_sv(&text));
    } else {
        flow_centred(f, str_sv(&text), b->place, 0);
        flow_empty(f, 1, false);
    }
    str_release(&text);
    if (b->keep)
        f->hold = HEADING_HOLD;
}

static void flow_text(struct flow *f, const struct block *b)
{
    if (width_text(b->text, WIDTH_PAPER) <= f->width)
        flow_centred(f, b->text, b->place, 0);
    else
        flow_paragraph(f, b);
}

static void flow_block(struct flow *f, const struct block *b)
{
    switch (b->kind) {
    case BLOCK_TITLE:
        flow_centred(f, b->text, b->place, COVER_MARGIN);
        break;
    case BLOCK_COVER_LINE:
        flow_cover_line(f, b);
        break;
    case BLOCK_TEXT:
        flow_text(f, b);
        break;
    case BLOCK_SPACE:
        flow_empty(f, b->lines, true);
        break;
    case BLOCK_SEAL:
        flow_seal(f, b);
        break;
    case BLOCK_PAGE_BREAK:
        break;
    case BLOCK_HEADING:
        flow_heading(f, b);
        break;
    case BLOCK_PARAGRAPH:
        flow_paragraph(f, b);
        break;
    case BLOCK_FIGURE:
        flow_figure(f, b);
        break;
    case BLOCK_PAPER:
        flow_paper(f, b);
        break;
    case BLOCK_TABLE:
        flow_table(f, b);
        break;
    case BLOCK_SIGNATURE:
        flow_signature(f, b);
        break;
    }
}

/* Values stand under each other behind the widest label, one that takes half the line apart. */
static void measure_labels(struct flow *f, const struct doc *doc, size_t from, size_t to)
{
    f->label = 0;
    for (size_t i = from; i < to; i++) {
        const struct block *b = &doc->blocks.ptr[i];
        size_t cells = b->kind == BLOCK_COVER_LINE ? width_text(b->label, WIDTH_PAPER) : 0;
        if (cells > f->label && cells <= f->width / 2)
            f->label = (uint32_t)cells;
    }
}

static void finish_line(struct sheet_line *line)
{
    struct str *text = &line->text;
    while (text->len && text->ptr[text->len - 1] == ' ')
        str_truncate(text, text->len - 1);
    if (line->over > text->len)
        line->over = text->len;
}

void flow_blocks(struct flow *f, const struct doc *doc, size_t from, size_t to)
{
    size_t first = f->lines.len;
    f->hold = 0;
    measure_labels(f, doc, from, to);
    for (size_t i = from; i < to; i++)
        flow_block(f, &doc->blocks.ptr[i]);
    for (size_t i = first; i < f->lines.len; i++)
        finish_line(&f->lines.ptr[i].line);
}

void flow_release(struct flow *f)
{
    for (size_t i = 0; i < f->lines.len; i++)
        str_release(&f->lines.ptr[i].line.text);
    for (size_t i = 0; i < f->heads.len; i++)
        texts_release(&f->heads.ptr[i]);
    vec_release(&f->lines);
    vec_release(&f->heads);
}
