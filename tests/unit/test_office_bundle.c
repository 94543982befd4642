#include "folder.h"

#include "office/bundle_io.h"
#include "store/file.h"
#include "store/tree.h"

#define ID_A "00000000000000a1"
#define ID_B "00000000000000b2"

static void fill_head(struct bundle *b)
{
    str_set(&b->form, SV("small"));
    b->form_version = 2;
    str_set(&b->county, SV("演示县"));
    str_set(&b->office, SV("演示县主管局"));
    str_set(&b->contact, SV("李演示"));
    str_set(&b->phone, SV("0311-66660000"));
    str_set(&b->round, SV("2024-08"));
    str_set(&b->time, SV("2024-06-01T09:00"));
}

static void add_case(struct bundle *b, const char *id, const char *package)
{
    struct bundle_case *c = vec_add(&b->cases);
    str_set(&c->id, sv_from(id));
    str_set(&c->name, SV("演示药业（河北）有限公司"));
    str_set(&c->code, SV("91130100MA0EXAMPLE"));
    str_set(&c->title, SV("演示药业：开放平台 #1"));
    str_set(&c->check_code, SV("K7QM-2D4X-9T"));
    c->revision = 2;
    str_set(&c->package, sv_from(package));
}

static void make(const char *path)
{
    struct bundle b = {0};
    struct err e = {0};
    fill_head(&b);
    if (!bundle_begin(&b, path, &e) ||
        !bundle_put(&b, SV("packages/001-" ID_A ".zip"), SV("PK甲"), &e) ||
        !bundle_put(&b, SV("packages/002-" ID_B ".zip"), SV("PK乙"), &e) ||
        !bundle_put(&b, SV("list.txt"), SV("清单\n"), &e))
        fail_msg("%s", e.message.ptr);
    add_case(&b, ID_A, "packages/001-" ID_A ".zip");
    add_case(&b, ID_B, "packages/002-" ID_B ".zip");
    if (!bundle_finish(&b, &e))
        fail_msg("%s", e.message.ptr);
    bundle_release(&b);
}

static void check_whole(const char *path)
{
    struct bundle b = {0};
    struct err e = {0};
    struct str bytes = {0};
    struct bundle_troubles troubles = {0};
    assert_true(bundle_is_here(path));
    if (!bundle_read(path, &b, &e))
        fail_msg("%s", e.message.ptr);
    assert_text(str_sv(&b.county), "演示县");
    assert_text(str_sv(&b.round), "2024-08");
    assert_text(str_sv(&b.time), "2024-06-01T09:00");
    assert_int_equal(b.form_version, 2);
    assert_int_equal(b.cases.len, 2);
    assert_int_equal(b.files.len, 3);
    assert_text(str_sv(&b.cases.ptr[1].id), ID_B);
    assert_text(str_sv(&b.cases.ptr[0].title), "演示药业：开放平台 #1");
    assert_int_equal(b.cases.ptr[0].revision, 2);
    assert_true(bundle_get(&b, str_sv(&b.cases.ptr[0].package), &bytes, &e));
    assert_text(str_sv(&bytes), "PK甲");
    assert_false(bundle_get(&b, SV("packages"), &bytes, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    err_clear(&e);
    bundle_verify(&b, &troubles);
    assert_int_equal(troubles.len, 0);
    str_release(&bytes);
    bundle_release(&b);
}

static void test_round_trip(void **state)
{
    static const char *const names[] = {"b", "b.zip"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char *path = in(state, names[i]);
        struct bundle again = {0};
        struct err e = {0};
        assert_false(bundle_is_here(path));
        make(path);
        check_whole(path);
        /* What is there is never replaced. */
        assert_false(bundle_begin(&again, path, &e));
        assert_int_equal(e.class, ERR_IO);
        err_clear(&e);
        bundle_release(&again);
        check_whole(path);
        free(path);
    }
}

/* One that is not finished leaves nothing. */
static void test_unfinished(void **state)
{
    char *path = in(state, "b");
    struct bundle b = {0};
    struct folder_entries found = {0};
    fill_head(&b);
    assert_true(bundle_begin(&b, path, NULL));
    assert_true(bundle_put(&b, SV("packages/a.zip"), SV("x"), NULL));
    bundle_release(&b);
    assert_true(folder_list_hidden(*state, SV("bundle"), &found, NULL));
    assert_int_equal(found.len, 0);
    assert_false(file_exists(path));
    folder_entries_release(&found);
    free(path);
}

/* What no archive holds is refused as soon as it comes, not when all of it is in memory. */
static void test_too_much(void **state)
{
    enum { PIECE = 60 << 20 };
    char *path = in(state, "b.zip");
    struct bundle b = {0};
    struct err e = {0};
    struct str bytes = {0}, name = {0};
    int taken = 0;
    str_add_bytes(&bytes, 'x', PIECE);
    fill_head(&b);
    assert_true(bundle_begin(&b, path, NULL));
    for (bool ok = true; ok; taken += ok) {
        str_clear(&name);
        str_add_f(&name, "packages/%d.zip", taken);
        ok = bundle_put(&b, str_sv(&name), str_sv(&bytes), &e);
    }
    assert_int_equal(taken, ZIP_MAX_TOTAL_BYTES / PIECE);
    assert_int_equal(e.class, ERR_REFUSED);
    assert_int_equal(b.files.len, taken);
    err_clear(&e);
    bundle_release(&b);
    /* One file can be too large by itself. */
    str_add_bytes(&bytes, 'x', ZIP_MAX_ENTRY_BYTES - PIECE + 1);
    fill_head(&b);
    assert_true(bundle_begin(&b, path, NULL));
    assert_false(bundle_put(&b, SV("a.zip"), str_sv(&bytes), &e));
    assert_int_equal(e.class, ERR_REFUSED);
    err_clear(&e);
    bundle_release(&b);
    str_release(&bytes);
    str_release(&name);
    free(path);
}

/* The list of as many cases as are let in can be read again. */
static void test_largest(void **state)
{
    struct bundle b = {0};
    struct str list = {0}, name = {0}, digest = {0};
    struct err e = {0};
    (void)state;
    fill_head(&b);
    str_add_bytes(&digest, 'a', 64);
    for (unsigned i = 0; i < BUNDLE_MAX_CASES; i++) {
        struct str id = {0};
        for (size_t k = 0; k < 3; k++) {
            struct bundle_file *f = vec_add(&b.files);
            str_add_f(&f->path,
                      k == 0   ? "packages/%u-x.zip"
                      : k == 1 ? "reviews/%u-x.yaml"
                               : "reviews/%u-x.txt",
                      i);
            str_set(&f->digest, str_sv(&digest));
            f->bytes = 123456;
        }
        str_add_f(&id, "%016x", i);
        str_clear(&name);
        str_add_f(&name, "packages/%u-x.zip", i);
        add_case(&b, id.ptr, name.ptr);
        str_clear(&name);
        str_add_f(&name, "reviews/%u-x.yaml", i);
        str_set(&b.cases.ptr[i].review, str_sv(&name));
        str_release(&id);
    }
    if (!bundle_compose(&b, &list, &e))
        fail_msg("%s", e.message.ptr);
    bundle_release(&b);
    str_release(&list);
    str_release(&name);
    str_release(&digest);
}

/* A file changed on the way is found out, the others stay good. */
static void test_damage(void **state)
{
    char *path = in(state, "b"), *damaged = in(state, "b/packages/001-" ID_A ".zip");
    char *gone = in(state, "b/list.txt"), *more = in(state, "b/more.txt");
    struct bundle b = {0};
    struct str bytes = {0};
    struct err e = {0};
    struct bundle_troubles troubles = {0};
    make(path);
    assert_true(file_write(damaged, SV("PK丙"), 0600, NULL));
    file_remove(gone);
    assert_true(file_write(more, SV("x"), 0600, NULL));
    assert_true(bundle_read(path, &b, NULL));
    assert_false(bundle_get(&b, str_sv(&b.cases.ptr[0].package), &bytes, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    assert_int_equal(bytes.len, 0);
    assert_true(bundle_get(&b, str_sv(&b.cases.ptr[1].package), &bytes, NULL));
    bundle_verify(&b, &troubles);
    assert_int_equal(troubles.len, 3);
    assert_true(sv_contains(str_sv(&troubles.ptr[0]), SV("list.txt")));
    assert_true(sv_contains(str_sv(&troubles.ptr[1]), SV("001-" ID_A ".zip")));
    assert_true(sv_contains(str_sv(&troubles.ptr[2]), SV("more.txt")));
    bundle_troubles_release(&troubles);
    bundle_release(&b);
    str_release(&bytes);
    err_clear(&e);
    free(path);
    free(damaged);
    free(gone);
    free(more);
}

/* A folder in it that is a link leads nowhere. */
static void test_links(void **state)
{
    char *path = in(state, "b"), *folder = in(state, "b/packages"), *other = in(state, "other");
    struct bundle b = {0};
    struct err e = {0};
    struct str command = {0};
    make(path);
    str_add_f(&command, "mv '%s' '%s' && ln -s '%s' '%s'", folder, other, other, folder);
    assert_int_equal(system(command.ptr), 0);
    assert_false(bundle_read(path, &b, &e));
    assert_int_equal(e.class, ERR_IO);
    err_clear(&e);
    str_release(&command);
    free(path);
    free(folder);
    free(other);
}

#define HEAD "tianbiao_bundle: 1\nform: small\nform_version: 2\ncounty: 演示县\n"
#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define FILE_P "files:\n  - {path: p.zip, sha256: " SHA ", bytes: 1}\n"

static void test_hostile_manifests(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        bool good;
    } cases[] = {
        {HEAD, true},
        {HEAD FILE_P "cases:\n  - {id: " ID_A ", package: p.zip}\n", true},
        {"", false},
        {"a: b\n", false},
        {"- 1\n", false},
        {"tianbiao_bundle: 2\nform: small\nform_version: 2\ncounty: 演示县\n", false},
        {"tianbiao_bundle: x\nform: small\nform_version: 2\ncounty: 演示县\n", false},
        {"tianbiao_bundle: 1\nform: small\nform_version: 2\n", false},
        {HEAD "time: 昨天\n", false},
        {HEAD "files:\n  - {path: ../p.zip, sha256: " SHA ", bytes: 1}\n", false},
        {HEAD "files:\n  - {path: /p.zip, sha256: " SHA ", bytes: 1}\n", false},
        {HEAD "files:\n  - {path: a/b/p.zip, sha256: " SHA ", bytes: 1}\n", false},
        {HEAD "files:\n  - {path: .p, sha256: " SHA ", bytes: 1}\n", false},
        {HEAD "files:\n  - {path: 件.zip, sha256: " SHA ", bytes: 1}\n", false},
        {HEAD "files:\n  - {path: bundle.yaml, sha256: " SHA ", bytes: 1}\n", false},
        {HEAD "files:\n  - {path: p.zip, sha256: 12, bytes: 1}\n", false},
        {HEAD "files:\n  - {path: p.zip, sha256: " SHA ", bytes: -1}\n", false},
        {HEAD "files:\n  - {path: p.zip, sha256: " SHA ", bytes: 99999999999}\n", false},
        {HEAD "files:\n  - p.zip\n", false},
        {HEAD "files: p.zip\n", false},
        {HEAD FILE_P "  - {path: p.zip, sha256: " SHA ", bytes: 1}\n", false},
        {HEAD FILE_P "cases:\n  - {id: " ID_A ", package: q.zip}\n", false},
        {HEAD FILE_P "cases:\n  - {id: ../x, package: p.zip}\n", false},
        {HEAD FILE_P "cases:\n  - {id: " ID_A ", package: p.zip, review: r.yaml}\n", false},
        {HEAD FILE_P "cases:\n  - {id: " ID_A ", package: p.zip}\n"
                     "  - {id: " ID_A ", package: p.zip}\n",
         false},
        {HEAD FILE_P "cases:\n  - {id: " ID_A ", package: p.zip, name: \"甲\\e[2J\"}\n", false},
        {HEAD FILE_P "cases:\n  - {id: " ID_A ", package: p.zip, revision: -1}\n", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct bundle b = {0};
        struct err e = {0};
        if (bundle_parse(sv_from(cases[i].source), "bundle.yaml", &b, &e) != cases[i].good)
            fail_msg("case %zu: %s", i, e.message.ptr ? e.message.ptr : "taken");
        assert_int_equal(e.class, cases[i].good ? ERR_NONE : ERR_REFUSED);
        bundle_release(&b);
        err_clear(&e);
    }
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool good;
    } cases[] = {
        {"a", true},   {"a/b.zip", true}, {"a_b-1.txt", true}, {"", false},     {"a/", false},
        {"/a", false}, {"a//b", false},   {"a/b/c", false},    {"..", false},   {"a/..", false},
        {".a", false}, {"a.", false},     {"a b", false},      {"a\\b", false}, {"a:b", false},
        {"件", false}, {"./a", false},    {"a/./b", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (bundle_name_is_good(sv_from(cases[i].name)) != cases[i].good)
            fail_msg("“%s”", cases[i].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_round_trip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_much, set_up, tear_down),
        cmocka_unit_test(test_largest),
        cmocka_unit_test_setup_teardown(test_unfinished, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_links, set_up, tear_down),
        cmocka_unit_test(test_hostile_manifests),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
