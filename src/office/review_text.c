#include "office/review_text.h"

#include "base/i18n.h"

/* ---- pieces ---- */

/* "2024-06-01 09:00 张三" */
static void add_stamp(struct str *out, const struct stamp *s)
{
    struct sv time = str_sv(&s->time);
    str_add(out, sv_sub(time, 0, 10));
    str_add_byte(out, ' ');
    str_add(out, sv_from_offset(time, 11));
    if (s->by.len)
        str_add_f(out, " %s", s->by.ptr);
}

/* "    说明：……", the lines that follow under it. */
static void add_words(struct str *out, const char *label, struct sv text)
{
    struct sv line;
    if (text.len == 0)
        return;
    str_add_f(out, _("    %s："), label);
    for (bool first = true; sv_next(&text, '\n', &line); first = false) {
        if (!first)
            str_add(out, SV("      "));
        str_add(out, line);
        str_add_byte(out, '\n');
    }
}

static void add_line(struct str *out, const char *label, const struct str *text)
{
    if (text->len)
        str_add_f(out, _("%s：%s\n"), label, text->ptr);
}

static void add_title(struct str *out, const char *title)
{
    str_add_f(out, "\n%s\n", title);
}

/* ---- head ---- */

static void add_head(struct str *out, const struct review *r, const struct form *form)
{
    const struct case_head *h = &r->head;
    const struct move *last = r->moves.len ? &r->moves.ptr[r->moves.len - 1] : NULL;
    str_add_f(out, "%s\n\n", _("审核记录"));
    add_line(out, _("编号"), &h->id);
    add_line(out, _("单位"), &h->name);
    add_line(out, _("代码"), &h->code);
    add_line(out, _("案例"), &h->title);
    add_line(out, _("类别"), &h->group);
    add_line(out, _("县（市、区）"), &h->county);
    str_add_f(out, _("表单：%.*s（第 %lld 版）\n"), SV_ARG(form->title),
              (long long)h->form_version);
    str_add_f(out, _("状态：%s"), state_label(r->state));
    if (last) {
        str_add(out, sv_from(_("（")));
        add_stamp(out, &last->stamp);
        str_add(out, sv_from(_("）")));
    }
    str_add_byte(out, '\n');
    add_line(out, _("轮次"), &r->round);
}

static void add_intakes(struct str *out, const struct review *r)
{
    add_title(out, _("收件"));
    for (size_t i = 0; i < r->intakes.len; i++) {
        const struct intake *in = &r->intakes.ptr[i];
        str_add_f(out, _("  第 %u 次　"), in->number);
        add_stamp(out, &in->stamp);
        if (in->code.len)
            str_add_f(out, _("　第 %u 稿，校验码 %s"), in->revision, in->code.ptr);
        else
            str_add(out, sv_from(_("　没有定稿")));
        str_add_f(out, _("；收到时错误 %u 处，提醒 %u 处\n"), in->errors, in->warnings);
        add_words(out, in->bare ? _("草稿") : _("文件"), str_sv(&in->file));
        add_words(out, "SHA-256", str_sv(&in->digest));
    }
}

/* ---- what the officer said ---- */

static void add_item(struct str *out, const struct review *r, const struct form *form,
                     uint32_t index, struct str *key)
{
    review_item_key(form, index, key);
    const struct mark *mark = review_find_mark(r, str_sv(key));
    const struct clause *clause = form_clause(form, form->review[index].id);
    str_add_f(out, _("  %s　%s"), key->ptr, ruling_label(mark ? mark->ruling : RULING_NONE));
    if (mark) {
        str_add(out, sv_from(_("　")));
        add_stamp(out, &mark->stamp);
    }
    str_add_byte(out, '\n');
    add_words(out, _("审核内容"), form->review[index].text);
    if (clause)
        add_words(out, _("条文"), clause->text);
    if (mark)
        add_words(out, _("说明"), str_sv(&mark->note));
}

static void add_items(struct str *out, const struct review *r, const struct form *form)
{
    struct str key = {0};
    if (form->review_count)
        add_title(out, _("逐条审核"));
    for (uint32_t i = 0; i < form->review_count; i++)
        add_item(out, r, form, i, &key);
    str_release(&key);
}

static void add_turn(struct str *out, const struct turn *t, bool first)
{
    struct str label = {0};
    add_stamp(&label, &t->stamp);
    if (!first)
        str_add_f(&label, _("（%s）"),
                  t->to == REMARK_OPEN ? _("再提") : remark_state_label(t->to));
    if (t->text.len)
        add_words(out, label.ptr, str_sv(&t->text));
    else
        str_add_f(out, "    %s\n", label.ptr);
    str_release(&label);
}

static void add_notes(struct str *out, const struct review *r)
{
    if (r->notes.len)
        add_title(out, _("意见"));
    for (size_t i = 0; i < r->notes.len; i++) {
        const struct note *n = &r->notes.ptr[i];
        str_add_f(out, _("  第 %u 条（%s）　%s"), n->number, remark_state_label(n->state),
                  n->label.len ? n->label.ptr : _("整件"));
        if (n->clause.len)
            str_add_f(out, _("　条款 %s"), n->clause.ptr);
        str_add_byte(out, '\n');
        add_words(out, _("原话"), str_sv(&n->quote));
        for (size_t t = 0; t < n->turns.len; t++)
            add_turn(out, &n->turns.ptr[t], t == 0);
    }
}

static void add_papers(struct str *out, const struct review *r)
{
    if (r->allowances.len)
        add_title(out, _("放行的错误"));
    for (size_t i = 0; i < r->allowances.len; i++) {
        str_add_f(out, "  %s　", r->allowances.ptr[i].key.ptr);
        add_stamp(out, &r->allowances.ptr[i].stamp);
        str_add_byte(out, '\n');
        add_words(out, _("理由"), str_sv(&r->allowances.ptr[i].reason));
    }
    if (r->sightings.len)
        add_title(out, _("已核的材料"));
    for (size_t i = 0; i < r->sightings.len; i++) {
        str_add_f(out, "  %s　", r->sightings.ptr[i].what.ptr);
        add_stamp(out, &r->sightings.ptr[i].stamp);
        str_add_byte(out, '\n');
    }
    if (r->copies.len)
        add_title(out, _("核对过的纸质件"));
    for (size_t i = 0; i < r->copies.len; i++) {
        str_add_f(out, _("  第 %u 份　校验码 %s　"), r->copies.ptr[i].number,
                  r->copies.ptr[i].code.ptr);
        add_stamp(out, &r->copies.ptr[i].stamp);
        str_add_byte(out, '\n');
    }
}

static void add_own_words(struct str *out, const struct review *r)
{
    if (r->brief.len || r->experience.len)
        add_title(out, _("经办人写的"));
    add_words(out, _("汇总表简述"), str_sv(&r->brief));
    add_words(out, _("典型经验"), str_sv(&r->experience));
}

/* ---- the city ---- */

static void add_scores(struct str *out, const struct review *r)
{
    if (r->scores.len)
        add_title(out, _("评审"));
    for (size_t i = 0; i < r->scores.len; i++) {
        const struct score *s = &r->scores.ptr[i];
        str_add_f(out, "  %s　%s　", s->round.len ? s->round.ptr : "—",
                  s->reader.len ? s->reader.ptr : _("（没有写专家）"));
        add_stamp(out, &s->stamp);
        str_add_byte(out, '\n');
        for (size_t v = 0; v < s->values.len; v++)
            add_words(out, s->values.ptr[v].column.ptr, str_sv(&s->values.ptr[v].value));
        add_words(out, _("意见"), str_sv(&s->opinion));
    }
}

static struct sv stage_label(const struct form *form, struct sv id)
{
    for (uint32_t i = 0; i < form->desk.stage_count; i++)
        if (sv_eq(form->desk.stages[i].id, id))
            return form->desk.stages[i].label;
    return id;
}

static void add_ledger(struct str *out, const struct review *r, const struct form *form)
{
    if (r->ledger.len)
        add_title(out, _("台账"));
    for (size_t i = 0; i < r->ledger.len; i++) {
        const struct ledger_entry *l = &r->ledger.ptr[i];
        str_add_f(out, "  %s　%.*s", l->date.ptr, SV_ARG(stage_label(form, str_sv(&l->stage))));
        if (l->amount.len)
            str_add_f(out, _("　金额 %s"), l->amount.ptr);
        str_add_byte(out, '\n');
        add_words(out, _("说明"), str_sv(&l->note));
    }
}

/* ---- the log ---- */

static void add_move(struct str *out, const struct move *m)
{
    str_add(out, SV("  "));
    add_stamp(out, &m->stamp);
    str_add_f(out, _("　%s → %s"), state_label(m->from), state_label(m->to));
    if (m->round.len)
        str_add_f(out, _("（%s）"), m->round.ptr);
    str_add_byte(out, '\n');
    add_words(out, _("理由"), str_sv(&m->why));
}

static const struct {
    const char *name;
    const char *words;
} deeds[] = {
    {"mark", N_("审核")},           {"mark-rest", N_("其余各条记为通过，条数")},
    {"remark", N_("提意见，号")},   {"reword", N_("改写意见，号")},
    {"drop", N_("撤掉意见，号")},   {"accept", N_("认可答复，意见号")},
    {"again", N_("再提意见，号")},  {"allow", N_("放行错误")},
    {"disallow", N_("不再放行")},   {"seen", N_("核对材料")},
    {"unseen", N_("撤销核对材料")}, {"copy", N_("核对纸质件，份号")},
    {"brief", N_("改写汇总简述")},  {"experience", N_("写典型经验")},
    {"carry", N_("转入下一轮")},    {"score", N_("记评审分数")},
    {"ledger", N_("记台账")},       {"delivery", N_("收到补件，第几次")},
};

/* The last word of a mark is its ruling. */
static void add_mark(struct str *out, struct sv rest)
{
    enum ruling ruling;
    size_t space = rest.len;
    while (space > 0 && rest.ptr[space - 1] != ' ')
        space--;
    if (space == 0 || !ruling_by_name(sv_from_offset(rest, space), &ruling))
        str_add(out, rest);
    else
        str_add_f(out, _("%.*s：%s"), SV_ARG(sv_sub(rest, 0, space - 1)), ruling_label(ruling));
}

void deed_add_words(struct str *out, struct sv what)
{
    struct sv rest = what, name = SV("");
    size_t i = 0;
    sv_next(&rest, ' ', &name);
    while (i < sizeof deeds / sizeof deeds[0] && !sv_eq(name, sv_from(deeds[i].name)))
        i++;
    if (i == sizeof deeds / sizeof deeds[0]) {
        str_add(out, what);
        return;
    }
    str_add(out, sv_from(_(deeds[i].words)));
    if (sv_eq(rest, SV("none")))
        rest = sv_from(_("（清空）"));
    if (rest.len)
        str_add_byte(out, ' ');
    if (sv_eq(name, SV("mark")))
        add_mark(out, rest);
    else
        str_add(out, rest);
}

static void add_deed(struct str *out, const struct deed *d)
{
    str_add(out, SV("  "));
    add_stamp(out, &d->stamp);
    str_add(out, SV("　"));
    deed_add_words(out, str_sv(&d->what));
    str_add_byte(out, '\n');
}

/* Moves and deeds are kept apart; here they stand in the order of their times. */
static void add_log(struct str *out, const struct review *r)
{
    size_t m = 0, d = 0;
    add_title(out, _("经过"));
    while (m < r->moves.len || d < r->deeds.len) {
        bool move = d == r->deeds.len ||
                    (m < r->moves.len && sv_cmp(str_sv(&r->moves.ptr[m].stamp.time),
                                                str_sv(&r->deeds.ptr[d].stamp.time)) < 0);
        if (m == 0 && r->moves.len)
            move = true; /* nothing is done to a case before it comes in */
        if (move)
            add_move(out, &r->moves.ptr[m++]);
        else
            add_deed(out, &r->deeds.ptr[d++]);
    }
}

void review_add_text(struct str *out, const struct review *r, const struct form *form)
{
    add_head(out, r, form);
    add_intakes(out, r);
    add_items(out, r, form);
    add_notes(out, r);
    add_papers(out, r);
    add_own_words(out, r);
    add_scores(out, r);
    add_ledger(out, r, form);
    add_log(out, r);
}
