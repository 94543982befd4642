#include "tui/section_parts.h"

#include "draft/computed.h"
#include "wizard/clauses.h"
#include "wizard/remarks.h"
#include "wizard/section.h"

bool part_row(const struct part *part, uint32_t offset, uint32_t *row)
{
    int64_t at = part->row + offset;
    if (at < (int64_t)part->body.row || at >= (int64_t)part->body.end_row)
        return false;
    *row = (uint32_t)at;
    return true;
}

/* ---- marks ---- */

static bool has_finding(const struct part *part, enum severity severity)
{
    const struct findings *all = &part->w->findings;
    struct place at = part->control->place;
    if (at.field == NO_FIELD)
        return false;
    /* What opens a page of its own answers for all that is on it. */
    bool opens = part->control->kind == CONTROL_PART || part->control->kind == CONTROL_ROW;
    uint32_t end = opens ? part->w->form->fields[at.field].end : at.field + 1;
    for (size_t i = 0; i < all->len; i++) {
        const struct finding *f = &all->ptr[i];
        bool here = f->place.field >= at.field && f->place.field < end && f->place.row == at.row;
        if (here && f->severity == severity && !f->accepted)
            return true;
    }
    return false;
}

/* A remark here that waits, else any other; of what opens a page of its own, all that is on it. */
static const struct note *remark_here(const struct part *part)
{
    struct place at = part->control->place;
    bool opens = part->control->kind == CONTROL_PART || part->control->kind == CONTROL_ROW;
    uint32_t end = at.field == NO_FIELD ? 0
                   : opens              ? part->w->form->fields[at.field].end
                                        : at.field + 1;
    const struct note *found = NULL;
    for (size_t i = 0; i < remarks_count(part->w); i++) {
        struct place p = remarks_place(part->w, i).place;
        if (p.field == NO_FIELD || p.field < at.field || p.field >= end || p.row != at.row)
            continue;
        const struct note *n = remarks_at(part->w, i);
        if (!found || (!remark_waits(part->w, found) && remark_waits(part->w, n)))
            found = n;
    }
    return found;
}

/* Options share their field's place: its mark stands at the heading. */
static bool carries_marks(enum control_kind kind)
{
    return kind == CONTROL_LINE || kind == CONTROL_TEXT || kind == CONTROL_TICK ||
           kind == CONTROL_PART || kind == CONTROL_ROW || kind == CONTROL_NOTE ||
           kind == CONTROL_TIE || kind == CONTROL_FILE || kind == CONTROL_COMPUTED;
}

/* The first cell of the gutter shows where the focus is, the second what is the matter: all of it
 * without colour. */
static void draw_gutter(const struct part *part)
{
    uint32_t row;
    if (!part_row(part, 0, &row))
        return;
    if (part->focused)
        canvas_text(part->canvas, row, 0, 1, SV(">"), STYLE_HEAD);
    if (!carries_marks(part->control->kind))
        return;
    const struct note *note = remark_here(part);
    struct sv path = part->control->place.field == NO_FIELD
                         ? SV("")
                         : part->w->form->fields[part->control->place.field].path;
    if (has_finding(part, SEVERITY_ERROR))
        canvas_text(part->canvas, row, 1, 2, SV("!"), STYLE_BAD);
    else if (path.len && part->control->place.row == 0 &&
             remark_find(&part->w->draft->pending, path))
        canvas_text(part->canvas, row, 1, 2, SV("~"), STYLE_WARN);
    else if (note && remark_waits(part->w, note))
        canvas_text(part->canvas, row, 1, 2, SV("*"), STYLE_WARN);
    else if (has_finding(part, SEVERITY_WARNING))
        canvas_text(part->canvas, row, 1, 2, SV("?"), STYLE_WARN);
}

/* Behind the caption, where there is room: "〔意见 3 待改〕". */
static void draw_remark(const struct part *part, uint32_t col)
{
    const struct lines *lines = &part->control->caption_lines;
    const struct note *n = carries_marks(part->control->kind) ? remark_here(part) : NULL;
    struct str text = {0};
    uint32_t row;
    if (!n || part->control->beside || !lines->len ||
        !part_row(part, (uint32_t)lines->len - 1, &row))
        return;
    str_add_f(&text, _("〔意见 %u %s〕"), n->number, remark_state_label(n->state));
    if (col + width_text(str_sv(&text), WIDTH_SCREEN) < part->body.end_col)
        canvas_text(part->canvas, row, col, part->body.end_col, str_sv(&text),
                    remark_waits(part->w, n) ? STYLE_WARN : STYLE_GOOD);
    str_release(&text);
}

/* The column behind the caption's last line. */
static uint32_t behind_caption(const struct part *part)
{
    const struct lines *lines = &part->control->caption_lines;
    return part->col + part->control->mark + (lines->len ? lines->ptr[lines->len - 1].width : 0);
}

/* ---- captions ---- */

static enum style caption_style(const struct part *part)
{
    switch (part->control->kind) {
    case CONTROL_NOTE:
        return STYLE_HEAD;
    case CONTROL_LINE:
    case CONTROL_TEXT:
        return part->focused ? STYLE_HEAD : STYLE_LABEL;
    case CONTROL_COMPUTED:
        return STYLE_LABEL;
    case CONTROL_TIE:
        return part->focused ? STYLE_FOCUS : STYLE_DIM;
    default:
        return part->focused ? STYLE_FOCUS : STYLE_PLAIN;
    }
}

static void draw_caption(const struct part *part, enum style style)
{
    const struct control *control = part->control;
    uint32_t row;
    for (uint32_t i = 0; i < control->caption_lines.len; i++) {
        const struct line *line = &control->caption_lines.ptr[i];
        if (part_row(part, i, &row))
            canvas_text(part->canvas, row, part->col + control->mark, part->body.end_col,
                        sv_sub(str_sv(&control->caption), line->start, line->end), style);
    }
}

/* The caret stands on the chosen line, so that Braille displays and input methods find it. */
static void draw_mark(const struct part *part, struct sv mark, enum style style)
{
    uint32_t row;
    if (!part_row(part, 0, &row))
        return;
    canvas_text(part->canvas, row, part->col, part->body.end_col, mark, style);
    if (part->focused)
        canvas_caret(part->canvas, row, part->col + (mark.len > 1 ? 1 : 0));
}

/* ---- each kind ---- */

static void draw_option(const struct part *part, enum style style)
{
    const struct field *field = &part->w->form->fields[part->control->place.field];
    bool several = field->kind == FIELD_CHOICES;
    bool chosen;
    if (part->control->kind == CONTROL_OTHER) {
        struct sv rest = draft_text(part->w->draft, part->control->place), piece;
        chosen = false;
        while (sv_next(&rest, '\n', &piece))
            chosen |= piece.len && !field_option(field, piece);
    } else {
        chosen = draft_has(part->w->draft, part->control->place,
                           field->options[part->control->index].id);
    }
    draw_mark(part, sv_from(several ? chosen ? "[x]" : "[ ]" : chosen ? "(x)" : "( )"), style);
    draw_caption(part, style);
}

static void draw_tick(const struct part *part, enum style style)
{
    struct sv value = draft_text(part->w->draft, part->control->place);
    struct sv mark = value.len == 0            ? SV("[  ]")
                     : sv_eq(value, SV("yes")) ? sv_from(_("[是]"))
                                               : sv_from(_("[否]"));
    draw_mark(part, mark, style);
    draw_caption(part, style);
}

static void draw_element(const struct part *part, enum style style)
{
    const struct form *form = part->w->form;
    const struct field *field = &form->fields[part->control->place.field];
    const struct field *id = field_child(form, field, SV("id"));
    struct sv option = field->options[part->control->index].id;
    bool tied = id && draft_rows_where(part->w->draft, id->index, option) > 0;
    draw_mark(part, tied ? SV("[x]") : SV("[ ]"), style);
    draw_caption(part, style);
}

/* What the writer need not bring does not look like a lack. */
static const char *unset_mark(const struct field *material)
{
    return !material->paper.applicant ? _("不用备")
           : material->paper.at_final ? _("自动")
           : material->paper.optional ? _("可不备")
                                      : _("未填");
}

/* "[已备] 营业执照复印件   文件 2  已盖章" */
static void draw_part(const struct part *part, enum style style)
{
    const struct form *form = part->w->form;
    const struct draft *d = part->w->draft;
    struct place at = part->control->place;
    const struct field *material = &form->fields[at.field];
    const struct field *state = field_child(form, material, SV("state"));
    const struct field *files = field_child(form, material, SV("files"));
    const struct field *stamped = field_child(form, material, SV("stamped"));
    struct str mark = {0}, tail = {0};
    struct sv value = state ? draft_text(d, (struct place){state->index, at.row}) : SV("");
    const struct option *option = state ? field_option(state, value) : NULL;
    str_add_f(&mark, "[%.*s]",
              SV_ARG(option ? option->brief.len ? option->brief : option->label
                            : sv_from(unset_mark(material))));
    if (!option && !material->paper.applicant)
        str_add_f(&tail, _("  由%.*s提供"), SV_ARG(material->paper.owner));
    else if (!option && material->paper.at_final)
        str_add(&tail, sv_from(_("  定稿时自动算备好")));
    draw_mark(part, str_sv(&mark), style);
    draw_caption(part, style);
    uint32_t count = 0, row;
    struct sv rest = files ? draft_text(d, (struct place){files->index, at.row}) : SV(""), piece;
    while (sv_next(&rest, '\n', &piece))
        count += piece.len > 0;
    if (count)
        str_add_f(&tail, _("  文件 %u 个"), count);
    if (stamped && draft_has(d, (struct place){stamped->index, at.row}, SV("yes")))
        str_add(&tail, sv_from(_("  已盖章")));
    const struct lines *lines = &part->control->caption_lines;
    uint32_t col = behind_caption(part);
    if (lines->len && part_row(part, (uint32_t)lines->len - 1, &row)) {
        col = canvas_text(part->canvas, row, col, part->body.end_col, str_sv(&tail), STYLE_DIM);
        if (material_seen(part->w, at))
            col = canvas_text(part->canvas, row, col, part->body.end_col, sv_from(_("  已核")),
                              STYLE_GOOD);
    }
    draw_remark(part, col + 2);
    str_release(&mark);
    str_release(&tail);
}

static void draw_computed(const struct part *part)
{
    struct str value = {0};
    uint32_t row;
    draft_add_shown(&value, part->w->draft, part->control->place);
    draw_caption(part, STYLE_LABEL);
    uint32_t offset = part->control->beside ? 0 : (uint32_t)part->control->caption_lines.len;
    if (part_row(part, offset, &row))
        canvas_text(part->canvas, row, SECTION_GUTTER + part->control->value_col,
                    part->body.end_col, value.len ? str_sv(&value) : sv_from(_("（自动算出）")),
                    STYLE_PLAIN);
    str_release(&value);
}

/* A file's caption says at once whether it is there and how large a picture is. */
static void draw_file(const struct part *part, enum style style)
{
    const struct file_fact *fact = facts_find(&part->w->facts, str_sv(&part->control->caption));
    struct str tail = {0};
    uint32_t row;
    draw_caption(part, style);
    if (fact && fact->state == FILE_MISSING)
        str_add(&tail, sv_from(_("  找不到这个文件")));
    else if (fact && fact->state == FILE_OUTSIDE)
        str_add(&tail, sv_from(_("  不在草稿所在的文件夹里")));
    else if (fact && fact->picture)
        str_add_f(&tail, _("  %u×%u 像素"), fact->width, fact->height);
    const struct lines *lines = &part->control->caption_lines;
    if (lines->len && part_row(part, (uint32_t)lines->len - 1, &row)) {
        canvas_text(part->canvas, row, part->col + lines->ptr[lines->len - 1].width,
                    part->body.end_col, str_sv(&tail),
                    fact && fact->state != FILE_THERE ? STYLE_BAD : STYLE_DIM);
        if (part->focused)
            canvas_caret(part->canvas, row, part->col);
    }
    str_release(&tail);
}

static void draw_done(const struct part *part, enum style style)
{
    bool done = part->w->draft->done[part->p->scope.section];
    draw_mark(part, done ? SV("[x]") : SV("[ ]"), style);
    uint32_t row, col = part->col + part->control->mark;
    if (!reviewing(part->w))
        draw_caption(part, style);
    else if (part_row(part, 0, &row))
        canvas_text(part->canvas, row, col, part->body.end_col,
                    sv_from(_("申报单位说这一部分填好了")), style);
}

static void draw_words(const struct part *part, enum style style)
{
    uint32_t row;
    draw_caption(part, style);
    if (part->focused && part_row(part, 0, &row))
        canvas_caret(part->canvas, row, part->col);
}

static void draw_tie(const struct part *part, enum style style)
{
    struct str text = {0};
    uint32_t row;
    if (has_finding(part, SEVERITY_WARNING) || has_finding(part, SEVERITY_ERROR))
        str_add(&text, sv_from(_("（原文已改）")));
    draw_add_fitted(&text, str_sv(&part->control->caption), part->body.end_col - part->col - 14);
    if (part_row(part, 0, &row)) {
        canvas_text(part->canvas, row, part->col, part->body.end_col, str_sv(&text), style);
        if (part->focused)
            canvas_caret(part->canvas, row, part->col);
    }
    str_release(&text);
}

void part_draw(const struct part *part)
{
    enum style style = caption_style(part);
    draw_gutter(part);
    switch (part->control->kind) {
    case CONTROL_LINE:
    case CONTROL_TEXT:
        draw_caption(part, style);
        draw_remark(part, behind_caption(part) + 1);
        part_draw_text(part);
        break;
    case CONTROL_OPTION:
    case CONTROL_OTHER:
        draw_option(part, style);
        break;
    case CONTROL_TICK:
        draw_tick(part, style);
        break;
    case CONTROL_FILE:
        draw_file(part, style);
        break;
    case CONTROL_PART:
        draw_part(part, style);
        break;
    case CONTROL_HEADS:
    case CONTROL_ROW:
        part_draw_row(part);
        break;
    case CONTROL_ELEMENT:
        draw_element(part, style);
        break;
    case CONTROL_TIE:
        draw_tie(part, style);
        break;
    case CONTROL_COMPUTED:
        draw_computed(part);
        break;
    case CONTROL_DONE:
        draw_done(part, style);
        break;
    default:
        draw_words(part, style);
        draw_remark(part, behind_caption(part) + 1);
    }
}
