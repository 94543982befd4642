#include "wizard/case_city.h"

#include "office/returned.h"
#include "office/selection.h"
#include "text/norm.h"
#include "text/number.h"
#include "wizard/dialogs.h"
#include "wizard/pages_reviewing.h"

static const struct review *the_review(const struct wizard *w)
{
    return &w->office->now.review;
}

/* The round a mark or a result would be noted in: the one it was carried into, else the desk's. */
static struct sv the_round(const struct wizard *w)
{
    const struct review *r = the_review(w);
    return review_is_carried(r) ? str_sv(&r->round) : str_sv(&w->office->desk.round);
}

static void add_round(struct str *out, const struct wizard *w, struct sv round)
{
    size_t from = out->len;
    round_add_words(out, w->form, round);
    if (out->len == from)
        str_add(out, sv_from(_("这一轮")));
}

/* ---- marks ---- */

enum { READER_NEW = -1, WHAT_VALUES = 0, WHAT_OPINION = 1 };

static void add_values(struct str *out, const struct score *s)
{
    for (size_t i = 0; i < s->values.len; i++)
        str_add_f(out, "%s%s=%s", i ? _("，") : "", s->values.ptr[i].column.ptr,
                  s->values.ptr[i].value.ptr);
}

static struct sv reader_name(const struct score *s)
{
    return s->reader.len ? str_sv(&s->reader) : sv_from(_("市里定的"));
}

static const struct score *find_score(const struct wizard *w, struct sv reader)
{
    const struct review *r = the_review(w);
    for (size_t i = 0; i < r->scores.len; i++)
        if (sv_eq(str_sv(&r->scores.ptr[i].reader), reader) &&
            sv_eq(str_sv(&r->scores.ptr[i].round), the_round(w)))
            return &r->scores.ptr[i];
    return NULL;
}

VEC_TYPE(values_read, struct score_value);

static void values_release(struct values_read *list)
{
    for (size_t i = 0; i < list->len; i++) {
        str_release(&list->ptr[i].column);
        str_release(&list->ptr[i].value);
    }
    vec_release(list);
}

/* "创新=30，总分=89.5", with commas and equal signs of either width. */
static bool read_values(struct wizard *w, struct sv typed, struct values_read *out)
{
    struct str line = {0};
    struct sv rest, piece;
    str_set(&line, typed);
    str_replace_all(&line, SV("，"), SV(","));
    str_replace_all(&line, SV("；"), SV(","));
    str_replace_all(&line, SV("＝"), SV("="));
    rest = str_sv(&line);
    bool good = true;
    while (good && sv_next(&rest, ',', &piece)) {
        size_t equals = sv_find_byte(piece, '=', 0);
        struct sv column = sv_trim(sv_sub(piece, 0, equals));
        struct sv value = equals == SV_NONE ? SV("") : sv_trim(sv_from_offset(piece, equals + 1));
        if (sv_trim(piece).len == 0)
            continue;
        good = column.len > 0 && value.len > 0;
        if (!good) {
            wizard_say(w, TONE_WARN, _("“%.*s”应当写成 栏目=分数，几栏之间用逗号隔开。"),
                       SV_ARG(sv_trim(piece)));
            break;
        }
        struct score_value *v = vec_add(out);
        str_set(&v->column, column);
        str_set(&v->value, value);
    }
    str_release(&line);
    return good;
}

static bool values_answered(struct wizard *w, struct sv typed, const struct answer_context *context)
{
    struct values_read values = {0};
    const struct score *old = find_score(w, str_sv(&context->text));
    bool good = read_values(w, typed, &values);
    if (good && (values.len || old)) {
        const struct act act = {
            .kind = ACT_SCORE,
            .round = the_round(w),
            .reader = str_sv(&context->text),
            .values = values.ptr,
            .value_count = values.len,
            .text = old ? str_sv(&old->opinion) : SV(""),
        };
        (void)office_act(w, &act);
    }
    values_release(&values);
    return good;
}

static void ask_values(struct wizard *w, struct sv reader)
{
    const struct score *old = find_score(w, reader);
    struct str before = {0}, title = {0};
    if (old)
        add_values(&before, old);
    str_add_f(&title, _("%.*s的分数"), SV_ARG(reader.len ? reader : sv_from(_("市里定"))));
    struct prompt_page *p = page_prompt_new(w, title.ptr, str_sv(&before));
    str_set(&p->hint, sv_from(_("栏目=分数，几栏之间用逗号隔开，如 创新=30，总分=89.5。栏目由市里"
                                "定，照填的记。")));
    str_set(&p->context.text, reader);
    p->answered = values_answered;
    wizard_push(w, &p->page);
    str_release(&before);
    str_release(&title);
}

static bool reader_answered(struct wizard *w, struct sv typed, const struct answer_context *context)
{
    struct str reader = {0};
    (void)context;
    norm_line(sv_trim(typed), &reader, NULL);
    ask_values(w, str_sv(&reader));
    str_release(&reader);
    return true;
}

static unsigned ask_reader(struct wizard *w)
{
    struct prompt_page *p = page_prompt_new(w, _("是哪位专家评的？"), SV(""));
    str_set(&p->hint, sv_from(_("空着按 Enter：是市里定的分数，排名次时用它。")));
    p->answered = reader_answered;
    wizard_push(w, &p->page);
    return REACTION_REDRAW;
}

/* Marks stay as they are where an opinion comes alone. */
static void write_opinion(struct wizard *w, const struct score *s)
{
    const struct act act = {
        .kind = ACT_SCORE,
        .round = str_sv(&s->round),
        .reader = str_sv(&s->reader),
    };
    (void)page_write_open(w, &act);
}

static unsigned what_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    const struct score *s = find_score(w, str_sv(&context->text));
    if (s && choice == WHAT_OPINION)
        write_opinion(w, s);
    else
        ask_values(w, str_sv(&context->text));
    return REACTION_REDRAW;
}

static unsigned score_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    const struct review *r = the_review(w);
    (void)context;
    if (choice == READER_NEW || (size_t)choice >= r->scores.len)
        return ask_reader(w);
    const struct score *s = &r->scores.ptr[choice];
    struct str title = {0};
    str_add_f(&title, _("%.*s评的"), SV_ARG(reader_name(s)));
    struct menu_page *m = page_menu_new(title.ptr);
    str_set(&m->note, s->opinion.len ? str_sv(&s->opinion) : sv_from(_("没有写意见。")));
    menu_add(m, WHAT_VALUES, _("改分数"));
    menu_add(m, WHAT_OPINION, _("写意见"));
    str_set(&m->context.text, str_sv(&s->reader));
    m->chosen = what_chosen;
    wizard_push(w, &m->page);
    str_release(&title);
    return REACTION_REDRAW;
}

static unsigned open_scores(struct wizard *w)
{
    const struct review *r = the_review(w);
    struct str title = {0};
    str_add(&title, sv_from(_("评审分数　")));
    add_round(&title, w, the_round(w));
    struct menu_page *m = page_menu_new(title.ptr);
    for (size_t i = 0; i < r->scores.len; i++) {
        struct str line = {0};
        if (!sv_eq(str_sv(&r->scores.ptr[i].round), the_round(w)))
            continue;
        str_add_f(&line, "%.*s　", SV_ARG(reader_name(&r->scores.ptr[i])));
        add_values(&line, &r->scores.ptr[i]);
        menu_add(m, (int)i, line.ptr);
        str_release(&line);
    }
    menu_add(m, READER_NEW, m->items.len ? _("再记一位专家的") : _("记一位专家的分数"));
    m->chosen = score_chosen;
    wizard_push(w, &m->page);
    str_release(&title);
    return REACTION_REDRAW;
}

/* ---- the result ---- */

static void add_budget(struct str *out, const struct wizard *w)
{
    const struct office_view *v = w->office;
    struct budget b = {
        .award = w->form->desk.award, .ceiling = v->desk.ceiling, .unit = w->form->desk.award_unit};
    struct str sum = {0};
    for (size_t i = 0; i < v->queue.len; i++)
        b.already += v->queue.ptr[i].state == CASE_SELECTED &&
                     sv_eq(str_sv(&v->queue.ptr[i].round), the_round(w));
    add_round(out, w, the_round(w));
    str_add_f(out, _("：已经入选 %llu 件"), (unsigned long long)b.already);
    budget_add_sum(&sum, &b, b.already);
    if (b.award)
        str_add_f(out, _("，奖补合计 %s"), sum.ptr);
    if (b.award && b.ceiling)
        str_add_f(out, _("，总额上限 %lld%.*s，还可以入选 %llu 件"), (long long)b.ceiling,
                  SV_ARG(b.unit), (unsigned long long)budget_room(&b));
    str_add(out, sv_from(_("。结果记下以后，这一轮里不能再改。")));
    str_release(&sum);
}

static unsigned result_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    const struct act act = {
        .kind = ACT_RESULT, .state = (enum case_state)choice, .round = the_round(w)};
    (void)context;
    (void)page_write_open(w, &act);
    return REACTION_REDRAW;
}

static unsigned open_result(struct wizard *w)
{
    struct menu_page *m = page_menu_new(_("遴选结果"));
    add_budget(&m->note, w);
    menu_add(m, CASE_SELECTED, state_label(CASE_SELECTED));
    menu_add(m, CASE_UNSELECTED, state_label(CASE_UNSELECTED));
    m->chosen = result_chosen;
    wizard_push(w, &m->page);
    return REACTION_REDRAW;
}

/* ---- into the next round ---- */

static unsigned carry_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    const struct act act = {.kind = ACT_CARRY, .round = w->form->rounds[choice].id};
    (void)context;
    (void)office_act(w, &act);
    return REACTION_REDRAW;
}

static uint32_t first_later_round(const struct wizard *w)
{
    const struct move *last = review_last_move(the_review(w), CASE_UNSELECTED);
    for (uint32_t i = 0; last && i < w->form->round_count; i++)
        if (sv_eq(w->form->rounds[i].id, str_sv(&last->round)))
            return i + 1;
    return 0;
}

static unsigned open_carry(struct wizard *w)
{
    struct menu_page *m = page_menu_new(_("转入哪一轮？"));
    for (uint32_t i = first_later_round(w); i < w->form->round_count; i++) {
        struct str line = {0};
        round_add_words(&line, w->form, w->form->rounds[i].id);
        menu_add(m, (int)i, line.ptr);
        str_release(&line);
    }
    for (uint32_t i = 0; i < w->form->desk.renewal_count; i++)
        str_add_f(&m->note, "%.*s\n", SV_ARG(w->form->desk.renewals[i].text));
    m->chosen = carry_chosen;
    wizard_push(w, &m->page);
    return REACTION_REDRAW;
}

/* ---- the ledger ---- */

/* What was answered so far is kept in the context, a line each: date, amount. */
static void add_kept(const struct answer_context *from, struct sv line, struct answer_context *to)
{
    to->index = from->index;
    str_set(&to->text, str_sv(&from->text));
    str_add(&to->text, line);
    str_add_byte(&to->text, '\n');
}

static bool note_answered(struct wizard *w, struct sv typed, const struct answer_context *context)
{
    struct sv rest = str_sv(&context->text), date = SV(""), amount = SV("");
    sv_next(&rest, '\n', &date);
    sv_next(&rest, '\n', &amount);
    const struct act act = {
        .kind = ACT_LEDGER,
        .item = w->form->desk.stages[context->index].id,
        .date = date,
        .amount = amount,
        .text = sv_trim(typed),
    };
    (void)office_act(w, &act);
    return true;
}

static void ask_next(struct wizard *w, const char *title, const char *hint,
                     const struct answer_context *so_far, struct sv answer,
                     bool (*answered)(struct wizard *, struct sv, const struct answer_context *))
{
    struct prompt_page *p = page_prompt_new(w, title, SV(""));
    str_set(&p->hint, sv_from(hint));
    add_kept(so_far, answer, &p->context);
    p->answered = answered;
    wizard_push(w, &p->page);
}

static bool amount_answered(struct wizard *w, struct sv typed, const struct answer_context *context)
{
    struct str number = {0};
    bool good = sv_trim(typed).len == 0 || number_canonical(sv_trim(typed), &number);
    if (good)
        ask_next(w, _("说明"), _("可以空着。"), context, str_sv(&number), note_answered);
    else
        wizard_say(w, TONE_WARN, "%s", _("金额应当写成 500000 这样的数；没有就空着。"));
    str_release(&number);
    return good;
}

/* Asked here already, so that what is typed behind it is not typed in vain. */
static bool date_is_good(struct wizard *w, struct sv typed, struct str *iso)
{
    const struct move *move = review_last_move(the_review(w), CASE_SELECTED);
    struct date day;
    if (!number_parse_date(typed, false, &day)) {
        wizard_say(w, TONE_WARN, "%s", _("日期应当写成 2024-12-01 这样。"));
        return false;
    }
    date_add_iso(iso, day);
    struct sv since = move ? sv_sub(str_sv(&move->stamp.time), 0, iso->len) : SV("");
    if (sv_cmp(str_sv(iso), since) >= 0)
        return true;
    wizard_say(w, TONE_WARN, _("早于记为入选的那天（%.*s），请核对。"), SV_ARG(since));
    return false;
}

static bool date_answered(struct wizard *w, struct sv typed, const struct answer_context *context)
{
    struct str iso = {0};
    bool good = sv_trim(typed).len == 0 || date_is_good(w, typed, &iso);
    if (good)
        ask_next(w, _("金额"), _("没有就空着。"), context, str_sv(&iso), amount_answered);
    str_release(&iso);
    return good;
}

static unsigned stage_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    const struct ledger_stage *stage = &w->form->desk.stages[choice];
    struct str title = {0};
    (void)context;
    str_add_f(&title, _("%.*s：哪一天？"), SV_ARG(stage->label));
    struct prompt_page *p = page_prompt_new(w, title.ptr, SV(""));
    str_set(&p->hint, sv_from(_("写成 2024-12-01 这样；空着就是今天。")));
    p->context.index = (uint32_t)choice;
    p->answered = date_answered;
    wizard_push(w, &p->page);
    str_release(&title);
    return REACTION_REDRAW;
}

static void add_entries(struct str *out, const struct review *r, struct sv stage)
{
    bool any = false;
    for (size_t i = 0; i < r->ledger.len; i++) {
        const struct ledger_entry *n = &r->ledger.ptr[i];
        if (!sv_eq(str_sv(&n->stage), stage))
            continue;
        str_add_f(out, "%s%s", any ? _("；") : "", n->date.ptr ? n->date.ptr : "");
        if (n->amount.len)
            str_add_f(out, " %s", n->amount.ptr);
        any = true;
    }
    if (!any)
        str_add(out, sv_from(_("还没有办")));
}

static unsigned open_ledger(struct wizard *w)
{
    struct menu_page *m = page_menu_new(_("台账：记哪个阶段？"));
    for (uint32_t i = 0; i < w->form->desk.stage_count; i++) {
        struct str line = {0};
        str_add_f(&line, "%.*s　", SV_ARG(w->form->desk.stages[i].label));
        add_entries(&line, the_review(w), w->form->desk.stages[i].id);
        menu_add(m, (int)i, line.ptr);
        str_release(&line);
    }
    m->chosen = stage_chosen;
    wizard_push(w, &m->page);
    return REACTION_REDRAW;
}

/* ---- rows ---- */

static unsigned open_archive(struct wizard *w)
{
    (void)page_write_open(w, &(struct act){.kind = ACT_ARCHIVE});
    return REACTION_REDRAW;
}

static const struct city_row {
    unsigned (*open)(struct wizard *w);
} rows[CASE_ROWS] = {
    [CASE_ROW_SCORES] = {open_scores},   [CASE_ROW_RESULT] = {open_result},
    [CASE_ROW_CARRY] = {open_carry},     [CASE_ROW_LEDGER] = {open_ledger},
    [CASE_ROW_ARCHIVE] = {open_archive},
};

bool case_city_has(enum case_row row)
{
    return rows[row].open != NULL;
}

unsigned case_city_open(struct wizard *w, enum case_row row)
{
    return rows[row].open(w);
}

void case_city_add_how_far(struct str *out, const struct wizard *w, enum case_row row)
{
    const struct review *r = the_review(w);
    const struct form_desk *desk = &w->form->desk;
    uint32_t count = 0, done = 0;
    switch (row) {
    case CASE_ROW_SCORES:
        for (size_t i = 0; i < r->scores.len; i++)
            count += sv_eq(str_sv(&r->scores.ptr[i].round), the_round(w));
        str_add_f(out, _("%u 份"), count);
        break;
    case CASE_ROW_RESULT:
        str_add(out, sv_from(state_label(r->state)));
        break;
    case CASE_ROW_CARRY:
        if (review_is_carried(r))
            add_round(out, w, str_sv(&r->round));
        break;
    case CASE_ROW_LEDGER:
        for (uint32_t s = 0; s < desk->stage_count; s++) {
            bool any = false;
            for (size_t i = 0; i < r->ledger.len; i++)
                any |= sv_eq(str_sv(&r->ledger.ptr[i].stage), desk->stages[s].id);
            done += any;
        }
        str_add_f(out, _("%u/%u 个阶段"), done, desk->stage_count);
        break;
    default:
        break;
    }
}

void case_city_add_why_not(struct str *out, const struct wizard *w, enum case_row row)
{
    const struct review *r = the_review(w);
    bool left_out = r->state == CASE_UNSELECTED && !review_is_carried(r);
    if (left_out && (row == CASE_ROW_RESULT || row == CASE_ROW_SCORES))
        str_add(out, sv_from(_("这一轮没有入选；要再参评，先转入下一轮。")));
    else if (row == CASE_ROW_CARRY && review_is_carried(r))
        str_add(out, sv_from(_("已经转入下一轮。")));
    else if (row == CASE_ROW_CARRY && first_later_round(w) >= w->form->round_count)
        str_add(out, sv_from(_("后面没有别的轮次了。")));
    else if (row == CASE_ROW_LEDGER && w->form->desk.stage_count == 0)
        str_add(out, sv_from(_("这份表单没有规定台账的阶段。")));
}
