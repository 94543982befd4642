#include "wizard/case_city.h"

#include "office/returned.h"
#include "office/selection.h"
#include "wizard/case_city_steps.h"
#include "wizard/dialogs.h"
#include "wizard/pages_reviewing.h"

const struct review *case_city_review(const struct wizard *w)
{
    return &w->office->now.review;
}

struct sv case_city_round(const struct wizard *w)
{
    const struct review *r = case_city_review(w);
    return review_is_carried(r) ? str_sv(&r->round) : str_sv(&w->office->desk.round);
}

void case_city_add_round(struct str *out, const struct wizard *w, struct sv round)
{
    size_t from = out->len;
    round_add_words(out, w->form, round);
    if (out->len == from)
        str_add(out, sv_from(_("这一轮")));
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
                     sv_eq(str_sv(&v->queue.ptr[i].round), case_city_round(w));
    case_city_add_round(out, w, case_city_round(w));
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
        .kind = ACT_RESULT, .state = (enum case_state)choice, .round = case_city_round(w)};
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
    const struct move *last = review_last_move(case_city_review(w), CASE_UNSELECTED);
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

/* ---- rows ---- */

static unsigned open_archive(struct wizard *w)
{
    (void)page_write_open(w, &(struct act){.kind = ACT_ARCHIVE});
    return REACTION_REDRAW;
}

static const struct city_row {
    unsigned (*open)(struct wizard *w);
} rows[CASE_ROWS] = {
    [CASE_ROW_SCORES] = {case_city_open_scores},
    [CASE_ROW_RESULT] = {open_result},
    [CASE_ROW_CARRY] = {open_carry},
    [CASE_ROW_LEDGER] = {case_city_open_ledger},
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
    const struct review *r = case_city_review(w);
    const struct form_desk *desk = &w->form->desk;
    uint32_t count = 0, done = 0;
    switch (row) {
    case CASE_ROW_SCORES:
        for (size_t i = 0; i < r->scores.len; i++)
            count += sv_eq(str_sv(&r->scores.ptr[i].round), case_city_round(w));
        str_add_f(out, _("%u 份"), count);
        break;
    case CASE_ROW_RESULT:
        str_add(out, sv_from(state_label(r->state)));
        break;
    case CASE_ROW_CARRY:
        if (review_is_carried(r))
            case_city_add_round(out, w, str_sv(&r->round));
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
    const struct review *r = case_city_review(w);
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
