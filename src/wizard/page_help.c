#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/measure.h"
#include "wizard/pages.h"

static struct help_line *add(struct help_page *p, enum help_style style, struct sv text)
{
    struct help_line *line = vec_add(&p->lines);
    line->style = style;
    str_set(&line->text, text);
    return line;
}

/* Clauses word for word: a field may cite several, "附1.一(一)、二(四)". */
static void add_one_clause(struct help_page *p, const struct clause *clause)
{
    struct str head = {0};
    str_add_f(&head, _("通知原文 %.*s"), SV_ARG(clause->id));
    add(p, HELP_HEAD, str_sv(&head));
    str_release(&head);
    struct sv rest = clause->text, piece;
    while (sv_next(&rest, '\n', &piece))
        if (piece.len)
            add(p, HELP_QUOTE, piece);
}

/* A clause, and those it is divided into: "一" with "一(一)", "附3" with "附3.1". */
static void add_clause(struct help_page *p, const struct form *form, struct sv id)
{
    for (uint32_t i = 0; id.len && i < form->clause_count; i++) {
        struct sv rest = sv_from_offset(form->clauses[i].id, id.len);
        bool below = rest.len && (rest.ptr[0] == '(' || rest.ptr[0] == '.');
        if (sv_starts(form->clauses[i].id, id) && (rest.len == 0 || below))
            add_one_clause(p, &form->clauses[i]);
    }
}

static void add_counts(struct help_page *p, const struct wizard *w, const struct field *field,
                       struct place at)
{
    const struct form *form = w->draft->form;
    struct counts n = draft_counts(w->draft, at);
    struct str text = {0};
    if (!(kind_flags(field->kind) & KIND_TYPED))
        return;
    if (field->limit)
        str_add_f(&text, _("上限 %u 字，现在 %u 字，"), field->limit, counts_by(n, form->count));
    else
        str_add_f(&text, _("现在 %u 字，"), counts_by(n, form->count));
    str_add_f(&text,
              _("%s：汉字和中文标点各 %u，西文词和数字 %u；字符数 %u（不计空格）、%u（计空格）。"),
              count_rule_label(form->count), n.fe, n.latin, counts_by(n, COUNT_CHARS),
              counts_by(n, COUNT_CHARS_WITH_SPACES));
    add(p, HELP_HEAD, sv_from(_("字数怎样算")));
    add(p, HELP_TEXT, str_sv(&text));
    str_release(&text);
}

static void add_findings(struct help_page *p, struct wizard *w, struct place at)
{
    bool any = false;
    wizard_check(w);
    for (size_t i = 0; i < w->findings.len; i++) {
        const struct finding *f = &w->findings.ptr[i];
        if (!place_eq(f->place, at))
            continue;
        if (!any)
            add(p, HELP_HEAD, sv_from(_("现在的问题和改法")));
        any = true;
        struct str text = {0};
        str_add_f(&text, "%s：%s", severity_label(f->severity), f->message.ptr);
        if (f->fix.len)
            str_add_f(&text, " %s", f->fix.ptr);
        add(p, HELP_TEXT, str_sv(&text));
        str_release(&text);
    }
}

/* How rows copied from a spreadsheet find their columns. */
static void add_columns(struct help_page *p, const struct form *form, const struct field *table)
{
    struct str text = {0};
    bool first = true;
    if (table->kind != FIELD_TABLE)
        return;
    str_add(&text, sv_from(_("第一行是列名的，按列名认；没有列名的，依次是：")));
    for (uint32_t f = table->index + 1; f < table->end; f++) {
        if (!(kind_flags(form->fields[f].kind) & KIND_LEAF))
            continue;
        str_add(&text, first ? SV("") : SV("、"));
        str_add(&text, form->fields[f].label);
        first = false;
    }
    add(p, HELP_HEAD, sv_from(_("从电子表格复制几行，在表上粘贴")));
    add(p, HELP_TEXT, str_sv(&text));
    str_release(&text);
}

static void add_field(struct help_page *p, struct wizard *w, struct place at)
{
    const struct form *form = w->draft->form;
    const struct field *field = &form->fields[at.field];
    const struct section *section = &form->sections[field->section];
    add(p, HELP_TITLE, field->label);
    if (field->guidance.len)
        add(p, HELP_TEXT, field->guidance);
    else if (section->guidance.len)
        add(p, HELP_TEXT, section->guidance);
    if (field->example.len) {
        struct str text = {0};
        str_add_f(&text, _("例：%.*s"), SV_ARG(field->example));
        add(p, HELP_TEXT, str_sv(&text));
        str_release(&text);
    }
    add_findings(p, w, at);
    add_counts(p, w, field, at);
    add_columns(p, form, field);
    add_clause(p, form, field->clause.len ? field->clause : section->clause);
    for (uint32_t i = 0; i < form->doubt_count; i++)
        if (sv_eq(form->doubts[i].id, field->clause) && field->clause.len) {
            add(p, HELP_HEAD, sv_from(_("通知没有写明，请主管部门明确")));
            add(p, HELP_TEXT, form->doubts[i].text);
        }
}

static void add_keys(struct help_page *p)
{
    static const char *const heads[] = {N_("文字"), N_("移动"), N_("表单"), N_("文件")};
    add(p, HELP_TITLE, sv_from(_("按键")));
    for (enum action_group group = GROUP_TEXT; group < GROUP_NONE; group++) {
        add(p, HELP_HEAD, sv_from(_(heads[group])));
        for (enum action a = ACTION_NONE; a < ACTION_COUNT; a++)
            if (action_group(a) == group && action_help(a)[0])
                add(p, HELP_KEY, sv_from(action_help(a)))->action = a;
    }
}

/* The indent of a line and the room its text has; the drawing follows the same rule. */
uint32_t help_indent(enum help_style style)
{
    static const uint32_t indents[] = {1, 1, 3, 3, HELP_KEY_CELLS};
    return indents[style];
}

static void set_scroll(const struct wizard *w, struct help_page *p, uint32_t scroll)
{
    uint32_t rows = 0;
    for (size_t i = 0; i < p->lines.len; i++) {
        const struct help_line *line = &p->lines.ptr[i];
        rows += help_rows(line, w->geometry.cols);
    }
    p->scroll = measure_scroll(scroll, rows, w->geometry.body_rows);
}

uint32_t help_rows(const struct help_line *line, uint32_t cols)
{
    bool head = line->style == HELP_TITLE || line->style == HELP_HEAD;
    return measure_rows(str_sv(&line->text), cols - help_indent(line->style) - 1) + head;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct help_page *p = (struct help_page *)page;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    uint32_t to;
    if (measure_key(blank ? ACTION_PAGE_DOWN : action, p->scroll, w->geometry.body_rows, &to)) {
        set_scroll(w, p, to);
        return REACTION_REDRAW;
    }
    switch (action) {
    case ACTION_ENTER:
    case ACTION_HELP:
    case ACTION_BACK:
        wizard_pop(w);
        return REACTION_REDRAW;
    default:
        return PAGE_PASSES;
    }
}

static void resume(struct wizard *w, struct page *page)
{
    struct help_page *p = (struct help_page *)page;
    set_scroll(w, p, p->scroll);
}

static void free_page(struct page *page)
{
    struct help_page *p = (struct help_page *)page;
    for (size_t i = 0; i < p->lines.len; i++)
        str_release(&p->lines.ptr[i].text);
    vec_release(&p->lines);
    free(p);
}

static const struct page_class help_class = {
    .kind = PAGE_HELP,
    .apply = apply,
    .resume = resume,
    .free = free_page,
};

/* What the page says of itself: a heading, then paragraphs. */
static void add_page(struct help_page *p, const struct wizard *w, const struct page *page)
{
    struct str text = {0};
    page->class->help(w, page, &text);
    struct sv rest = str_sv(&text), piece;
    for (bool first = true; sv_next(&rest, '\n', &piece); first = false)
        add(p, first ? HELP_TITLE : HELP_TEXT, piece);
    str_release(&text);
}

struct page *page_help_new(struct wizard *w)
{
    struct help_page *p = xcalloc(1, sizeof *p);
    p->page.class = &help_class;
    struct place at = wizard_place(w);
    if (wizard_page(w)->class->help)
        add_page(p, w, wizard_page(w));
    if (w->draft && at.field != NO_FIELD)
        add_field(p, w, at);
    add_keys(p);
    return &p->page;
}
