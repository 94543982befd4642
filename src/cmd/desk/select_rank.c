#include "base/i18n.h"
#include "cmd/desk/select_steps.h"
#include "cmd/given.h"
#include "cmd/output.h"
#include "office/proposal.h"

struct ranking_view {
    struct selecting *k;
    struct str column;
    VEC(const struct case_head *) heads; /* of the candidates */
    struct ranking ranking;
    struct proposal proposal;
};

static const char *advice_word(enum advice a)
{
    switch (a) {
    case ADVICE_TAKE:
        return _("建议入选");
    case ADVICE_TIED:
        return _("并列待定");
    case ADVICE_SAME_CODE:
        return _("同一代码已有");
    case ADVICE_NONE:
        break;
    }
    return "";
}

static void gather(struct ranking_view *v)
{
    const struct city_round *round = &v->k->round;
    for (size_t i = 0; i < round->records.len; i++) {
        const struct city_record *r = &round->records.ptr[i];
        if (r->standing != STANDING_CANDIDATE)
            continue;
        ranking_add(&v->ranking, (uint32_t)v->heads.len, &r->review, round->round,
                    str_sv(&v->column));
        vec_push(&v->heads, &r->review.head);
    }
    ranking_settle(&v->ranking, args_given(v->k->args, OPT_ASCENDING));
}

static void add_cell(struct str *line, struct sv text)
{
    str_add_byte(line, '\t');
    add_visible(line, text);
}

/* rank, value, id, name, title, county, what is proposed; parted by tabs */
static void put_line(const struct ranking_view *v, size_t place)
{
    const struct ranked *ranked = &v->ranking.ptr[place];
    const struct case_head *head = v->heads.ptr[ranked->index];
    struct str line = {0};
    if (ranked->rank)
        str_add_f(&line, "%u", ranked->rank);
    else
        str_add_byte(&line, '-');
    add_cell(&line, str_sv(&ranked->value));
    add_cell(&line, str_sv(&head->id));
    add_cell(&line, str_sv(&head->name));
    add_cell(&line, str_sv(&head->title));
    add_cell(&line, str_sv(&head->county));
    add_cell(&line, sv_from(advice_word(v->proposal.advice.ptr[place])));
    str_add_byte(&line, '\n');
    put(v->k->c, str_sv(&line));
    str_release(&line);
}

static void tell_unranked(const struct ranking_view *v, const struct ranked *r)
{
    struct context *c = v->k->c;
    struct str called = {0};
    case_add_called(&called, v->heads.ptr[r->index]);
    if (r->found == VALUE_NONE)
        say(c, _("%s：没有“%s”这一栏，排在最后。"), called.ptr, v->column.ptr);
    else if (r->found == VALUE_SEVERAL)
        say(c,
            _("%s：几位专家都给了“%s”，不知道按哪一个排，排在最后；请市里定一个，"
              "记的时候专家写 \"\"。"),
            called.ptr, v->column.ptr);
    else if (r->found == VALUE_NO_NUMBER)
        say(c, _("%s：“%s”写的不是数，排在最后。"), called.ptr, v->column.ptr);
    str_release(&called);
}

static void tell_proposal(const struct ranking_view *v)
{
    const struct proposal *p = &v->proposal;
    const struct budget *b = &v->k->budget;
    struct str sum = {0};
    budget_add_sum(&sum, b, b->already + p->taken);
    say(v->k->c, _("这一轮已经入选 %llu 件，按名次建议再入选 %llu 件%s%s。"),
        (unsigned long long)b->already, (unsigned long long)p->taken,
        b->award ? _("，奖补合计 ") : "", b->award ? sum.ptr : "");
    if (b->award && b->ceiling)
        say(v->k->c, _("总额上限 %lld%.*s，照这样还可以入选 %llu 件。"), (long long)b->ceiling,
            SV_ARG(b->unit), (unsigned long long)p->left);
    else if (b->award)
        say(v->k->c, "%s", _("没有设总额上限，建议里没有算总额。"));
    if (p->tied_rank)
        say(v->k->c, _("第 %u 名有 %llu 件并列，不能都入选，请市里定是哪几件。"), p->tied_rank,
            (unsigned long long)p->tied);
    say(v->k->c, "%s", _("这只是按名次列的建议，什么都没有记。要记，请写明入选的各件。"));
    str_release(&sum);
}

bool select_rank(struct selecting *k, struct err *e)
{
    struct ranking_view v = {.k = k};
    if (!given_text(k->c, sv_from(k->args->values[OPT_RANK]), &v.column, e))
        return false;
    gather(&v);
    bool any = false;
    for (size_t i = 0; i < v.ranking.len; i++)
        any = any || v.ranking.ptr[i].found != VALUE_NONE;
    proposal_make(&v.ranking, v.heads.ptr, &k->round.codes, budget_room(&k->budget), &v.proposal);
    for (size_t i = 0; any && i < v.ranking.len; i++)
        put_line(&v, i);
    for (size_t i = 0; any && i < v.ranking.len; i++)
        tell_unranked(&v, &v.ranking.ptr[i]);
    if (any) {
        tell_proposal(&v);
    } else if (v.ranking.len == 0) {
        err_set(e, ERR_REFUSED, "%s", _("这一轮没有候选的，没有可以排名的。"));
    } else {
        err_set(e, ERR_REFUSED, _("这一轮的候选里，没有一件记了“%.*s”这一栏，没有可以排名的。"),
                SV_ARG(str_sv(&v.column)));
    }
    proposal_release(&v.proposal);
    ranking_release(&v.ranking);
    vec_release(&v.heads);
    str_release(&v.column);
    return any;
}
