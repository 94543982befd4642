#include "out/flow.h"

#include "out/align.h"
#include "text/width.h"

static const struct sheet_profile profiles[] = {
    {{"official", 8}, 56, 22, 24}, /* GB/T 9704: 28 字, 22 lines */
    {{"dense", 5}, 72, 42, 44},    /* what paps puts on A4 at 12 points */
};

/* Cells left free at both ends of the foot, one 字 (GB/T 9704 7.5). */
enum { FOOT_MARGIN = 2 };

const struct sheet_profile *sheet_profile_by_name(struct sv name)
{
    for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++)
        if (sv_eq(profiles[i].name, name))
            return &profiles[i];
    return NULL;
}

static struct sheet_line *add_line(struct sheet *sheet)
{
    struct sheet_line *line = vec_add(&sheet->lines);
    line->place.field = NO_FIELD;
    return line;
}

/* ---- pages of lines ---- */

/* How many of `count` lines from `start` on the page takes: what fits, less what must not be parted
 * from the lines that do not. Lines that are one thing longer than a page are cut where it ends. */
static size_t page_take(const struct flow *f, size_t start, size_t room)
{
    size_t left = f->lines.len - start;
    if (left <= room)
        return left;
    size_t take = room;
    while (take && f->lines.ptr[start + take].glued)
        take--;
    return take ? take : room;
}

/* Opens a page with its running head. */
static struct sheet *open_page(struct sheets *out, struct sv head)
{
    struct sheet *sheet = vec_add(&out->sheets);
    struct sheet_line *top = add_line(sheet);
    add_centred(&top->text, out->profile->width,
                sv_sub(head, 0, width_fit(head, out->profile->width, WIDTH_PAPER)));
    top->over = top->text.len;
    return sheet;
}

static void close_page(struct sheets *out, struct sheet *sheet)
{
    while (sheet->lines.len < out->profile->total)
        add_line(sheet);
}

/* The head of a table that is repeated when a page starts at a line; NULL for none. */
static const struct texts *head_at(const struct flow *f, size_t start)
{
    uint32_t head = f->lines.ptr[start].head;
    return head ? &f->heads.ptr[head - 1] : NULL;
}

static void add_lines(struct sheets *out, struct flow *f, size_t start, size_t count,
                      struct sv head)
{
    struct sheet *sheet = open_page(out, head);
    const struct texts *repeated = head_at(f, start);
    for (size_t i = 0; repeated && i < repeated->len; i++) {
        struct sheet_line *line = add_line(sheet);
        str_add(&line->text, str_sv(&repeated->ptr[i]));
        line->over = line->text.len;
    }
    for (size_t i = 0; i < count; i++) {
        struct sheet_line *from = &f->lines.ptr[start + i].line;
        *add_line(sheet) = *from;
        from->text = (struct str){0};
    }
    close_page(out, sheet);
}

/* Takes free lines out, the last ones first, until the rest fits one page or none is left. */
static void close_up(struct flow *f, size_t room)
{
    for (size_t i = f->lines.len; i-- > 0 && f->lines.len > room;)
        if (f->lines.ptr[i].space)
            vec_remove(&f->lines, i);
}

static bool is_cover(const struct block *b)
{
    return b->kind == BLOCK_TITLE || b->kind == BLOCK_COVER_LINE || b->kind == BLOCK_TEXT ||
           b->kind == BLOCK_SPACE || b->kind == BLOCK_SEAL;
}

/* Puts the flow on pages. No page starts with the gap between two rows; one that opens with a title
 * needs no running head above it. */
static void add_pages(struct sheets *out, struct flow *f, struct sv head, bool titled)
{
    size_t start = 0;
    while (start < f->lines.len) {
        const struct texts *repeated = head_at(f, start);
        size_t room = out->profile->lines - (repeated ? repeated->len : 0);
        size_t take = page_take(f, start, room);
        add_lines(out, f, start, take, titled && start == 0 ? SV("") : head);
        start += take;
        while (start < f->lines.len && f->lines.ptr[start].gap)
            start++;
    }
}

/* The pages of the blocks [from, to), which hold no page break. */
static void add_part(struct sheets *out, const struct doc *doc, size_t from, size_t to,
                     struct sv head)
{
    struct flow f = {.width = out->profile->width, .page = out->profile->lines};
    bool cover = from < to && is_cover(&doc->blocks.ptr[from]);
    bool titled = from < to && doc->blocks.ptr[from].kind == BLOCK_PAPER;
    flow_blocks(&f, doc, from, to);
    if (cover)
        close_up(&f, out->profile->lines);
    add_pages(out, &f, cover ? SV("") : head, titled);
    flow_release(&f);
}

/* ---- parts ---- */

/* The part a block belongs to; NULL where the document has none. */
static const struct doc_part *part_at(const struct doc *doc, size_t block)
{
    const struct doc_part *part = NULL;
    for (size_t i = 0; i < doc->parts.len && doc->parts.ptr[i].first <= block; i++)
        part = &doc->parts.ptr[i];
    return part;
}

/* The blocks [from, to) between two page breaks, and what pages that makes of their part. */
static void add_stretch(struct sheets *out, const struct doc *doc, size_t from, size_t to)
{
    const struct doc_part *part = part_at(doc, from);
    size_t before = out->sheets.len;
    add_part(out, doc, from, to, part ? part->head : doc->head);
    size_t made = out->sheets.len - before;
    if (!part || made == 0)
        return;
    struct sheet_part *last = out->parts.len ? &out->parts.ptr[out->parts.len - 1] : NULL;
    if (last && last->index == (size_t)(part - doc->parts.ptr))
        last->pages += made;
    else
        vec_push(&out->parts,
                 (struct sheet_part){(size_t)(part - doc->parts.ptr), before + 1, made});
}

/* ---- the foot ---- */

/* How much of its note a foot has room for. */
enum note { NOTE_WHOLE, NOTE_TOTAL, NOTE_MARK };

static void add_note(struct str *out, enum note how, struct sv mark, size_t n, size_t of)
{
    str_add(out, mark);
    if (mark.len && how != NOTE_MARK)
        str_add(out, SV("　"));
    if (how == NOTE_WHOLE)
        str_add_f(out, "第 %zu 页 ", n);
    if (how != NOTE_MARK)
        str_add_f(out, "共 %zu 页", of);
}

/* The same on all pages: as the last one, whose numbers are the longest, has room for it. The
 * number beside it says which page it is anyhow. */
static enum note note_for(uint32_t width, struct sv mark, size_t of)
{
    struct str text = {0};
    enum note how = NOTE_WHOLE;
    for (bool fits = false; !fits && how < NOTE_MARK; how += !fits) {
        str_clear(&text);
        str_add_f(&text, "— %zu — ", of);
        add_note(&text, how, mark, of, of);
        fits = width_text(str_sv(&text), WIDTH_PAPER) + (size_t)2 * FOOT_MARGIN <= width;
    }
    str_release(&text);
    return how;
}

static void add_foot(struct sheet_line *line, uint32_t width, struct sv mark, size_t n, size_t of)
{
    struct str number = {0}, note = {0};
    str_add_f(&number, "— %zu —", n);
    add_note(&note, note_for(width, mark, of), mark, n, of);
    /* Odd pages lie to the right of the spine, even ones to the left: the number goes outside. */
    const struct str *left = n % 2 ? &note : &number, *right = n % 2 ? &number : &note;
    size_t cells = width_text(str_sv(right), WIDTH_PAPER) + FOOT_MARGIN;
    add_at_column(&line->text, FOOT_MARGIN, str_sv(left));
    add_at_column(&line->text, cells < width ? width - cells : 0, str_sv(right));
    line->over = line->text.len;
    str_release(&number);
    str_release(&note);
}

void sheets_make(const struct doc *doc, const struct sheet_profile *profile, struct sheets *out)
{
    size_t from = 0;
    out->profile = profile;
    for (size_t i = 0; i < doc->blocks.len; i++) {
        if (doc->blocks.ptr[i].kind != BLOCK_PAGE_BREAK)
            continue;
        add_stretch(out, doc, from, i);
        from = i + 1;
    }
    add_stretch(out, doc, from, doc->blocks.len);
    if (out->sheets.len == 0)
        close_page(out, open_page(out, doc->head));
    for (size_t i = 0; i < out->sheets.len; i++)
        add_foot(&out->sheets.ptr[i].lines.ptr[profile->total - 1], profile->width, doc->mark,
                 i + 1, out->sheets.len);
}

void sheets_release(struct sheets *p)
{
    for (size_t i = 0; i < p->sheets.len; i++) {
        struct sheet *sheet = &p->sheets.ptr[i];
        for (size_t j = 0; j < sheet->lines.len; j++)
            str_release(&sheet->lines.ptr[j].text);
        vec_release(&sheet->lines);
    }
    vec_release(&p->sheets);
    vec_release(&p->parts);
    p->profile = NULL;
}

void sheets_add_text(struct str *out, const struct sheets *p)
{
    for (size_t i = 0; i < p->sheets.len; i++) {
        const struct sheet *sheet = &p->sheets.ptr[i];
        if (i)
            str_add_byte(out, '\f');
        for (size_t j = 0; j < sheet->lines.len; j++) {
            str_add(out, str_sv(&sheet->lines.ptr[j].text));
            str_add_byte(out, '\n');
        }
    }
}
