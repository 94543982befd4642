#include "folder.h"
#include "unit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/file.h"
#include "store/journal.h"
#include "store/journal_steps.h"

/* ---- records to write ---- */

struct sample {
    int64_t time;
    struct sv bytes;
};

static const struct sample samples[] = {
    {1718000000, {"第一条", 9}}, {1718000001, {"", 0}},       {-5, {"a\0b\n\n", 5}},
    {0, {"5 1 0\n", 6}},         {1718000002, {"第五条", 9}},
};

/* The bytes of a journal of the first `count` samples, times moved by `shift`. */
static struct str journal_of(void **state, size_t count, int64_t shift)
{
    char *path = in(state, "made");
    struct journal *j;
    struct str bytes = {0};
    assert_true(journal_create(path, &j, NULL));
    for (size_t i = 0; i < count; i++)
        assert_true(journal_append(j, samples[i].time + shift, samples[i].bytes, NULL));
    assert_true(journal_good(j));
    journal_close(j);
    assert_true(file_read_itself(path, 1 << 20, &bytes, NULL, NULL));
    file_remove(path);
    free(path);
    return bytes;
}

static struct journal_text parse(struct sv bytes)
{
    struct str taken = {0};
    struct journal_text text;
    str_set(&taken, bytes);
    assert_true(journal_parse(&taken, "记录", &text, NULL));
    assert_int_equal(taken.len, 0);
    return text;
}

/* Are the records the first samples, and how many are there. */
static size_t check_samples(const struct journal_text *text, int64_t shift)
{
    assert_true(text->records.len <= COUNT_OF(samples));
    for (size_t i = 0; i < text->records.len; i++) {
        assert_int_equal(text->records.ptr[i].time, samples[i].time + shift);
        assert_true(sv_eq(text->records.ptr[i].bytes, samples[i].bytes));
    }
    return text->records.len;
}

static bool is_damaged(struct sv bytes)
{
    struct str taken = {0};
    struct journal_text text;
    str_set(&taken, bytes);
    bool damaged = journal_parse(&taken, "记录", &text, NULL) && text.damaged;
    journal_text_release(&text);
    return damaged;
}

/* Parses, checks, releases: how many samples are there, how many bytes are lost. */
static size_t samples_in(struct sv bytes, size_t *lost)
{
    struct journal_text text = parse(bytes);
    size_t count = check_samples(&text, 0);
    *lost = text.lost;
    journal_text_release(&text);
    return count;
}

/* ---- what is written is read ---- */

static void test_round_trip(void **state)
{
    char *path = in(state, "甲.journal");
    struct journal *j;
    struct journal_text text;
    struct err e = {0};
    struct stat st;
    mode_t mask = umask(0777);
    assert_true(journal_create(path, &j, &e));
    umask(mask);
    assert_int_equal(lstat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_text(sv_from(journal_path(j)), path);
    assert_false(journal_unsynced(j));
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        assert_true(journal_append(j, samples[i].time, samples[i].bytes, &e));
        assert_true(journal_unsynced(j));
        assert_true(journal_read(path, &text, &e));
        assert_int_equal(check_samples(&text, 0), i + 1);
        assert_int_equal(text.lost, 0);
        journal_text_release(&text);
    }
    assert_true(journal_sync(j, &e));
    assert_false(journal_unsynced(j));
    assert_true(journal_sync(j, &e));
    assert_true(journal_good(j));
    journal_remove(j);
    assert_false(file_exists(path));
    journal_close(NULL);
    journal_remove(NULL);
    free(path);
}

/* The format is a promise to the versions to come. */
static void test_format(void **state)
{
    struct str bytes = journal_of(state, 2, 0);
    assert_text(str_sv(&bytes), "tianbiao-journal 1\n"
                                "9 1718000000 6462b1681966b74b\n第一条\n"
                                "0 1718000001 2d620254735567d8\n\n");
    str_release(&bytes);
}

static void test_times(void **state)
{
    static const struct {
        int64_t given, want;
    } cases[] = {
        {0, 0},
        {-1, -1},
        {INT64_MAX, 999999999999999999},
        {INT64_MIN, -999999999999999999},
    };
    char *path = in(state, "j");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct journal *j;
        struct journal_text text;
        assert_true(journal_create(path, &j, NULL));
        assert_true(journal_append(j, cases[i].given, SV("x"), NULL));
        assert_true(journal_read(path, &text, NULL));
        assert_int_equal(text.records.len, 1);
        assert_int_equal(text.records.ptr[0].time, cases[i].want);
        journal_text_release(&text);
        journal_remove(j);
    }
    free(path);
}

static void test_limits(void **state)
{
    char *path = in(state, "j");
    struct journal *j;
    struct journal_text text;
    struct err e = {0};
    struct str large = {0};
    str_add_bytes(&large, 'x', JOURNAL_MAX_RECORD + 1);
    assert_true(journal_create(path, &j, &e));
    assert_false(journal_append(j, 1, str_sv(&large), &e));
    assert_int_equal(e.class, ERR_REFUSED);
    struct sv most = sv_sub(str_sv(&large), 0, JOURNAL_MAX_RECORD);
    for (int i = 0; i < 3; i++)
        assert_true(journal_append(j, i, most, &e));
    assert_false(journal_append(j, 3, most, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    assert_true(sv_contains(str_sv(&e.message), SV("已满 64 MB")));
    assert_true(journal_append(j, 4, SV("小的"), &e));
    assert_true(journal_good(j));
    assert_true(journal_read(path, &text, &e));
    assert_int_equal(text.records.len, 4);
    assert_text(text.records.ptr[3].bytes, "小的");
    journal_text_release(&text);
    journal_remove(j);
    str_release(&large);
    err_clear(&e);
    free(path);
}

/* ---- where it may be made ---- */

static void test_create_refused(void **state)
{
    char *link = in(state, "link"), *file = in(state, "file"), *folder = in(state, "folder"),
         *slash = in(state, "new/"), *none = in(state, "none/j"), *below = in(state, "file/j");
    assert_int_equal(symlink("elsewhere", link), 0);
    assert_true(file_write(file, SV("旧"), 0600, NULL));
    assert_true(file_make_folder(folder, NULL));
    const struct {
        const char *path;
        int number;
    } cases[] = {
        {link, EEXIST}, {file, EEXIST},   {folder, EEXIST}, {slash, EISDIR},
        {none, ENOENT}, {below, ENOTDIR}, {"", ENOENT},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct journal *j = NULL;
        struct err e = {0};
        assert_false(journal_create(cases[i].path, &j, &e));
        assert_int_equal(errno, cases[i].number);
        assert_int_equal(e.class, ERR_IO);
        assert_null(j);
        err_clear(&e);
    }
    char *elsewhere = in(state, "elsewhere");
    assert_false(file_exists(elsewhere));
    char *paths[] = {link, file, folder, slash, none, below, elsewhere};
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        free(paths[i]);
}

static void test_read_refused(void **state)
{
    char *link = in(state, "link"), *file = in(state, "file");
    struct journal_text text;
    struct err e = {0};
    assert_int_equal(symlink("file", link), 0);
    assert_true(file_write(file, SV("tianbiao-journal 1\n"), 0600, NULL));
    assert_true(journal_read(file, &text, &e));
    assert_int_equal(text.records.len + text.lost, 0);
    journal_text_release(&text);
    assert_false(journal_read(link, &text, &e));
    assert_int_equal(e.class, ERR_IO);
    file_remove(file);
    assert_false(journal_read(file, &text, &e));
    assert_int_equal(e.class, ERR_IO);
    assert_int_equal(text.bytes.len, 0);
    err_clear(&e);
    free(link);
    free(file);
}

static void test_good(void **state)
{
    char *path = in(state, "j"), *other = in(state, "other"), *folder = in(state, "下"),
         *inside = in(state, "下/j"), *moved = in(state, "上"), *there = in(state, "上/j");
    struct journal *j;
    assert_true(journal_create(path, &j, NULL));
    assert_int_equal(rename(path, other), 0);
    assert_false(journal_good(j));
    assert_int_equal(symlink("other", path), 0);
    assert_false(journal_good(j));
    assert_int_equal(rename(other, path), 0);
    assert_true(journal_good(j));
    assert_int_equal(truncate(path, 3), 0);
    assert_false(journal_good(j));
    assert_true(file_write(path, SV("别人的"), 0600, NULL));
    assert_false(journal_good(j));
    journal_remove(j);
    assert_true(file_exists(path)); /* not ours any more */
    file_remove(path);
    assert_true(journal_create(path, &j, NULL));
    file_remove(path);
    assert_false(journal_good(j));
    journal_remove(j);
    assert_true(file_make_folder(folder, NULL));
    assert_true(journal_create(inside, &j, NULL));
    assert_int_equal(rename(folder, moved), 0);
    assert_false(journal_good(j));
    journal_remove(j);
    assert_false(file_exists(there));
    char *paths[] = {path, other, folder, inside, moved, there};
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        free(paths[i]);
}

/* ---- damage ---- */

static void test_truncated(void **state)
{
    struct str whole = journal_of(state, COUNT_OF(samples), 0);
    size_t ends[COUNT_OF(samples) + 1];
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        struct str part = journal_of(state, i, 0);
        ends[i] = part.len;
        str_release(&part);
    }
    for (size_t len = 0; len <= whole.len; len++) {
        size_t lost, want = 0;
        while (want + 1 < COUNT_OF(ends) && ends[want + 1] <= len)
            want++;
        assert_int_equal(samples_in(sv_sub(str_sv(&whole), 0, len), &lost), want);
        assert_int_equal(lost, len < ends[0] ? len : len - ends[want]);
        assert_false(is_damaged(sv_sub(str_sv(&whole), 0, len)));
    }
    str_release(&whole);
}

/* Whatever one byte becomes: what comes before it stands, nothing behind it, nothing altered. */
static void test_flipped(void **state)
{
    static const unsigned char flips[] = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF};
    struct str whole = journal_of(state, COUNT_OF(samples), 0), first = journal_of(state, 0, 0);
    for (size_t at = 0; at < whole.len * COUNT_OF(flips); at++) {
        struct str taken = {0};
        struct journal_text text;
        size_t lost, place = at / COUNT_OF(flips);
        str_set(&taken, str_sv(&whole));
        taken.ptr[place] = (char)(taken.ptr[place] ^ flips[at % COUNT_OF(flips)]);
        if (place < first.len) {
            assert_false(journal_parse(&taken, "记录", &text, NULL));
            continue;
        }
        size_t want = samples_in(sv_sub(str_sv(&whole), 0, place), &lost);
        assert_true(journal_parse(&taken, "记录", &text, NULL));
        assert_int_equal(check_samples(&text, 0), want);
        assert_int_equal(text.lost, whole.len - place + lost);
        journal_text_release(&text);
    }
    str_release(&whole);
    str_release(&first);
}

/* A journal of pieces of good ones: P the first line, 1 to 5 the records, o the records of an older
 * journal, Z a page of zeros, x a byte. */
static void test_pieces(void **state)
{
    static const struct {
        const char *pieces;
        size_t want;
        bool damaged;
    } cases[] = {
        {"P12345", 5, false}, {"P1123", 1, true},  {"P12321", 3, true},  {"P1245", 2, true},
        {"P2345", 0, true},   {"P13245", 1, true}, {"P12P12", 2, true},  {"P12o", 2, true},
        {"P12x345", 2, true}, {"P123Z", 3, false}, {"P123Z45", 3, true}, {"P12345o", 5, true},
        {"PZ", 0, false},     {"Px", 0, false},    {"P1xo", 1, true},    {"P", 0, false},
    };
    struct str wholes[COUNT_OF(samples) + 1], old = journal_of(state, COUNT_OF(samples), -60);
    for (size_t i = 0; i < COUNT_OF(wholes); i++)
        wholes[i] = journal_of(state, i, 0);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str made = {0};
        size_t lost;
        for (const char *piece = cases[i].pieces; *piece; piece++) {
            size_t n = (size_t)(*piece - '0');
            if (*piece == 'P')
                str_add(&made, str_sv(&wholes[0]));
            else if (*piece == 'o')
                str_add(&made, sv_from_offset(str_sv(&old), wholes[0].len));
            else if (*piece == 'Z')
                str_add_bytes(&made, 0, 4096);
            else if (*piece == 'x')
                str_add_byte(&made, 'x');
            else
                str_add(&made, sv_from_offset(str_sv(&wholes[n]), wholes[n - 1].len));
        }
        assert_int_equal(samples_in(str_sv(&made), &lost), cases[i].want);
        assert_int_equal(lost, made.len - wholes[cases[i].want].len);
        assert_int_equal(is_damaged(str_sv(&made)), cases[i].damaged);
        str_release(&made);
    }
    for (size_t i = 0; i < COUNT_OF(wholes); i++)
        str_release(&wholes[i]);
    str_release(&old);
}

/* A stale tail of an older journal, cut anywhere: as when a block never reached the disk. */
static void test_stale_tail(void **state)
{
    struct str new = journal_of(state, 3, 0), old = journal_of(state, COUNT_OF(samples), -60);
    for (size_t cut = 0; cut < old.len; cut++) {
        struct str made = {0};
        size_t lost;
        str_set(&made, str_sv(&new));
        str_add(&made, sv_from_offset(str_sv(&old), cut));
        assert_int_equal(samples_in(str_sv(&made), &lost), 3);
        assert_int_equal(lost, old.len - cut);
        str_release(&made);
    }
    str_release(&new);
    str_release(&old);
}

/* Lines that lie. */
static void test_hostile_lines(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "",
        "\n",
        " \n",
        "  \n",
        "1\n",
        "1 2\n",
        "1 2 \n",
        "1 2 0000000000000000\n",
        "1 2 0000000000000000\nx\n",
        "-1 2 0000000000000000\nx\n",
        "+1 2 0000000000000000\nx\n",
        "1e1 2 0000000000000000\nx\n",
        "16777217 2 0000000000000000\nx\n",
        "18446744073709551615 2 0000000000000000\nx\n",
        "18446744073709551616 2 0000000000000000\nx\n",
        "99999999999999999999999999999999999999999999999999999999999999999999999999 2 0\nx\n",
        "1 99999999999999999999999 0000000000000000\nx\n",
        "1 2 00000000000000000\nx\n",
        "1 2 000000000000000\nx\n",
        "1  2 000000000000000\nx\n",
        "1 2 0000000000000000\r\nx\n",
    };
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        struct str made = {0};
        size_t lost;
        str_set(&made, SV("tianbiao-journal 1\n"));
        str_add(&made, sv_from(lines[i]));
        assert_int_equal(samples_in(str_sv(&made), &lost), 0);
        assert_int_equal(lost, strlen(lines[i]));
        str_release(&made);
    }
}

static void test_no_journals(void **state)
{
    (void)state;
    static const struct {
        struct sv bytes;
        const char *want;
    } cases[] = {
        {{"tianbiao: 1\n", 12}, "不是填表程序的恢复记录"},
        {{"\0\0\0\0", 4}, "不是填表程序的恢复记录"},
        {{"\n", 1}, "不是填表程序的恢复记录"},
        {{"tianbiao-journal 1\r\n", 20}, "别的版本"},
        {{"tianbiao-journal 2\n", 19}, "别的版本"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str taken = {0};
        struct journal_text text;
        struct err e = {0};
        str_set(&taken, cases[i].bytes);
        assert_false(journal_parse(&taken, "甲\x1b.journal", &text, &e));
        assert_int_equal(e.class, ERR_REFUSED);
        assert_true(sv_starts(str_sv(&e.message), SV("甲\\x1B.journal：")));
        assert_true(sv_contains(str_sv(&e.message), sv_from(cases[i].want)));
        assert_int_equal(text.records.len + text.bytes.len + taken.len, 0);
        journal_text_release(&text);
        err_clear(&e);
    }
}

/* ---- a disk that fails ---- */

/* What the next calls do; a call takes the first of the letters and the last one stays: . as the
 * system, i EINTR, n ENOSPC, e EIO, r EROFS, v EINVAL, s a short write. */
static const char *on_create, *on_write, *on_truncate, *on_sync, *on_folder;
static unsigned folder_syncs, writes;

static bool fails(const char **plan, bool *is_short)
{
    char now = **plan;
    if ((*plan)[1])
        (*plan)++;
    *is_short = now == 's';
    errno = now == 'i'   ? EINTR
            : now == 'n' ? ENOSPC
            : now == 'e' ? EIO
            : now == 'r' ? EROFS
                         : EINVAL;
    return now != '.' && now != 's';
}

static int bad_create(int folder, const char *name)
{
    bool is_short;
    return fails(&on_create, &is_short) ? -1 : journal_system_steps()->create(folder, name);
}

static ssize_t bad_write(int fd, const void *bytes, size_t len)
{
    bool is_short;
    writes++;
    return fails(&on_write, &is_short) ? -1 : write(fd, bytes, is_short ? (len + 1) / 2 : len);
}

static int bad_truncate(int fd, off_t len)
{
    bool is_short;
    return fails(&on_truncate, &is_short) ? -1 : ftruncate(fd, len);
}

static int bad_sync(int fd)
{
    bool is_short;
    return fails(&on_sync, &is_short) ? -1 : fdatasync(fd);
}

static int bad_sync_folder(int fd)
{
    bool is_short;
    folder_syncs++;
    return fails(&on_folder, &is_short) ? -1 : fsync(fd);
}

static const struct journal_steps bad_steps = {bad_create, bad_write, bad_truncate, bad_sync,
                                               bad_sync_folder};

static void no_trouble(void)
{
    on_create = on_write = on_truncate = on_sync = on_folder = ".";
    folder_syncs = writes = 0;
}

static void assert_records(const char *path, size_t want, bool torn)
{
    struct journal_text text;
    assert_true(journal_read(path, &text, NULL));
    assert_int_equal(text.records.len, want);
    assert_int_equal(text.lost != 0, torn);
    journal_text_release(&text);
}

static void test_failing_create(void **state)
{
    static const struct {
        const char *create, *write, *truncate;
        const char *want; /* NULL: it is made */
    } cases[] = {
        {"r", ".", ".", "只读"},     {"n", ".", ".", "磁盘已满"},  {"ii.", ".", ".", NULL},
        {".", "n", ".", "磁盘已满"}, {".", "sn", "e", "磁盘已满"}, {".", "sisi.", ".", NULL},
    };
    char *path = in(state, "j\x1b");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct journal *j = NULL;
        struct err e = {0};
        no_trouble();
        on_create = cases[i].create;
        on_write = cases[i].write;
        on_truncate = cases[i].truncate;
        bool ok = journal_create_by(&bad_steps, path, &j, &e);
        assert_int_equal(ok, !cases[i].want);
        assert_int_equal(file_exists(path), ok);
        if (ok) {
            assert_records(path, 0, false);
            journal_remove(j);
        } else {
            assert_int_equal(e.class, ERR_IO);
            assert_true(sv_contains(str_sv(&e.message), SV("j\\x1B：")));
            assert_true(sv_contains(str_sv(&e.message), sv_from(cases[i].want)));
        }
        err_clear(&e);
    }
    free(path);
}

/* Two good records, one that may fail, one more. */
static void test_failing_append(void **state)
{
    static const struct {
        const char *write, *truncate;
        const char *want; /* NULL: it is appended */
        bool broken;
        bool torn;
    } cases[] = {
        {".", ".", NULL, false, false},        {"i.", ".", NULL, false, false},
        {"sssi.", ".", NULL, false, false},    {"n", ".", "磁盘已满", false, false},
        {"sn", ".", "磁盘已满", false, false}, {"ssise", "ii.", "磁盘读写出错", false, false},
        {"r", "r", "只读", true, false},       {"se", "e", "磁盘读写出错", true, true},
        {"sn", "ie", "磁盘已满", true, true},
    };
    char *path = in(state, "j");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct journal *j;
        struct err e = {0};
        no_trouble();
        assert_true(journal_create_by(&bad_steps, path, &j, NULL));
        assert_true(journal_append(j, 1, SV("一"), NULL));
        assert_true(journal_append(j, 2, SV("二"), NULL));
        on_write = cases[i].write;
        on_truncate = cases[i].truncate;
        bool ok = journal_append(j, 3, SV("三，要断的一条"), &e);
        assert_int_equal(ok, !cases[i].want);
        assert_int_equal(e.class, ok ? ERR_NONE : ERR_IO);
        if (!ok)
            assert_true(sv_contains(str_sv(&e.message), sv_from(cases[i].want)));
        assert_int_equal(journal_good(j), !cases[i].broken);
        assert_records(path, ok ? 3 : 2, cases[i].torn);
        on_write = on_truncate = ".";
        assert_int_equal(journal_append(j, 4, SV("四"), &e), !cases[i].broken);
        if (cases[i].broken)
            assert_int_equal(e.class, ERR_REFUSED);
        else
            assert_records(path, ok ? 4 : 3, false);
        assert_true(journal_sync(j, NULL)); /* what is good still goes to the disk */
        journal_remove(j);
        err_clear(&e);
    }
    free(path);
}

static void test_failing_sync(void **state)
{
    static const struct {
        const char *sync, *folder;
        bool ok;
    } cases[] = {
        {".", ".", true},  {"ii.", ".", true}, {"v", "v", true},   {".", "e", true},
        {"e", ".", false}, {"n", ".", false},  {"ir", ".", false},
    };
    char *path = in(state, "j");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct journal *j;
        struct err e = {0};
        no_trouble();
        assert_true(journal_create_by(&bad_steps, path, &j, NULL));
        assert_true(journal_append(j, 1, SV("一"), NULL));
        on_sync = cases[i].sync;
        on_folder = cases[i].folder;
        assert_int_equal(journal_sync(j, &e), cases[i].ok);
        assert_int_equal(e.class, cases[i].ok ? ERR_NONE : ERR_IO);
        assert_int_equal(journal_unsynced(j), !cases[i].ok);
        assert_int_equal(journal_good(j), cases[i].ok);
        on_sync = on_folder = ".";
        /* What the disk dropped once it does not get back by being asked again. */
        assert_int_equal(journal_sync(j, &e), cases[i].ok);
        assert_records(path, 1, false);
        journal_remove(j);
        err_clear(&e);
    }
    free(path);
}

/* One write a record, the folder flushed once. */
static void test_calls(void **state)
{
    char *path = in(state, "j");
    struct journal *j;
    no_trouble();
    assert_true(journal_create_by(&bad_steps, path, &j, NULL));
    for (unsigned i = 1; i < 100; i++) {
        assert_true(journal_append(j, 1, SV("一个字"), NULL));
        assert_int_equal(writes, i + 1);
        assert_true(journal_sync(j, NULL));
        assert_int_equal(folder_syncs, 1);
    }
    journal_remove(j);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_round_trip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_format, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_times, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_limits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_create_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_read_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_good, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_truncated, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_flipped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pieces, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stale_tail, set_up, tear_down),
        cmocka_unit_test(test_hostile_lines),
        cmocka_unit_test(test_no_journals),
        cmocka_unit_test_setup_teardown(test_failing_create, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_failing_append, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_failing_sync, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_calls, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("store/journal", tests, NULL, NULL);
}
