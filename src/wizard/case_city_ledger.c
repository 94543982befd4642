/* The ledger: a stage, then its date, amount and note, a line each. */
#include "text/number.h"
#include "wizard/case_city_steps.h"
#include "wizard/dialogs.h"

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
    const struct move *move = review_last_move(case_city_review(w), CASE_SELECTED);
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

unsigned case_city_open_ledger(struct wizard *w)
{
    struct menu_page *m = page_menu_new(_("台账：记哪个阶段？"));
    for (uint32_t i = 0; i < w->form->desk.stage_count; i++) {
        struct str line = {0};
        str_add_f(&line, "%.*s　", SV_ARG(w->form->desk.stages[i].label));
        add_entries(&line, case_city_review(w), w->form->desk.stages[i].id);
        menu_add(m, (int)i, line.ptr);
        str_release(&line);
    }
    m->chosen = stage_chosen;
    wizard_push(w, &m->page);
    return REACTION_REDRAW;
}
