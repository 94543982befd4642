#include "base/xalloc.h"
#include "out/compose_papers.h"
#include "wizard/dialogs.h"
#include "wizard/pages.h"
#include "wizard/papers.h"

/* ---- findings ---- */

/* Does a line lead to what a finding is about: the answer or part of it, or something of the same
 * row. */
static bool is_about(const struct wizard *w, const struct finding *f, struct place place)
{
    struct place of = f->place;
    if (place.field == NO_FIELD || of.field == NO_FIELD || of.row != place.row)
        return false;
    /* Keys of rows are unique in the draft. */
    return place.row || place.field == of.field ||
           (place.field > of.field && place.field < w->draft->form->fields[of.field].end);
}

static uint32_t first_line(const struct wizard *w, const struct sheet *sheet,
                           const struct finding *f)
{
    for (uint32_t i = 0; i < sheet->lines.len; i++)
        if (is_about(w, f, sheet->lines.ptr[i].place))
            return i;
    return UINT32_MAX;
}

static int by_line(const void *a, const void *b)
{
    const struct shown_finding *x = a, *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static const struct sheet_line *line_at(const struct preview_page *p)
{
    if (p->at >= p->paper.sheets.len || p->line >= p->paper.sheets.ptr[p->at].lines.len)
        return NULL;
    return &p->paper.sheets.ptr[p->at].lines.ptr[p->line];
}

/* Those about the line in focus stand in front: where there is room for one only, it is theirs. */
static void put_first(const struct wizard *w, struct preview_page *p)
{
    const struct sheet_line *line = line_at(p);
    size_t front = 0;
    for (size_t i = 0; line && i < p->findings.len; i++) {
        struct shown_finding f = p->findings.ptr[i];
        if (!is_about(w, &w->findings.ptr[f.index], line->place))
            continue;
        memmove(&p->findings.ptr[front + 1], &p->findings.ptr[front], (i - front) * sizeof f);
        p->findings.ptr[front++] = f;
    }
    p->focused = front;
}

static void find_findings(struct wizard *w, struct preview_page *p)
{
    vec_clear(&p->findings);
    p->focused = 0;
    if (p->at >= p->paper.sheets.len)
        return;
    const struct sheet *sheet = &p->paper.sheets.ptr[p->at];
    for (size_t i = 0; i < w->findings.len; i++) {
        const struct finding *f = &w->findings.ptr[i];
        uint32_t line =
            f->severity == SEVERITY_NOTE || f->accepted ? UINT32_MAX : first_line(w, sheet, f);
        if (line != UINT32_MAX)
            vec_push(&p->findings, (struct shown_finding){i, line});
    }
    if (p->findings.len)
        qsort(p->findings.ptr, p->findings.len, sizeof p->findings.ptr[0], by_line);
    put_first(w, p);
}

/* ---- pages ---- */

static void lay_out(struct wizard *w, struct preview_page *p)
{
    struct doc doc = {0};
    sheets_release(&p->paper);
    if (p->which >= papers_count(w->form))
        p->which = 0;
    bind_sheets(w->draft, &w->facts, papers_name(w->form, p->which),
                sheet_profile_by_name(p->dense ? SV("dense") : SV("official")), &doc, &p->paper);
    doc_release(&doc);
    if (p->at >= p->paper.sheets.len)
        p->at = p->paper.sheets.len ? p->paper.sheets.len - 1 : 0;
}

static void go_to_sheet(struct preview_page *p, size_t at)
{
    p->at = at;
    p->line = 0;
    p->scroll = 0;
}

static size_t last_sheet(const struct preview_page *p)
{
    return p->paper.sheets.len ? p->paper.sheets.len - 1 : 0;
}

static bool turn(struct preview_page *p, bool forwards)
{
    if (forwards ? p->at >= last_sheet(p) : p->at == 0)
        return false;
    go_to_sheet(p, forwards ? p->at + 1 : p->at - 1);
    return true;
}

static uint32_t room_of(const struct wizard *w)
{
    return w->geometry.body_rows ? w->geometry.body_rows : 1;
}

static void move_line(struct wizard *w, struct preview_page *p, bool down)
{
    uint32_t room = room_of(w), last = p->paper.profile->total - 1;
    if (down && p->line == last) {
        turn(p, true);
    } else if (!down && p->line == 0) {
        if (turn(p, false))
            p->line = last;
    } else {
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
    uint32_t room = room_of(w), total = p->paper.profile->total,
             last = total > room ? total - room : 0;
    if (down && p->scroll < last) {
        p->scroll = p->scroll + room < last ? p->scroll + room : last;
        p->line = p->scroll + room < total ? p->scroll + room - 1 : total - 1;
    } else if (!down && p->scroll > 0) {
        p->scroll = p->scroll > room ? p->scroll - room : 0;
        p->line = p->scroll;
    } else if (turn(p, down) && !down) {
        p->scroll = p->line = last;
    }
}

/* The page stands two cells in, and the last column is for what lies above and below. */
static void pan(const struct wizard *w, struct preview_page *p, bool right)
{
    enum { STEP = 16, AROUND = 3 };
    uint32_t width = p->paper.profile->width + AROUND, cols = w->geometry.body_cols;
    uint32_t most = width > cols ? width - cols : 0;
    p->pan = right ? p->pan + STEP : p->pan > STEP ? p->pan - STEP : 0;
    if (p->pan > most)
        p->pan = most;
}

static void other_paper(struct wizard *w, struct preview_page *p, bool forwards)
{
    size_t n = papers_count(w->form);
    p->which = (p->which + (forwards ? 1 : n - 1)) % n;
    go_to_sheet(p, 0);
    lay_out(w, p);
}

static void other_profile(struct wizard *w, struct preview_page *p)
{
    p->dense = !p->dense;
    p->line = p->scroll = p->pan = 0;
    lay_out(w, p);
}

/* ---- keys ---- */

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

/* What is looked at, on the page this one was opened from where that is the one for exporting. */
static unsigned export_this(struct wizard *w, const struct preview_page *p)
{
    size_t which = p->which;
    bool dense = p->dense;
    struct page *below = w->pages.len > 1 ? w->pages.ptr[w->pages.len - 2] : NULL;
    if (below && below->class->kind == PAGE_EXPORT) {
        page_export_choose(w, below, which, dense);
        wizard_pop(w);
    } else {
        wizard_push(w, page_export_new_of(w, which, dense));
    }
    return REACTION_REDRAW;
}

static bool move(struct wizard *w, struct preview_page *p, enum action action)
{
    switch (action) {
    case ACTION_PAGE_DOWN:
    case ACTION_PAGE_UP:
        leaf(w, p, action == ACTION_PAGE_DOWN);
        return true;
    case ACTION_RIGHT:
    case ACTION_NEXT_FIELD:
        other_paper(w, p, true);
        return true;
    case ACTION_LEFT:
    case ACTION_PREV_FIELD:
        other_paper(w, p, false);
        return true;
    case ACTION_UP:
    case ACTION_DOWN:
        move_line(w, p, action == ACTION_DOWN);
        return true;
    case ACTION_TEXT_START:
    case ACTION_LINE_START:
        go_to_sheet(p, 0);
        return true;
    case ACTION_TEXT_END:
    case ACTION_LINE_END:
        go_to_sheet(p, last_sheet(p));
        return true;
    case ACTION_WORD_RIGHT:
    case ACTION_WORD_LEFT:
        pan(w, p, action == ACTION_WORD_RIGHT);
        return true;
    case ACTION_PREVIEW:
        other_profile(w, p);
        return true;
    default:
        return false;
    }
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct preview_page *p = (struct preview_page *)page;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    if (action == ACTION_ENTER)
        return open_line(w, p);
    if (action == ACTION_EXPORT)
        return export_this(w, p);
    if (!move(w, p, blank ? ACTION_PAGE_DOWN : action))
        return PAGE_PASSES;
    find_findings(w, p);
    return REACTION_REDRAW;
}

static void resume(struct wizard *w, struct page *page)
{
    struct preview_page *p = (struct preview_page *)page;
    wizard_check(w);
    lay_out(w, p);
    find_findings(w, p);
}

static void free_page(struct page *page)
{
    struct preview_page *p = (struct preview_page *)page;
    sheets_release(&p->paper);
    vec_release(&p->findings);
    free(p);
}

static struct place place_of(const struct wizard *w, const struct page *page)
{
    const struct sheet_line *line = line_at((const struct preview_page *)page);
    (void)w;
    return line ? line->place : (struct place){NO_FIELD, 0};
}

static void help(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add_f(out, "%s\n%s\n%s\n%s", _("预览"),
              _("这里是打印出来的样子，一行一行都和导出的纯文本一样。左右键（或 "
                "Tab）换一份：申报书、各附表"
                "、全部、装订成册；F6 换公文版面和紧凑版面。"),
              _("PgUp、PgDn、空格翻页，Home、End "
                "到第一页、最后一页。窗口比纸面窄时，Ctrl+左右看旁边。超过"
                "字数的部分有【超出】标记；每页下方是“草稿”，定稿以后是稿次和校验码。"),
              _("光标停在正文上按 Enter，就去改那一处；F5 导出正在看的这一份。"));
}

static const struct page_class preview_class = {
    .kind = PAGE_PREVIEW,
    .apply = apply,
    .resume = resume,
    .free = free_page,
    .place = place_of,
    .help = help,
};

void page_preview_choose(struct page *page, size_t which, bool dense)
{
    struct preview_page *p = (struct preview_page *)page;
    p->which = which;
    p->dense = dense;
    go_to_sheet(p, 0);
}

struct page *page_preview_new_of(struct wizard *w, size_t which, bool dense)
{
    struct preview_page *p = xcalloc(1, sizeof *p);
    (void)w;
    p->page.class = &preview_class;
    page_preview_choose(&p->page, which, dense);
    return &p->page;
}

struct page *page_preview_new(struct wizard *w)
{
    return page_preview_new_of(w, 0, false);
}
