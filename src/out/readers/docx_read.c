#include "out/readers/docx_read.h"

#include "base/i18n.h"
#include "out/docx_style.h"
#include "out/readers/docx_source.h"
#include "out/readers/docx_symbol.h"
#include "out/readers/text_read.h"
#include "out/readers/xml_pull.h"

/* The paragraph that is open. */
struct paragraph {
    size_t passage;    /* SIZE_MAX for none */
    size_t number_end; /* of the automatic number its text starts with */
    bool goes_on;      /* with the one before, whose mark is deleted */
    bool deleted;      /* its own mark is */
    bool hidden;       /* the open run does not print */
    bool titles;       /* it is the title of a paper */
};

/* Where the reader is. */
struct docx {
    struct pull xml;
    struct reading *out;
    struct docx_source parts;
    struct err *e;
    uint32_t paragraphs;
    uint32_t tables;
    uint32_t part;
    struct paragraph open;
    bool join;           /* the last one's mark is deleted: the next paragraph goes on with it */
    bool placeholder;    /* in a content control that shows its prompt */
    struct passage cell; /* table, row and column to be given to passages */
    uint32_t span;       /* cells of the open one */
};

typedef bool read_element(struct docx *d);

static read_element read_content;

/* ---- text ---- */

static void add_text(struct docx *d, struct sv text)
{
    if (d->open.passage != SIZE_MAX && !d->open.hidden)
        str_add(&d->out->passages.ptr[d->open.passage].text, text);
}

/* Blanks and line ends of the file itself are one blank, none at the ends of a text that does not
 * ask for them (xml:space). */
static void add_words(struct docx *d, struct sv text, bool keep)
{
    struct str line = {0};
    str_add(&line, keep ? text : sv_trim(text));
    for (size_t i = 0; i < line.len; i++)
        if (line.ptr[i] == '\n' || line.ptr[i] == '\r' || line.ptr[i] == '\t')
            line.ptr[i] = ' ';
    add_text(d, str_sv(&line));
    str_release(&line);
}

static bool read_text(struct docx *d)
{
    bool keep = pull_keeps_blanks(&d->xml);
    while (pull_next(&d->xml, d->e)) {
        if (d->xml.kind == PULL_CLOSE)
            return true;
        if (d->xml.kind == PULL_TEXT)
            add_words(d, d->xml.text, keep);
        else if (d->xml.kind == PULL_OPEN && !pull_skip(&d->xml, d->e))
            return false;
    }
    return false;
}

static bool read_skip(struct docx *d)
{
    return pull_skip(&d->xml, d->e);
}

static bool read_tab(struct docx *d)
{
    add_text(d, SV("\t"));
    return pull_skip(&d->xml, d->e);
}

/* A line, column or page break: the paragraph goes on, but not on this line. */
static bool read_break(struct docx *d)
{
    add_text(d, SV("\n"));
    return pull_skip(&d->xml, d->e);
}

static bool read_hyphen(struct docx *d)
{
    add_text(d, SV("-"));
    return pull_skip(&d->xml, d->e);
}

static bool read_symbol(struct docx *d)
{
    struct str text = {0};
    if (docx_symbol_read(&d->xml, &text)) {
        add_text(d, str_sv(&text));
        d->out->symbols++;
    }
    str_release(&text);
    return pull_skip(&d->xml, d->e);
}

/* ---- what is counted and left ---- */

static bool read_picture(struct docx *d)
{
    d->out->pictures++;
    return pull_skip(&d->xml, d->e);
}

static bool read_note(struct docx *d)
{
    d->out->notes++;
    return pull_skip(&d->xml, d->e);
}

static bool read_deleted(struct docx *d)
{
    d->out->deleted++;
    return pull_skip(&d->xml, d->e);
}

/* ---- runs ---- */

static bool read_run_properties(struct docx *d)
{
    for (size_t depth = 1; depth > 0;) {
        if (!pull_next(&d->xml, d->e))
            return false;
        if (d->xml.kind == PULL_OPEN && pull_is(&d->xml, "vanish") && pull_attribute_on(&d->xml) &&
            !d->open.hidden) {
            d->open.hidden = true;
            d->out->hidden++;
        }
        depth += d->xml.kind == PULL_OPEN;
        depth -= d->xml.kind == PULL_CLOSE;
    }
    return true;
}

static bool read_run(struct docx *d)
{
    d->open.hidden = false;
    bool ok = read_content(d);
    d->open.hidden = false;
    return ok;
}

/* ---- paragraphs ---- */

struct properties {
    struct source_style direct; /* said of the paragraph itself */
    bool centred_said;
    bool deleted; /* its mark is */
};

static void read_property(struct docx *d, struct properties *p)
{
    struct pull *x = &d->xml;
    struct str value = {0};
    if (pull_is(x, "pStyle"))
        pull_attribute(x, "val", &p->direct.id);
    else if (pull_is(x, "numId"))
        pull_attribute_number(x, "val", INT32_MAX, &p->direct.number);
    else if (pull_is(x, "ilvl"))
        pull_attribute_number(x, "val", SOURCE_LEVELS - 1, &p->direct.level);
    else if (pull_is(x, "outlineLvl") &&
             pull_attribute_number(x, "val", SOURCE_LEVELS - 1, &p->direct.outline))
        p->direct.outline++;
    else if (pull_is(x, "del"))
        p->deleted = true;
    else if (pull_is(x, "jc")) {
        p->centred_said = pull_attribute(x, "val", &value);
        p->direct.centred = sv_eq(str_sv(&value), SV("center"));
    }
    str_release(&value);
}

static void apply(struct docx *d, const struct properties *p)
{
    struct passage *passage = &d->out->passages.ptr[d->open.passage];
    d->open.deleted = p->deleted;
    d->open.titles = sv_eq(str_sv(&p->direct.id), SV(STYLE_TITLE)) ||
                     sv_eq(str_sv(&p->direct.id), SV(STYLE_PAPER_TITLE));
    if (d->open.goes_on)
        return;
    struct source_style style = docx_source_style(&d->parts, str_sv(&p->direct.id));
    bool direct = p->direct.number != SOURCE_NO_NUMBER;
    uint32_t number = direct ? p->direct.number : style.number;
    uint32_t level = p->direct.level != SOURCE_NO_NUMBER ? p->direct.level : style.level;
    passage->level = p->direct.outline ? p->direct.outline : style.outline;
    passage->centred = p->centred_said ? p->direct.centred : style.centred;
    if (number != SOURCE_NO_NUMBER && number != 0)
        docx_source_count(&d->parts, number, level == SOURCE_NO_NUMBER ? 0 : level, &passage->text);
    d->open.number_end = passage->text.len;
}

/* w:pPrChange holds what the properties were before a tracked change. */
static bool read_properties(struct docx *d)
{
    struct properties p = {.direct = {.number = SOURCE_NO_NUMBER, .level = SOURCE_NO_NUMBER}};
    bool ok = true;
    for (size_t depth = 1; ok && depth > 0;) {
        ok = pull_next(&d->xml, d->e);
        if (ok && d->xml.kind == PULL_OPEN && pull_is(&d->xml, "pPrChange")) {
            ok = pull_skip(&d->xml, d->e);
            continue;
        }
        if (ok && d->xml.kind == PULL_OPEN)
            read_property(d, &p);
        depth += ok && d->xml.kind == PULL_OPEN;
        depth -= ok && d->xml.kind == PULL_CLOSE;
    }
    if (ok && d->open.passage != SIZE_MAX)
        apply(d, &p);
    str_release(&p.direct.id);
    return ok;
}

static bool begin_paragraph(struct docx *d, bool goes_on)
{
    d->paragraphs++;
    d->open = (struct paragraph){.passage = d->out->passages.len, .goes_on = goes_on};
    if (goes_on) {
        d->open.passage--;
        return true;
    }
    if (d->out->passages.len >= READ_MAX_PASSAGES)
        return err_set(d->e, ERR_REFUSED,
                       _("文档超过 %d 段，不像一份申报书。请核对是不是选错了文件。"),
                       READ_MAX_PASSAGES);
    struct passage *p = reading_add(d->out, d->paragraphs);
    p->table = d->cell.table;
    p->row = d->cell.row;
    p->column = d->cell.column;
    return true;
}

/* A number with nothing behind it is no text. In our own print a title begins a paper. */
static void end_paragraph(struct docx *d)
{
    struct str *text = &d->out->passages.ptr[d->open.passage].text;
    if (d->out->own && d->open.titles)
        d->part = reading_add_part(d->out, str_sv(text));
    d->out->passages.ptr[d->open.passage].part = d->part;
    if (text->len == d->open.number_end)
        str_clear(text);
}

/* Text boxes hold paragraphs inside paragraphs. */
static bool read_paragraph(struct docx *d)
{
    struct paragraph outer = d->open;
    bool inner = outer.passage != SIZE_MAX;
    bool goes_on = d->join && !inner && d->out->passages.len > 0;
    if (!begin_paragraph(d, goes_on) || !read_content(d))
        return false;
    end_paragraph(d);
    if (!inner)
        d->join = d->open.deleted;
    d->open = outer;
    return true;
}

/* ---- tables ---- */

static bool read_table(struct docx *d)
{
    struct passage outer = d->cell;
    uint32_t span = d->span;
    d->cell = (struct passage){.table = ++d->tables};
    bool ok = read_content(d);
    d->cell = outer;
    d->span = span;
    return ok;
}

static bool read_row(struct docx *d)
{
    d->cell.row++;
    d->cell.column = 1;
    return read_content(d);
}

static bool read_cell(struct docx *d)
{
    enum { MOST_SPANNED = 1000 };
    d->span = 1;
    bool ok = read_content(d);
    d->cell.column += d->span <= MOST_SPANNED ? d->span : 1;
    return ok;
}

static bool read_span(struct docx *d)
{
    uint32_t span;
    if (pull_attribute_number(&d->xml, "val", UINT16_MAX, &span) && span)
        d->span = span;
    return pull_skip(&d->xml, d->e);
}

/* ---- what holds others ---- */

/* The first of the alternatives; the others say the same to programs that know less. */
static bool read_alternatives(struct docx *d)
{
    bool taken = false;
    while (pull_next(&d->xml, d->e)) {
        if (d->xml.kind == PULL_CLOSE)
            return true;
        if (d->xml.kind != PULL_OPEN)
            continue;
        if (!(taken ? read_skip(d) : read_content(d)))
            return false;
        taken = true;
    }
    return false;
}

static bool read_control(struct docx *d)
{
    bool outer = d->placeholder;
    d->placeholder = false;
    bool ok = read_content(d);
    d->placeholder = outer;
    return ok;
}

static bool read_prompt(struct docx *d)
{
    d->placeholder = pull_attribute_on(&d->xml);
    return pull_skip(&d->xml, d->e);
}

static bool read_control_content(struct docx *d)
{
    return d->placeholder ? pull_skip(&d->xml, d->e) : read_content(d);
}

static const struct {
    enum pull_space space;
    const char *name;
    read_element *read;
} elements[] = {
    {PULL_WORD, "t", read_text},
    {PULL_MATH, "t", read_text},
    {PULL_WORD, "r", read_run},
    {PULL_WORD, "rPr", read_run_properties},
    {PULL_WORD, "p", read_paragraph},
    {PULL_WORD, "pPr", read_properties},
    {PULL_WORD, "tab", read_tab},
    {PULL_WORD, "br", read_break},
    {PULL_WORD, "cr", read_break},
    {PULL_WORD, "noBreakHyphen", read_hyphen},
    {PULL_WORD, "sym", read_symbol},
    {PULL_WORD, "del", read_deleted},
    {PULL_WORD, "moveFrom", read_skip},
    {PULL_WORD, "delText", read_skip},
    {PULL_WORD, "instrText", read_skip},
    {PULL_WORD, "rt", read_skip},
    {PULL_WORD, "sectPr", read_skip},
    {PULL_WORD, "tbl", read_table},
    {PULL_WORD, "tr", read_row},
    {PULL_WORD, "tc", read_cell},
    {PULL_WORD, "gridSpan", read_span},
    {PULL_WORD, "sdt", read_control},
    {PULL_WORD, "showingPlcHdr", read_prompt},
    {PULL_WORD, "sdtContent", read_control_content},
    {PULL_WORD, "footnoteReference", read_note},
    {PULL_WORD, "endnoteReference", read_note},
    {PULL_WORD, "commentReference", read_note},
    {PULL_COMPATIBILITY, "AlternateContent", read_alternatives},
    {PULL_OTHER, "blip", read_picture},
    {PULL_OTHER, "imagedata", read_picture},
};

static read_element *reader_of(const struct pull *x)
{
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
        if (elements[i].space == x->space && pull_is(x, elements[i].name))
            return elements[i].read;
    return read_content;
}

/* What stands in the open element, to its end. Elements nest no deeper than libxml2 lets them. */
static bool read_content(struct docx *d)
{
    while (pull_next(&d->xml, d->e)) {
        if (d->xml.kind == PULL_CLOSE || d->xml.kind == PULL_END)
            return true;
        if (d->xml.kind == PULL_OPEN && !reader_of(&d->xml)(d))
            return false;
    }
    return false;
}

/* ---- our own ---- */

#define OWN_NAME "tianbiao"
#define DEMO_MARK "演示"

/* A document that another program saved since says so. */
static bool is_own(const struct zip *z)
{
    const struct zip_entry *part = zip_find(z, SV("docProps/app.xml"));
    struct pull x = {0};
    bool own = false, ok = part && pull_open(&x, str_sv(&part->bytes), NULL);
    while (ok && !own) {
        ok = pull_next(&x, NULL) && x.kind != PULL_END;
        if (ok && x.kind == PULL_OPEN && pull_is(&x, "Application"))
            own = pull_next(&x, NULL) && x.kind == PULL_TEXT && sv_eq(x.text, SV(OWN_NAME));
    }
    pull_close(&x);
    return own;
}

/* The mark of a demonstration stands in the foot of every page. */
static bool is_demo(const struct zip *z)
{
    for (size_t i = 0; i < z->entries.len; i++) {
        const struct zip_entry *entry = &z->entries.ptr[i];
        if (sv_starts(str_sv(&entry->name), SV("word/footer")) &&
            sv_contains(str_sv(&entry->bytes), SV(DEMO_MARK)))
            return true;
    }
    return false;
}

static bool read_document(struct docx *d, const struct zip *z)
{
    if (!docx_source_read(z, &d->parts, d->e))
        return false;
    const struct zip_entry *part = zip_find(z, str_sv(&d->parts.document));
    d->out->own = is_own(z);
    d->out->demo = d->out->own && is_demo(z);
    return pull_open(&d->xml, str_sv(&part->bytes), d->e) && read_content(d);
}

bool docx_read(struct sv bytes, struct reading *out, struct err *e)
{
    struct docx d = {.out = out, .e = e, .open = {.passage = SIZE_MAX}};
    struct zip z = {0};
    bool ok = zip_read(bytes, NULL, &z, e);
    if (!ok)
        err_prefix(e, "%s", _("文档（.docx）打不开。"));
    ok = ok && read_document(&d, &z);
    if (!ok)
        reading_release(out);
    pull_close(&d.xml);
    docx_source_release(&d.parts);
    zip_release(&z);
    return ok;
}
