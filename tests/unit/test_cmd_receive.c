/* Before cmocka, which has a macro of the name fail. */
#include "cmd/desk/receive.h"

#include "folder.h"

#include <sys/stat.h>

#include "cmd/desk/receive_codes.h"
#include "cmd/desk/receive_steps.h"
#include "cmd/forms.h"
#include "office/package_io.h"
#include "office/returned_io.h"
#include "out/code.h"
#include "store/file.h"
#include "store/path.h"
#include "store/tree.h"

#define ID "0123456789abcdef"

/* ---- a desk ---- */

struct bench {
    char *folder;
    char *desk;
    struct context c;
    struct at_desk at;
};

static void open_desk(void **state, enum desk_role role)
{
    static struct bench place;
    const char *top = getenv("TB_SRCDIR");
    struct desk desk = {.role = role};
    struct str path = {0};
    struct err e = {0};
    place.folder = *state;
    place.desk = in(state, "desk");
    str_set(&desk.form, SV("small"));
    str_set(&desk.name, role == ROLE_CITY ? SV("样例市") : SV("样例县"));
    assert_true(desk_create(place.desk, &desk, &e));
    place.c = (struct context){.forms = forms_new(), .now = {{2024, 6, 3}, 9, 0, 0}};
    str_add_f(&path, "%s/tests/fixtures/forms", top ? top : ".");
    assert_true(forms_add(place.c.forms, path.ptr, &e));
    if (!at_desk_open(&place.at, &place.c, place.desk, "李演示", &e))
        fail_msg("%s", e.message.ptr);
    *state = &place;
    desk_release(&desk);
    str_release(&path);
}

static int set_up_desk(void **state)
{
    int code = set_up(state);
    if (code == 0)
        open_desk(state, ROLE_COUNTY);
    return code;
}

static int set_up_city(void **state)
{
    int code = set_up(state);
    if (code == 0)
        open_desk(state, ROLE_CITY);
    return code;
}

static int tear_down_desk(void **state)
{
    struct bench *place = *state;
    at_desk_release(&place->at);
    forms_free(place->c.forms);
    free(place->desk);
    *state = place->folder;
    return tear_down(state);
}

/* ---- a package ---- */

#define HEAD "tianbiao: 1\nform: small\nform_version: 2\ndraft_id: " ID "\nrevision: 1\n"
#define ANSWERS \
    "answers:\n  cover:\n    company: 样例一厂\n    code: 91130100MA0EXAMPLE\n    mode: tech\n" \
    "    phone: 0311-12345678\n    address: {county: 样例县}\n" \
    "  brief:\n    name: 样例名称\n    text: 简述。\n    short: 短。\n" \
    "  papers:\n    licence: {state: have, files: [材料/执照.PDF], stamped: yes}\n"

static void add_code(struct str *out, const struct form *form, const char *answers)
{
    struct draft *d = NULL;
    struct err e = {0};
    struct str text = {0};
    str_add_f(&text, HEAD "%s", answers);
    if (!draft_parse(form, str_sv(&text), "d.yaml", &d, NULL, &e))
        fail_msg("%s", e.message.ptr);
    code_add_of_draft(out, d, NULL);
    draft_free(d);
    str_release(&text);
}

static void add_draft(struct str *out, const struct form *form, const char *answers)
{
    struct str code = {0};
    add_code(&code, form, answers);
    str_add_f(out, HEAD "finals:\n  - {revision: 1, code: %s, time: 2024-06-01T09:00}\n%s",
              code.ptr, answers);
    str_release(&code);
}

/* What a package is made of. */
struct parts {
    const char *answers;
    const char *proof;  /* bytes of the file it names */
    const char *time;   /* packed */
    struct sv returned; /* empty: none */
};

static const struct parts usual = {ANSWERS, "%PDF", "2024-06-02T10:30", {0}};

static void make_package(struct str *out, const struct form *form, const struct parts *parts)
{
    struct package p = {0};
    struct draft *d = NULL;
    struct str text = {0}, code = {0};
    struct err e = {0};
    add_draft(&text, form, parts->answers);
    add_code(&code, form, parts->answers);
    assert_true(draft_parse(form, str_sv(&text), "d.yaml", &d, NULL, &e));
    package_describe(&p, d, str_sv(&code));
    str_set(&p.time, sv_from(parts->time));
    package_add(&p, PACKAGE_PART_DRAFT, SV(PACKAGE_DRAFT), str_sv(&text));
    if (parts->returned.len)
        package_add(&p, PACKAGE_PART_RETURNED, SV(PACKAGE_RETURNED), parts->returned);
    package_add(&p, PACKAGE_PART_DOCUMENT, SV("documents/application.txt"), SV("申报书"));
    package_add_named(&p, SV("材料/执照.PDF"), sv_from(parts->proof));
    if (!package_write(&p, out, &e))
        fail_msg("%s", e.message.ptr);
    package_release(&p);
    draft_free(d);
    str_release(&text);
    str_release(&code);
}

static void write_file(const struct bench *place, const char *name, struct sv bytes)
{
    struct str path = {0};
    struct err e = {0};
    path_join(&path, sv_from(place->folder), sv_from(name));
    if (!file_write(path.ptr, bytes, 0600, &e))
        fail_msg("%s", e.message.ptr);
    str_release(&path);
}

static void write_package(const struct bench *place, const char *name, const struct parts *parts)
{
    struct str bytes = {0};
    make_package(&bytes, place->at.form, parts);
    write_file(place, name, str_sv(&bytes));
    str_release(&bytes);
}

/* ---- what comes of it ---- */

struct outcome {
    size_t told;
    enum taking taking;
    enum err_class class;
    struct str text; /* all that is said */
    struct str receipt;
};

static void note_outcome(void *context, const struct received *r)
{
    struct outcome *o = context;
    o->told++;
    o->taking = r->taking;
    o->class = r->class;
    str_clear(&o->text);
    received_add_told(&o->text, r);
    str_set(&o->receipt, str_sv(&r->receipt_text));
}

static struct outcome bring(struct bench *place, const char *name)
{
    struct outcome o = {0};
    struct receive_counts counts;
    struct str path = {0};
    path_join(&path, sv_from(place->folder), sv_from(name));
    const char *paths[] = {path.ptr};
    struct receive_order order = {
        .at = &place->at, .paths = paths, .count = 1, .tell = note_outcome, .context = &o};
    receive(&order, &counts);
    assert_int_equal(counts.all, o.told);
    assert_int_equal(counts.class, o.class);
    str_release(&path);
    return o;
}

static void outcome_release(struct outcome *o)
{
    str_release(&o->text);
    str_release(&o->receipt);
}

static void assert_outcome(struct bench *place, const char *name, enum taking want,
                           const char *said)
{
    struct outcome o = bring(place, name);
    if (o.taking != want || !o.text.ptr || !strstr(o.text.ptr, said))
        fail_msg("%s: want %s, %s\n%s", name, taking_label(want), said,
                 o.text.ptr ? o.text.ptr : "");
    assert_int_equal(o.told, 1);
    outcome_release(&o);
}

static bool is_there(const struct bench *place, const char *name)
{
    struct str path = {0};
    path_join(&path, sv_from(place->folder), sv_from(name));
    bool there = file_exists(path.ptr);
    str_release(&path);
    return there;
}

static void assert_file(const struct bench *place, const char *name, const char *want)
{
    struct str path = {0}, bytes = {0};
    struct stat st;
    path_join(&path, sv_from(place->folder), sv_from(name));
    assert_true(file_read(path.ptr, FILE_MAX_BYTES, &bytes, NULL));
    assert_text(str_sv(&bytes), want);
    assert_int_equal(stat(path.ptr, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0660);
    str_release(&path);
    str_release(&bytes);
}

/* Everything in the desk's folder of cases, hidden names too. */
static size_t count_cases(const struct bench *place)
{
    struct folder_entries all = {0};
    struct str path = {0};
    path_join(&path, sv_from(place->desk), SV("cases"));
    folder_list(path.ptr, &all, NULL);
    folder_list_hidden(path.ptr, SV(""), &all, NULL);
    size_t count = all.len;
    folder_entries_release(&all);
    str_release(&path);
    return count;
}

/* ---- codes ---- */

static void add_known(struct known_codes *k, const char *code, const char *id, const char *had)
{
    struct review r = {.state = CASE_RECEIVED};
    str_set(&r.head.code, sv_from(code));
    str_set(&r.head.id, sv_from(id));
    known_codes_add(k, &r, sv_from(had));
    review_release(&r);
}

static size_t count_known(const struct known_codes *k, const char *code)
{
    size_t count;
    const struct known_case *first = known_codes_find(k, sv_from(code), &count);
    assert_int_equal(first != NULL, count > 0);
    return count;
}

/* A case counts for the code it has now, once; one without a code for none. */
static void test_codes(void **state)
{
    struct known_codes k = {0};
    struct queue q = {0};
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct queue_row *row = vec_add(&q);
        str_add_f(&row->head.id, "%d", i);
        str_set(&row->head.code, i == 2 ? SV("") : SV("B"));
    }
    known_codes_make(&k, &q);
    assert_int_equal(count_known(&k, "B"), 2);
    assert_int_equal(count_known(&k, ""), 0);
    add_known(&k, "A", "7", "");
    add_known(&k, "C", "8", "");
    add_known(&k, "B", "0", "B");
    assert_int_equal(count_known(&k, "B"), 2);
    add_known(&k, "C", "0", "B");
    add_known(&k, "", "8", "C");
    assert_int_equal(count_known(&k, "A"), 1);
    assert_int_equal(count_known(&k, "B"), 1);
    assert_int_equal(count_known(&k, "C"), 1);
    assert_int_equal(count_known(&k, "D"), 0);
    known_codes_release(&k);
    queue_release(&q);
}

/* ---- from its place to its line ---- */

/* A delivery judged to be new, under the lock of its case. */
struct judged {
    struct receive_order order;
    struct receiver receiver;
    struct arrival a;
    struct received out;
    struct taker t;
    struct str record;
};

static void judge_new(struct bench *place, struct judged *j)
{
    struct str bytes = {0};
    struct err e = {0};
    *j = (struct judged){.order = {.at = &place->at}};
    j->receiver = (struct receiver){.order = &j->order, .at = &place->at};
    j->t = (struct taker){.k = &j->receiver, .a = &j->a, .out = &j->out};
    j->out.taking = TAKE_NEW;
    make_package(&bytes, place->at.form, &usual);
    str_set(&j->a.shown, SV("a.zip"));
    assert_true(arrival_open_package(&j->a, &place->at, &bytes, &e));
    assert_true(desk_make_folder(place->desk, "cases/" ID, &e));
    case_record_path(&j->record, place->desk, SV(ID));
    assert_int_equal(lock_take(j->record.ptr, at_desk_asker(&place->at), &j->t.lock, NULL, &e),
                     LOCK_TAKEN);
    str_release(&bytes);
}

static void judged_release(struct judged *j)
{
    lock_release(j->t.lock);
    case_file_release(&j->t.file);
    kept_release(&j->t.kept);
    facts_release(&j->t.facts);
    findings_release(&j->t.findings);
    err_clear(&j->t.e);
    received_release(&j->out);
    arrival_release(&j->a);
    str_release(&j->record);
}

/* Whoever has the lock now counts deliveries as well: nothing is put in their place. */
static void test_taken_over(void **state)
{
    struct bench *place = *state;
    struct judged j;
    struct lock *other = NULL;
    judge_new(place, &j);
    assert_int_equal(lock_take_over(j.record.ptr, at_desk_asker(&place->at), &other, NULL),
                     LOCK_TAKEN);
    assert_false(taker_keep(&j.t));
    assert_int_equal(j.t.e.class, ERR_IO);
    assert_non_null(strstr(j.t.e.message.ptr, "被别人接过去了"));
    assert_false(is_there(place, "desk/cases/" ID "/1"));
    assert_false(is_there(place, "desk/cases/" ID "/review.yaml"));
    lock_release(other);
    judged_release(&j);
}

/* The record could not be written, so it was said, and speaks of the delivery all the same. */
static void test_recorded_after_all(void **state)
{
    struct bench *place = *state;
    struct judged j;
    write_package(place, "a.zip", &usual);
    assert_outcome(place, "a.zip", TAKE_NEW, "第 1 次送来");
    judge_new(place, &j);
    str_set(&j.t.file.path, str_sv(&j.record));
    assert_false(taker_keep(&j.t));
    assert_int_equal(j.t.e.class, ERR_IO);
    assert_true(is_there(place, "desk/cases/" ID "/1/package.zip"));
    judged_release(&j);
}

/* ---- taken ---- */

#define CASE "desk/cases/" ID "/"

static void test_good(void **state)
{
    struct bench *place = *state;
    mode_t mask = umask(077);
    write_package(place, "a.zip", &usual);
    assert_outcome(place, "a.zip", TAKE_NEW, "样例一厂 第 1 次送来，第 1 稿，校验码 ");
    umask(mask);
    assert_file(place, CASE "1/材料/执照.PDF", "%PDF");
    assert_file(place, CASE "1/documents/application.txt", "申报书");
    assert_true(is_there(place, CASE "1/draft.yaml"));
    assert_true(is_there(place, CASE "1/manifest.yaml"));
    assert_true(is_there(place, CASE "review.yaml"));
    assert_true(is_there(place, "desk/receipts/" ID "-1.txt"));
    assert_outcome(place, "a.zip", TAKE_DUPLICATE, "和 2024-06-03 09:00 收到的第 1 次送来的一样");
    struct parts later = usual;
    later.time = "2024-06-05T10:30";
    write_package(place, "b.zip", &later);
    assert_outcome(place, "b.zip", TAKE_DUPLICATE, "和 2024-06-03 09:00 收到的第 1 次送来的一样");
    later.proof = "%PDF-2";
    write_package(place, "c.zip", &later);
    assert_outcome(place, "c.zip", TAKE_REFUSED, "正在审核");
    assert_false(is_there(place, CASE "2"));
    assert_int_equal(count_cases(place), 1);
}

/* What it says of a person stays out of the receipt, whatever is wrong with it. */
static void test_receipt(void **state)
{
    struct bench *place = *state;
    struct parts parts = usual;
    struct outcome o;
    parts.answers = "answers:\n  cover:\n    company: 样例一厂\n    code: X\n    contact: 王某人\n"
                    "    phone: 1391234567890\n";
    write_file(place, "bare.yaml", sv_from(HEAD));
    struct str text = {0};
    str_add_f(&text, HEAD "%s", parts.answers);
    write_file(place, "bare.yaml", str_sv(&text));
    o = bring(place, "bare.yaml");
    assert_int_equal(o.taking, TAKE_NEW);
    assert_non_null(strstr(o.text.ptr, "没有定稿，只有草稿"));
    assert_non_null(strstr(o.receipt.ptr, "企业全称：样例一厂\n"));
    assert_non_null(strstr(o.receipt.ptr, "处要补要改：\n1. "));
    assert_non_null(strstr(o.receipt.ptr, "这次交的是草稿，不是送审包"));
    assert_null(strstr(o.receipt.ptr, "13912345"));
    assert_null(strstr(o.receipt.ptr, "王某人"));
    outcome_release(&o);
    str_release(&text);
}

/* Whoever died while taking it in left a half behind, or a whole that no record speaks of. */
static void test_leftovers(void **state)
{
    struct bench *place = *state;
    struct folder_entries aside = {0};
    struct str path = {0};
    struct err e = {0};
    assert_true(desk_make_folder(place->desk, "cases/" ID "/.in-0011aabb/x", &e));
    assert_true(desk_make_folder(place->desk, "cases/" ID "/1", &e));
    write_file(place, CASE ".in-0011aabb/x/half", SV("半"));
    write_file(place, CASE "1/other", SV("别的"));
    write_package(place, "a.zip", &usual);
    assert_outcome(place, "a.zip", TAKE_NEW, "第 1 次送来");
    assert_false(is_there(place, CASE ".in-0011aabb"));
    assert_false(is_there(place, CASE "1/other"));
    case_path(&path, place->desk, SV(ID));
    assert_true(folder_list_hidden(path.ptr, SV(".unrecorded-1-"), &aside, &e));
    assert_int_equal(aside.len, 1);
    path_join(&path, str_sv(&aside.ptr[0].path), SV("other"));
    assert_true(file_exists(path.ptr));
    folder_entries_release(&aside);
    str_release(&path);
}

/* A record that cannot be read or written: nothing of the delivery stays. */
static void test_no_record(void **state)
{
    struct bench *place = *state;
    struct err e = {0};
    write_package(place, "a.zip", &usual);
    assert_true(desk_make_folder(place->desk, "cases/" ID, &e));
    write_file(place, CASE "review.yaml", SV("tianbiao_review: 1\nid: broken\n"));
    assert_outcome(place, "a.zip", TAKE_REFUSED, "review.yaml");
    assert_false(is_there(place, CASE "1"));
}

/* ---- returned and back ---- */

static void act(struct bench *place, const struct act *a)
{
    struct case_file file = {0};
    struct err e = {0};
    struct findings none = {0};
    struct opened draft = {0};
    struct str path = {0};
    assert_true(case_load(place->desk, SV(ID), &file, &e));
    case_intake_path(&path, place->desk, SV(ID), 1);
    str_add(&path, SV("/draft.yaml"));
    assert_true(draft_open(&place->c, path.ptr, &draft, &e));
    struct act_world w = {.desk = &place->at.desk,
                          .form = place->at.form,
                          .draft = draft.draft,
                          .findings = &none,
                          .by = SV("李演示"),
                          .time = SV("2024-06-04T09:00")};
    if (!review_act(&file.review, a, &w, &e) || !case_save(&file, &e))
        fail_msg("%s", e.message.ptr);
    case_file_release(&file);
    opened_release(&draft);
    str_release(&path);
}

static void return_case(struct bench *place)
{
    write_package(place, "a.zip", &usual);
    assert_outcome(place, "a.zip", TAKE_NEW, "第 1 次送来");
    act(place, &(struct act){
                   .kind = ACT_REMARK, .field = SV("brief.text"), .text = SV("写明带动了几家。")});
    act(place, &(struct act){.kind = ACT_REMARK,
                             .field = SV("papers.licence"),
                             .text = SV("执照看不清，请换一份。")});
    act(place, &(struct act){.kind = ACT_DECIDE,
                             .state = CASE_RETURNED,
                             .text = SV("两处要改，改好以后再交。")});
}

/* The return as the applicant hands it back, the first remark answered. */
static void answer(struct bench *place, struct str *out)
{
    struct case_file file = {0};
    struct returned back = {0};
    struct err e = {0};
    struct reply reply = {1, REMARK_CHANGED, SV("写明了。"), SV("2024-06-05T09:00")};
    assert_true(case_load(place->desk, SV(ID), &file, &e));
    assert_true(returned_make(&back, &file.review, &place->at.desk, place->at.form, &e));
    if (!returned_answer(&back, &reply, place->at.form, &e) ||
        !returned_compose(&back, SV(""), out, &e))
        fail_msg("%s", e.message.ptr);
    returned_release(&back);
    case_file_release(&file);
}

static void test_back_again(void **state)
{
    struct bench *place = *state;
    struct case_file file = {0};
    struct str back = {0}, changed = {0};
    struct err e = {0};
    return_case(place);
    assert_outcome(place, "a.zip", TAKE_DUPLICATE, "这一件退回修改了，送来的还是原来的内容");
    answer(place, &back);
    str_set(&changed, SV(ANSWERS));
    str_replace_all(&changed, SV("简述。"), SV("带动了十家。"));
    str_replace_all(&changed, SV("短。"), SV("短短。"));
    str_replace_all(&changed, SV("12345678"), SV("87654321"));
    struct parts parts = {changed.ptr, "%PDF-2", "2024-06-06T10:30", str_sv(&back)};
    write_package(place, "b.zip", &parts);
    struct outcome o = bring(place, "b.zip");
    assert_int_equal(o.taking, TAKE_AGAIN);
    assert_non_null(strstr(o.text.ptr, "：重交，样例一厂 第 2 次送来"));
    assert_non_null(strstr(o.text.ptr, "  退回意见里还有 1 条没有答复。\n"));
    assert_non_null(strstr(o.text.ptr, "改了 4 处，其中 2 处没有要求改（前面有 !）：\n"));
    assert_non_null(strstr(o.text.ptr, "  ! 封面 · 电话\n"));
    assert_non_null(strstr(o.text.ptr, "    一、简介 · （二）简述：简述。 → 带动了十家。\n"));
    assert_non_null(strstr(o.text.ptr, "  ! 一、简介 · 短述：短。 → 短短。\n"));
    assert_non_null(strstr(o.text.ptr, "执照.PDF（同名，内容换过）\n"));
    assert_null(strstr(o.text.ptr, "87654321"));
    assert_non_null(strstr(o.receipt.ptr, "还有 1 条没有答复"));
    assert_file(place, CASE "2/材料/执照.PDF", "%PDF-2");
    assert_file(place, CASE "1/材料/执照.PDF", "%PDF");
    assert_true(case_load(place->desk, SV(ID), &file, &e));
    assert_int_equal(file.review.state, CASE_RECEIVED);
    assert_int_equal(file.review.intakes.len, 2);
    assert_int_equal(review_find_note(&file.review, 1)->state, REMARK_CHANGED);
    assert_int_equal(review_find_note(&file.review, 2)->state, REMARK_OPEN);
    case_file_release(&file);
    outcome_release(&o);
    str_release(&back);
    str_release(&changed);
}

/* 不改，因为…: nothing but the answer is new. */
static void test_only_answers(void **state)
{
    struct bench *place = *state;
    struct str back = {0};
    return_case(place);
    answer(place, &back);
    struct parts parts = usual;
    parts.returned = str_sv(&back);
    write_package(place, "b.zip", &parts);
    assert_outcome(place, "b.zip", TAKE_AGAIN, "和上次比，内容没有改动");
    str_release(&back);
}

/* ---- refused ---- */

/* Puts an archive together that package_write would not make. */
struct forgery {
    const char *what;
    const char *said;
    const char *from; /* in the manifest: what stands there, and what is put for it */
    const char *to;
    const char *entry; /* one more in the archive */
    const char *raw;   /* of the archive's bytes: a name, and one of its length put for it */
    const char *raw_to;
};

static const struct forgery forgeries[] = {
    {.what = "digest", .said = "摘要对不上", .from = "sha256: \"", .to = "sha256: \"00"},
    {.what = "draft id", .said = "不是同一份", .from = ID, .to = "fedcba9876543210"},
    {.what = "id", .said = "编号", .from = ID, .to = "../../../../etc"},
    {.what = "name", .said = "文件名", .from = "材料/执照.PDF", .to = "../../outside"},
    {.what = "hidden", .said = "文件名", .from = "材料/执照.PDF", .to = ".draft.yaml.journal"},
    {.what = "ours", .said = "同名", .from = "材料/执照.PDF", .to = "Review.yaml"},
    {.what = "absolute", .said = "文件名", .from = "材料/执照.PDF", .to = "/tmp/outside"},
    {.what = "not named", .said = "草稿里", .from = "材料/执照.PDF", .to = "材料/别的.PDF"},
    {.what = "another", .said = "填的不一样", .from = "样例一厂", .to = "样例二厂"},
    {.what = "unlisted", .said = "清单里却没有", .entry = "files/099.sh"},
    {.what = "out", .said = "", .raw = "files/001.pdf", .raw_to = "../../out.pdf"},
    {.what = "absolute out", .said = "", .raw = "files/001.pdf", .raw_to = "/tmp/outs.pdf"},
};

static void forge(const struct bench *place, const struct forgery *f)
{
    struct zip z = {0}, made = {0};
    struct str bytes = {0}, out = {0};
    struct err e = {0};
    make_package(&bytes, place->at.form, &usual);
    assert_true(zip_read(str_sv(&bytes), NULL, &z, &e));
    for (size_t i = 0; i < z.entries.len; i++) {
        struct zip_entry *entry = &z.entries.ptr[i];
        if (f->from && sv_eq(str_sv(&entry->name), SV(PACKAGE_MANIFEST)))
            assert_true(str_replace_all(&entry->bytes, sv_from(f->from), sv_from(f->to)) > 0);
        zip_add(&made, str_sv(&entry->name), str_sv(&entry->bytes), false);
    }
    if (f->entry)
        zip_add(&made, sv_from(f->entry), SV("#!/bin/sh\n"), false);
    assert_true(zip_write(&made, &out, &e));
    if (f->raw)
        assert_true(str_replace_all(&out, sv_from(f->raw), sv_from(f->raw_to)) >= 2);
    write_file(place, "forged.zip", str_sv(&out));
    zip_release(&z);
    zip_release(&made);
    str_release(&bytes);
    str_release(&out);
}

static void test_forged(void **state)
{
    struct bench *place = *state;
    for (size_t i = 0; i < COUNT_OF(forgeries); i++) {
        forge(place, &forgeries[i]);
        assert_outcome(place, "forged.zip", TAKE_REFUSED, forgeries[i].said);
        assert_int_equal(count_cases(place), 0);
        assert_false(is_there(place, "outside"));
        assert_false(file_exists("/tmp/outside"));
    }
}

/* Its content is not that of its code: worked out of what lies unpacked, and taken away again. */
static void test_other_content(void **state)
{
    struct bench *place = *state;
    struct str text = {0}, answers = {0}, bytes = {0}, code = {0};
    struct package p = {0};
    struct draft *d = NULL;
    struct err e = {0};
    add_draft(&text, place->at.form, ANSWERS);
    str_replace_all(&text, SV("简述。"), SV("改过的。"));
    add_code(&code, place->at.form, ANSWERS);
    assert_true(draft_parse(place->at.form, str_sv(&text), "d.yaml", &d, NULL, &e));
    package_describe(&p, d, str_sv(&code));
    str_set(&p.time, SV("2024-06-02T10:30"));
    package_add(&p, PACKAGE_PART_DRAFT, SV(PACKAGE_DRAFT), str_sv(&text));
    package_add_named(&p, SV("材料/执照.PDF"), SV("%PDF"));
    assert_true(package_write(&p, &bytes, &e));
    write_file(place, "a.zip", str_sv(&bytes));
    assert_outcome(place, "a.zip", TAKE_REFUSED, "内容在定稿以后改过");
    assert_int_equal(count_cases(place), 0);
    package_release(&p);
    draft_free(d);
    str_release(&text);
    str_release(&answers);
    str_release(&bytes);
    str_release(&code);
}

static void test_unfit(void **state)
{
    struct bench *place = *state;
    struct str other = {0};
    struct parts parts = usual;
    str_set(&other, SV(ANSWERS));
    str_replace_all(&other, SV("{county: 样例县}"), SV("{county: 别样县}"));
    parts.answers = other.ptr;
    write_package(place, "a.zip", &parts);
    assert_outcome(place, "a.zip", TAKE_REFUSED, "写的是“别样县”，这里是样例县的办公夹");
    write_file(place, "demo.yaml", SV(HEAD "demo: true\n" ANSWERS));
    assert_outcome(place, "demo.yaml", TAKE_REFUSED, "演示数据");
    write_file(place, "junk.zip", SV("PK\3\4"));
    assert_outcome(place, "junk.zip", TAKE_REFUSED, "junk.zip");
    write_file(place, "junk.txt", SV("甲"));
    assert_outcome(place, "junk.txt", TAKE_REFUSED, "不是送审包，也不是草稿");
    write_file(place, "broken.yaml", SV(HEAD "answers: {\n"));
    assert_outcome(place, "broken.yaml", TAKE_REFUSED, "broken.yaml");
    assert_outcome(place, "nothing", TAKE_FAILED, "没有这个文件或文件夹");
    assert_outcome(place, "desk", TAKE_REFUSED, "这是办公夹");
    assert_int_equal(count_cases(place), 0);
    str_release(&other);
}

/* A city takes what counties recommend. */
static void test_past_the_county(void **state)
{
    struct bench *place = *state;
    write_package(place, "a.zip", &usual);
    assert_outcome(place, "a.zip", TAKE_REFUSED, "请先报所在的县（市、区）");
    assert_int_equal(count_cases(place), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes),
        cmocka_unit_test_setup_teardown(test_taken_over, set_up_desk, tear_down_desk),
        cmocka_unit_test_setup_teardown(test_recorded_after_all, set_up_desk, tear_down_desk),
        cmocka_unit_test_setup_teardown(test_good, set_up_desk, tear_down_desk),
        cmocka_unit_test_setup_teardown(test_receipt, set_up_desk, tear_down_desk),
        cmocka_unit_test_setup_teardown(test_leftovers, set_up_desk, tear_down_desk),
        cmocka_unit_test_setup_teardown(test_no_record, set_up_desk, tear_down_desk),
        cmocka_unit_test_setup_teardown(test_back_again, set_up_desk, tear_down_desk),
        cmocka_unit_test_setup_teardown(test_only_answers, set_up_desk, tear_down_desk),
        cmocka_unit_test_setup_teardown(test_forged, set_up_desk, tear_down_desk),
        cmocka_unit_test_setup_teardown(test_other_content, set_up_desk, tear_down_desk),
        cmocka_unit_test_setup_teardown(test_unfit, set_up_desk, tear_down_desk),
        cmocka_unit_test_setup_teardown(test_past_the_county, set_up_city, tear_down_desk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
