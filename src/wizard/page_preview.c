#include "base/xalloc.h"
#include "out/sheet.h"
#include "wizard/dialogs.h"
#include "wizard/pages.h"

static void lay_out(struct wizard *w, struct preview_page *p)
{
    struct doc doc = {0};
    sheets_release(&p->paper);
    compose_application(w->draft, &w->facts, &doc);
    sheets_make(&doc, sheet_profile_by_name(p->dense ? SV("dense") : SV("official")), &p->paper);
    doc_release(&doc);
    if (p->at >= p->paper.sheets.len)
        p->at = p->paper.sheets.len ? p->paper.sheets.len - 1 : 0;
}

static const struct sheet_line *line_at(const struct preview_page *p)
{
    if (p->at >= p->paper.sheets.len || p->line >= p->paper.sheets.ptr[p->at].lines.len)
        return NULL;
    return &p->paper.sheets.ptr[p->at].lines.ptr[p->line];
}

static void turn(struct preview_page *p, bool forwards)
{
    size_t last = p->paper.sheets.len ? p->paper.sheets.len - 1 : 0;
    p->at = forwards ? (p->at < last ? p->at + 1 : last) : (p->at ? p->at - 1 : 0);
    p->line = 0;
    p->scroll = 0;
}

static void move_line(struct wizard *w, struct preview_page *p, bool down)
{
    uint32_t room = w->geometry.body_rows > 1 ? w->geometry.body_rows - 1u : 1;
    uint32_t last = p->paper.profile->total - 1;
    if (down && p->line == last && p->at + 1 < p->paper.sheets.len) {
        turn(p, true);
    } else if (!down && p->line == 0 && p->at > 0) {
        turn(p, false);
        p->line = last;
    } else if (down ? p->line < last : p->line > 0) {
        p->line += down ? 1 : -1;
    }
    if (p->line < p->scroll)
        p->scroll = p->line;
    if (p->line >= p->scroll + room)
        p->scroll = p->line - room + 1;
}

/* A screenful on or back within the sheet, then the next sheet or the one before. */
static void leaf(struct wizard *w, struct preview_page *p, bool down)
{
    uint32_t room = w->geometry.body_rows > 1 ? w->geometry.body_rows - 1u : 1;
    uint32_t total = p->paper.profile->total, last = total > room ? total - room : 0;
    if (down && p->scroll < last) {
        p->scroll = p->scroll + room < last ? p->scroll + room : last;
        p->line = p->scroll + room < total ? p->scroll + room - 1 : total - 1;
    } else if (!down && p->scroll > 0) {
        p->scroll = p->scroll > room ? p->scroll - room : 0;
        p->line = p->scroll;
    } else {
        bool turned = down ? p->at + 1 < p->paper.sheets.len : p->at > 0;
        turn(p, down);
        if (!down && turned)
            p->scroll = p->line = last;
    }
}

static unsigned open_line(struct wizard *w, struct preview_page *p)
{
    const struct sheet_line *line = line_at(p);
    if (!line || line->place.field == NO_FIELD) {
        wizard_say(w, TONE_PLAIN, "%s",
                   _("这一行不是填写的内容。把光标移到正文上按 Enter，就去改那一处。"));
        return REACTION_REDRAW;
    }
    wizard_open_place(w, w->draft->form->fields[line->place.field].section, line->place, line->at);
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct preview_page *p = (struct preview_page *)page;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    switch (blank ? ACTION_PAGE_DOWN : action) {
    case ACTION_PAGE_DOWN:
    case ACTION_PAGE_UP:
        leaf(w, p, blank || action == ACTION_PAGE_DOWN);
        return REACTION_REDRAW;
    case ACTION_RIGHT:
    case ACTION_LEFT:
        turn(p, action == ACTION_RIGHT);
        return REACTION_REDRAW;
    case ACTION_UP:
    case ACTION_DOWN:
        move_line(w, p, action == ACTION_DOWN);
        return REACTION_REDRAW;
    case ACTION_TEXT_START:
    case ACTION_LINE_START:
        p->at = p->line = p->scroll = 0;
        return REACTION_REDRAW;
    case ACTION_TEXT_END:
    case ACTION_LINE_END:
        p->at = p->paper.sheets.len - 1;
        p->line = p->scroll = 0;
        return REACTION_REDRAW;
    case ACTION_NEXT_FIELD:
    case ACTION_PREV_FIELD:
        p->dense = !p->dense;
        p->line = p->scroll = 0;
        lay_out(w, p);
        return REACTION_REDRAW;
    case ACTION_ENTER:
        return open_line(w, p);
    default:
        return PAGE_PASSES;
    }
}

static void resume(struct wizard *w, struct page *page)
{
    lay_out(w, (struct preview_page *)page);
}

static void free_page(struct page *page)
{
    struct preview_page *p = (struct preview_page *)page;
    sheets_release(&p->paper);
    free(p);
}

static struct place place_of(const struct wizard *w, const struct page *page)
{
    const struct sheet_line *line = line_at((const struct preview_page *)page);
    (void)w;
    return line ? line->place : (struct place){NO_FIELD, 0};
}

static const struct page_class preview_class = {
    .kind = PAGE_PREVIEW,
    .apply = apply,
    .resume = resume,
    .free = free_page,
    .place = place_of,
};

struct page *page_preview_new(struct wizard *w)
{
    struct preview_page *p = xcalloc(1, sizeof *p);
    (void)w;
    p->page.class = &preview_class;
    return &p->page;
}
