#include "cmd/desk/archive.h"
#include "cmd/desk/report.h"
#include "cmd/desk/table_file.h"
#include "cmd/output.h"
#include "office/bundle_papers.h"
#include "office/review_text.h"
#include "office/selection.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"

enum { MOST_NAMES = 1000 /* tried for a folder of bundles */ };

/* What a case needs once it is in the bundle: whether it is still as it was put there. */
struct bundled {
    struct str id;
    struct str source; /* of its record */
    struct str experience;
};

struct bundling {
    struct context *c;
    struct at_desk at;
    struct report report;
    struct bundle bundle;
    struct table table;
    VEC(struct bundled) cases;
    size_t missing;    /* told */
    struct lock *lock; /* of the desk's folder of bundles; NULL: it goes elsewhere */
};

static void bundling_release(struct bundling *b)
{
    for (size_t i = 0; i < b->cases.len; i++) {
        str_release(&b->cases.ptr[i].id);
        str_release(&b->cases.ptr[i].source);
        str_release(&b->cases.ptr[i].experience);
    }
    vec_release(&b->cases);
    table_release(&b->table);
    bundle_release(&b->bundle);
    lock_release(b->lock);
    report_release(&b->report);
    at_desk_release(&b->at);
}

/* ---- what is missing ---- */

static void tell_missing(struct bundling *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void tell_missing(struct bundling *b, const char *format, ...)
{
    struct str line = {0};
    va_list args;
    va_start(args, format);
    str_add_vf(&line, format, args);
    va_end(args);
    str_add_byte(&line, '\n');
    put(b->c, str_sv(&line));
    str_release(&line);
    b->missing++;
}

/* The head of the summary: whose seal it is, and whom the city asks. */
static void check_head(struct bundling *b)
{
    const struct desk *d = &b->at.desk;
    const struct {
        const struct str *text;
        const char *what;
        const char *option;
    } rows[] = {
        {&d->name, N_("县（市、区）的名称"), "--name"},
        {&d->office, N_("主管部门的名称"), "--office"},
        {&d->contact, N_("联系人"), "--contact"},
        {&d->phone, N_("电话"), "--phone"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (sv_trim(str_sv(rows[i].text)).len == 0)
            tell_missing(b, _("办公夹里没有写%s：用 desk init %s 补上。"), _(rows[i].what),
                         rows[i].option);
}

static void check_copies(struct bundling *b, const struct reported *one, const char *called)
{
    uint32_t copies = b->at.form->copies, proven = review_good_copies(&one->file.review);
    if (one->intake->code.len == 0)
        tell_missing(b, _("%s：送来的不是定稿，没有校验码，不能报市。"), called);
    else if (proven < copies)
        tell_missing(
            b,
            _("%s：纸质件一式 %u 份，核对过校验码的有 %u 份，还差 %u 份。请打开这一件，在“纸质件”"
              "里照纸上的输入（或用 desk review 办公夹 件 copy）。"),
            called, copies, proven, copies - proven);
}

static void check_rows(struct bundling *b, const struct summary_troubles *troubles, const char *id)
{
    for (size_t i = 0; i < troubles->len; i++)
        if (troubles->ptr[i].stops)
            tell_missing(b, "%s: %s", id, troubles->ptr[i].text.ptr);
        else
            say(b->c, "%s: %s", id, troubles->ptr[i].text.ptr);
}

static void check_package(struct bundling *b, const struct reported *one)
{
    struct str bytes = {0};
    struct err e = {0};
    if (!reported_package(&b->report, one, &bytes, &e))
        tell_missing(b, "%s", e.message.ptr);
    err_clear(&e);
    str_release(&bytes);
}

static void check_case(struct bundling *b, size_t index)
{
    struct reported one;
    struct summary_troubles troubles = {0};
    struct str called = {0};
    struct err e = {0};
    if (!report_open(&b->report, index, &one, &e)) {
        tell_missing(b, "%s", e.message.ptr);
        err_clear(&e);
        return;
    }
    case_add_called(&called, &one.file.review.head);
    summary_add_case(&b->table, one.draft.draft, &one.file.review, &troubles);
    check_rows(b, &troubles, one.file.review.head.id.ptr);
    check_copies(b, &one, called.ptr);
    check_package(b, &one);
    summary_troubles_release(&troubles);
    str_release(&called);
    reported_release(&one);
}

/* Everything at once, so that it can be mended at once. */
static bool is_complete(struct bundling *b, struct err *e)
{
    const struct summary_head head = report_head(&b->at);
    summary_begin(b->at.form, &head, &b->table);
    check_head(b);
    if (b->report.broken)
        tell_missing(b, _("有 %zu 件的审核记录读不出来，见上面；请先恢复。"), b->report.broken);
    for (size_t i = 0; i < b->report.cases.len; i++)
        check_case(b, i);
    return b->missing == 0 ||
           err_set(e, ERR_FOUND, _("还有 %zu 处要补，没有做报送件。"), b->missing);
}

/* ---- what goes in ---- */

static bool put_table(struct bundling *b, const struct table *t, const char *stem,
                      const char *format, struct err *e)
{
    struct str name = {0}, bytes = {0};
    bool words = sv_eq(sv_from(format), SV("text"));
    str_add_f(&name, "%s.%s", stem, words ? "txt" : format);
    bool ok = table_make_file(t, table_format_by_name(sv_from(format)), false, &bytes, e) &&
              (words ? bundle_put_text(&b->bundle, str_sv(&name), str_sv(&bytes), e)
                     : bundle_put(&b->bundle, str_sv(&name), str_sv(&bytes), e));
    str_release(&name);
    str_release(&bytes);
    return ok;
}

/* packages/001-ID.zip: in the order of the summary. */
static void case_name(struct str *out, const char *folder, size_t index, struct sv id,
                      const char *ending)
{
    str_clear(out);
    str_add_f(out, "%s/%03zu-%.*s.%s", folder, index + 1, SV_ARG(id), ending);
}

static void note_case(struct bundling *b, const struct reported *one)
{
    const struct review *r = &one->file.review;
    struct bundle_case *c = vec_add(&b->bundle.cases);
    struct bundled *kept = vec_add(&b->cases);
    size_t index = b->bundle.cases.len - 1;
    str_set(&c->id, str_sv(&r->head.id));
    str_set(&c->name, str_sv(&r->head.name));
    str_set(&c->code, str_sv(&r->head.code));
    str_set(&c->title, str_sv(&r->head.title));
    str_set(&c->check_code, str_sv(&one->intake->code));
    c->revision = one->intake->revision;
    case_name(&c->package, "packages", index, str_sv(&c->id), "zip");
    case_name(&c->review, "reviews", index, str_sv(&c->id), "yaml");
    str_set(&kept->id, str_sv(&r->head.id));
    str_set(&kept->source, str_sv(&one->file.source));
    str_set(&kept->experience, str_sv(&r->experience));
}

static bool put_review_words(struct bundling *b, const struct reported *one, size_t index,
                             struct err *e)
{
    struct str name = {0}, text = {0};
    case_name(&name, "reviews", index, str_sv(&one->file.review.head.id), "txt");
    review_add_text(&text, &one->file.review, b->at.form);
    bool ok = bundle_put_text(&b->bundle, str_sv(&name), str_sv(&text), e);
    str_release(&name);
    str_release(&text);
    return ok;
}

static bool put_case(struct bundling *b, size_t index, struct err *e)
{
    struct reported one;
    struct str package = {0};
    if (!report_open(&b->report, index, &one, e))
        return false;
    note_case(b, &one);
    const struct bundle_case *c = &b->bundle.cases.ptr[index];
    bool ok = reported_package(&b->report, &one, &package, e) &&
              bundle_put(&b->bundle, str_sv(&c->package), str_sv(&package), e) &&
              bundle_put(&b->bundle, str_sv(&c->review), str_sv(&one.file.source), e) &&
              put_review_words(b, &one, index, e);
    str_release(&package);
    reported_release(&one);
    return ok;
}

static bool put_tables(struct bundling *b, struct err *e)
{
    static const char *const formats[] = {"text", "csv", "xlsx", "docx"};
    struct table list = {0};
    bool ok = true;
    bundle_list_make(&list, &b->bundle, b->at.form);
    for (size_t i = 0; ok && i < sizeof formats / sizeof formats[0]; i++)
        ok = put_table(b, &b->table, "summary", formats[i], e);
    ok = ok && put_table(b, &list, "list", "text", e) && put_table(b, &list, "list", "docx", e);
    table_release(&list);
    return ok;
}

static bool put_letters(struct bundling *b, struct err *e)
{
    struct str text = {0};
    VEC(struct sv) experience = {0};
    for (size_t i = 0; i < b->cases.len; i++)
        vec_push(&experience, sv_trim(str_sv(&b->cases.ptr[i].experience)));
    bundle_add_experience(&text, &b->bundle, b->at.form, experience.ptr);
    bool ok = bundle_put_text(&b->bundle, SV("experience.txt"), str_sv(&text), e);
    str_clear(&text);
    bundle_add_mail(&text, &b->bundle, b->at.form, &b->at.desk);
    ok = ok && bundle_put_text(&b->bundle, SV("mail.txt"), str_sv(&text), e);
    vec_release(&experience);
    str_release(&text);
    return ok;
}

static bool make(struct bundling *b, const char *to, bool shared, struct err *e)
{
    const struct desk *d = &b->at.desk;
    bundle_set_head(&b->bundle, b->at.form, d, str_sv(&d->round), str_sv(&b->at.time));
    b->bundle.shared = shared;
    bool ok = bundle_begin(&b->bundle, to, e);
    for (size_t i = 0; ok && i < b->report.cases.len; i++)
        ok = put_case(b, i, e);
    return ok && put_tables(b, e) && put_letters(b, e) && bundle_finish(&b->bundle, e);
}

/* ---- where to ---- */

/* One at a time: what lies about half made is of somebody who was cut off. */
static bool lock_bundles(struct bundling *b, const char *folder, struct err *e)
{
    struct str who = {0};
    enum lock_answer answer = at_desk_lock(&b->at, folder, &b->lock, &who, e);
    if (answer == LOCK_HELD)
        err_set(e, ERR_IO, _("%s：%s 正在做报送件，没有再做一份。请等他做完。"), folder, who.ptr);
    if (answer == LOCK_TAKEN)
        bundle_sweep(folder);
    str_release(&who);
    return answer == LOCK_TAKEN;
}

/* DESK/bundles/ROUND, or the day where there is no round; the next one ROUND-2. */
static bool usual_place(struct bundling *b, struct str *out, struct err *e)
{
    struct str folder = {0}, stem = {0};
    struct sv round = str_sv(&b->at.desk.round), day = sv_sub(str_sv(&b->at.time), 0, 10);
    bool plain = bundle_name_is_good(round) && path_name(round).len == round.len;
    path_join(&folder, sv_from(b->at.folder), SV("bundles"));
    path_join(&stem, str_sv(&folder), plain ? round : day);
    bool ok = folder_make_shared(folder.ptr, DESK_FOLDER_MODE, e) && lock_bundles(b, folder.ptr, e);
    str_set(out, str_sv(&stem));
    for (int n = 2; ok && n < MOST_NAMES && file_exists(out->ptr); n++) {
        str_set(out, str_sv(&stem));
        str_add_f(out, "-%d", n);
    }
    str_release(&folder);
    str_release(&stem);
    return ok;
}

static bool find_place(struct bundling *b, const struct args *args, struct str *out, struct err *e)
{
    const char *to = args->values[OPT_OUTPUT];
    if (!to)
        return usual_place(b, out, e);
    str_set(out, sv_from(to));
    return out->len > 0 || err_set(e, ERR_USAGE, "%s", _("-o 后面是空的，请写上文件名。"));
}

/* ---- what was sent ---- */

/* The record in the bundle is the one that is moved on: what another officer did since is not in
 * it. */
static bool send_case(struct bundling *b, const struct bundled *one, struct err *e)
{
    struct at_case k = {0};
    const struct act act = {.kind = ACT_SEND, .text = str_sv(&b->bundle.path)};
    if (!at_case_open_id(&k, &b->at, str_sv(&one->id), true, e))
        return false;
    bool sent = k.file.review.state == CASE_SENT;
    bool ok =
        sent || sv_eq(str_sv(&k.file.source), str_sv(&one->source)) ||
        err_set(e, ERR_REFUSED, "%s", _("做报送件的时候，别的经办人改动了它，没有转为“已报市”。"));
    ok = ok && (sent || at_case_act(&k, &act, e));
    at_case_release(&k);
    return ok;
}

static int send_all(struct bundling *b)
{
    size_t left = 0;
    int code = 0;
    for (size_t i = 0; i < b->cases.len; i++) {
        struct err e = {0};
        if (send_case(b, &b->cases.ptr[i], &e))
            continue;
        left++;
        err_prefix(&e, "%s：", b->bundle.cases.ptr[i].name.ptr);
        int failed = fail(b->c, &e);
        code = failed > code ? failed : code;
    }
    if (left)
        say(b->c, _("有 %zu 件没有转为“已报市”，请再做一次报送件，这一份作废。"), left);
    return code;
}

static void tell_done(struct bundling *b)
{
    const struct desk *d = &b->at.desk;
    put(b->c, str_sv(&b->bundle.path));
    put(b->c, SV("\n"));
    say(b->c, _("已做成 %s，共 %zu 件。"), b->bundle.path.ptr, b->bundle.cases.len);
    say(b->c, "%s", _("请打印 summary.docx 或 summary.xlsx 并盖章，连同纸质件按 list.docx 报送。"));
    if (d->mailbox.len)
        say(b->c, _("电子版请发到 %s，信的写法见 mail.txt；程序不发邮件。"), d->mailbox.ptr);
    else
        say(b->c, "%s",
            _("通知没有写明电子版发到哪个邮箱，请向市里问清；信的写法见 mail.txt，程序不发邮件。"));
}

/* ---- the whole ---- */

static bool is_countys(const struct bundling *b, struct err *e)
{
    return b->at.desk.role == ROLE_COUNTY ||
           err_set(e, ERR_USAGE, "%s", _("报送件由县（市、区）的办公夹来做，这是市里的。"));
}

static bool has_cases(const struct bundling *b, struct err *e)
{
    if (b->report.cases.len > BUNDLE_MAX_CASES)
        return err_set(e, ERR_REFUSED, _("推荐了 %zu 件，一份报送件最多装 %d 件。"),
                       b->report.cases.len, BUNDLE_MAX_CASES);
    return b->report.cases.len > 0 || b->report.broken > 0 ||
           err_set(e, ERR_REFUSED, "%s", _("这个办公夹里没有推荐了的件，没有做报送件。"));
}

static int bundle_up(struct bundling *b, const struct args *args, struct err *e)
{
    struct str to = {0};
    bool ok = is_countys(b, e) && report_find(&b->report, &b->at, &(struct report_wish){0}, e) &&
              has_cases(b, e) && is_complete(b, e) && find_place(b, args, &to, e) &&
              make(b, to.ptr, !args_given(args, OPT_OUTPUT), e);
    str_release(&to);
    if (!ok)
        return fail(b->c, e);
    tell_done(b);
    return send_all(b);
}

int cmd_desk_bundle(struct context *c, const struct args *args)
{
    struct bundling b = {.c = c};
    struct err e = {0};
    if (args_given(args, OPT_ARCHIVE))
        return desk_archive(c, args);
    if (args_given(args, OPT_ROUND)) {
        err_set(&e, ERR_USAGE, "%s", _("--round 只和 --archive 一起用；报送的是办公夹的这一轮。"));
        return fail(c, &e);
    }
    if (!at_desk_open(&b.at, c, args->operands.ptr[0], args->values[OPT_BY], &e))
        return fail(c, &e);
    int code = bundle_up(&b, args, &e);
    bundling_release(&b);
    return code;
}
