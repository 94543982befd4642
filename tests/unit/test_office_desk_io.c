#include "office/desk_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"
#include "office/desk_io_index.h"
#include "officing.h"
#include "store/lock.h"

/* ---- a desk in the test's folder ---- */

static void open_desk(void **state, struct office *o, char **folder)
{
    struct desk d = {.role = ROLE_COUNTY};
    office_open(o, ROLE_COUNTY);
    *folder = in(state, "desk");
    str_set(&d.form, SV("t"));
    str_set(&d.name, SV("演示县"));
    assert_true(desk_create(*folder, &d, NULL));
    desk_release(&d);
}

static void case_id(struct str *out, unsigned number)
{
    str_clear(out);
    str_add_f(out, "%016x", number);
}

static void put_case(const struct office *o, const char *folder, unsigned number)
{
    struct case_file f = {0};
    struct err e = {0};
    struct str id = {0};
    case_id(&id, number);
    if (!case_load(folder, str_sv(&id), &f, &e))
        fail_msg("%s", e.message.ptr);
    assert_false(f.saved);
    review_copy(&f.review, &o->review);
    str_set(&f.review.head.id, str_sv(&id));
    if (!case_save(&f, &e))
        fail_msg("%s", e.message.ptr);
    case_file_release(&f);
    str_release(&id);
}

/* Notes an experience, as an officer does. */
static void touch_case(struct office *o, const char *folder, unsigned number, const char *by)
{
    struct case_file f = {0};
    struct str id = {0};
    struct act a = {.kind = ACT_EXPERIENCE, .text = SV("好")};
    case_id(&id, number);
    assert_true(case_load(folder, str_sv(&id), &f, NULL));
    o->world.by = sv_from(by);
    assert_true(review_act(&f.review, &a, &o->world, NULL));
    assert_true(case_save(&f, NULL));
    case_file_release(&f);
    str_release(&id);
}

static char *record_path(const char *folder, unsigned number)
{
    struct str id = {0}, path = {0};
    case_id(&id, number);
    case_record_path(&path, folder, str_sv(&id));
    str_release(&id);
    return str_detach(&path);
}

/* ---- desk.yaml ---- */

static void test_desk(void **state)
{
    struct desk d = {.role = ROLE_CITY, .ceiling = 5000000}, again;
    struct err e = {0};
    struct stat st;
    char *folder = in(state, "市"), *yaml = in(state, "市/desk.yaml"),
         *cases = in(state, "市/cases");
    mode_t old = umask(077);
    str_set(&d.form, SV("t"));
    str_set(&d.name, SV("演示市"));
    str_set(&d.phone, SV("0123"));
    str_set(vec_add(&d.counties), SV("甲县"));
    str_set(vec_add(&d.counties), SV("乙, 区"));
    assert_false(desk_is_here(folder));
    assert_false(desk_load(folder, &again, &e));
    assert_int_equal(e.class, ERR_IO);
    err_clear(&e);
    assert_true(desk_create(folder, &d, &e));
    umask(old);
    assert_int_equal(stat(yaml, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0660);
    assert_int_equal(stat(cases, &st), 0);
    assert_int_equal(st.st_mode & 07777, 02770);
    assert_false(desk_create(folder, &d, &e));
    assert_int_equal(e.class, ERR_IO);
    err_clear(&e);
    assert_true(desk_load(folder, &again, &e));
    assert_int_equal(again.role, ROLE_CITY);
    assert_int_equal(again.ceiling, 5000000);
    assert_text(str_sv(&again.phone), "0123");
    assert_int_equal(again.counties.len, 2);
    assert_text(str_sv(&again.counties.ptr[1]), "乙, 区");
    desk_release(&again);
    desk_release(&d);
    free(folder);
    free(yaml);
    free(cases);
}

/* What is not ours stays when a setting is changed. */
static void test_desk_store(void **state)
{
    static const char source[] = "# 演示县\ntianbiao_desk: 1\nrole: county\nform: t\n"
                                 "name: 演示县\nseal: 红色   # 我们的\n";
    struct desk d;
    struct str bytes = {0};
    char *yaml = in(state, "desk.yaml");
    assert_true(file_write(yaml, SV(""), 0600, NULL));
    assert_true(file_write(yaml, sv_from(source), 0600, NULL));
    assert_true(desk_load(*state, &d, NULL));
    str_set(&d.round, SV("r1"));
    assert_true(desk_store(*state, &d, NULL));
    assert_true(file_read(yaml, 4096, &bytes, NULL));
    assert_true(sv_starts(str_sv(&bytes), SV("# 演示县\ntianbiao_desk: 1\n")));
    assert_true(sv_contains(str_sv(&bytes), SV("seal: 红色   # 我们的\n")));
    assert_true(sv_contains(str_sv(&bytes), SV("round: r1\n")));
    str_release(&bytes);
    desk_release(&d);
    free(yaml);
}

static void test_hostile_desks(void **state)
{
    static const struct {
        const char *source;
        const char *why;
    } cases[] = {
        {"", "这不是办公夹的设置"},
        {"form: t\n", "这不是办公夹的设置"},
        {"tianbiao_desk: 2\n", "更新的版本"},
        {"tianbiao_desk: 1\nrole: king\n", "desk.yaml:2: role 应当是"},
        {"tianbiao_desk: 1\n", "role 应当是"},
        {"tianbiao_desk: 1\nrole: city\nname: [a]\n", "应当是一段文字"},
        {"tianbiao_desk: 1\nrole: city\nname: \"a\\eb\"\n", "控制字符"},
        {"tianbiao_desk: 1\nrole: city\nceiling: -1\n", "ceiling 应当是整数"},
        {"tianbiao_desk: 1\nrole: city\ncounties: 甲县\n", "一列名称"},
        {"tianbiao_desk: 1\nrole: city\ncounties: [[甲县]]\n", "一行文字"},
    };
    char *yaml = in(state, "desk.yaml");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct desk d;
        struct err e = {0};
        assert_true(file_write(yaml, sv_from(cases[i].source), 0600, NULL));
        if (desk_load(*state, &d, &e))
            fail_msg("taken: %s", cases[i].source);
        if (!sv_contains(str_sv(&e.message), sv_from(cases[i].why)))
            fail_msg("%s\nhas not: %s", e.message.ptr, cases[i].why);
        err_clear(&e);
    }
    free(yaml);
}

/* ---- a record in hand ---- */

static void test_ids(void **state)
{
    static const struct {
        const char *id;
        bool good;
    } cases[] = {
        {"0d3e5a7c9b1f2468", true},
        {"00000000", true},
        {"0000000", false},
        {"", false},
        {"0D3E5A7C", false},
        {"../../00", false},
        {"00000000/", false},
        {"0000000g", false},
        {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true},
        {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(case_id_is_good(sv_from(cases[i].id)), cases[i].good);
}

static void test_case_file(void **state)
{
    struct office o;
    struct case_file mine = {0}, other = {0};
    struct err e = {0};
    struct stat st;
    char *folder;
    struct act a = {.kind = ACT_EXPERIENCE, .text = SV("我写的")};
    open_desk(state, &o, &folder);
    assert_false(case_load(folder, SV("../desk"), &mine, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    err_clear(&e);
    put_case(&o, folder, 0xaa);
    assert_true(case_load(folder, SV(OFFICE_ID), &mine, NULL));
    assert_true(case_load(folder, SV(OFFICE_ID), &other, NULL));
    assert_true(mine.saved);
    assert_int_equal(stat(mine.path.ptr, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0660);
    /* Nobody's work is written over. */
    assert_true(review_act(&other.review, &a, &o.world, NULL));
    assert_true(case_save(&other, NULL));
    assert_true(review_act(&mine.review, &a, &o.world, NULL));
    assert_false(case_save(&mine, &e));
    assert_int_equal(e.class, ERR_IO);
    assert_true(mine.changed);
    err_clear(&e);
    case_file_release(&mine);
    assert_true(case_load(folder, SV(OFFICE_ID), &mine, NULL));
    assert_text(str_sv(&mine.review.experience), "我写的");
    assert_true(case_save(&mine, NULL));
    /* A second receipt of the same new case is told that it is there. */
    case_file_release(&other);
    assert_true(case_load(folder, SV("00000000000000bb"), &other, NULL));
    review_copy(&other.review, &mine.review);
    str_set(&other.review.head.id, SV("00000000000000bb"));
    put_case(&o, folder, 0xbb);
    assert_false(case_save(&other, &e));
    assert_int_equal(e.class, ERR_IO);
    err_clear(&e);
    /* It lies where another one belongs. */
    char *path = record_path(folder, 0xbb);
    assert_true(file_write(path, str_sv(&mine.source), 0600, NULL));
    case_file_release(&other);
    assert_false(case_load(folder, SV("00000000000000bb"), &other, &e));
    assert_true(sv_contains(str_sv(&e.message), SV("和文件夹的名称不一样")));
    err_clear(&e);
    case_file_release(&mine);
    free(path);
    free(folder);
    office_close(&o);
}

/* ---- the queue and its index ---- */

enum { CASES = 40 };

/* Everything a row says, for comparing. */
static void describe(const struct queue *q, struct str *out)
{
    str_clear(out);
    for (size_t i = 0; i < q->len; i++) {
        const struct queue_row *r = &q->ptr[i];
        const struct str *const texts[] = {
            &r->head.id,    &r->head.form,   &r->head.name, &r->head.code,  &r->head.title,
            &r->head.group, &r->head.county, &r->round,     &r->check_code, &r->digest,
            &r->received,   &r->touched,     &r->by,        &r->path,       &r->trouble};
        for (size_t t = 0; t < COUNT_OF(texts); t++)
            str_add_f(out, "%s|", texts[t]->len ? texts[t]->ptr : "");
        str_add_f(out, "%d %u %u %d %u %u %u/%u/%u/%u/%u/%u/%u %d %u\n", (int)r->state, r->intakes,
                  r->revision, r->bare, r->errors, r->warnings, r->tally.items, r->tally.passed,
                  r->tally.doubted, r->tally.failed, r->tally.open, r->tally.answered,
                  r->tally.accepted, r->broken, r->same_code);
    }
}

static void load(const struct office *o, const char *folder, struct str *said)
{
    struct queue q = {0};
    struct err e = {0};
    if (!queue_load(folder, o->form, &q, &e))
        fail_msg("%s", e.message.ptr);
    describe(&q, said);
    queue_release(&q);
}

static void fill_desk(struct office *o, const char *folder)
{
    office_must(o, (struct act){.kind = ACT_MARK, .item = SV("一"), .ruling = RULING_PASS});
    office_must(o, (struct act){.kind = ACT_REMARK, .text = SV("改")});
    for (unsigned i = 1; i <= CASES; i++)
        put_case(o, folder, i);
}

/* Whatever is done to the desk, the list says what the records say. */
static void test_index(void **state)
{
    struct office o;
    char *folder;
    struct str first = {0}, with = {0}, without = {0};
    open_desk(state, &o, &folder);
    char *index = in(state, "desk/.index");
    fill_desk(&o, folder);
    assert_false(file_exists(index));
    load(&o, folder, &first);
    assert_true(file_exists(index));
    load(&o, folder, &with);
    assert_text(str_sv(&with), first.ptr);
    /* Changed, taken away, added. */
    touch_case(&o, folder, 7, "另一位");
    char *gone = record_path(folder, 9), *delivery = in(state, "desk/cases/0000000000000009/1");
    assert_int_equal(unlink(gone), 0);
    assert_true(file_make_folder(delivery, NULL));
    put_case(&o, folder, 0x100);
    load(&o, folder, &with);
    assert_int_equal(unlink(index), 0);
    load(&o, folder, &without);
    assert_text(str_sv(&with), without.ptr);
    assert_true(sv_contains(str_sv(&with), SV("另一位")));
    assert_true(sv_contains(str_sv(&with), SV("没有 review.yaml")));
    str_release(&first);
    str_release(&with);
    str_release(&without);
    free(gone);
    free(delivery);
    free(index);
    free(folder);
    office_close(&o);
}

/* Writes an index that says what no record says, so that it is seen whether it is believed. */
static void write_lie(const struct office *o, const char *folder)
{
    struct str cases = {0}, lines = {0};
    struct folder_stamps stamps = {0};
    cases_path(&cases, folder);
    assert_true(folder_stamps_read(cases.ptr, "review.yaml", &stamps, NULL));
    for (size_t i = 0; i < stamps.len; i++) {
        struct queue_row row = {0};
        queue_row_make(&row, &o->review, o->form);
        str_set(&row.head.id, str_sv(&stamps.ptr[i].name));
        str_set(&row.head.name, SV("没有这一家"));
        desk_index_add(&lines, &row, &stamps.ptr[i].stamp);
        queue_row_release(&row);
    }
    desk_index_write(folder, o->form, str_sv(&lines), stamp_clock());
    folder_stamps_release(&stamps);
    str_release(&cases);
    str_release(&lines);
}

static size_t count_lies(const struct office *o, const char *folder)
{
    struct queue q = {0};
    size_t lies = 0;
    assert_true(queue_load(folder, o->form, &q, NULL));
    assert_int_equal(q.len, CASES);
    for (size_t i = 0; i < q.len; i++)
        lies += sv_eq(str_sv(&q.ptr[i].head.name), SV("没有这一家"));
    queue_release(&q);
    return lies;
}

/* The index is believed where the stamps fit, and only where they are old enough to mean it. */
static void test_trust(void **state)
{
    struct office o;
    struct stat st;
    struct str junk = {0};
    char *folder;
    open_desk(state, &o, &folder);
    char *index = in(state, "desk/.index"), *path = record_path(folder, 3);
    fill_desk(&o, folder);
    write_lie(&o, folder);
    assert_int_equal(count_lies(&o, folder), 0);
    write_lie(&o, folder);
    assert_int_equal(stat(index, &st), 0);
    struct timespec later[2] = {{.tv_sec = st.st_mtime + 10}, {.tv_sec = st.st_mtime + 10}};
    assert_int_equal(utimensat(AT_FDCWD, index, later, 0), 0);
    assert_int_equal(count_lies(&o, folder), CASES);
    /* Another file of the same size and time of writing is another file. */
    assert_int_equal(stat(path, &st), 0);
    str_add_bytes(&junk, '?', (size_t)st.st_size);
    assert_true(file_write(path, str_sv(&junk), 0660, NULL));
    struct timespec same[2] = {st.st_atim, st.st_mtim};
    assert_int_equal(utimensat(AT_FDCWD, path, same, 0), 0);
    assert_int_equal(count_lies(&o, folder), CASES - 1);
    /* Of another definition of the form nothing is believed. */
    o.form->digest++;
    assert_int_equal(count_lies(&o, folder), 0);
    str_release(&junk);
    free(path);
    free(index);
    free(folder);
    office_close(&o);
}

/* Cut anywhere, or with a byte changed, an index is none. */
static void test_torn_index(void **state)
{
    struct office o;
    struct str bytes = {0}, said = {0}, want = {0};
    char *folder;
    open_desk(state, &o, &folder);
    char *index = in(state, "desk/.index");
    fill_desk(&o, folder);
    load(&o, folder, &want);
    assert_true(file_read(index, 1 << 20, &bytes, NULL));
    for (size_t at = 0; at < bytes.len; at += bytes.len / 40) {
        assert_true(file_write(index, sv_sub(str_sv(&bytes), 0, at), 0600, NULL));
        load(&o, folder, &said);
        assert_text(str_sv(&said), want.ptr);
        bytes.ptr[at] ^= 1;
        assert_true(file_write(index, str_sv(&bytes), 0600, NULL));
        bytes.ptr[at] ^= 1;
        load(&o, folder, &said);
        assert_text(str_sv(&said), want.ptr);
    }
    /* Nor does it matter that it cannot be written, or is something else. */
    assert_int_equal(unlink(index), 0);
    assert_int_equal(mkdir(index, 0700), 0);
    load(&o, folder, &said);
    assert_text(str_sv(&said), want.ptr);
    str_release(&bytes);
    str_release(&said);
    str_release(&want);
    free(index);
    free(folder);
    office_close(&o);
}

/* A folder just made, and one whose case is being taken in, are none yet. */
static void test_coming(void **state)
{
    struct office o;
    struct queue q = {0};
    struct lock *lock = NULL;
    char *folder;
    open_desk(state, &o, &folder);
    put_case(&o, folder, 1);
    char *two = in(state, "desk/cases/0000000000000002");
    char *three = in(state, "desk/cases/0000000000000003/1"), *record = record_path(folder, 3);
    assert_true(file_make_folder(two, NULL) && file_make_folder(three, NULL));
    assert_int_equal(lock_take(record, (struct lock_asker){0}, &lock, NULL, NULL), LOCK_TAKEN);
    assert_true(queue_load(folder, o.form, &q, NULL));
    assert_int_equal(q.len, 1);
    queue_release(&q);
    lock_release(lock);
    assert_true(queue_load(folder, o.form, &q, NULL));
    assert_int_equal(q.len, 2);
    assert_true(q.ptr[1].broken);
    queue_release(&q);
    free(two);
    free(three);
    free(record);
    free(folder);
    office_close(&o);
}

/* What lies among the cases and is none is passed over, or told; nothing stops the rest. */
static void test_odd_cases(void **state)
{
    static const struct {
        const char *name;
        const char *trouble; /* NULL: a good one */
    } want[] = {
        {"0000000000000001", NULL},
        {"0000000000000002", "review.yaml:1: 这不是审核记录"},
        {"0000000000000003", "没有 review.yaml"},
        {"0000000000000004", "不是文件（可能是链接）"},
        {"0000000000000005", "不是文件夹（可能是链接）"},
        {"不是编号", "不是件的编号"},
    };
    struct office o;
    struct queue q = {0};
    char *folder;
    open_desk(state, &o, &folder);
    put_case(&o, folder, 1);
    for (unsigned i = 2; i <= 4; i++)
        put_case(&o, folder, i);
    char *two = record_path(folder, 2), *three = record_path(folder, 3);
    char *four = record_path(folder, 4), *one = record_path(folder, 1);
    char *link = in(state, "desk/cases/0000000000000005"), *odd = in(state, "desk/cases/不是编号");
    char *readme = in(state, "desk/cases/说明.txt"), *way = in(state, "desk/cases/way");
    assert_true(file_write(two, SV("不是记录"), 0600, NULL));
    char *delivery = in(state, "desk/cases/0000000000000003/1");
    assert_int_equal(unlink(three), 0);
    assert_true(file_make_folder(delivery, NULL));
    free(delivery);
    assert_int_equal(unlink(four), 0);
    assert_int_equal(symlink(one, four), 0);
    assert_int_equal(symlink("0000000000000001", link), 0);
    assert_int_equal(symlink("/", way), 0);
    assert_true(file_make_folder(odd, NULL));
    assert_true(file_write(readme, SV("说明"), 0600, NULL));
    assert_true(queue_load(folder, o.form, &q, NULL));
    assert_int_equal(q.len, COUNT_OF(want));
    for (size_t i = 0; i < q.len; i++) {
        assert_text(str_sv(&q.ptr[i].head.id), want[i].name);
        assert_int_equal(q.ptr[i].broken, want[i].trouble != NULL);
        if (want[i].trouble)
            assert_true(sv_contains(str_sv(&q.ptr[i].trouble), sv_from(want[i].trouble)));
    }
    char *const paths[] = {two, three, four, one, link, odd, readme, way, folder};
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        free(paths[i]);
    queue_release(&q);
    office_close(&o);
}

/* ---- who was selected before ---- */

static void test_earlier(void **state)
{
    static const struct {
        const char *source;
        const char *code;
        const char *round;
    } cases[] = {
        {"91130100DEM000014U,演示药业,r1\n", "91130100DEM000014U", "r1"},
        {"91130100DEM000014U,演示药业,r1\n", "９１１３０１００dem000014u", "r1"},
        {"91130100DEM000014U,演示药业,r1\n", "91130100DEM000015U", ""},
        {"91130100DEM000014U,演示药业,r1\n", "", ""},
        {"\xEF\xBB\xBF企业名称,轮次,统一社会信用代码\r\n演示药业,r2,=\"91130100DEM000014U\"\r\n",
         "91130100DEM000014U", "r2"},
        {"91130100DEM000014U\n", "91130100DEM000014U", "以前"},
        {"", "91130100DEM000014U", ""},
    };
    char *csv = in(state, "earlier.csv");
    struct earlier list = {0};
    struct err e = {0};
    assert_true(earlier_load(*state, &list, NULL));
    assert_int_equal(list.rows.len, 0);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_true(file_write(csv, sv_from(cases[i].source), 0600, NULL));
        if (!earlier_load(*state, &list, &e))
            fail_msg("%s", e.message.ptr);
        assert_text(earlier_round(&list, sv_from(cases[i].code)), cases[i].round);
        earlier_release(&list);
    }
    assert_true(file_write(csv, SV("91130100DEM000014U,甲,r1\n,乙,r1\n"), 0600, NULL));
    assert_false(earlier_load(*state, &list, &e));
    assert_true(sv_contains(str_sv(&e.message), SV("earlier.csv：第 2 行没有信用代码")));
    err_clear(&e);
    free(csv);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_desk, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_desk_store, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hostile_desks, set_up, tear_down),
        cmocka_unit_test(test_ids),
        cmocka_unit_test_setup_teardown(test_case_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_index, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_trust, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_torn_index, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_odd_cases, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_coming, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_earlier, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("office/desk_io", tests, NULL, NULL);
}
