#include "base/i18n.h"
#include "text/width.h"
#include "wizard/measure.h"
#include "wizard/pages_versions.h"

enum {
    LABEL_INDENT = 2,
    SIDE_INDENT = 6,
    READ_INDENT = 2,
    ROOMY_ROWS = 12, /* of a body with room for blank rows between its parts */
};

static struct offer_line *add(struct offer_lines *out, enum offer_part part, size_t item,
                              uint32_t indent)
{
    struct offer_line *line = vec_add(out);
    line->part = part;
    line->item = item;
    line->indent = indent;
    return line;
}

static void add_text(struct offer_lines *out, enum offer_part part, const char *text)
{
    str_set(&add(out, part, SIZE_MAX, 1)->text, sv_from(text));
}

/* ---- words by kind ---- */

static const char *head_of(enum offer_kind kind)
{
    static const char *const heads[] = {
        [OFFER_RECOVERED] = N_("上次没有正常结束，找回了没有保存的内容"),
        [OFFER_CHANGED] = N_("文件在别处被改过"),
        [OFFER_STATE] = N_("以前的样子"),
        [OFFER_CARRIED] = N_("搬到这一版表单"),
    };
    return _(heads[kind]);
}

static struct sv lead_of(enum offer_kind kind, enum offer_part part)
{
    static const char *const mine[] = {[OFFER_RECOVERED] = N_("现在："),
                                       [OFFER_CHANGED] = N_("这里："),
                                       [OFFER_STATE] = N_("现在："),
                                       [OFFER_CARRIED] = N_("现在：")};
    static const char *const other[] = {[OFFER_RECOVERED] = N_("找回："),
                                        [OFFER_CHANGED] = N_("别处："),
                                        [OFFER_STATE] = N_("那时："),
                                        [OFFER_CARRIED] = N_("搬来：")};
    if (part == OFFER_BASE)
        return sv_from(_("原来："));
    return sv_from(_(part == OFFER_MINE ? mine[kind] : other[kind]));
}

void offer_add_help(struct str *out, enum offer_kind kind)
{
    static const char *const first[] = {
        [OFFER_RECOVERED] = N_(
            "上次没有正常结束（断电、断线或窗口被关掉），最后填的内容没有来得及存进草稿，程序从记录"
            "里找回来了。这里一处一处列出找回的和草稿里现有的有什么不同。"),
        [OFFER_CHANGED] = N_(
            "您打开草稿以后，它的文件被别人、别的窗口或别的程序改过。这里一处一处列出别处改了什么。"
            "两边都改了同一处的，写着“两边都改过”，没有替您打勾，请看过再定。"),
        [OFFER_STATE] = N_("这里一处一处列出这份草稿那时和现在有什么不同。"),
        [OFFER_CARRIED] =
            N_("这份草稿是按另一版表单填的。这里一处一处列出搬到这一版以后会有什么不同。"),
    };
    static const char *const last[] = {
        [OFFER_RECOVERED] = N_("没有打勾的、暂不恢复的，都留在“以前的样子”里，以后还能恢复。"),
        [OFFER_CHANGED] = N_("没有采用的不会丢，留在“以前的样子”里。"),
        [OFFER_STATE] = N_("恢复以前，现在的样子也会留下一份。"),
        [OFFER_CARRIED] =
            N_("要搬就整份搬，搬之前的样子也会留下一份；先不搬的话，草稿只能查看，文件不动。"),
    };
    str_add_f(out, "%s\n%s\n%s\n", _("这一页怎么用"), _(first[kind]),
              _("上下键移动，Enter 看两边的全文，^C 复制另一边的文字。"));
    if (kind != OFFER_CARRIED)
        str_add_f(
            out, "%s\n",
            _("打勾的会换进草稿，没有打勾的保持现在的样子；空格打勾或去掉，^A 全打勾或全去掉。换"
              "进草稿的，^Z 可以整个撤销。"));
    str_add_f(out, "%s\n%s", _("看好以后，用上下键移到最后两行，选一行按 Enter。"), _(last[kind]));
}

/* What becomes of the place when it is taken. */
static void add_note(struct str *out, const struct form *form, const struct difference *d)
{
    struct sv mine = str_sv(&d->mine), other = str_sv(&d->other);
    struct diff_parts parts = {0};
    uint32_t goes = 0, comes = 0;
    diff_find(mine, other, &parts);
    for (size_t i = 0; i < parts.len; i++) {
        const struct diff_part *part = &parts.ptr[i];
        goes += counts_by(count_text(sv_sub(mine, part->a_from, part->a_to)), form->count);
        comes += counts_by(count_text(sv_sub(other, part->b_from, part->b_to)), form->count);
    }
    vec_release(&parts);
    bool prose = d->kind == DIFFERENCE_TEXT && (form->fields[d->field].kind == FIELD_LINE ||
                                                form->fields[d->field].kind == FIELD_TEXT);
    if (d->kind == DIFFERENCE_ORDER)
        str_add(out, sv_from(_("换次序")));
    else if (!prose && mine.len == 0)
        str_add(out, sv_from(d->kind == DIFFERENCE_ROW ? _("加上这一行") : _("加上")));
    else if (!prose && other.len == 0)
        str_add(out, sv_from(d->kind == DIFFERENCE_ROW ? _("去掉这一行") : _("去掉")));
    else if (!prose || (goes && comes))
        str_add(out, sv_from(_("有改动")));
    else if (comes)
        str_add_f(out, _("增加 %u 字"), comes);
    else if (goes)
        str_add_f(out, _("删去 %u 字"), goes);
    else
        str_add(out, sv_from(_("只差空白或换段")));
}

/* ---- the two texts of a difference ---- */

static void add_sides(const struct offer_page *p, size_t item, bool whole, struct offer_lines *out)
{
    const struct difference *d = &p->list.ptr[item];
    struct sv texts[] = {str_sv(&d->mine), str_sv(&d->other), str_sv(&d->base)};
    struct diff_parts parts = {0};
    diff_find(texts[0], texts[1], &parts);
    bool based = whole && p->offer.base && d->conflict;
    for (enum offer_part side = OFFER_MINE; side <= (based ? OFFER_BASE : OFFER_OTHER); side++) {
        struct sv text = texts[side - OFFER_MINE], lead = lead_of(p->offer.kind, side);
        uint32_t indent =
            (whole ? READ_INDENT : SIDE_INDENT) + (uint32_t)width_text(lead, WIDTH_SCREEN);
        struct offer_line *line = add(out, side, item, indent);
        line->lead = lead;
        if (text.len == 0)
            str_add(&line->text,
                    sv_from(d->kind == DIFFERENCE_TEXT ? _("（未填）") : _("（没有）")));
        else if (side == OFFER_BASE)
            str_add(&line->text, text);
        else
            diff_add_side(&line->text, text, &parts, side == OFFER_OTHER, whole, &line->marks);
        if (whole)
            add(out, OFFER_GAP, SIZE_MAX, 0);
    }
    vec_release(&parts);
}

/* ---- the column ---- */

static void add_difference(const struct wizard *w, const struct offer_page *p, size_t item,
                           struct offer_lines *out)
{
    const struct difference *d = &p->list.ptr[item];
    struct offer_line *line = add(out, OFFER_LABEL, item, LABEL_INDENT);
    if (offer_may_tick(w, p))
        str_add(&line->text, d->taken ? SV("[x] ") : SV("[ ] "));
    str_add(&line->text, str_sv(&d->label));
    str_add(&line->text, SV("  "));
    struct diff_mark note = {.from = line->text.len};
    add_note(&line->text, w->draft->form, d);
    if (d->conflict)
        str_add(&line->text, sv_from(_("，两边都改过")));
    note.to = line->text.len;
    vec_push(&line->marks, note);
    if (p->at == item)
        add_sides(p, item, false, out);
}

static void add_typing(const struct offer_page *p, struct offer_lines *out)
{
    size_t item = p->list.len;
    struct sv lead = sv_from(_("还没有确认的输入："));
    str_set(&add(out, OFFER_LABEL, item, LABEL_INDENT)->text, lead);
    str_set(&add(out, OFFER_TOLD, item, SIDE_INDENT)->text, str_sv(&p->offer.typing));
}

static void make_reading(const struct offer_page *p, struct offer_lines *out)
{
    add_text(out, OFFER_HEAD, p->list.ptr[p->at].label.ptr);
    add(out, OFFER_GAP, SIZE_MAX, 0);
    add_sides(p, p->at, true, out);
}

void offer_lines_make(const struct wizard *w, const struct offer_page *p, struct offer_lines *out)
{
    if (p->reading) {
        make_reading(p, out);
        return;
    }
    add_text(out, OFFER_HEAD,
             p->offer.taken_over ? _("接过来的草稿里，对方还有没保存的内容")
                                 : head_of(p->offer.kind));
    bool roomy = w->geometry.body_rows >= ROOMY_ROWS;
    if (p->offer.told.len)
        add_text(out, OFFER_TOLD, p->offer.told.ptr);
    if (roomy)
        add(out, OFFER_GAP, SIZE_MAX, 0);
    for (size_t i = 0; i < p->list.len; i++)
        add_difference(w, p, i, out);
    if (p->offer.typing.len && p->list.len && roomy)
        add(out, OFFER_GAP, SIZE_MAX, 0);
    if (p->offer.typing.len)
        add_typing(p, out);
}

static void offer_line_release(struct offer_line *line)
{
    str_release(&line->text);
    vec_release(&line->marks);
}

void offer_lines_release(struct offer_lines *lines)
{
    for (size_t i = 0; i < lines->len; i++)
        offer_line_release(&lines->ptr[i]);
    vec_release(lines);
}

uint32_t offer_line_rows(const struct wizard *w, const struct offer_line *line)
{
    uint32_t cols = w->geometry.body_cols - 1u;
    uint32_t rows =
        measure_rows(str_sv(&line->text), cols > line->indent ? cols - line->indent : 2);
    return rows ? rows : 1;
}

uint32_t offer_room(const struct wizard *w, const struct offer_page *p)
{
    uint32_t body = w->geometry.body_rows;
    if (p->reading)
        return body;
    uint32_t below = 1u + offer_may_take(w, p) + (body >= ROOMY_ROWS);
    return body > below ? body - below : 1;
}
