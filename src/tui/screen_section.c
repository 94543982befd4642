#include "draft/computed.h"
#include "tui/draw.h"
#include "tui/section_parts.h"
#include "wizard/clauses.h"
#include "wizard/remarks.h"
#include "wizard/section.h"

/* ---- the line of counts ---- */

/* "超出   12 字（上限 1,800 字）": while a text is over its limit one number changes with each key,
 * not two, and it stands so far to the left that the cursor gets there in fewer bytes. */
static uint32_t draw_over(struct canvas *c, uint32_t row, uint32_t over, uint32_t limit)
{
    struct str text = {0}, figure = {0};
    draw_add_number(&text, limit);
    draw_add_number(&figure, over);
    /* A figure as long as the limit would touch the word. */
    uint32_t width = (uint32_t)(figure.len < text.len ? text.len : figure.len + 1);
    str_release(&figure);
    uint32_t col = canvas_text(c, row, 0, c->cols, sv_from(_("超出")), STYLE_BAD);
    draw_number(c, row, col, width, over, STYLE_PLAIN);
    str_splice(&text, 0, 0, sv_from(_(" 字（上限 ")));
    str_add(&text, sv_from(_(" 字）")));
    col = canvas_text(c, row, col + width, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
    return col + 2;
}

/* "余   785  1,015/1,800 字". */
static uint32_t draw_field_counts(const struct wizard *w, const struct field *field,
                                  struct place at, struct canvas *c, uint32_t col)
{
    uint32_t row = w->geometry.status_row, limit = field->limit;
    uint32_t count = counts_by(draft_counts(w->draft, at), w->form->count);
    struct str text = {0};
    if (limit && count > limit)
        return draw_over(c, row, count - limit, limit);
    draw_add_number(&text, limit ? limit : 99999);
    uint32_t width = (uint32_t)text.len;
    col = canvas_text(c, row, col, c->cols, sv_from(_("本栏")), STYLE_LABEL) + 1;
    if (limit) {
        col = canvas_text(c, row, col, c->cols, sv_from(_("余")), STYLE_LABEL) + 1;
        draw_number(c, row, col, width, limit - count, STYLE_PLAIN);
        col += width + 1;
        draw_number(c, row, col, width, count, STYLE_PLAIN);
        str_splice(&text, 0, 0, SV("/"));
        str_add(&text, sv_from(_(" 字")));
    } else {
        draw_number(c, row, col, width, count, STYLE_PLAIN);
        str_set(&text, sv_from(_(" 字")));
    }
    col = canvas_text(c, row, col + width, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
    return col + 2;
}

/* The section's count and the characters: these follow when the keys pause. */
static void draw_other_counts(const struct wizard *w, const struct section *section, bool chars,
                              struct canvas *c, uint32_t col)
{
    uint32_t row = w->geometry.status_row, end = c->cols;
    struct str text = {0};
    if (section->limit) {
        str_add(&text, sv_from(_("本部分 ")));
        draw_add_number(&text, w->shown.section);
        str_add_byte(&text, '/');
        draw_add_number(&text, section->limit);
        bool over = w->shown.section > section->limit;
        size_t width = width_text(str_sv(&text), WIDTH_SCREEN);
        if (col + width < end)
            col = canvas_text(c, row, col, end, str_sv(&text), over ? STYLE_BAD : STYLE_LABEL) + 2;
    }
    if (chars) {
        str_clear(&text);
        str_add(&text, sv_from(_("字符 ")));
        draw_add_number(&text, w->shown.chars);
        if (col + width_text(str_sv(&text), WIDTH_SCREEN) < end)
            canvas_text(c, row, col, end, str_sv(&text), STYLE_LABEL);
    }
    str_release(&text);
}

/* How far a section without words is: "5/7 项  错误 1  提醒 2". */
static void draw_progress(const struct wizard *w, uint32_t section, struct canvas *c, uint32_t col)
{
    if (section >= w->progress.len)
        return;
    const struct progress *progress = &w->progress.ptr[section];
    struct str text = {0};
    draw_add_progress(&text, progress);
    if (progress->errors)
        str_add_f(&text, _("  错误 %u"), progress->errors);
    if (progress->warnings)
        str_add_f(&text, _("  提醒 %u"), progress->warnings);
    canvas_text(c, w->geometry.status_row, col, c->cols, str_sv(&text),
                progress->errors ? STYLE_BAD : STYLE_LABEL);
    str_release(&text);
}

static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct section_page *p = (const struct section_page *)page;
    const struct section *section = &w->form->sections[p->scope.section];
    struct place at = wizard_place(w);
    uint32_t col = 1;
    const struct field *field = p->editing ? &w->form->fields[at.field] : NULL;
    bool words = field && (field->kind == FIELD_TEXT || field->kind == FIELD_LINE);
    if (words)
        col = draw_field_counts(w, field, at, c, col);
    if (words || section->limit)
        draw_other_counts(w, section, words, c, col);
    else
        draw_progress(w, p->scope.section, c, col);
}

/* ---- the body ---- */

static void draw_control(const struct wizard *w, const struct section_page *p, size_t index,
                         struct canvas *c)
{
    const struct control *control = &p->controls.items.ptr[index];
    struct area body = draw_body(w);
    if (control->top + control->height <= p->scroll ||
        control->top >= p->scroll + (body.end_row - body.row))
        return;
    struct part part = {.w = w,
                        .p = p,
                        .control = control,
                        .focused = index == p->focus,
                        .body = body,
                        .canvas = c,
                        .row = (int64_t)body.row + control->top - p->scroll,
                        .col = SECTION_GUTTER + control->indent};
    part_draw(&part);
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct section_page *p = (const struct section_page *)page;
    struct area body = draw_body(w);
    canvas_caret(c, body.row, 0);
    for (size_t i = 0; i < p->controls.items.len; i++)
        draw_control(w, p, i, c);
    draw_more(c, body, p->scroll > 0, p->controls.rows > p->scroll + (body.end_row - body.row));
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct section_page *p = (const struct section_page *)page;
    const struct section *section = &w->form->sections[p->scope.section];
    struct place root = p->scope.root;
    uint32_t index;
    str_add_f(out, "> %.*s%.*s", SV_ARG(section->number), SV_ARG(section->title));
    if (root.field == NO_FIELD)
        return;
    if (root.row && draft_row(w->draft, root.field, root.row, &index))
        str_add_f(out, _(" > 第 %u 行"), index + 1);
    else
        str_add_f(out, " > %.*s", SV_ARG(w->form->fields[root.field].label));
}

/* ---- guidance ---- */

/* What an officer said here, and how many more remarks there are. */
static void guide_remark(const struct wizard *w, const struct section_page *p, struct place at,
                         struct str *out)
{
    uint32_t more;
    const struct note *n = remarks_told(w, at, p->editing ? p->editor.caret : SIZE_MAX, &more);
    if (!n)
        return;
    remark_add_line(out, n);
    if (more)
        str_add_f(out, _("（这里还有 %u 条）"), more);
    str_add_byte(out, '\n');
}

static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct section_page *p = (const struct section_page *)page;
    const struct section *section = &w->form->sections[p->scope.section];
    struct place at = wizard_place(w);
    const struct field *field = at.field == NO_FIELD ? NULL : &w->form->fields[at.field];
    for (size_t i = 0; field && i < w->findings.len && w->checked == w->draft->version; i++) {
        const struct finding *f = &w->findings.ptr[i];
        if (!place_eq(f->place, at) || f->severity == SEVERITY_NOTE || f->accepted)
            continue;
        str_add_f(out, "%s：%s\n", severity_label(f->severity), f->message.ptr);
        break;
    }
    guide_remark(w, p, at, out);
    /* A part of a field is explained by the nearest thing that has an explanation. */
    const struct field *said = field;
    while (said && said->guidance.len == 0)
        said = said->parent == NO_FIELD ? NULL : &w->form->fields[said->parent];
    struct sv text = said ? said->guidance : section->guidance;
    struct sv clause = said && said->clause.len ? said->clause : section->clause;
    str_add(out, text);
    if (clause.len)
        str_add_f(out, _("（条款 %.*s，F1 看原文）"), SV_ARG(clause));
    if (said && said->example.len && w->geometry.side_cols)
        str_add_f(out, _("\n例：%.*s"), SV_ARG(said->example));
}

/* ---- keys ---- */

static const struct hint line_hints[] = {
    {ACTION_ENTER, NULL, N_("下一栏")}, {ACTION_BACK, NULL, N_("返回")},
    {ACTION_SAVE, NULL, N_("保存")},    {ACTION_HELP, NULL, N_("说明")},
    {ACTION_UNDO, NULL, N_("撤销")},    {ACTION_NEXT_PROBLEM, NULL, N_("下一处问题")},
    {ACTION_REVIEW, NULL, N_("核对")},  {ACTION_TEXT_FILE, NULL, N_("文件/待补")},
    {ACTION_NONE, NULL, NULL},
};

static const struct hint text_hints[] = {
    {ACTION_NONE, "Tab", N_("下一栏")},
    {ACTION_BACK, NULL, N_("返回")},
    {ACTION_SAVE, NULL, N_("保存")},
    {ACTION_HELP, NULL, N_("说明")},
    {ACTION_UNDO, NULL, N_("撤销")},
    {ACTION_TEXT_FILE, NULL, N_("文件/待补")},
    {ACTION_NEXT_PROBLEM, NULL, N_("下一处问题")},
    {ACTION_REVIEW, NULL, N_("核对")},
    {ACTION_MARK, NULL, N_("选择")},
    {ACTION_NONE, NULL, NULL},
};

static const struct hint choice_hints[] = {
    {ACTION_NONE, N_("空格"), N_("选定")},
    {ACTION_NONE, N_("上下"), N_("移动")},
    {ACTION_NONE, "Tab", N_("下一栏")},
    {ACTION_BACK, NULL, N_("返回")},
    {ACTION_SAVE, NULL, N_("保存")},
    {ACTION_HELP, NULL, N_("说明")},
    {ACTION_UNDO, NULL, N_("撤销")},
    {ACTION_REVIEW, NULL, N_("核对")},
    {ACTION_NONE, NULL, NULL},
};

static const struct hint open_hints[] = {
    {ACTION_ENTER, NULL, N_("打开")},  {ACTION_NONE, N_("上下"), N_("移动")},
    {ACTION_BACK, NULL, N_("返回")},   {ACTION_SAVE, NULL, N_("保存")},
    {ACTION_HELP, NULL, N_("说明")},   {ACTION_UNDO, NULL, N_("撤销")},
    {ACTION_REVIEW, NULL, N_("核对")}, {ACTION_NONE, NULL, NULL},
};

static const struct hint row_hints[] = {
    {ACTION_ENTER, NULL, N_("修改")},
    {ACTION_ADD, NULL, N_("加一行")},
    {ACTION_DELETE, NULL, N_("删这行")},
    {ACTION_MOVE_UP, NULL, N_("上移")},
    {ACTION_MOVE_DOWN, NULL, N_("下移")},
    {ACTION_UNDO, NULL, N_("撤销")},
    {ACTION_BACK, NULL, N_("返回")},
    {ACTION_HELP, NULL, N_("说明")},
    {ACTION_NONE, NULL, NULL},
};

static const struct hint entry_hints[] = {
    {ACTION_DELETE, NULL, N_("删去")}, {ACTION_NONE, N_("上下"), N_("移动")},
    {ACTION_UNDO, NULL, N_("撤销")},   {ACTION_BACK, NULL, N_("返回")},
    {ACTION_HELP, NULL, N_("说明")},   {ACTION_NONE, NULL, NULL},
};

/* An officer reads: what he can do is the same everywhere but at a material. */
static const struct hint review_hints[] = {
    {ACTION_TEXT_FILE, NULL, N_("提意见")},
    {ACTION_NONE, "Tab", N_("下一栏")},
    {ACTION_NEXT_PROBLEM, NULL, N_("下一处")},
    {ACTION_DONE, NULL, N_("要点")},
    {ACTION_BACK, NULL, N_("返回")},
    {ACTION_NEXT_CASE, NULL, N_("下一部分")},
    {ACTION_HELP, NULL, N_("说明")},
    {ACTION_MARK, NULL, N_("选择")},
    {ACTION_REVIEW, NULL, N_("核对")},
    {ACTION_NONE, NULL, NULL},
};

static const struct hint material_hints[] = {
    {ACTION_NONE, N_("空格"), N_("已核")},    {ACTION_TEXT_FILE, NULL, N_("提意见")},
    {ACTION_ENTER, NULL, N_("打开")},         {ACTION_NEXT_PROBLEM, NULL, N_("下一处")},
    {ACTION_DONE, NULL, N_("要点")},          {ACTION_BACK, NULL, N_("返回")},
    {ACTION_HELP, NULL, N_("说明")},          {ACTION_REVIEW, NULL, N_("核对")},
    {ACTION_NEXT_CASE, NULL, N_("下一部分")}, {ACTION_NONE, NULL, NULL},
};

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    const struct section_page *p = (const struct section_page *)page;
    if (reviewing(w))
        return material_of(w, wizard_place(w)).field != NO_FIELD ? material_hints : review_hints;
    if (p->focus >= p->controls.items.len)
        return open_hints;
    switch (p->controls.items.ptr[p->focus].kind) {
    case CONTROL_LINE:
        return line_hints;
    case CONTROL_TEXT:
        return text_hints;
    case CONTROL_OPTION:
    case CONTROL_OTHER:
    case CONTROL_TICK:
    case CONTROL_DONE:
        return choice_hints;
    case CONTROL_ROW:
        return row_hints;
    case CONTROL_FILE:
    case CONTROL_TIE:
        return entry_hints;
    default:
        return open_hints;
    }
}

const struct screen screen_section = {PAGE_SECTION, draw, title, status, guide, hints};
