#include "unit.h"

#include "codec/zip.h"

/*
 * Archives made byte by byte. A struct part is one entry as both headers say it; what is set to
 * differ between them, or lies beside the frame, is what a row of a table is about.
 */
struct part {
    const char *name;
    struct sv data; /* as it lies in the archive */
    uint32_t size;  /* unpacked; 0: as the data */
    uint32_t crc;   /* 0: of the data as it lies there */
    uint16_t method;
    uint16_t flags;
    uint16_t made_by;
    uint32_t attributes;
    const char *local_name; /* NULL: the same */
    uint16_t local_method;  /* added to that of the directory */
    uint16_t local_flags;
    uint32_t local_size;
    struct sv behind; /* between this entry's data and what follows */
};

static void add(struct str *s, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        str_add_byte(s, (char)(value >> 8 * i & 0xFF));
}

static uint32_t crc32_of(struct sv bytes)
{
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < bytes.len; i++) {
        crc ^= (unsigned char)bytes.ptr[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static uint32_t part_crc(const struct part *p)
{
    return p->crc ? p->crc : crc32_of(p->data);
}

static uint32_t part_size(const struct part *p)
{
    return p->size ? p->size : (uint32_t)p->data.len;
}

static void add_local(struct str *s, const struct part *p)
{
    const char *name = p->local_name ? p->local_name : p->name;
    add(s, 0x04034B50, 4);
    add(s, 20, 2);
    add(s, p->flags + p->local_flags, 2);
    add(s, p->method + p->local_method, 2);
    add(s, 0, 4);
    add(s, part_crc(p), 4);
    add(s, (uint32_t)p->data.len, 4);
    add(s, part_size(p) + p->local_size, 4);
    add(s, (uint32_t)strlen(name), 2);
    add(s, 0, 2);
    str_add(s, sv_from(name));
    str_add(s, p->data);
    str_add(s, p->behind);
}

static void add_central(struct str *s, const struct part *p, uint32_t offset)
{
    add(s, 0x02014B50, 4);
    add(s, p->made_by, 2);
    add(s, 20, 2);
    add(s, p->flags, 2);
    add(s, p->method, 2);
    add(s, 0, 4);
    add(s, part_crc(p), 4);
    add(s, (uint32_t)p->data.len, 4);
    add(s, part_size(p), 4);
    add(s, (uint32_t)strlen(p->name), 2);
    add(s, 0, 2);
    add(s, 0, 2);
    add(s, 0, 2);
    add(s, 0, 2);
    add(s, p->attributes, 4);
    add(s, offset, 4);
    str_add(s, sv_from(p->name));
}

static void add_end(struct str *s, uint32_t count, uint32_t size, uint32_t offset)
{
    add(s, 0x06054B50, 4);
    add(s, 0, 4);
    add(s, count, 2);
    add(s, count, 2);
    add(s, size, 4);
    add(s, offset, 4);
    add(s, 0, 2);
}

enum { PARTS = 3 };

/* The parts up to the first without a name. */
static void make(struct str *s, const struct part *parts)
{
    uint32_t offsets[PARTS], count = 0;
    str_clear(s);
    for (; count < PARTS && parts[count].name; count++) {
        offsets[count] = (uint32_t)s->len;
        add_local(s, &parts[count]);
    }
    uint32_t directory = (uint32_t)s->len;
    for (uint32_t i = 0; i < count; i++)
        add_central(s, &parts[i], offsets[i]);
    add_end(s, count, (uint32_t)s->len - directory, directory);
}

static void check_refused(struct sv bytes, const struct zip_limits *limits, const char *says)
{
    struct zip z = {0};
    struct err e = {0};
    if (zip_read(bytes, limits, &z, &e))
        fail_msg("was read, should say: %s", says);
    assert_int_equal(e.class, ERR_REFUSED);
    assert_int_equal(z.entries.len, 0);
    if (!sv_contains(str_sv(&e.message), sv_from(says)))
        fail_msg("%s: %s", says, e.message.ptr);
    err_clear(&e);
}

static void read_good(struct sv bytes, struct zip *z)
{
    struct err e = {0};
    *z = (struct zip){0};
    if (!zip_read(bytes, NULL, z, &e))
        fail_msg("%s", e.message.ptr);
}

static void test_good(void **state)
{
    (void)state;
    static const struct part parts[PARTS] = {
        {.name = "a.txt", .data = {"one", 3}},
        {.name = "附件/", .flags = 0x800, .made_by = 0x0314, .attributes = 040755u << 16},
        {.name = "附件/执照.pdf",
         .data = {"", 0},
         .flags = 0x800,
         .made_by = 0x0314,
         .attributes = 0100644u << 16},
    };
    struct str s = {0};
    struct zip z;
    make(&s, parts);
    read_good(str_sv(&s), &z);
    assert_int_equal(z.entries.len, 2);
    assert_text(str_sv(&z.entries.ptr[0].name), "a.txt");
    assert_text(str_sv(&z.entries.ptr[0].bytes), "one");
    assert_text(str_sv(&z.entries.ptr[1].name), "附件/执照.pdf");
    assert_int_equal(z.entries.ptr[1].bytes.len, 0);
    assert_ptr_equal(zip_find(&z, SV("a.txt")), &z.entries.ptr[0]);
    assert_null(zip_find(&z, SV("A.txt")));
    zip_release(&z);

    make(&s, (const struct part[PARTS]){{0}});
    read_good(str_sv(&s), &z);
    assert_int_equal(z.entries.len, 0);
    zip_release(&z);
    str_release(&s);
}

/* "hello" deflated: one fixed block. */
static const char hello[] = "\xCB\x48\xCD\xC9\xC9\x07\x00";
#define HELLO \
    { \
        hello, sizeof hello - 1 \
    }
enum { HELLO_CRC = 0x3610A686 };

static void test_descriptor(void **state)
{
    (void)state;
    static const struct {
        struct sv behind;
        bool good;
    } cases[] = {
        {SV("PK\x07\x08\x86\xA6\x10\x36\x07\0\0\0\x05\0\0\0"), true},
        {SV("\x86\xA6\x10\x36\x07\0\0\0\x05\0\0\0"), true},
        {SV("PK\x07\x08\x86\xA6\x10\x36\x07\0\0\0\0\0\0\0\x05\0\0\0\0\0\0\0"), true},
        {SV("\x86\xA6\x10\x36\x07\0\0\0\0\0\0\0\x05\0\0\0\0\0\0\0"), true},
        {SV("PK\x07\x08\x86\xA6\x10\x37\x07\0\0\0\x05\0\0\0"), false},
        {SV("PK\x07\x08\x86\xA6\x10\x36\x07\0\0\0\x06\0\0\0"), false},
        {SV("\x86\xA6\x10\x36\x07\0\0\0\1\0\0\0\x05\0\0\0\0\0\0\0"), false},
        {SV(""), false},
        {SV("PK\x07\x08\x86\xA6\x10\x36\x07\0\0\0\x05\0\0\0hidden"), false},
    };
    struct str s = {0};
    struct zip z;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct part parts[PARTS] = {{.name = "a",
                                     .data = HELLO,
                                     .size = 5,
                                     .crc = HELLO_CRC,
                                     .method = 8,
                                     .flags = 8,
                                     .behind = cases[i].behind}};
        make(&s, parts);
        if (cases[i].good) {
            read_good(str_sv(&s), &z);
            assert_text(str_sv(&z.entries.ptr[0].bytes), "hello");
            zip_release(&z);
        } else {
            check_refused(str_sv(&s), NULL, "夹着来历不明");
        }
    }
    str_release(&s);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint16_t flags;
        const char *says;
    } cases[] = {
        {"/etc/passwd", 0, "以斜杠开头"},
        {"../a", 0, "“..”"},
        {"a/../b", 0, "“..”"},
        {"a/..", 0, "“..”"},
        {"./a", 0, "“.”"},
        {"a//b", 0, "一段是空的"},
        {"a//", 0, "一段是空的"},
        {"/", 0, "以斜杠开头"},
        {"a\\b", 0, "反斜杠"},
        {"..\\a", 0, "反斜杠"},
        {"C:/a", 0, "盘符"},
        {"c:a", 0, "盘符"},
        {"a\x1b[31m", 0, "控制字符"},
        {"a\x07", 0, "控制字符"},
        {"a\nb", 0, "控制字符"},
        {"a\x7f", 0, "控制字符"},
        {"a\u202Efdp.exe", 0x800, "看不见"},
        {"a\u200B", 0x800, "看不见"},
        {"\xC2\x9B[m", 0x800, "控制字符"},
        {"执照", 0, "没有标明"},
        {"\xD5\xD5", 0, "不是 UTF-8 编码"},
        {"\xD5\xD5", 0x800, "不是 UTF-8 编码"},
        {"\xC0\xAF", 0x800, "不是 UTF-8 编码"},
        {"", 0, "是空的"},
    };
    struct str s = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        make(&s, (const struct part[PARTS]){{.name = cases[i].name, .flags = cases[i].flags}});
        check_refused(str_sv(&s), NULL, cases[i].says);
    }
    /* The message shows such a name, and does nothing else with it. */
    struct err e = {0};
    make(&s, (const struct part[PARTS]){{.name = "a\x1b[31m\xFF"}});
    assert_false(zip_read(str_sv(&s), NULL, &(struct zip){0}, &e));
    assert_true(sv_contains(str_sv(&e.message), SV("“a\\u001B[31m\\xFF”")));
    err_clear(&e);
    str_release(&s);
}

static void test_names_together(void **state)
{
    (void)state;
    static const struct {
        const char *names[PARTS];
        const char *says; /* NULL: good */
    } cases[] = {
        {{"a", "a"}, "两次"},
        {{"a.txt", "b", "A.TXT"}, "两次"},
        {{"é", "É"}, "两次"},
        {{"é", "e\u0301"}, "两次"}, /* composed or not */
        {{"a/b", "A/B"}, "两次"},
        {{"a", "a/b"}, "又是文件又是文件夹"},
        {{"A/b/c", "a/B"}, "又是文件又是文件夹"},
        {{"a", "a/"}, "两次"},
        {{"a/", "a/b", "a/c"}, NULL},
        {{"a/b", "ab", "a-b"}, NULL},
        {{"表.pdf", "表1.pdf"}, NULL},
    };
    struct str s = {0};
    struct zip z;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct part parts[PARTS] = {{0}};
        for (size_t k = 0; k < PARTS; k++)
            parts[k] = (struct part){.name = cases[i].names[k], .flags = 0x800};
        make(&s, parts);
        if (cases[i].says) {
            check_refused(str_sv(&s), NULL, cases[i].says);
        } else {
            read_good(str_sv(&s), &z);
            zip_release(&z);
        }
    }
    str_release(&s);
}

static void test_hostile(void **state)
{
    (void)state;
    static const struct {
        struct part part;
        const char *says;
    } cases[] = {
        {{.name = "a", .data = {"x", 1}, .flags = 1}, "密码"},
        {{.name = "a", .data = {"x", 1}, .flags = 0x41}, "密码"},
        {{.name = "a", .data = {"x", 1}, .flags = 0x2000}, "密码"},
        {{.name = "a", .data = {"x", 1}, .method = 99}, "压缩方法"},
        {{.name = "a", .data = {"x", 1}, .method = 12}, "压缩方法"},
        {{.name = "a", .data = {"x", 1}, .flags = 0x20}, "压缩方法"},
        {{.name = "a", .made_by = 0x0314, .attributes = 0120777u << 16}, "链接"},
        {{.name = "a", .made_by = 0x1314, .attributes = 0120777u << 16}, "链接"},
        {{.name = "a", .made_by = 0x0314, .attributes = 020666u << 16}, "设备"},
        {{.name = "a", .made_by = 0x0314, .attributes = 010666u << 16}, "设备"},
        {{.name = "a", .made_by = 0x0314, .attributes = 040755u << 16}, "不是普通文件"},
        {{.name = "a/", .made_by = 0x0314, .attributes = 0100644u << 16}, "不是普通文件"},
        {{.name = "a", .attributes = 8}, "不是普通文件"},
        {{.name = "a/", .data = {"x", 1}}, "带着内容"},
        {{.name = "a", .data = {"x", 1}, .size = 0xFFFFFFFF}, "ZIP64"},
        {{.name = "a", .data = {"x", 1}, .size = 2}, "前后不一"},
        {{.name = "a", .crc = 1}, "前后不一"},
        {{.name = "a", .data = {"x", 1}, .crc = 1}, "校验码"},
        {{.name = "a", .data = HELLO, .size = 5, .crc = 1, .method = 8}, "校验码"},
        {{.name = "a", .data = HELLO, .size = 4, .crc = HELLO_CRC, .method = 8}, "校验码"},
        {{.name = "a", .data = HELLO, .size = 6, .crc = HELLO_CRC, .method = 8}, "校验码"},
        {{.name = "a", .data = {hello, 5}, .size = 5, .crc = HELLO_CRC, .method = 8}, "校验码"},
        {{.name = "a",
          .data = {"\xCB\x48\xCD\xC9\xC9\x07\0+", 8},
          .size = 5,
          .crc = HELLO_CRC,
          .method = 8},
         "校验码"},
        {{.name = "a", .data = {"\xFF\xFF", 2}, .size = 5, .crc = HELLO_CRC, .method = 8},
         "校验码"},
        {{.name = "a", .local_name = "b"}, "写的不一样"},
        {{.name = "a", .local_name = "aa"}, "写的不一样"},
        {{.name = "a", .data = HELLO, .size = 5, .crc = HELLO_CRC, .method = 8, .local_method = 1},
         "写的不一样"},
        {{.name = "a", .data = {"x", 1}, .local_flags = 1}, "写的不一样"},
        {{.name = "a", .data = {"x", 1}, .local_flags = 8}, "写的不一样"},
        {{.name = "a", .data = {"x", 1}, .local_size = 1}, "写的不一样"},
        {{.name = "a", .data = {"x", 1}, .behind = {"hidden", 6}}, "来历不明"},
    };
    struct str s = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct part parts[PARTS] = {cases[i].part, {.name = "last", .data = {"end", 3}}};
        make(&s, parts);
        check_refused(str_sv(&s), NULL, cases[i].says);
    }
    str_release(&s);
}

/* Bytes of the frame changed in a good archive: `at` counts from its end when it is negative. */
static void test_frame(void **state)
{
    (void)state;
    static const struct part parts[PARTS] = {{.name = "a", .data = {"one", 3}},
                                             {.name = "b", .data = {"two", 3}}};
    static const struct {
        int at;
        uint32_t value;
        int bytes;
        const char *says;
    } cases[] = {
        {-22, 0, 4, "不是压缩包"},
        {-2, 1, 2, "不是压缩包"}, /* a comment that is not there */
        {-18, 1, 2, "分卷"},
        {-16, 1, 2, "分卷"},
        {-14, 1, 2, "分卷"},
        {-12, 0xFFFF, 2, "分卷"},
        {-10, 0xFFFFFFFF, 4, "不在该在的地方"},
        {-10, 47, 4, "不在该在的地方"},
        {-6, 0, 4, "不在该在的地方"},
        {-6, 0xFFFFFFFF, 4, "不在该在的地方"},
        {-22 - 94, 0, 4, "目录不完整"},
        {-22 - 94 + 28, 0xFFFF, 2, "目录不完整"}, /* the length of a name */
        {-22 - 94 + 30, 1000, 2, "目录不完整"},
        {-22 - 94 + 42, 1, 4, "第一个文件前面"}, /* where an entry begins */
        {-22 - 47 + 42, 0, 4, "没有文件"},       /* both the same */
        {-22 - 47 + 42, 0x7FFFFFFF, 4, "没有文件"},
        {-22 - 47 + 42, 35, 4, "来历不明"},
        {-22 - 47 + 34, 1, 2, "分卷"},
        {0, 0, 4, "没有文件"},
    };
    struct str s = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        make(&s, parts);
        size_t at = cases[i].at < 0 ? s.len - (size_t)-cases[i].at : (size_t)cases[i].at;
        for (int k = 0; k < cases[i].bytes; k++)
            s.ptr[at + (size_t)k] = (char)(cases[i].value >> 8 * k & 0xFF);
        check_refused(str_sv(&s), NULL, cases[i].says);
    }
    str_release(&s);
}

/* Bytes around the archive: nothing before it; behind it only the comment it announces. */
static void test_surroundings(void **state)
{
    (void)state;
    struct str s = {0}, t = {0};
    struct zip z;
    make(&s, (const struct part[PARTS]){{.name = "a", .data = {"one", 3}}});
    str_set(&t, SV("MZ"));
    str_add(&t, str_sv(&s));
    check_refused(str_sv(&t), NULL, "不在该在的地方");
    str_set(&t, str_sv(&s));
    str_add(&t, SV("x"));
    check_refused(str_sv(&t), NULL, "不是压缩包");
    t.ptr[s.len - 2] = 1;
    read_good(str_sv(&t), &z);
    zip_release(&z);
    /* A second archive as the comment of the first: neither is taken for the whole. */
    str_set(&t, str_sv(&s));
    t.ptr[s.len - 2] = (char)s.len;
    str_add(&t, str_sv(&s));
    check_refused(str_sv(&t), NULL, "不在该在的地方");
    /* Cut anywhere it is none. */
    for (size_t len = 0; len < s.len; len++)
        check_refused(sv_sub(str_sv(&s), 0, len), NULL, "压缩包");
    str_release(&s);
    str_release(&t);
}

static void test_limits(void **state)
{
    (void)state;
    static const struct part parts[PARTS] = {{.name = "abcd", .data = {"one", 3}},
                                             {.name = "b", .data = {"three", 5}}};
    struct str s = {0};
    struct zip z = {0};
    make(&s, parts);
    const struct zip_limits edge = {s.len, 2, 5, 8, 1, 4};
    const struct {
        struct zip_limits limits;
        const char *says;
    } cases[] = {
        {{s.len - 1, 2, 5, 8, 1, 4}, "本身超过"},
        {{s.len, 1, 5, 8, 1, 4}, "里的文件超过 1 个"},
        {{s.len, 2, 4, 8, 1, 4}, "一个文件展开后超过"},
        {{s.len, 2, 5, 7, 1, 4}, "全部展开后超过"},
        {{s.len, 2, 5, 8, 1, 3}, "太长"},
    };
    assert_true(zip_read(str_sv(&s), &edge, &z, NULL));
    zip_release(&z);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        check_refused(str_sv(&s), &cases[i].limits, cases[i].says);
    str_release(&s);
}

/* A bomb is known by what it announces, and by what it gives when it lies about that. */
static void test_bomb(void **state)
{
    (void)state;
    struct zip z = {0}, back;
    struct str zeros = {0}, bomb = {0};
    str_add_bytes(&zeros, '\0', ZIP_FREE_BYTES);
    zip_add(&z, SV("small"), str_sv(&zeros), true);
    assert_true(zip_write(&z, &bomb, NULL));
    assert_true(bomb.len < 2000);
    read_good(str_sv(&bomb), &back);
    assert_int_equal(back.entries.ptr[0].bytes.len, ZIP_FREE_BYTES);
    zip_release(&back);
    /* One byte more is asked for its ratio; our own writer stores it instead. */
    str_add_byte(&z.entries.ptr[0].bytes, '\0');
    struct str stored = {0};
    assert_true(zip_write(&z, &stored, NULL));
    assert_true(stored.len > ZIP_FREE_BYTES);
    read_good(str_sv(&stored), &back);
    zip_release(&back);

    struct sv all = str_sv(&bomb);
    size_t central = sv_find(all, sv_make("PK\x01\x02", 4), 0);
    static const struct {
        uint32_t size;
        const char *says;
    } cases[] = {
        {ZIP_FREE_BYTES + 1, "压缩比超过 200"}, {10, "校验码"}, {ZIP_FREE_BYTES - 1, "校验码"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        for (int k = 0; k < 4; k++)
            bomb.ptr[22 + k] = bomb.ptr[central + 24 + (size_t)k] =
                (char)(cases[i].size >> 8 * k & 0xFF);
        check_refused(all, NULL, cases[i].says);
    }
    zip_release(&z);
    str_release(&zeros);
    str_release(&bomb);
    str_release(&stored);
}

static void test_round_trip(void **state)
{
    (void)state;
    struct zip z = {0}, back;
    struct str first = {0}, second = {0}, text = {0};
    for (int i = 0; i < 500; i++)
        str_add_f(&text, "第 %d 行：一二三四五六七八九十\n", i * i);
    zip_add(&z, SV("[Content_Types].xml"), SV("<x/>"), true);
    zip_add(&z, SV("正文/申报书.xml"), str_sv(&text), true);
    zip_add(&z, SV("plain"), str_sv(&text), false);
    zip_add(&z, SV("empty"), SV(""), true);
    zip_add(&z, SV("bytes"), sv_make("\0\xFF\0PK\x05\x06", 7), true);
    str_set(&first, SV("in front"));
    assert_true(zip_write(&z, &first, NULL));
    assert_true(zip_write(&z, &second, NULL));
    assert_true(sv_eq(sv_from_offset(str_sv(&first), 8), str_sv(&second)));
    assert_true(second.len < 2 * text.len);
    read_good(str_sv(&second), &back);
    assert_int_equal(back.entries.len, z.entries.len);
    for (size_t i = 0; i < z.entries.len; i++) {
        assert_true(sv_eq(str_sv(&back.entries.ptr[i].name), str_sv(&z.entries.ptr[i].name)));
        assert_true(sv_eq(str_sv(&back.entries.ptr[i].bytes), str_sv(&z.entries.ptr[i].bytes)));
    }
    /* What was read and written again is the same. */
    str_clear(&first);
    for (size_t i = 0; i < z.entries.len; i++)
        back.entries.ptr[i].deflate = z.entries.ptr[i].deflate;
    assert_true(zip_write(&back, &first, NULL));
    assert_true(sv_eq(str_sv(&first), str_sv(&second)));
    zip_release(&back);

    /* Any byte changed: what it says or a refusal, never anything else. */
    for (size_t i = 0; i < second.len; i++) {
        struct err e = {0};
        second.ptr[i] ^= 0x21;
        if (zip_read(str_sv(&second), NULL, &back, &e))
            zip_release(&back);
        else
            assert_int_equal(e.class, ERR_REFUSED);
        err_clear(&e);
        second.ptr[i] ^= 0x21;
    }
    zip_release(&z);
    str_release(&first);
    str_release(&second);
    str_release(&text);
}

/* The bytes of a small archive, one by one: no time but 1980, no owner, no extra field. */
static void test_bytes(void **state)
{
    (void)state;
    static const char want[] =
        "PK\3\4\x14\0\0\0\0\0\0\0\x21\0\xF1\x86\x6C\x7A\3\0\0\0\3\0\0\0\1\0\0\0"
        "aone"
        "PK\1\2\x14\0\x14\0\0\0\0\0\0\0\x21\0\xF1\x86\x6C\x7A\3\0\0\0\3\0\0\0"
        "\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a"
        "PK\5\6\0\0\0\0\1\0\1\0\x2F\0\0\0\x22\0\0\0\0\0";
    struct zip z = {0};
    struct str out = {0};
    zip_add(&z, SV("a"), SV("one"), false);
    assert_true(zip_write(&z, &out, NULL));
    assert_int_equal(out.len, sizeof want - 1);
    assert_memory_equal(out.ptr, want, out.len);
    zip_release(&z);
    str_release(&out);
}

static void test_write_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *names[2];
        const char *says;
    } cases[] = {
        {{"../a", "b"}, "“..”"},    {{"a", "A"}, "两次"},
        {{"", "b"}, "空的"},        {{"a", "a/b"}, "又是文件又是文件夹"},
        {{"a\n", "b"}, "控制字符"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct zip z = {0};
        struct str out = {0};
        struct err e = {0};
        str_set(&out, SV("kept"));
        for (size_t k = 0; k < 2; k++)
            zip_add(&z, sv_from(cases[i].names[k]), SV("x"), false);
        assert_false(zip_write(&z, &out, &e));
        assert_int_equal(e.class, ERR_REFUSED);
        if (!sv_contains(str_sv(&e.message), sv_from(cases[i].says)))
            fail_msg("%s: %s", cases[i].says, e.message.ptr);
        assert_text(str_sv(&out), "kept");
        zip_release(&z);
        str_release(&out);
        err_clear(&e);
    }
    struct zip z = {0};
    struct str name = {0}, out = {0};
    struct err e = {0};
    for (int i = 0; i <= ZIP_MAX_ENTRIES; i++) {
        str_clear(&name);
        str_add_f(&name, "%d", i);
        zip_add(&z, str_sv(&name), SV(""), false);
    }
    assert_false(zip_write(&z, &out, &e));
    assert_true(sv_contains(str_sv(&e.message), SV("超过 2000 个")));
    err_clear(&e);
    zip_release(&z);
    str_release(&name);
    str_release(&out);
}

/* What is asked of names that lie in no archive. */
static void test_names_outside(void **state)
{
    (void)state;
    static const struct sv good[] = {{"a/b.png", 7}, {"a/c.png", 7}, {"图 1.png", 9}};
    static const struct sv bad[][2] = {
        {{"a", 1}, {"", 0}},     {{"a", 1}, {"../a", 4}}, {{"a", 1}, {"/a", 2}},
        {{"a", 1}, {"b\\c", 3}}, {{"a", 1}, {"c:b", 3}},  {{"a", 1}, {"b\x1B", 2}},
        {{"a", 1}, {"A", 1}},    {{"a", 1}, {"a/b", 3}},
    };
    struct err e = {0};
    assert_true(zip_names_good(good, COUNT_OF(good), &e));
    assert_true(zip_names_good(NULL, 0, &e));
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        assert_false(zip_names_good(bad[i], 2, &e));
        assert_int_equal(e.class, ERR_REFUSED);
        err_clear(&e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),          cmocka_unit_test(test_descriptor),
        cmocka_unit_test(test_names),         cmocka_unit_test(test_names_together),
        cmocka_unit_test(test_hostile),       cmocka_unit_test(test_frame),
        cmocka_unit_test(test_surroundings),  cmocka_unit_test(test_limits),
        cmocka_unit_test(test_bomb),          cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_bytes),         cmocka_unit_test(test_write_refuses),
        cmocka_unit_test(test_names_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
