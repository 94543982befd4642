/* What the officer says of a case while he has it in hand: items ticked off, remarks, the talk
 * about them. */
#include "base/i18n.h"
#include "office/act_steps.h"
#include "office/note_place.h"

/* ---- items of the review list ---- */

static bool item_is_known(struct doing *d)
{
    const struct form *form = d->w->form;
    struct str key = {0};
    bool known = false;
    for (uint32_t i = 0; i < form->review_count && !known; i++) {
        review_item_key(form, i, &key);
        known = sv_eq(str_sv(&key), d->a->item);
    }
    str_release(&key);
    return known || act_refuse(d, _("审核清单里没有“%.*s”。各条的代号见 desk review … show。"),
                               SV_ARG(d->a->item));
}

static struct mark *find_mark(struct review *r, struct sv item)
{
    for (size_t i = 0; i < r->marks.len; i++)
        if (sv_eq(str_sv(&r->marks.ptr[i].item), item))
            return &r->marks.ptr[i];
    return NULL;
}

static void set_mark(struct doing *d, struct sv item, enum ruling ruling, struct sv note)
{
    struct mark *mark = find_mark(d->r, item);
    if (!mark) {
        mark = vec_add(&d->r->marks);
        str_set(&mark->item, item);
    }
    mark->ruling = ruling;
    str_set(&mark->note, note);
    act_stamp(d, &mark->stamp);
}

static void remove_mark(struct review *r, struct mark *mark)
{
    str_release(&mark->item);
    str_release(&mark->note);
    stamp_release(&mark->stamp);
    vec_remove(&r->marks, (size_t)(mark - r->marks.ptr));
}

bool act_mark(struct doing *d)
{
    const struct act *a = d->a;
    bool explained = a->ruling == RULING_DOUBT || a->ruling == RULING_FAIL;
    if (!item_is_known(d) || (explained && !act_needs_text(d, _("存疑或不符在哪里"))))
        return false;
    str_add_f(&d->deed, "mark %.*s %.*s", SV_ARG(a->item), SV_ARG(ruling_name(a->ruling)));
    struct mark *mark = find_mark(d->r, a->item);
    if (a->ruling != RULING_NONE)
        set_mark(d, a->item, a->ruling, sv_trim(a->text));
    else if (mark)
        remove_mark(d->r, mark);
    return true;
}

bool act_mark_rest(struct doing *d)
{
    const struct form *form = d->w->form;
    struct str key = {0};
    size_t before = d->r->marks.len;
    if (d->a->ruling != RULING_PASS)
        return act_refuse(d, "%s", _("其余各条只能一起记为通过；存疑和不符要逐条写明。"));
    for (uint32_t i = 0; i < form->review_count; i++) {
        review_item_key(form, i, &key);
        if (!find_mark(d->r, str_sv(&key)))
            set_mark(d, str_sv(&key), RULING_PASS, SV(""));
    }
    str_release(&key);
    str_add_f(&d->deed, "mark-rest %zu", d->r->marks.len - before);
    return d->r->marks.len > before || act_refuse(d, "%s", _("各条都已经审过了。"));
}

/* ---- remarks ---- */

static struct note *find_note(struct doing *d)
{
    for (size_t i = 0; i < d->r->notes.len; i++)
        if (d->r->notes.ptr[i].number == d->a->number)
            return &d->r->notes.ptr[i];
    act_refuse(d, _("没有第 %u 条意见。"), d->a->number);
    return NULL;
}

/* The field, and the row by its hidden id. */
static bool find_field(struct doing *d, struct place *p)
{
    const struct draft *draft = d->w->draft;
    const struct field *field = form_field(draft->form, d->a->field);
    if (!field)
        return act_refuse(d, _("表单里没有字段“%.*s”。"), SV_ARG(d->a->field));
    *p = (struct place){field->index, 0};
    if (d->a->row.len == 0)
        return true;
    p->row = note_row_key(draft, field->index, d->a->row);
    return p->row || act_refuse(d, _("“%.*s”里没有编号是“%.*s”的行。"), SV_ARG(field->label),
                                SV_ARG(d->a->row));
}

static bool find_words(struct doing *d, struct place p, size_t *from, size_t *to)
{
    struct sv quote = d->a->quote, text = draft_text(d->w->draft, p);
    uint32_t nth = d->a->nth ? d->a->nth : 1;
    *from = *to = 0;
    if (quote.len == 0)
        return true;
    uint32_t found = note_occurrence(text, quote, nth, from);
    if (found == 0)
        return act_refuse(d, _("这里没有这句原话：%.*s。"), SV_ARG(quote));
    if (found < nth)
        return act_refuse(d, _("这句原话这里只有 %u 处，没有第 %u 处：%.*s。"), found, nth,
                          SV_ARG(quote));
    *to = *from + quote.len;
    return true;
}

/* Where it is about, found in the draft that came last. */
static bool anchor(struct doing *d, struct note *n)
{
    struct place p = {NO_FIELD, 0};
    size_t from = 0, to = 0;
    if (d->a->field.len && !d->w->draft)
        return act_refuse(d, "%s", _("送来的草稿读不出来，只能对整件提意见。"));
    if (d->a->field.len && (!find_field(d, &p) || !find_words(d, p, &from, &to)))
        return false;
    if (d->w->draft)
        note_anchor(n, d->w->draft, p, from, to);
    if (d->a->clause.len)
        str_set(&n->clause, d->a->clause);
    return true;
}

bool act_remark(struct doing *d)
{
    struct note n = {0};
    if (!act_needs_text(d, _("意见的内容")))
        return false;
    if (d->r->notes.len >= MOST_NOTES || d->r->next_note >= MOST_NOTE_NUMBER)
        return act_refuse(d, "%s", _("这一件的意见太多了，不能再提。"));
    if (!anchor(d, &n)) {
        note_release(&n);
        return false;
    }
    n.number = d->r->next_note ? d->r->next_note : 1;
    d->r->next_note = n.number + 1;
    note_add_turn(&n, REMARK_OPEN, sv_trim(d->a->text), d->w->by, d->w->time);
    str_add_f(&d->deed, "remark %u", n.number);
    vec_push(&d->r->notes, n);
    return true;
}

static struct note *find_unsent(struct doing *d)
{
    struct note *n = find_note(d);
    if (n && n->sent) {
        act_refuse(d, _("第 %u 条意见已经发给申报单位，不能改写或撤掉；可以认可或再提。"),
                   n->number);
        return NULL;
    }
    return n;
}

bool act_reword(struct doing *d)
{
    struct note *n = find_unsent(d);
    if (!n || !act_needs_text(d, _("意见的内容")))
        return false;
    struct turn *said = &n->turns.ptr[n->turns.len - 1];
    str_set(&said->text, sv_trim(d->a->text));
    act_stamp(d, &said->stamp);
    str_add_f(&d->deed, "reword %u", n->number);
    return true;
}

bool act_drop(struct doing *d)
{
    struct note *n = find_unsent(d);
    if (!n)
        return false;
    str_add_f(&d->deed, "drop %u", n->number);
    note_release(n);
    vec_remove(&d->r->notes, (size_t)(n - d->r->notes.ptr));
    return true;
}

/* A remark that is said to the applicant goes on; one that was never sent is reworded or dropped.
 * Whether he answered is his affair: the office may see for itself what he changed. */
static struct note *find_talk(struct doing *d)
{
    struct note *n = find_note(d);
    if (n && !n->sent) {
        act_refuse(d, _("第 %u 条意见还没有发给申报单位，可以改写（reword）或撤掉（drop）。"),
                   n->number);
        return NULL;
    }
    if (n && n->turns.len >= MOST_TURNS) {
        act_refuse(d, _("第 %u 条意见来回太多次了，请另提一条。"), n->number);
        return NULL;
    }
    return n;
}

bool act_accept(struct doing *d)
{
    struct note *n = find_talk(d);
    if (!n)
        return false;
    if (n->state == REMARK_ACCEPTED)
        return act_refuse(d, _("第 %u 条意见已经认可过了。"), n->number);
    note_add_turn(n, REMARK_ACCEPTED, sv_trim(d->a->text), d->w->by, d->w->time);
    str_add_f(&d->deed, "accept %u", n->number);
    return true;
}

bool act_ask_again(struct doing *d)
{
    struct note *n = find_talk(d);
    if (!n || !act_needs_text(d, _("还要改什么")))
        return false;
    note_add_turn(n, REMARK_OPEN, sv_trim(d->a->text), d->w->by, d->w->time);
    str_add_f(&d->deed, "again %u", n->number);
    return true;
}
