#include "cmd/desk/report.h"

#include <stdlib.h>

#include "base/bug.h"
#include "cmd/output.h"
#include "codec/digest.h"
#include "codec/zip.h"
#include "store/file.h"
#include "store/path.h"
#include "store/yaml_read.h"

/* ---- which cases ---- */

#define IN(state) (1u << CASE_##state)

enum {
    COUNTY_STATES = IN(RECOMMENDED) | IN(SENT),
    CITY_STATES = IN(SENT) | IN(SELECTED) | IN(UNSELECTED),
    ANY_STATES = COUNTY_STATES | CITY_STATES | IN(ARCHIVED),
};

static bool find_states(const struct at_desk *d, const char *name, unsigned *states, struct err *e)
{
    enum case_state one;
    *states = d->desk.role == ROLE_CITY ? CITY_STATES : COUNTY_STATES;
    if (!name)
        return true;
    if (!state_by_name(sv_from(name), &one) || !(1u << one & ANY_STATES))
        return err_set(e, ERR_USAGE,
                       _("汇总表只列推荐了的：--state 可以写 recommended、sent、selected、"
                         "unselected、archived，不能写“%s”。"),
                       name);
    *states = 1u << one;
    return true;
}

/* A case that says no round belongs to any. */
static bool is_of_round(const struct review *r, struct sv round)
{
    const struct move *last = review_last_move(r, r->state);
    struct sv own = str_sv(&r->round);
    if (own.len == 0 && last)
        own = str_sv(&last->round);
    return own.len == 0 || round.len == 0 || sv_eq(own, round);
}

static struct sv decision_time(const struct review *r)
{
    const struct move *move = review_last_move(r, CASE_RECOMMENDED);
    if (!move)
        move = review_last_move(r, CASE_SENT);
    return move ? str_sv(&move->stamp.time) : SV("");
}

static bool add_case(struct report *r, struct sv id, unsigned states, struct sv round,
                     struct err *e)
{
    struct case_file file = {0};
    if (!case_load(r->at->folder, id, &file, e))
        return false;
    /* Another officer may have moved it since the list was read. */
    if ((1u << file.review.state & states) && is_of_round(&file.review, round)) {
        struct report_case *c = vec_add(&r->cases);
        str_set(&c->id, id);
        str_set(&c->time, decision_time(&file.review));
    }
    case_file_release(&file);
    return true;
}

static int by_decision(const void *a, const void *b)
{
    const struct report_case *x = a, *y = b;
    int order = sv_cmp(str_sv(&x->time), str_sv(&y->time));
    return order ? order : sv_cmp(str_sv(&x->id), str_sv(&y->id));
}

static void tell_broken(struct report *r, const struct queue_row *row, const char *why)
{
    r->broken++;
    say(r->at->c, _("%s：审核记录读不出来，不知道推荐了没有，没有列入。%s"), row->path.ptr, why);
}

bool report_find(struct report *r, struct at_desk *d, const struct report_wish *wish, struct err *e)
{
    unsigned states;
    struct sv round = wish->round ? sv_from(wish->round) : str_sv(&d->desk.round);
    r->at = d;
    if (!find_states(d, wish->state, &states, e) || !at_desk_queue(d, e))
        return false;
    for (size_t i = 0; i < d->queue.len; i++) {
        const struct queue_row *row = &d->queue.ptr[i];
        struct err trouble = {0};
        if (row->broken)
            tell_broken(r, row, row->trouble.ptr ? row->trouble.ptr : "");
        else if ((1u << row->state & states) &&
                 !add_case(r, str_sv(&row->head.id), states, round, &trouble))
            tell_broken(r, row, trouble.message.ptr);
        err_clear(&trouble);
    }
    if (r->cases.len)
        qsort(r->cases.ptr, r->cases.len, sizeof *r->cases.ptr, by_decision);
    return true;
}

void report_release(struct report *r)
{
    for (size_t i = 0; i < r->cases.len; i++) {
        str_release(&r->cases.ptr[i].id);
        str_release(&r->cases.ptr[i].time);
    }
    vec_release(&r->cases);
}

/* ---- one of them ---- */

static void intake_file(const struct report *r, const struct reported *one, const char *name,
                        struct str *out)
{
    struct str folder = {0};
    BUG_ON(!one->intake); /* a case that nothing came in for is not reported */
    case_intake_path(&folder, r->at->folder, str_sv(&one->file.review.head.id),
                     one->intake->number);
    path_join(out, str_sv(&folder), sv_from(name));
    str_release(&folder);
}

static bool is_proven(struct sv bytes, const struct str *digest)
{
    struct str hex = {0};
    struct digest d = digest_of(bytes);
    digest_add_hex(&hex, &d);
    bool same = sv_eq(str_sv(&hex), str_sv(digest));
    str_release(&hex);
    return same;
}

static bool read_proven(const char *path, size_t most, const struct str *digest, struct str *out,
                        struct err *e)
{
    if (!file_read_itself(path, most, out, NULL, e))
        return false;
    if (is_proven(str_sv(out), digest))
        return true;
    str_clear(out);
    return err_set(e, ERR_REFUSED,
                   _("%s：和收到时登记的不一样，被改动过或者损坏了，没有用它。请从备份恢复，或者请"
                     "申报单位重新送审。"),
                   path);
}

static bool open_draft(const struct report *r, struct reported *one, struct err *e)
{
    struct str path = {0}, bytes = {0};
    intake_file(r, one, "draft.yaml", &path);
    bool ok = read_proven(path.ptr, YAML_MAX_BYTES, &one->intake->draft, &bytes, e) &&
              draft_open_bytes(r->at->c, path.ptr, &bytes, 0, &one->draft, e);
    if (ok && one->draft.form != r->at->form)
        ok = err_set(e, ERR_REFUSED, _("%s：这是表单 %.*s 的草稿，不是这个办公夹的。"), path.ptr,
                     SV_ARG(one->draft.form->id));
    if (ok && one->draft.draft->demo)
        ok = err_set(e, ERR_REFUSED, _("%s：这是演示数据，不能汇总上报。"), path.ptr);
    str_release(&path);
    str_release(&bytes);
    return ok;
}

bool report_open(const struct report *r, size_t index, struct reported *out, struct err *e)
{
    struct sv id = str_sv(&r->cases.ptr[index].id);
    *out = (struct reported){0};
    if (!case_load(r->at->folder, id, &out->file, e))
        return false;
    out->intake = review_last_intake(&out->file.review);
    bool ok =
        out->intake || err_set(e, ERR_REFUSED, _("%s：审核记录里没有收件。"), out->file.path.ptr);
    ok = ok && open_draft(r, out, e);
    if (!ok)
        reported_release(out);
    return ok;
}

void reported_release(struct reported *one)
{
    case_file_release(&one->file);
    opened_release(&one->draft);
    *one = (struct reported){0};
}

bool reported_package(const struct report *r, const struct reported *one, struct str *out,
                      struct err *e)
{
    struct str path = {0};
    intake_file(r, one, "package.zip", &path);
    bool ok = read_proven(path.ptr, ZIP_MAX_BYTES, &one->intake->digest, out, e);
    str_release(&path);
    return ok;
}

struct summary_head report_head(const struct at_desk *d)
{
    return (struct summary_head){
        .county = str_sv(&d->desk.name),
        .office = str_sv(&d->desk.office),
        .contact = str_sv(&d->desk.contact),
        .phone = str_sv(&d->desk.phone),
    };
}
