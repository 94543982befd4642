#include "unit.h"

#include "codec/digest.h"
#include "draft/draft_io.h"
#include "form/form_load.h"
#include "office/package_io.h"
#include "store/file.h"

/* A draft of the tests' own small form, final, that names three files, one of them where nobody
 * asks for it. */
#define DRAFT \
    "tianbiao: 1\nform: small\nform_version: 2\ndraft_id: 0123456789abcdef\nrevision: 1\n" \
    "finals:\n  - {revision: 1, code: AFD7-DTAD-A46D, time: 2024-06-01T09:00}\n" \
    "answers:\n  cover:\n    company: 样例一厂\n    address: {county: 样例县}\n" \
    "  brief:\n    name: 样例名称\n" \
    "  papers:\n    licence: {state: have, files: [材料/执照.PDF], stamped: yes}\n" \
    "    audit: {state: have, files: [报告.tar-gz]}\n" \
    "  pictures:\n    - {id: p1, file: 图1.png, caption: 架构}\n"
#define CODE "AFD7-DTAD-A46D"

static struct form *form;

static int set_up(void **state)
{
    (void)state;
    const char *top = getenv("TB_SRCDIR");
    struct str path = {0}, source = {0};
    struct err e = {0};
    str_add_f(&path, "%s/tests/fixtures/forms/small/form.yaml", top ? top : ".");
    bool ok = file_read(path.ptr, FILE_MAX_BYTES, &source, &e) &&
              form_load(str_sv(&source), "small", &form, NULL, &e);
    if (!ok)
        print_error("%s\n", e.message.ptr);
    str_release(&path);
    str_release(&source);
    err_clear(&e);
    return ok ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    form_free(form);
    return 0;
}

static struct draft *draft_from(const char *source)
{
    struct draft *d = NULL;
    struct err e = {0};
    if (!draft_parse(form, sv_from(source), "d.yaml", &d, NULL, &e))
        fail_msg("%s", e.message.ptr);
    return d;
}

/* ---- round trip ---- */

static void fill(struct package *p)
{
    struct draft *d = draft_from(DRAFT);
    package_describe(p, d, SV(CODE));
    str_set(&p->time, SV("2024-06-02T10:30"));
    package_add(p, PACKAGE_PART_DRAFT, SV(PACKAGE_DRAFT), SV(DRAFT));
    package_add(p, PACKAGE_PART_DOCUMENT, SV("documents/application.txt"), SV("申报书"));
    package_add_named(p, SV("材料/执照.PDF"), SV("%PDF"));
    package_add_named(p, SV("报告.tar-gz"), SV(""));
    package_add_named(p, SV("图1.png"), SV("\x89PNG"));
    draft_free(d);
}

static void write_good(struct str *out)
{
    struct package p = {0};
    struct err e = {0};
    fill(&p);
    if (!package_write(&p, out, &e))
        fail_msg("%s", e.message.ptr);
    package_release(&p);
}

static void test_round_trip(void **state)
{
    (void)state;
    struct str bytes = {0};
    struct package p = {0};
    struct err e = {0};
    write_good(&bytes);
    assert_true(package_looks_like(str_sv(&bytes)));
    assert_true(package_read(str_sv(&bytes), "a.zip", &p, &e));
    assert_text(str_sv(&p.form), "small");
    assert_int_equal(p.form_version, 2);
    assert_text(str_sv(&p.draft_id), "0123456789abcdef");
    assert_int_equal(p.revision, 1);
    assert_text(str_sv(&p.code), CODE);
    assert_text(str_sv(&p.name), "样例一厂");
    assert_text(str_sv(&p.title), "样例名称");
    assert_text(str_sv(&p.county), "样例县");
    assert_text(str_sv(&p.time), "2024-06-02T10:30");
    assert_false(p.bare);
    assert_int_equal(p.files.len, 5);
    assert_text(package_find(&p, SV(PACKAGE_DRAFT))->bytes, DRAFT);
    assert_text(str_sv(&package_named(&p, SV("材料/执照.PDF"))->path), "files/001.pdf");
    assert_text(str_sv(&package_named(&p, SV("报告.tar-gz"))->path), "files/002.bin");
    assert_text(package_named(&p, SV("图1.png"))->bytes, "\x89PNG");
    assert_int_equal(package_named(&p, SV("图1.png"))->digest.len, 64);
    assert_null(package_named(&p, SV("")));
    assert_null(package_named(&p, SV("没有")));
    assert_null(package_find(&p, SV("files/004.pdf")));
    struct draft *d = draft_from(DRAFT);
    assert_true(package_fits(&p, d, "a.zip", &e));
    draft_free(d);
    package_release(&p);
    str_release(&bytes);
}

static void test_same_bytes(void **state)
{
    (void)state;
    struct str a = {0}, b = {0};
    write_good(&a);
    write_good(&b);
    assert_true(sv_eq(str_sv(&a), str_sv(&b)));
    str_release(&a);
    str_release(&b);
}

/* The list is for eyes as well. */
static void test_manifest(void **state)
{
    (void)state;
    struct str bytes = {0};
    struct zip z = {0};
    struct err e = {0};
    write_good(&bytes);
    assert_true(zip_read(str_sv(&bytes), NULL, &z, &e));
    assert_text(str_sv(&z.entries.ptr[0].name), PACKAGE_MANIFEST);
    struct sv text = str_sv(&z.entries.ptr[0].bytes);
    assert_true(sv_starts(text, SV("tianbiao_package: 1\nform: small\nform_version: 2\n")));
    assert_true(sv_contains(text, SV("\nname: 样例一厂\n")));
    assert_true(
        sv_contains(text, SV("files:\n  - path: draft.yaml\n    what: draft\n    bytes: ")));
    assert_true(sv_contains(text, SV("    name: 材料/执照.PDF\n    what: file\n    bytes: 4\n")));
    zip_release(&z);
    str_release(&bytes);
}

/* ---- lies ---- */

/* A good package in which something was changed: words of the manifest, an entry that goes, one
 * that comes; `draft` takes the place of the draft, with the digest and size it has. */
struct lie {
    const char *from;
    const char *to;
    const char *gone;
    const char *more;
    const char *draft;
    const char *message;
};

static const struct lie lies[] = {
    {.from = "tianbiao_package: 1", .to = "tianbiao_package: 2", .message = "格式是“2”"},
    {.from = "tianbiao_package: 1", .to = "other: 1", .message = "格式是“”"},
    {.from = "form: small", .to = "form: other", .message = "不是同一份、同一稿"},
    {.from = "form: small", .to = "form: {a: b}", .message = "“form”没有写"},
    {.from = "form_version: 2", .to = "form_version: 1", .message = "不是同一份、同一稿"},
    {.from = "form_version: 2", .to = "form_version: -1", .message = "“form_version”没有写"},
    {.from = "0123456789abcdef", .to = "0123456789abcdee", .message = "不是同一份、同一稿"},
    {.from = "0123456789abcdef", .to = "../../../etc", .message = "编号“../../../etc”不是"},
    {.from = "0123456789abcdef", .to = "0123456789ABCDEF", .message = "不是 8 到 64 个"},
    {.from = "revision: 1", .to = "revision: 2", .message = "不是同一份、同一稿"},
    {.from = "revision: 1", .to = "revision: 99999999999", .message = "“revision”没有写"},
    {.from = CODE, .to = "AHRZ-DQEB-YCHM", .message = "不是同一份、同一稿"},
    {.from = CODE, .to = "AHRZ-DQEB-YCHN", .message = "“AHRZ-DQEB-YCHN”不是校验码"},
    {.from = "code: " CODE, .to = "code: \"\"", .message = "“”不是校验码"},
    {.from = "2024-06-02T10:30", .to = "2024-06-31T10:30", .message = "不是时间"},
    {.from = "2024-06-02T10:30", .to = "2024-06-02T24:30", .message = "不是时间"},
    {.from = "files:", .to = "fils:", .message = "“files”没有写"},
    {.from = "bytes: 4", .to = "bytes: 5", .message = "大小和清单里写的不一样"},
    {.from = "sha256: ", .to = "sha256: 0", .message = "摘要对不上"},
    {.from = "files/001.pdf",
     .to = "files/009.pdf",
     .message = "清单里有“files/009.pdf”，包里却没有"},
    {.from = "files/001.pdf", .to = "../001.pdf", .message = "不是送审包里该有的文件"},
    {.from = "files/001.pdf", .to = "files/../1.pdf", .message = "不是送审包里该有的文件"},
    {.from = "files/001.pdf", .to = "documents/application.txt", .message = "该有的文件"},
    {.from = "files/002.bin", .to = "files/001.pdf", .message = "大小和清单里写的不一样"},
    {.from = "what: document", .to = "what: program", .message = "不是送审包里该有的文件"},
    {.from = "name: 材料/执照.PDF", .to = "name: ../执照.PDF", .message = "以点开头"},
    {.from = "name: 材料/执照.PDF", .to = "name: /etc/passwd", .message = "在别的电脑上用不了"},
    {.from = "name: 材料/执照.PDF", .to = "name: C:/a.pdf", .message = "在别的电脑上用不了"},
    {.from = "name: 材料/执照.PDF", .to = "name: \"a\\\\b.pdf\"", .message = "在别的电脑上用不了"},
    {.from = "name: 材料/执照.PDF", .to = "name: \"a\\nb.pdf\"", .message = "在别的电脑上用不了"},
    {.from = "name: 材料/执照.PDF", .to = "name: \"a\\u202Eb.pdf\"", .message = "用不了"},
    {.from = "name: 材料/执照.PDF", .to = "name: .draft.yaml.journal", .message = "以点开头"},
    {.from = "name: 材料/执照.PDF", .to = "name: a/.b", .message = "以点开头"},
    {.from = "name: 材料/执照.PDF", .to = "name: Draft.yaml", .message = "程序自己的文件同名"},
    {.from = "name: 材料/执照.PDF", .to = "name: package.zip/a", .message = "程序自己的文件同名"},
    {.from = "name: 材料/执照.PDF", .to = "name: 图1.PNG", .message = "只差大小写"},
    {.from = "name: 材料/执照.PDF", .to = "name: 图1.png/a", .message = "只差大小写"},
    {.from = "name: 材料/执照.PDF", .to = "name: 夹/", .message = "是文件夹的写法"},
    {.from = "    name: 材料/执照.PDF\n", .to = "", .message = "不是送审包里该有的文件"},
    {.from = "what: draft", .to = "what: returned", .message = "不是送审包里该有的文件"},
    {.from = "title:", .to = "? [a]\n:", .message = "manifest.yaml:"},
    {.from = "title: ", .to = "title: &a ", .message = "manifest.yaml:"},
    {.gone = PACKAGE_MANIFEST, .message = "这不是送审包"},
    {.gone = PACKAGE_DRAFT, .message = "清单里有“draft.yaml”，包里却没有"},
    {.gone = "files/003.png", .message = "清单里有“files/003.png”，包里却没有"},
    {.more = "files/004.png", .message = "包里有“files/004.png”，清单里却没有"},
    {.more = "../draft.yaml", .message = ""}, /* cannot even be written */
    {.draft = "not a draft\n", .message = "这不是填表的草稿"},
    {.draft = "tianbiao: 1\nform: small\nform_version: 2\ndraft_id: 0123456789abcdef\n",
     .message = "不是同一份、同一稿"},
    {.draft = DRAFT "demo: true\n", .message = "演示数据"},
    {.draft = DRAFT "x: &a [1]\ny: *a\n", .message = "draft.yaml:"},
};

static void set_draft(struct zip *z, struct str *manifest, const char *draft)
{
    struct digest old = digest_of(SV(DRAFT)), new = digest_of(sv_from(draft));
    struct str from = {0}, to = {0};
    str_add_f(&from, "bytes: %zu\n", sizeof DRAFT - 1);
    str_add_f(&to, "bytes: %zu\n", strlen(draft));
    assert_int_equal(str_replace_all(manifest, str_sv(&from), str_sv(&to)), 1);
    str_clear(&from);
    str_clear(&to);
    digest_add_hex(&from, &old);
    digest_add_hex(&to, &new);
    assert_int_equal(str_replace_all(manifest, str_sv(&from), str_sv(&to)), 1);
    for (size_t i = 0; i < z->entries.len; i++)
        if (sv_eq(str_sv(&z->entries.ptr[i].name), SV(PACKAGE_DRAFT)))
            str_set(&z->entries.ptr[i].bytes, sv_from(draft));
    str_release(&from);
    str_release(&to);
}

static bool tell_lie(const struct lie *lie, struct str *out)
{
    struct str good = {0};
    struct zip z = {0};
    struct err e = {0};
    write_good(&good);
    assert_true(zip_read(str_sv(&good), NULL, &z, &e));
    struct str *manifest = &z.entries.ptr[0].bytes;
    if (lie->from)
        assert_true(str_replace_all(manifest, sv_from(lie->from), sv_from(lie->to)) > 0);
    if (lie->draft)
        set_draft(&z, manifest, lie->draft);
    for (size_t i = 0; lie->gone && i < z.entries.len; i++)
        if (sv_eq(str_sv(&z.entries.ptr[i].name), sv_from(lie->gone)))
            str_set(&z.entries.ptr[i].name, SV("files/777.bin"));
    if (lie->more)
        zip_add(&z, sv_from(lie->more), SV("x"), false);
    bool written = zip_write(&z, out, &e);
    err_clear(&e);
    zip_release(&z);
    str_release(&good);
    return written;
}

static void test_lies(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lies); i++) {
        struct str bytes = {0};
        struct package p = {0};
        struct err e = {0};
        if (tell_lie(&lies[i], &bytes)) {
            if (package_read(str_sv(&bytes), "a.zip", &p, &e))
                fail_msg("row %zu was taken: %s", i, lies[i].message);
            assert_int_equal(e.class, ERR_REFUSED);
            if (!sv_starts(str_sv(&e.message), SV("a.zip：")) ||
                !sv_contains(str_sv(&e.message), sv_from(lies[i].message)))
                fail_msg("row %zu: want %s, got %s", i, lies[i].message, e.message.ptr);
            assert_int_equal(p.files.len, 0);
        } else {
            assert_int_equal(strlen(lies[i].message), 0);
        }
        err_clear(&e);
        str_release(&bytes);
    }
}

/* Listed twice, with everything else right. */
static void test_listed_twice(void **state)
{
    (void)state;
    struct str bytes = {0}, twice = {0};
    struct zip z = {0};
    struct package p = {0};
    struct err e = {0};
    write_good(&bytes);
    assert_true(zip_read(str_sv(&bytes), NULL, &z, &e));
    struct str *manifest = &z.entries.ptr[0].bytes;
    size_t at = sv_find(str_sv(manifest), SV("  - path: documents"), 0);
    size_t end = sv_find(str_sv(manifest), SV("  - path: files"), 0);
    struct str item = {0};
    str_set(&item, sv_sub(str_sv(manifest), at, end));
    str_splice(manifest, at, 0, str_sv(&item));
    assert_true(zip_write(&z, &twice, &e));
    assert_false(package_read(str_sv(&twice), "a.zip", &p, &e));
    assert_true(sv_contains(str_sv(&e.message), SV("“documents/application.txt”写了两次")));
    err_clear(&e);
    str_release(&item);
    str_release(&twice);
    str_release(&bytes);
    zip_release(&z);
}

/* Cut anywhere, or with any byte changed, it is refused, or says the same. */
static void test_damaged_anywhere(void **state)
{
    (void)state;
    struct str bytes = {0};
    write_good(&bytes);
    for (size_t i = 0; i < bytes.len; i++) {
        struct package p = {0};
        struct err e = {0};
        assert_false(package_read(sv_sub(str_sv(&bytes), 0, i), "a.zip", &p, &e));
        assert_true(e.message.len > 0);
        err_clear(&e);
        bytes.ptr[i] ^= 0x10;
        if (package_read(str_sv(&bytes), "a.zip", &p, &e))
            assert_text(package_find(&p, SV(PACKAGE_DRAFT))->bytes, DRAFT);
        package_release(&p);
        err_clear(&e);
        bytes.ptr[i] ^= 0x10;
    }
    str_release(&bytes);
}

/* ---- against the draft ---- */

static const struct {
    const char *from;
    const char *to;
    const char *message; /* NULL: it fits */
} misfits[] = {
    {"材料/执照.PDF", "材料/别的.PDF", "草稿里记了“材料/别的.PDF”，包里却没有"},
    {"files: [报告.tar-gz]", "note: 没有", "包里有“报告.tar-gz”，草稿里却没有记"},
    {"样例一厂", "样例二厂", "和草稿里填的不一样"},
    {"样例县", "别的县", "和草稿里填的不一样"},
    {"样例名称", "另一名称", "和草稿里填的不一样"},
    {"stamped: yes", "stamped: no", NULL},
};

static void test_misfits(void **state)
{
    (void)state;
    struct str bytes = {0};
    struct package p = {0};
    struct err e = {0};
    write_good(&bytes);
    assert_true(package_read(str_sv(&bytes), "a.zip", &p, &e));
    for (size_t i = 0; i < COUNT_OF(misfits); i++) {
        struct str source = {0};
        str_set(&source, SV(DRAFT));
        assert_true(str_replace_all(&source, sv_from(misfits[i].from), sv_from(misfits[i].to)) > 0);
        struct draft *d = draft_from(source.ptr);
        bool fits = package_fits(&p, d, "a.zip", &e);
        if (fits != !misfits[i].message ||
            (!fits && !sv_contains(str_sv(&e.message), sv_from(misfits[i].message))))
            fail_msg("row %zu: %s", i, fits ? "fits" : e.message.ptr);
        err_clear(&e);
        draft_free(d);
        str_release(&source);
    }
    package_release(&p);
    str_release(&bytes);
}

/* Carried over from another version of its form, it may say less; what it names must be there. */
static void test_carried(void **state)
{
    (void)state;
    struct str bytes = {0};
    struct package p = {0};
    struct err e = {0};
    struct draft *less = draft_from("tianbiao: 1\nform: small\nform_version: 2\n");
    struct draft *more = draft_from("tianbiao: 1\nform: small\nform_version: 2\n"
                                    "answers: {papers: {audit: {files: [x.pdf]}}}\n");
    write_good(&bytes);
    assert_true(package_read(str_sv(&bytes), "a.zip", &p, &e));
    assert_false(package_fits(&p, less, "a.zip", &e));
    err_clear(&e);
    p.form_version = 1;
    assert_true(package_fits(&p, less, "a.zip", &e));
    assert_false(package_fits(&p, more, "a.zip", &e));
    err_clear(&e);
    draft_free(less);
    draft_free(more);
    package_release(&p);
    str_release(&bytes);
}

/* ---- what cannot be written ---- */

static void check_unwritten(struct package *p, const char *message)
{
    struct str out = {0};
    struct err e = {0};
    str_set(&out, SV("before"));
    assert_false(package_write(p, &out, &e));
    assert_text(str_sv(&out), "before");
    if (!sv_contains(str_sv(&e.message), sv_from(message)))
        fail_msg("want %s, got %s", message, e.message.ptr);
    assert_int_equal(e.class, ERR_REFUSED);
    err_clear(&e);
    str_release(&out);
    package_release(p);
}

static void test_unwritable(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *message;
    } names[] = {{"../外面.pdf", "以点开头"},
                 {"./里面.pdf", "以点开头"},
                 {"C:\\扫描\\a.pdf", "在别的电脑上用不了"},
                 {"returned.yaml", "程序自己的文件同名"},
                 {"图1.PNG", "“图1.PNG”和另一个文件名只差大小写"}};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct package p = {0};
        fill(&p);
        package_add_named(&p, sv_from(names[i].name), SV("x"));
        check_unwritten(&p, names[i].message);
    }
    struct package p = {0};
    fill(&p);
    str_set(&p.draft_id, SV("x"));
    check_unwritten(&p, "编号“x”");
    fill(&p);
    for (int i = 0; i <= PACKAGE_MOST_FILES; i++) {
        struct str name = {0};
        str_add_f(&name, "%d.pdf", i);
        package_add_named(&p, str_sv(&name), SV("x"));
        str_release(&name);
    }
    check_unwritten(&p, "最多放 1900 个");
}

static void test_paths(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *path;
    } rows[] = {
        {"a.png", "files/007.png"},   {"A.B.JPEG", "files/007.jpeg"},
        {"无后缀", "files/007.bin"},  {".png", "files/007.bin"},
        {"夹.d/名", "files/007.bin"}, {"a.扫描", "files/007.bin"},
        {"a.", "files/007.bin"},      {"a.7z", "files/007.7z"},
        {"a.p g", "files/007.bin"},   {"a.123456789", "files/007.bin"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str path = {0};
        package_add_path(&path, 7, sv_from(rows[i].name));
        assert_text(str_sv(&path), rows[i].path);
        assert_true(package_path_good(PACKAGE_PART_FILE, str_sv(&path)));
        str_release(&path);
    }
    assert_true(package_path_good(PACKAGE_PART_DOCUMENT, SV("documents/bound.docx")));
    static const char *const bad[] = {
        "documents/",  "documents/..", "documents/a/b",    "documents/.a", "documents/a..b",
        "documents/A", "documents/a.", "documents/申报书", "bound.docx",   "documents/a b"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(package_path_good(PACKAGE_PART_DOCUMENT, sv_from(bad[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),   cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_manifest),     cmocka_unit_test(test_lies),
        cmocka_unit_test(test_listed_twice), cmocka_unit_test(test_damaged_anywhere),
        cmocka_unit_test(test_misfits),      cmocka_unit_test(test_carried),
        cmocka_unit_test(test_unwritable),   cmocka_unit_test(test_paths),
    };
    return cmocka_run_group_tests_name("office/package", tests, set_up, tear_down);
}
