#include "cmd/desk/receive.h"

#include "base/i18n.h"
#include "cmd/desk/receive_steps.h"
#include "cmd/progress_line.h"
#include "store/path.h"
#include "store/yaml_read.h"

/* A run over all that was brought. */
struct run {
    struct receiver receiver;
    struct receive_counts *counts;
    struct progress_line line;
};

static bool shows_progress(const struct run *run)
{
    return run->receiver.order->progress;
}

/* What came of one: counted and told. */
static void report(struct run *run, const struct received *r)
{
    run->counts->by_taking[r->taking]++;
    run->counts->all++;
    if (r->class > run->counts->class)
        run->counts->class = r->class;
    if (shows_progress(run))
        progress_line_hide(&run->line);
    run->receiver.order->tell(run->receiver.order->context, r);
}

static void report_unfound(void *context, const struct received *r)
{
    report(context, r);
}

static void report_failure(struct run *run, const struct arrival *a, struct err *e)
{
    struct received r = {0};
    str_set(&r.file, str_sv(&a->shown));
    case_head_copy(&r.head, &a->d.head);
    received_fail(&r, e);
    report(run, &r);
    received_release(&r);
}

/* ---- one delivery ---- */

/* Opened or not; to be released by who made it. */
static void take(struct run *run, struct arrival *a, bool opened, struct err *e)
{
    struct receiver *k = &run->receiver;
    struct received r = {0};
    if (!opened) {
        report_failure(run, a, e);
        return;
    }
    str_set(&r.file, str_sv(&a->shown));
    arrival_take(k, a, &r);
    report(run, &r);
    received_release(&r);
}

/* ---- bundles ---- */

static bool bundle_fits(const struct at_desk *at, const struct bundle *b, struct err *e)
{
    if (at->desk.role != ROLE_CITY)
        return err_set(e, ERR_REFUSED, _("%s：这是报市的报送件，县（市、区）的办公夹不收。"),
                       b->path.ptr);
    if (!sv_eq(str_sv(&b->form), at->form->id))
        return err_set(e, ERR_REFUSED,
                       _("%s：这是表单 %s 的报送件，这里的办公夹收的是 %.*s 的，没有收。"),
                       b->path.ptr, b->form.ptr, SV_ARG(at->form->id));
    if (sender_is_expected(&at->desk, str_sv(&b->county), e))
        return true;
    err_prefix(e, "%s：", b->path.ptr);
    return false;
}

static void take_case(struct run *run, const struct bundle *b, const struct bundle_case *c)
{
    struct arrival a = {0};
    struct str bytes = {0};
    struct err e = {0};
    struct sv county = str_sv(&b->county);
    path_add_shown(&a.shown, str_sv(&b->path));
    str_add_f(&a.shown, "/%s", c->package.ptr);
    a.d.county = county;
    a.round = str_sv(&b->round);
    bool ok = bundle_get(b, str_sv(&c->package), &bytes, &e) &&
              arrival_open_package(&a, run->receiver.at, &bytes, &e) &&
              arrival_open_county(&a, b, c, &e);
    take(run, &a, ok, &e);
    str_release(&bytes);
    arrival_release(&a);
}

static void take_bundle(struct run *run, const struct source *s)
{
    struct bundle b = {0};
    struct arrival none = {0};
    struct err e = {0};
    if (!bundle_read(s->path.ptr, &b, &e) || !bundle_fits(run->receiver.at, &b, &e)) {
        path_add_shown(&none.shown, str_sv(&s->path));
        report_failure(run, &none, &e);
        arrival_release(&none);
    } else {
        run->line.total += b.cases.len;
        for (size_t i = 0; i < b.cases.len; i++) {
            take_case(run, &b, &b.cases.ptr[i]);
            if (shows_progress(run))
                progress_line_next(&run->line);
        }
    }
    bundle_release(&b);
}

/* ---- files ---- */

/* One met in a folder may have become a link since. */
static bool read_source(const struct source *s, size_t limit, struct str *out, struct err *e)
{
    return s->named && !sv_eq(str_sv(&s->path), SV("-"))
               ? file_read(s->path.ptr, limit, out, e)
               : file_read_itself(s->path.ptr, limit, out, NULL, e);
}

static bool is_none_of_ours(const struct arrival *a, struct err *e)
{
    return err_set(
        e, ERR_REFUSED,
        _("%s：这不是送审包，也不是草稿，没有收。送审包是 tianbiao pack 做的 .zip 文件。"),
        a->shown.ptr);
}

/* A county's desk does not look into every archive for a bundle; of one that is no package it says
 * so. */
static void explain_bundle(const struct source *s, const struct arrival *a, struct err *e)
{
    if (e->class != ERR_REFUSED || a->read.files.len || !bundle_is_here(s->path.ptr))
        return;
    err_clear(e);
    err_set(e, ERR_REFUSED, _("%s：这是报市的报送件，县（市、区）的办公夹不收。"), a->shown.ptr);
}

/* True, and nothing opened, of a file met in a folder that is none of ours. */
static bool open_file(struct run *run, const struct source *s, struct arrival *a, bool *ours,
                      struct err *e)
{
    struct str bytes = {0};
    struct at_desk *at = run->receiver.at;
    bool zip = false, ok;
    *ours = true;
    if (!file_read_head(s->path.ptr, sizeof "PK\3\4", &bytes, e))
        return false;
    zip = package_looks_like(str_sv(&bytes));
    str_clear(&bytes);
    ok = read_source(s, zip ? ZIP_MAX_BYTES : YAML_MAX_BYTES, &bytes, e);
    bool draft = ok && !zip && draft_looks_like(str_sv(&bytes));
    if (ok && zip) {
        ok = arrival_open_package(a, at, &bytes, e);
        if (!ok)
            explain_bundle(s, a, e);
    } else if (ok && draft)
        ok = arrival_open_draft(a, at, s->path.ptr, &bytes, e);
    else if (ok && s->named)
        ok = is_none_of_ours(a, e);
    else if (ok)
        *ours = false;
    str_release(&bytes);
    return ok;
}

static void take_file(struct run *run, const struct source *s)
{
    struct arrival a = {0};
    struct err e = {0};
    bool ours;
    path_add_shown(&a.shown, str_sv(&s->path));
    bool ok = open_file(run, s, &a, &ours, &e);
    if (ours)
        take(run, &a, ok, &e);
    arrival_release(&a);
}

/* ---- all ---- */

void receive(const struct receive_order *order, struct receive_counts *out)
{
    struct run run = {.receiver = {.order = order, .at = order->at}, .counts = out};
    struct sources sources = {0};
    *out = (struct receive_counts){0};
    progress_line_begin(&run.line, order->at->c, _("已收"), 0);
    sources_find(order, &sources, report_unfound, &run);
    progress_line_begin(&run.line, order->at->c, _("已收"), sources.len);
    for (size_t i = 0; i < sources.len; i++) {
        (sources.ptr[i].bundle ? take_bundle : take_file)(&run, &sources.ptr[i]);
        if (order->progress)
            progress_line_next(&run.line);
    }
    if (order->progress)
        progress_line_hide(&run.line);
    known_codes_release(&run.receiver.codes);
    sources_release(&sources);
    /* The cases are others now. */
    queue_release(&order->at->queue);
    order->at->queue_loaded = false;
}
