#include "office/selection.h"

#include "base/date.h"
#include "base/i18n.h"
#include "office/case_head.h"

/* ---- rounds ---- */

const struct round *form_round(const struct form *form, struct sv id)
{
    for (uint32_t i = 0; i < form->round_count; i++)
        if (sv_eq(form->rounds[i].id, id))
            return &form->rounds[i];
    return NULL;
}

void round_add_words(struct str *out, const struct form *form, struct sv id)
{
    const struct round *round = form_round(form, id);
    struct date month;
    if (!round || round->label.len == 0) {
        str_add(out, id);
        return;
    }
    str_add(out, round->label);
    if (!date_parse(round->month, &month))
        return;
    str_add_f(out, "（%.*s", SV_ARG(round->note));
    date_add_chinese(out, month);
    str_add(out, SV("）"));
}

/* The last word of a selection on the case. */
static const struct move *last_result(const struct review *r)
{
    for (size_t i = r->moves.len; i-- > 0;) {
        const struct move *m = &r->moves.ptr[i];
        if (m->to == CASE_SELECTED || m->to == CASE_UNSELECTED)
            return m;
    }
    return NULL;
}

struct sv selected_round(const struct review *r)
{
    const struct move *m = last_result(r);
    return m && m->to == CASE_SELECTED ? str_sv(&m->round) : SV("");
}

/* What was sent is of the round that was on when it came, where that was known. */
static bool is_of(struct sv sent, struct sv round)
{
    return sent.len == 0 || sv_eq(sent, round);
}

static enum standing standing_of(enum case_state result)
{
    return result == CASE_SELECTED ? STANDING_SELECTED : STANDING_UNSELECTED;
}

/* Carrying a case into a round names the round and leaves the result of the one before. */
enum standing round_standing(const struct review *r, struct sv round)
{
    const struct move *m = last_result(r);
    if (r->state == CASE_SENT)
        return is_of(str_sv(&r->round), round) ? STANDING_CANDIDATE : STANDING_NONE;
    if (r->state != CASE_SELECTED && r->state != CASE_UNSELECTED && r->state != CASE_ARCHIVED)
        return STANDING_NONE;
    if (m && sv_eq(str_sv(&m->round), round))
        return standing_of(m->to);
    if (r->state == CASE_UNSELECTED && sv_eq(str_sv(&r->round), round))
        return STANDING_CANDIDATE;
    for (size_t i = r->moves.len; i-- > 0;) {
        m = &r->moves.ptr[i];
        if ((m->to == CASE_SELECTED || m->to == CASE_UNSELECTED) && sv_eq(str_sv(&m->round), round))
            return standing_of(m->to);
    }
    return STANDING_NONE;
}

/* ---- codes ---- */

void selected_codes_add(struct selected_codes *list, struct sv code, struct sv round, struct sv id)
{
    if (code.len)
        vec_push(list, (struct selected_code){code, round, id});
}

static int cmp_selected(const void *left, const void *right)
{
    const struct selected_code *a = left, *b = right;
    int order = sv_cmp(a->code, b->code);
    if (order == 0)
        order = sv_cmp(a->round, b->round);
    return order ? order : sv_cmp(a->id, b->id);
}

void selected_codes_sort(struct selected_codes *list)
{
    if (list->len > 1)
        qsort(list->ptr, list->len, sizeof *list->ptr, cmp_selected);
}

const struct selected_code *selected_codes_find(const struct selected_codes *list, struct sv code,
                                                struct sv id)
{
    size_t low = 0, high = list->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sv_cmp(list->ptr[middle].code, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < list->len && sv_eq(list->ptr[low].code, code); low++)
        if (id.len == 0 || !sv_eq(list->ptr[low].id, id))
            return &list->ptr[low];
    return NULL;
}

/* ---- money ---- */

uint64_t budget_room(const struct budget *b)
{
    if (b->ceiling <= 0 || b->award <= 0)
        return UINT64_MAX;
    uint64_t most = (uint64_t)(b->ceiling / b->award);
    return b->already < most ? most - b->already : 0;
}

void budget_add_sum(struct str *out, const struct budget *b, uint64_t count)
{
    uint64_t award = b->award > 0 ? (uint64_t)b->award : 0;
    if (award && count > UINT64_MAX / award)
        str_add_f(out, _("%llu 件，每件%llu%.*s"), (unsigned long long)count,
                  (unsigned long long)award, SV_ARG(b->unit));
    else
        str_add_f(out, "%llu%.*s", (unsigned long long)count * award, SV_ARG(b->unit));
}

/* What is beyond the ceiling is at most what all of them come to. */
static void add_excess(struct str *out, const struct budget *b, uint64_t all)
{
    uint64_t award = (uint64_t)b->award, ceiling = (uint64_t)b->ceiling;
    if (all > UINT64_MAX / award)
        budget_add_sum(out, b, all - ceiling / award);
    else
        str_add_f(out, "%llu%.*s", (unsigned long long)(all * award - ceiling), SV_ARG(b->unit));
}

bool budget_allows(const struct budget *b, uint64_t more, struct err *e)
{
    if (more <= budget_room(b))
        return true;
    struct str sum = {0}, excess = {0};
    uint64_t all = more > UINT64_MAX - b->already ? UINT64_MAX : b->already + more;
    budget_add_sum(&sum, b, all);
    add_excess(&excess, b, all);
    err_set(e, ERR_REFUSED,
            _("超过总额上限 %lld%.*s，多出 %s：这一轮已经入选 %llu 件，再加 %llu 件，合计 %s。"),
            (long long)b->ceiling, SV_ARG(b->unit), excess.ptr, (unsigned long long)b->already,
            (unsigned long long)more, sum.ptr);
    str_release(&sum);
    str_release(&excess);
    return false;
}

/* ---- a list of those to be chosen ---- */

void case_add_called(struct str *out, const struct case_head *head)
{
    str_add(out, sv_sub(str_sv(&head->id), 0, CASE_SHORT_ID));
    str_add_byte(out, ' ');
    str_add(out, str_sv(&head->name));
}

void pick_troubles_release(struct pick_troubles *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i]);
    vec_release(list);
}

static struct str *add_trouble(struct pick_troubles *out, const struct pick *p)
{
    struct str *text = vec_add(out);
    case_add_called(text, p->head);
    str_add(text, SV("："));
    return text;
}

static void check_state(const struct pick *p, struct pick_troubles *out)
{
    if (p->standing == STANDING_CANDIDATE)
        return;
    str_add_f(add_trouble(out, p),
              p->standing == STANDING_UNSELECTED
                  ? _("这一轮已经记为“%s”，不能再记入选；要再参评，请先转入下一轮。")
                  : _("现在的状态是“%s”，不在这一轮的候选之列，不能记入选。"),
              state_label(p->standing == STANDING_UNSELECTED ? CASE_UNSELECTED : p->state));
}

static void check_before(const struct picks *all, const struct pick *p, struct pick_troubles *out)
{
    struct sv code = str_sv(&p->head->code);
    const struct selected_code *before =
        selected_codes_find(all->before, code, str_sv(&p->head->id));
    if (code.len == 0) {
        str_add(add_trouble(out, p), sv_from(_("没有代码，不知道它以前入选过没有，不能记入选。")));
        return;
    }
    if (!before)
        return;
    struct str *text = add_trouble(out, p);
    if (before->round.len == 0)
        str_add_f(text, _("代码 %.*s 以前已经入选，一个单位只能入选一次。"), SV_ARG(code));
    else
        str_add_f(text, _("代码 %.*s 在 %.*s 已经入选，一个单位只能入选一次。"), SV_ARG(code),
                  SV_ARG(before->round));
}

/* Sorted by code, then by id, so that what stands twice stands together. */
static int cmp_picks(const void *left, const void *right)
{
    const struct pick *a = *(const struct pick *const *)left;
    const struct pick *b = *(const struct pick *const *)right;
    int order = sv_cmp(str_sv(&a->head->code), str_sv(&b->head->code));
    return order ? order : sv_cmp(str_sv(&a->head->id), str_sv(&b->head->id));
}

static void check_twice(const struct picks *all, struct pick_troubles *out)
{
    VEC(const struct pick *) sorted = {0};
    for (size_t i = 0; i < all->list.len; i++)
        vec_push(&sorted, &all->list.ptr[i]);
    if (sorted.len > 1)
        qsort(sorted.ptr, sorted.len, sizeof *sorted.ptr, cmp_picks);
    for (size_t i = 1; i < sorted.len; i++) {
        const struct case_head *a = sorted.ptr[i - 1]->head, *b = sorted.ptr[i]->head;
        if (sv_eq(str_sv(&a->id), str_sv(&b->id)))
            str_add(add_trouble(out, sorted.ptr[i]), sv_from(_("写了两次，请只写一次。")));
        else if (a->code.len && sv_eq(str_sv(&a->code), str_sv(&b->code)))
            str_add_f(add_trouble(out, sorted.ptr[i]),
                      _("代码 %s 和 %s 的一样，一个单位只能入选一次，请留下其中一件。"),
                      b->code.ptr, a->id.ptr);
    }
    vec_release(&sorted);
}

/* What is not known cannot be kept to: neither the ceiling nor that a code is selected once. */
static void check_unread(const struct picks *p, uint64_t more, struct pick_troubles *out)
{
    if (more && p->unread)
        str_add_f(vec_add(out),
                  _("有 %zu 件的审核记录读不出来，不知道是不是入选过，不能再记入选；请先恢复。"),
                  p->unread);
}

void picks_check(const struct picks *p, struct pick_troubles *out)
{
    struct err e = {0};
    uint64_t more = 0;
    for (size_t i = 0; i < p->list.len; i++) {
        const struct pick *one = &p->list.ptr[i];
        if (one->standing == STANDING_SELECTED)
            continue;
        more++;
        check_state(one, out);
        check_before(p, one, out);
    }
    check_twice(p, out);
    check_unread(p, more, out);
    if (!budget_allows(&p->budget, more, &e))
        str_set(vec_add(out), str_sv(&e.message));
    err_clear(&e);
}

/* ---- counties ---- */

static bool sent_in(const struct queue_row *row, struct sv round)
{
    if (row->broken || row->state == CASE_WITHDRAWN)
        return false;
    return row->state == CASE_SENT ? is_of(str_sv(&row->round), round)
                                   : sv_eq(str_sv(&row->round), round);
}

static int cmp_view(const void *left, const void *right)
{
    return sv_cmp(*(const struct sv *)left, *(const struct sv *)right);
}

VEC_TYPE(views, struct sv);

/* Each county once: people write a county in a few ways, and thousands of cases in one of them. */
static void keep_different(struct views *list)
{
    size_t kept = 0;
    if (list->len > 1)
        qsort(list->ptr, list->len, sizeof *list->ptr, cmp_view);
    for (size_t i = 0; i < list->len; i++)
        if (kept == 0 || !sv_eq(list->ptr[kept - 1], list->ptr[i]))
            list->ptr[kept++] = list->ptr[i];
    list->len = kept;
}

static bool has_county(const struct views *list, struct sv county)
{
    for (size_t i = 0; i < list->len; i++)
        if (county_is(county, list->ptr[i]))
            return true;
    return false;
}

size_t counties_missing(const struct desk *d, const struct queue *q, struct sv round,
                        struct desk_words *out)
{
    struct views seen = {0};
    size_t before = out->len;
    for (size_t i = 0; i < q->len; i++)
        if (sent_in(&q->ptr[i], round))
            vec_push(&seen, str_sv(&q->ptr[i].head.county));
    keep_different(&seen);
    for (size_t i = 0; i < d->counties.len; i++)
        if (!has_county(&seen, str_sv(&d->counties.ptr[i])))
            str_set(vec_add(out), sv_trim(str_sv(&d->counties.ptr[i])));
    vec_release(&seen);
    return out->len - before;
}
