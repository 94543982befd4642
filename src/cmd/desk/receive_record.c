/* A delivery that was judged to be taken: looked through, put in its place, recorded, receipted. */
#include "base/i18n.h"
#include "check/check.h"
#include "cmd/desk/case_changes.h"
#include "cmd/desk/receive_steps.h"
#include "cmd/gather.h"
#include "draft/naming.h"
#include "office/receipt.h"
#include "out/code.h"
#include "store/path.h"

/* ---- keeping ---- */

static void drop_allowed(struct taker *t)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->findings.len; i++) {
        struct finding *f = &t->findings.ptr[i];
        if (f->severity == SEVERITY_ERROR &&
            review_find_allowance(&t->file.review, str_sv(&f->key))) {
            str_release(&f->key);
            str_release(&f->message);
            str_release(&f->fix);
        } else {
            t->findings.ptr[kept++] = *f;
        }
    }
    t->findings.len = kept;
}

/* It lies unpacked: looked at as it will be looked at from now on. */
static bool look_through(struct taker *t)
{
    const struct draft *d = t->a->draft.draft;
    struct str path = {0}, now = {0};
    path_join(&path, str_sv(&t->kept.work), SV(PACKAGE_DRAFT));
    gather_facts(d, path.ptr, &t->facts);
    gather_digests(path.ptr, &t->facts);
    code_add_of_draft(&now, d, &t->facts);
    struct err why = {0};
    bool ok = delivery_code_stands(&t->a->d, str_sv(&now), &why);
    if (!ok)
        err_set(&t->e, ERR_REFUSED, "%s：%s", t->a->shown.ptr, why.message.ptr);
    err_clear(&why);
    struct check_input in = {
        .draft = d, .facts = &t->facts, .today = t->k->at->c->now.day, .gate = GATE_COUNTY};
    if (ok) {
        check_run(&in, &t->findings);
        drop_allowed(t);
    }
    str_release(&path);
    str_release(&now);
    return ok;
}

static void find_changes(struct taker *t)
{
    struct err why = {0};
    struct str told = {0};
    if (case_changes_coming(t->k->at, &t->file.review, t->kept.work.ptr, t->a->draft.draft,
                            &t->out->changes, &why))
        return;
    str_add_f(&told, _("上一次送来的读不出来，没能比较改了哪里：%s"), why.message.ptr);
    taker_tell(t, &told);
    err_clear(&why);
}

/* What was asked for anew and came as it was. */
static void tell_unrenewed(struct taker *t)
{
    struct str names = {0}, told = {0};
    if (t->out->taking == TAKE_RENEWED &&
        renewals_add_missed(&names, &t->out->changes, t->k->at->form,
                            str_sv(&t->file.review.round))) {
        str_add_f(&told, _("这一轮要重新提供、送来的还是原来的：%s。"), names.ptr);
        taker_tell(t, &told);
    }
    str_release(&names);
}

static void fill_intake(const struct taker *t, uint32_t number, struct intake *in)
{
    const struct arrival *a = t->a;
    struct tally tally = findings_tally(&t->findings);
    in->number = number;
    in->revision = a->d.revision;
    in->bare = a->d.bare;
    in->errors = tally.errors;
    in->warnings = tally.warnings;
    str_set(&in->digest, str_sv(&a->digest));
    str_set(&in->draft, a->d.draft_bytes);
    str_set(&in->code, a->d.code);
    naming_add_quoted(&in->file, path_name(str_sv(&a->shown)), MOST_SHORT);
    stamp_set(&in->stamp, str_sv(&t->k->at->by), str_sv(&t->k->at->time));
}

/* What the county said goes on being said: its marks and words, and its log up to where it sent the
 * case, which is the first thing here. */
static void take_over_county(struct taker *t)
{
#define HAND_OVER(member) (to->member = from->member, memset(&from->member, 0, sizeof from->member))
    struct review *to = &t->file.review, *from = &t->a->county;
    size_t moves = from->moves.len;
    while (moves && from->moves.ptr[moves - 1].to == CASE_SENT)
        moves--;
    for (size_t i = 0; i < moves && to->moves.len < MOST_ENTRIES; i++) {
        vec_insert(&to->moves, i, from->moves.ptr[i]);
        from->moves.ptr[i] = (struct move){0};
    }
    HAND_OVER(marks);
    HAND_OVER(notes);
    HAND_OVER(allowances);
    HAND_OVER(sightings);
    HAND_OVER(copies);
    HAND_OVER(brief);
    HAND_OVER(brief_of);
    HAND_OVER(experience);
    to->next_note = from->next_note;
#undef HAND_OVER
}

/* The round a county sent it in, when it is one the form knows; else the one that is on here. */
static void set_round(struct taker *t)
{
    const struct at_desk *at = t->k->at;
    struct review *r = &t->file.review;
    struct sv round = str_sv(&at->desk.round);
    for (uint32_t i = 0; i < at->form->round_count; i++)
        if (sv_eq(at->form->rounds[i].id, t->a->round))
            round = t->a->round;
    str_set(&r->round, round);
    str_set(&r->moves.ptr[r->moves.len - 1].round, round);
}

/* Remarks that came back without an answer. */
static uint32_t count_open(const struct review *r)
{
    uint32_t open = 0;
    for (size_t i = 0; i < r->notes.len; i++)
        open += r->notes.ptr[i].sent && r->notes.ptr[i].state == REMARK_OPEN;
    return open;
}

static void take_answers(struct taker *t)
{
    struct act_world w = taker_world(t);
    struct str told = {0};
    if (t->a->answered)
        review_take_answers(&t->file.review, &t->a->back, &w);
    t->open = count_open(&t->file.review);
    if (t->open == 0)
        return;
    str_add_f(&told, _("退回意见里还有 %u 条没有答复。"), t->open);
    taker_tell(t, &told);
}

/* In the record, which is saved last: what it speaks of is there. */
static bool record(struct taker *t, const struct intake *in)
{
    struct act_world w = taker_world(t);
    bool fresh = !t->file.saved;
    if (!review_receive(&t->file.review, &t->a->d.head, in, &w, &t->e)) {
        err_prefix(&t->e, "%s：", t->a->shown.ptr);
        return false;
    }
    if (fresh && t->k->at->desk.role == ROLE_CITY) {
        set_round(t);
        if (t->a->has_county)
            take_over_county(t);
    }
    take_answers(t);
    return case_save(&t->file, &t->e);
}

/* ---- the receipt ---- */

static bool receipt_path(const struct taker *t, uint32_t number, struct str *out, struct err *e)
{
    const char *folder = t->k->order->receipts;
    struct str name = {0};
    bool ok = true;
    str_add_f(&name, "%s-%u.txt", t->a->d.head.id.ptr, number);
    if (folder) {
        ok = file_make_folder(folder, e);
        path_join(out, sv_from(folder), str_sv(&name));
    } else {
        ok = desk_make_folder(t->k->at->folder, "receipts", e);
        path_join(out, sv_from(t->k->at->folder), SV("receipts"));
        path_join(out, str_sv(out), str_sv(&name));
    }
    str_release(&name);
    return ok;
}

static void write_receipt(struct taker *t, const struct intake *in, enum taking taking)
{
    enum { PRIVATE = 0600 };
    struct received *out = t->out;
    struct receipt receipt = {
        .desk = &t->k->at->desk,
        .draft = t->a->draft.draft,
        .head = &out->head,
        .intake = in,
        .findings = &t->findings,
        .facts = &t->facts,
        .taking = taking,
        .files = out->files,
        .open = t->open,
    };
    unsigned mode = t->k->order->receipts ? PRIVATE : DESK_FILE_MODE;
    struct err e = {0};
    struct str path = {0};
    receipt_add(&out->receipt_text, &receipt);
    if (receipt_path(t, in->number, &path, &e) &&
        file_write_itself(path.ptr, str_sv(&out->receipt_text), mode, &e)) {
        path_add_shown(&out->receipt, str_sv(&path));
    } else {
        struct str told = {0};
        str_add_f(&told, _("件已经收好，只是回执没有写成：%s"), e.message.ptr);
        taker_tell(t, &told);
        out->class = ERR_IO;
    }
    err_clear(&e);
    str_release(&path);
}

static enum taking taken_as(const struct taker *t, const struct intake *in)
{
    if (in->number == 1)
        return TAKE_NEW;
    return t->k->at->desk.role == ROLE_CITY ? TAKE_RENEWED : TAKE_AGAIN;
}

void taker_make_up_receipt(struct taker *t)
{
    const struct intake *last = review_last_intake(&t->file.review);
    struct str path = {0}, told = {0};
    if (last && sv_eq(str_sv(&last->digest), str_sv(&t->a->digest)) &&
        receipt_path(t, last->number, &path, NULL) && !file_exists(path.ptr)) {
        case_intake_path(&t->kept.work, t->k->at->folder, str_sv(&t->a->d.head.id), last->number);
        t->open = count_open(&t->file.review);
        if (look_through(t))
            write_receipt(t, last, taken_as(t, last));
        err_clear(&t->e);
    }
    if (t->out->receipt.len) {
        str_add_f(&told, _("这里没有那次的回执，现在补写到 %s。"), t->out->receipt.ptr);
        taker_tell(t, &told);
    }
    str_release(&path);
}

/* ---- all of it ---- */

/* Unpacking may have taken so long that another machine held the lock for left behind. Who has it
 * now works in the same folder and counts deliveries as we do. */
static bool is_still_ours(struct taker *t)
{
    if (!lock_is_ours(t->lock))
        return err_set(&t->e, ERR_IO,
                       _("%s：收到一半，这一件被别人接过去了，没有收。请等对方离开后再收一次。"),
                       t->a->shown.ptr);
    lock_touch(t->lock);
    return true;
}

/* A disk may report an error when the record stands already; what it speaks of must stay then, and
 * when it cannot be read. */
static bool may_be_recorded(const struct taker *t, uint32_t number)
{
    struct case_file now = {0};
    bool read = case_load(t->k->at->folder, str_sv(&t->a->d.head.id), &now, NULL);
    const struct review *r = &now.review;
    bool may = !read || (r->intakes.len >= number &&
                         sv_eq(str_sv(&r->intakes.ptr[number - 1].digest), str_sv(&t->a->digest)));
    if (read)
        case_file_release(&now);
    return may;
}

/* From its place in the desk to its line in the record. */
static bool put_in_desk(struct taker *t)
{
    const struct intake *in = &t->out->intake;
    if (!is_still_ours(t) || !kept_finish(&t->kept, &t->e)) {
        kept_undo(&t->kept);
        return false;
    }
    if (record(t, in))
        return true;
    if (!may_be_recorded(t, in->number))
        kept_undo(&t->kept);
    return false;
}

bool taker_keep(struct taker *t)
{
    const struct review *r = &t->file.review;
    struct str had = {0};
    uint32_t number = (uint32_t)r->intakes.len + 1;
    str_set(&had, str_sv(&r->head.code));
    bool ok = kept_unpack(&t->kept, t->k->at, t->a, number, &t->e);
    if (ok && !look_through(t)) {
        kept_undo(&t->kept);
        ok = false;
    }
    if (ok) {
        find_changes(t);
        tell_unrenewed(t);
        fill_intake(t, number, &t->out->intake);
        ok = put_in_desk(t);
    }
    if (ok) {
        known_codes_add(&t->k->codes, r, str_sv(&had));
        write_receipt(t, &t->out->intake, t->out->taking);
    }
    str_release(&had);
    return ok;
}
