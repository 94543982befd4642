#include "wizard/case_rows.h"

#include "draft/kinds.h"
#include "draft/naming.h"
#include "office/returned.h"
#include "text/count.h"
#include "text/diff.h"
#include "wizard/case_city.h"

/* ---- which lines there are ---- */

static size_t sections(const struct wizard *w)
{
    size_t n = 0;
    for (uint32_t s = 0; w->draft && s < w->form->section_count; s++)
        n += draft_section_relevant(w->draft, s);
    return n;
}

static bool is_there(const struct wizard *w, enum case_row row)
{
    const struct review *r = &w->office->now.review;
    bool city = w->office->desk.role == ROLE_CITY;
    if (case_city_has(row))
        return city;
    switch (row) {
    case CASE_ROW_SECTION:
        return false;
    case CASE_ROW_DECIDE:
        return !city;
    case CASE_ROW_FINDINGS:
    case CASE_ROW_PREVIEW:
        return w->draft && !w->unknown_form && !w->other_version;
    case CASE_ROW_CHANGES:
        return r->intakes.len > 1;
    case CASE_ROW_BRIEF:
        return w->form->desk.brief != NO_FIELD;
    case CASE_ROW_SEEN:
        return w->draft;
    case CASE_ROW_COPIES:
        return w->form->copies > 0;
    case CASE_ROW_RETURN:
        return r->state == CASE_RETURNED || review_is_carried(r);
    default:
        return true;
    }
}

size_t case_lines(const struct wizard *w)
{
    size_t n = sections(w);
    for (enum case_row row = CASE_ROW_SECTION; row < CASE_ROWS; row++)
        n += is_there(w, row);
    return n;
}

uint32_t case_line_section(const struct wizard *w, size_t line)
{
    for (uint32_t s = 0; w->draft && s < w->form->section_count; s++)
        if (draft_section_relevant(w->draft, s) && line-- == 0)
            return s;
    return NO_FIELD;
}

enum case_row case_row_at(const struct wizard *w, size_t line)
{
    size_t at = sections(w);
    if (line < at)
        return CASE_ROW_SECTION;
    enum case_row row = CASE_ROW_SECTION;
    for (; row < CASE_ROWS; row++)
        if (is_there(w, row) && at++ == line)
            break;
    return row;
}

/* ---- what can be done now ---- */

static bool may_decide(enum case_state from, enum desk_role role)
{
    return state_may(from, CASE_RECOMMENDED, role) || state_may(from, CASE_RETURNED, role) ||
           state_may(from, CASE_DECLINED, role);
}

/* The act a row leads to. */
static bool act_of(enum case_row row, enum act_kind *kind)
{
    static const struct {
        enum case_row row;
        enum act_kind kind;
    } acts[] = {
        {CASE_ROW_BRIEF, ACT_BRIEF},     {CASE_ROW_EXPERIENCE, ACT_EXPERIENCE},
        {CASE_ROW_SEEN, ACT_SEEN},       {CASE_ROW_COPIES, ACT_COPY},
        {CASE_ROW_DECIDE, ACT_DECIDE},   {CASE_ROW_WITHDRAW, ACT_WITHDRAW},
        {CASE_ROW_SCORES, ACT_SCORE},    {CASE_ROW_RESULT, ACT_RESULT},
        {CASE_ROW_CARRY, ACT_CARRY},     {CASE_ROW_LEDGER, ACT_LEDGER},
        {CASE_ROW_ARCHIVE, ACT_ARCHIVE},
    };
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        if (acts[i].row != row)
            continue;
        *kind = acts[i].kind;
        return true;
    }
    return false;
}

/* Which way it would go from here. */
static bool has_way(const struct wizard *w, enum act_kind kind)
{
    enum case_state from = w->office->now.review.state;
    enum desk_role role = w->office->desk.role;
    switch (kind) {
    case ACT_DECIDE:
        return may_decide(from, role);
    case ACT_WITHDRAW:
        return state_may(from, CASE_WITHDRAWN, role);
    case ACT_RESULT:
        return state_may(from, CASE_SELECTED, role);
    case ACT_ARCHIVE:
        return state_may(from, CASE_ARCHIVED, role);
    default:
        return true;
    }
}

void case_row_add_why_not(struct str *out, const struct wizard *w, enum case_row row)
{
    const struct office_view *v = w->office;
    enum act_kind kind;
    struct err e = {0};
    if (!act_of(row, &kind))
        return;
    if (v->now.holder.len)
        str_add_f(out, _("%s正在审，这里只能看。"), v->now.holder.ptr);
    else if (v->now.barred.len)
        str_add(out, str_sv(&v->now.barred));
    else if (!review_may(&v->now.review, kind, &v->desk, &e))
        str_add(out, str_sv(&e.message));
    else if (!has_way(w, kind) && v->now.review.state == CASE_RETURNED)
        str_add(out, sv_from(_("已经退回，等申报单位改好重交。")));
    else if (!has_way(w, kind))
        str_add_f(out, _("现在是“%s”，这一步不能做了。"), state_label(v->now.review.state));
    else
        case_city_add_why_not(out, w, row);
    err_clear(&e);
}

/* ---- what each says ---- */

static uint32_t words_of(const struct wizard *w, struct sv text)
{
    return counts_by(count_text(text), w->form->count);
}

static void add_brief(struct str *out, const struct wizard *w)
{
    const struct review *r = &w->office->now.review;
    struct sv text = str_sv(&r->brief);
    if (text.len == 0 && w->draft)
        text = draft_text(w->draft, (struct place){w->form->desk.brief, 0});
    str_add(out, sv_from(r->brief.len ? _("自己改写的，") : _("用申报单位的，")));
    str_add_f(out, _("%u 字"), words_of(w, text));
    if (w->form->desk.brief_limit)
        str_add_f(out, _("（上限 %u）"), w->form->desk.brief_limit);
}

static void add_changes_count(struct str *out, const struct changes_seen *changes)
{
    str_add_f(out, _("%zu 处"), changes->len);
    if (case_unasked(changes))
        str_add_f(out, _("（没有要求改的 %zu 处）"), case_unasked(changes));
}

static void add_tally(struct str *out, const struct review_tally *t, enum case_row row)
{
    if (row == CASE_ROW_MARKS)
        str_add_f(out, _("%u/%u 条，存疑 %u，不符 %u"), t->passed + t->doubted + t->failed,
                  t->items, t->doubted, t->failed);
    else
        str_add_f(out, _("待改 %u，已答复 %u，已认可 %u"), t->open, t->answered, t->accepted);
}

static void add_findings(struct str *out, const struct wizard *w)
{
    struct tally found = findings_tally(&w->findings);
    str_add_f(out, _("错误 %u，提醒 %u，已写理由 %u"), found.errors, found.warnings,
              found.accepted);
}

static void add_how_far(struct str *out, const struct wizard *w, const struct case_page *p,
                        enum case_row row)
{
    const struct office_case *now = &w->office->now;
    const struct review *r = &now->review;
    uint32_t typed = 0;
    switch (row) {
    case CASE_ROW_FINDINGS:
        add_findings(out, w);
        break;
    case CASE_ROW_CHANGES:
        add_changes_count(out, &now->changes);
        break;
    case CASE_ROW_MARKS:
    case CASE_ROW_NOTES:
        add_tally(out, &p->tally, row);
        break;
    case CASE_ROW_BRIEF:
        add_brief(out, w);
        break;
    case CASE_ROW_EXPERIENCE:
        str_add_f(out, _("%u 字"), words_of(w, str_sv(&r->experience)));
        break;
    case CASE_ROW_SEEN:
        str_add_f(out, _("%zu/%zu 项"), p->seen, p->materials);
        break;
    case CASE_ROW_COPIES:
        for (uint32_t n = 1; n <= w->form->copies; n++)
            typed += case_copy(r, n) != NULL;
        str_add_f(out, _("校验码对过 %u/%u 份"), typed, w->form->copies);
        break;
    case CASE_ROW_DECIDE:
        str_add(out, sv_from(r->state == CASE_RECEIVED ? _("还没有决定") : state_label(r->state)));
        break;
    case CASE_ROW_LOG:
        str_add_f(out, _("%zu 条"), r->moves.len + r->deeds.len);
        break;
    default:
        case_city_add_how_far(out, w, row);
        break;
    }
}

void case_row_add_text(struct str *out, const struct wizard *w, const struct case_page *p,
                       enum case_row row)
{
    static const char *const names[CASE_ROWS] = {
        [CASE_ROW_FINDINGS] = N_("核对"),       [CASE_ROW_PREVIEW] = N_("预览打印的样子"),
        [CASE_ROW_CHANGES] = N_("和上次不同"),  [CASE_ROW_MARKS] = N_("逐条审核"),
        [CASE_ROW_NOTES] = N_("意见"),          [CASE_ROW_BRIEF] = N_("汇总简述"),
        [CASE_ROW_EXPERIENCE] = N_("典型经验"), [CASE_ROW_SEEN] = N_("材料已核"),
        [CASE_ROW_COPIES] = N_("纸质件"),       [CASE_ROW_DECIDE] = N_("决定"),
        [CASE_ROW_SCORES] = N_("评审分数"),     [CASE_ROW_RESULT] = N_("遴选结果"),
        [CASE_ROW_CARRY] = N_("转入下一轮"),    [CASE_ROW_LEDGER] = N_("台账"),
        [CASE_ROW_ARCHIVE] = N_("归档"),        [CASE_ROW_WITHDRAW] = N_("申报单位撤回"),
        [CASE_ROW_RETURN] = N_("写出退回文件"), [CASE_ROW_LOG] = N_("办理记录"),
    };
    struct str far = {0};
    add_how_far(&far, w, p, row);
    str_add(out, sv_from(_(names[row])));
    if (far.len)
        str_add_f(out, "%s%s", _("："), far.ptr);
    str_release(&far);
}

/* ---- materials and copies ---- */

static void add_material(const struct wizard *w, struct place p, const struct row *row,
                         struct case_materials *out)
{
    const struct field *field = &w->form->fields[p.field];
    const struct review *r = &w->office->now.review;
    struct case_material *m = vec_add(out);
    str_add(&m->path, field->path);
    str_add_f(&m->label, "%.*s%.*s", SV_ARG(field->number), SV_ARG(field->label));
    if (row) {
        struct str id = {0};
        str_add_f(&id, "[%s]", row->id.ptr ? row->id.ptr : "");
        str_replace_all(&m->path, SV("[]"), str_sv(&id));
        str_release(&id);
        str_add_f(&m->label, "：");
        naming_add_place(&m->label, w->draft, (struct place){field->table, p.row});
    }
    for (size_t i = 0; i < r->sightings.len; i++)
        m->seen |= sv_eq(str_sv(&r->sightings.ptr[i].what), str_sv(&m->path));
}

static void add_rows(const struct wizard *w, const struct field *field, struct case_materials *out)
{
    const struct rows *rows = draft_rows(w->draft, field->table);
    for (size_t i = 0; i < rows->len; i++) {
        struct place p = {field->index, rows->ptr[i].key};
        if (draft_relevant(w->draft, p))
            add_material(w, p, &rows->ptr[i], out);
    }
}

/* Those of the form's own list first: there are few, and a row's stand behind. */
void case_materials_make(const struct wizard *w, struct case_materials *out)
{
    for (int in_rows = 0; in_rows < 2; in_rows++)
        for (uint32_t f = 0; f < w->form->field_count; f++) {
            const struct field *field = &w->form->fields[f];
            bool wanted = field->kind == FIELD_MATERIAL && field->paper.applicant &&
                          in_rows == (field->table != NO_FIELD);
            if (wanted && in_rows)
                add_rows(w, field, out);
            else if (wanted && draft_relevant(w->draft, (struct place){f, 0}))
                add_material(w, (struct place){f, 0}, NULL, out);
        }
}

void case_materials_release(struct case_materials *list)
{
    for (size_t i = 0; i < list->len; i++) {
        str_release(&list->ptr[i].path);
        str_release(&list->ptr[i].label);
    }
    vec_release(list);
}

const struct paper_copy *case_copy(const struct review *r, uint32_t number)
{
    for (size_t i = 0; i < r->copies.len; i++)
        if (r->copies.ptr[i].number == number && r->copies.ptr[i].code.len)
            return &r->copies.ptr[i];
    return NULL;
}

/* ---- reports ---- */

size_t case_unasked(const struct changes_seen *changes)
{
    size_t n = 0;
    for (size_t i = 0; i < changes->len; i++)
        n += !changes->ptr[i].asked;
    return n;
}

/* Of a text that was mended, the mended words: in a hundred lines nobody finds them. */
static void add_change_sides(struct str *out, const struct change *c)
{
    struct sv sides[] = {str_sv(&c->was), str_sv(&c->now)};
    const char *const leads[] = {_("　原来："), _("　现在：")};
    bool mended = sides[0].len && sides[1].len;
    struct diff_parts parts = {0};
    if (mended)
        diff_find(sides[0], sides[1], &parts);
    for (int second = 0; second < 2; second++) {
        str_add(out, sv_from(leads[second]));
        if (mended)
            diff_add_side(out, sides[second], &parts, second, false, NULL);
        else
            str_add(out, sides[second].len ? sides[second] : sv_from(_("（空）")));
        str_add_byte(out, '\n');
    }
    vec_release(&parts);
}

void case_add_changes(struct str *out, const struct changes_seen *changes)
{
    str_add(out, sv_from(_("和上次送来的不同在哪里\n")));
    str_add(out, sv_from(changes->len ? _("改动的字句标着〔〕，前后各带几个字。\n")
                                      : _("没有不同。\n")));
    for (size_t i = 0; i < changes->len; i++) {
        const struct change *c = &changes->ptr[i];
        str_add_f(out, "%zu. %s%s\n", i + 1, c->label.ptr, c->asked ? "" : _("（没有要求改）"));
        add_change_sides(out, c);
    }
}

static void add_stamp(struct str *out, const struct stamp *s)
{
    struct str time = {0};
    str_set(&time, str_sv(&s->time));
    str_replace_all(&time, SV("T"), SV(" "));
    str_add_f(out, "%s　%s　", time.len ? time.ptr : "?", s->by.len ? s->by.ptr : "?");
    str_release(&time);
}

static void add_move(struct str *out, const struct move *m)
{
    add_stamp(out, &m->stamp);
    if (m->from != m->to)
        str_add_f(out, "%s → ", state_label(m->from));
    str_add(out, sv_from(state_label(m->to)));
    if (m->round.len)
        str_add_f(out, _("（%s）"), m->round.ptr);
    if (m->why.len)
        str_add_f(out, _("：%s"), m->why.ptr);
    str_add_byte(out, '\n');
}

/* The names deeds are kept under, as people call them. */
static void add_deed(struct str *out, const struct deed *d)
{
    static const struct {
        const char *name;
        const char *label;
    } words[] = {
        {"mark", N_("审核")},           {"mark-rest", N_("其余各条通过")},
        {"remark", N_("提意见")},       {"reword", N_("改写意见")},
        {"drop", N_("撤去意见")},       {"accept", N_("认可")},
        {"again", N_("再次要求")},      {"allow", N_("放行")},
        {"seen", N_("材料已核")},       {"copy", N_("对校验码")},
        {"brief", N_("改汇总简述")},    {"experience", N_("写典型经验")},
        {"score", N_("记分")},          {"ledger", N_("记台账")},
        {"unseen", N_("材料改为未核")}, {"disallow", N_("取消放行")},
        {"delivery", N_("收到")},       {"carry", N_("转入下一轮")},
    };
    struct sv rest = str_sv(&d->what), word = rest;
    sv_next(&rest, ' ', &word);
    add_stamp(out, &d->stamp);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (sv_eq(word, sv_from(words[i].name)))
            word = sv_from(_(words[i].label));
    str_add_f(out, "%.*s %.*s\n", SV_ARG(word), SV_ARG(rest));
}

/* Both lists are kept in the order of time. */
void case_add_log(struct str *out, const struct review *r)
{
    size_t move = 0, deed = 0;
    str_add(out, sv_from(_("办理记录\n")));
    while (move < r->moves.len || deed < r->deeds.len) {
        bool takes_move =
            deed == r->deeds.len ||
            (move < r->moves.len && sv_cmp(str_sv(&r->moves.ptr[move].stamp.time),
                                           str_sv(&r->deeds.ptr[deed].stamp.time)) < 0);
        if (takes_move)
            add_move(out, &r->moves.ptr[move++]);
        else
            add_deed(out, &r->deeds.ptr[deed++]);
    }
}
