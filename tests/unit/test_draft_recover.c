#include "draft/recover.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "checking.h"
#include "draft/draft_io_carry.h"
#include "edits.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"

static const char fields[] =
    "  - {id: g.a, kind: line, label: 甲}\n"
    "  - {id: g.b, kind: text, label: 乙}\n"
    "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: line, label: 名}, "
    "{id: o, kind: text, label: 述}]}\n"
    "  - {id: e, kind: elements, label: 要素, texts: [g.b], items: [{id: open, label: 开}]}";

#define ID "3f9c2a51b7d04e18"
#define OTHER_ID "00000000000000aa"
#define HEAD_LINES(id) "tianbiao: 1\nform: t\nform_version: 1\ndraft_id: " id "\n"

static const char source[] = HEAD_LINES(ID) "answers:\n"
                                            "  g: {a: 甲}   # 手写的话\n"
                                            "  t:\n"
                                            "  - {id: t1, n: 一}\n"
                                            "  - {n: 二}\n"
                                            "  mine: 留着\n";

enum { BEGUN = 1700000000 };

/* ---- a folder of its own, and a home in it ---- */

struct place_of_test {
    struct str folder;
    struct str state;
};

static int set_up(void **state)
{
    char name[] = "/tmp/tianbiao-test-XXXXXX";
    struct place_of_test *t = calloc(1, sizeof *t);
    if (!t || !mkdtemp(name))
        return -1;
    str_set(&t->folder, sv_from(name));
    str_add_f(&t->state, "%s/state", name);
    setenv("XDG_STATE_HOME", t->state.ptr, 1);
    *state = t;
    return 0;
}

static int tear_down(void **state)
{
    struct place_of_test *t = *state;
    struct str command = {0};
    str_add_f(&command, "rm -rf '%s'", t->folder.ptr);
    int failed = system(command.ptr);
    str_release(&command);
    str_release(&t->folder);
    str_release(&t->state);
    free(t);
    return failed;
}

static struct sv folder_of(void **state)
{
    return str_sv(&((struct place_of_test *)*state)->folder);
}

static void set_path(void **state, struct sv name, struct str *out)
{
    path_join(out, folder_of(state), name);
}

static void put_file(void **state, const char *name, struct sv bytes)
{
    struct str path = {0};
    set_path(state, sv_from(name), &path);
    assert_true(file_write(path.ptr, bytes, 0600, NULL));
    str_release(&path);
}

static bool there_is(void **state, struct sv name)
{
    struct str path = {0};
    set_path(state, name, &path);
    bool there = file_exists(path.ptr);
    str_release(&path);
    return there;
}

/* How many names of a folder hold ".journal". */
static size_t journals_in(const char *folder, bool hidden)
{
    struct folder_entries entries = {0};
    size_t count = 0;
    if (hidden)
        folder_list_hidden(folder, SV(".journal"), &entries, NULL);
    else
        folder_list(folder, &entries, NULL);
    for (size_t i = 0; i < entries.len; i++)
        count += sv_contains(path_name(str_sv(&entries.ptr[i].path)), SV(".journal"));
    folder_entries_release(&entries);
    return count;
}

static size_t journals_beside(void **state)
{
    return journals_in(((struct place_of_test *)*state)->folder.ptr, true);
}

static size_t journals_away(void **state)
{
    struct str folder = {0};
    path_join(&folder, str_sv(&((struct place_of_test *)*state)->state), SV("tianbiao"));
    size_t count = journals_in(folder.ptr, false);
    str_release(&folder);
    return count;
}

/* ---- a session that may die ---- */

struct session {
    struct form *form;
    struct draft *draft;
    struct draft_file file;
    struct history history;
    struct str changes;
    struct journal *journal;
    int64_t now;
};

/* Opens the draft NAME with these bytes; none: it has never been saved. */
static void open_session(struct session *s, void **state, struct sv name, const char *bytes)
{
    struct err e = {0};
    *s = (struct session){.form = form_of(fields, NULL), .now = BEGUN};
    set_path(state, name, &s->file.path);
    str_set(&s->file.source, sv_from(bytes));
    s->file.saved = bytes[0];
    if (!bytes[0])
        s->draft = draft_new(s->form);
    else if (!draft_parse(s->form, sv_from(bytes), "d", &s->draft, NULL, &e))
        fail_msg("%s", e.message.ptr);
    if (bytes[0])
        assert_true(file_write(s->file.path.ptr, sv_from(bytes), 0600, NULL));
    history_init(&s->history);
    s->draft->changes = &s->changes;
}

static void begin(struct session *s)
{
    struct err e = {0};
    if (!recover_begin(s->draft, &s->file, false, s->now, &s->journal, &e))
        fail_msg("%s", e.message.ptr);
    str_clear(&s->changes);
}

/* What the loop does before it reads the next key. */
static void append(struct session *s)
{
    if (s->changes.len)
        assert_true(journal_append(s->journal, ++s->now, str_sv(&s->changes), NULL));
    str_clear(&s->changes);
}

static void type(struct session *s, const char *path, const char *text)
{
    struct place p = {form_field(s->form, sv_from(path))->index, 0};
    draft_set(s->draft, &s->history, p, sv_from(text));
    if (s->journal)
        append(s);
}

/* The program is gone; the draft it had stays, for comparing. */
static void die(struct session *s)
{
    journal_close(s->journal);
    s->journal = NULL;
}

static void release(struct session *s)
{
    die(s);
    history_release(&s->history);
    draft_free(s->draft);
    draft_file_release(&s->file);
    str_release(&s->changes);
    form_free(s->form);
}

/* A session that typed `text` into g.a and died. */
static void dead_session(void **state, const char *name, const char *bytes, const char *text)
{
    struct session s;
    open_session(&s, state, sv_from(name), bytes);
    begin(&s);
    type(&s, "g.a", text);
    release(&s);
}

static void find(void **state, const char *name, const char *id, struct remnants *out)
{
    struct str path = {0};
    set_path(state, sv_from(name), &path);
    recover_find(path.ptr, sv_from(id), out);
    str_release(&path);
}

static size_t found(void **state, const char *name, const char *id)
{
    struct remnants list = {0};
    find(state, name, id, &list);
    size_t count = list.len;
    remnants_release(&list);
    return count;
}

static void assert_states(const struct draft *got, const struct draft *want)
{
    struct str a = {0}, b = {0};
    add_state(&a, got, false);
    add_state(&b, want, false);
    if (!sv_eq(str_sv(&a), str_sv(&b)))
        fail_msg("got:\n%s\nwant:\n%s", a.ptr, b.ptr);
    assert_true(sv_eq(str_sv(&got->id), str_sv(&want->id)));
    str_release(&a);
    str_release(&b);
}

/* The drafts of a journal, to be freed; false in `*whole` where not all of it could be done. */
static bool replay(const struct remnant *r, const struct form *form, struct draft **typed,
                   struct draft **begun, bool *whole, struct err *e)
{
    struct recovered back = {0};
    bool ok = recover_replay(r, form, &back, e);
    *whole = ok && back.fits && r->lost == 0;
    if (ok) {
        *typed = back.typed;
        back.typed = NULL;
    }
    if (ok && begun) {
        *begun = back.begun;
        back.begun = NULL;
    }
    assert_int_equal(back.typing.text.len, 0);
    recovered_release(&back);
    return ok;
}

/* The text of a leaf in what a journal says was typed. */
static void assert_typed(const struct remnant *r, const char *path, const char *want)
{
    struct form *form = form_of(fields, NULL);
    struct draft *typed = NULL;
    struct err e = {0};
    bool complete = false;
    if (!replay(r, form, &typed, NULL, &complete, &e))
        fail_msg("%s", e.message.ptr);
    assert_true(complete);
    struct place p = {form_field(form, sv_from(path))->index, 0};
    assert_text(draft_text(typed, p), want);
    draft_free(typed);
    form_free(form);
}

/* ---- what was typed comes back ---- */

static void test_comes_back(void **state)
{
    struct session s;
    struct remnants list = {0};
    struct recovered back = {0};
    open_session(&s, state, SV("申报 书.yaml"), source);
    begin(&s);
    assert_true(there_is(state, SV(".申报 书.yaml.journal")));
    type(&s, "g.b", "第一段");
    draft_undo(s.draft, &s.history, NULL, NULL);
    append(&s);
    type(&s, "g.a", "乙");
    changes_add_typing(&s.changes, SV("待补"), SV("等人"));
    append(&s);
    die(&s);
    find(state, "申报 书.yaml", ID, &list);
    assert_int_equal(list.len, 1);
    struct remnant *r = &list.ptr[0];
    assert_text(str_sv(&r->draft_id), ID);
    assert_text(str_sv(&r->form), "t");
    assert_int_equal(r->form_version, 1);
    assert_text(str_sv(&r->file), s.file.path.ptr);
    assert_text(str_sv(&r->source), source);
    assert_int_equal(r->begun, BEGUN);
    assert_int_equal(r->last, BEGUN + 4);
    assert_int_equal(r->lost, 0);
    assert_false(r->nothing);
    assert_int_equal(r->text.records.len, 6);
    assert_true(recover_replay(r, s.form, &back, NULL));
    assert_true(back.fits);
    assert_states(back.typed, s.draft);
    struct place a = {form_field(s.form, SV("g.a"))->index, 0};
    assert_text(draft_text(back.begun, a), "甲");
    assert_text(str_sv(&back.typing.title), "待补");
    assert_text(str_sv(&back.typing.text), "等人");
    recovered_release(&back);
    remnants_release(&list);
    release(&s);
}

/* A journal without a change: what was typed is what it began with. */
static void test_nothing_typed(void **state)
{
    struct session s;
    struct remnants list = {0};
    struct draft *typed = NULL, *begun = NULL;
    bool complete = false;
    open_session(&s, state, SV("a.yaml"), source);
    begin(&s);
    die(&s);
    find(state, "a.yaml", ID, &list);
    assert_int_equal(list.len, 1);
    assert_int_equal(list.ptr[0].text.records.len, 2);
    assert_true(replay(&list.ptr[0], s.form, &typed, &begun, &complete, NULL));
    assert_true(complete);
    assert_states(typed, begun);
    assert_states(typed, s.draft);
    draft_free(typed);
    draft_free(begun);
    remnants_release(&list);
    release(&s);
}

/* Never saved: no id, no bytes, known by the name alone. */
static void test_never_saved(void **state)
{
    struct session s;
    struct remnants list = {0};
    struct draft *typed = NULL, *begun = NULL;
    bool complete = false;
    open_session(&s, state, SV("new.yaml"), "");
    begin(&s);
    type(&s, "g.a", "字");
    die(&s);
    assert_int_equal(found(state, "other.yaml", ""), 0);
    assert_int_equal(found(state, "other.yaml", ID), 0);
    /* Should it have been saved in its last moment, it has an id by now. */
    assert_int_equal(found(state, "new.yaml", ID), 1);
    find(state, "new.yaml", "", &list);
    assert_int_equal(list.len, 1);
    assert_text(str_sv(&list.ptr[0].draft_id), "");
    assert_text(str_sv(&list.ptr[0].source), "");
    assert_true(replay(&list.ptr[0], s.form, &typed, &begun, &complete, NULL));
    assert_true(complete);
    assert_states(typed, s.draft);
    assert_false(draft_filled(begun, (struct place){form_field(s.form, SV("g.a"))->index, 0}));
    draft_free(typed);
    draft_free(begun);
    remnants_release(&list);
    release(&s);
}

/* A journal that begins in the middle, because an older one broke, says all that is unsaved. */
static void test_begins_in_the_middle(void **state)
{
    struct session s;
    struct remnants list = {0};
    open_session(&s, state, SV("a.yaml"), source);
    draft_row_add(s.draft, &s.history, form_field(s.form, SV("t"))->index, 0, SV(""));
    type(&s, "g.a", "没有保存的");
    assert_true(s.changes.len > 0);
    begin(&s);
    type(&s, "g.b", "后来的");
    die(&s);
    find(state, "a.yaml", ID, &list);
    assert_int_equal(list.len, 1);
    assert_text(str_sv(&list.ptr[0].source), source);
    assert_typed(&list.ptr[0], "g.a", "没有保存的");
    assert_typed(&list.ptr[0], "g.b", "后来的");
    remnants_release(&list);
    release(&s);
}

/* Edits of every kind, saves, new journals after saves and in between; then a death: the bytes the
 * next save would have written come out of what is on disk. */
static void check_death(struct session *s, void **state)
{
    struct remnants list = {0};
    struct draft *typed = NULL;
    struct str got = {0}, want = {0};
    bool complete = false;
    find(state, "a.yaml", ID, &list);
    assert_int_equal(list.len, 1);
    assert_true(replay(&list.ptr[0], s->form, &typed, NULL, &complete, NULL));
    assert_true(complete);
    assert_states(typed, s->draft);
    assert_true(draft_compose(typed, str_sv(&list.ptr[0].source), &got, NULL));
    assert_true(draft_compose(s->draft, str_sv(&s->file.source), &want, NULL));
    assert_text(str_sv(&got), want.ptr);
    str_release(&got);
    str_release(&want);
    draft_free(typed);
    remnants_release(&list);
}

static void save(struct session *s)
{
    assert_true(draft_save(s->draft, &s->file, NULL));
    history_mark_saved(&s->history);
    journal_remove(s->journal);
    begin(s);
}

static void test_random_deaths(void **state)
{
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct session s;
        struct dice d = {seed};
        open_session(&s, state, SV("a.yaml"), source);
        begin(&s);
        for (int i = 0; i < 120; i++) {
            uint32_t what = roll(&d, 20);
            if (what == 0)
                save(&s);
            else if (what == 1) {
                journal_remove(s.journal);
                begin(&s);
            } else if (what < 5)
                draft_undo(s.draft, &s.history, NULL, NULL);
            else
                random_edit(s.draft, &s.history, &d);
            append(&s);
            if (roll(&d, 10) == 0)
                check_death(&s, state);
        }
        check_death(&s, state);
        journal_remove(s.journal);
        s.journal = NULL;
        release(&s);
    }
    assert_int_equal(journals_beside(state), 0);
}

/* ---- torn ends, and what does not fit ---- */

/* Cut at any byte: the whole records in front of the cut count, each record is one state. */
static void test_torn_anywhere(void **state)
{
    struct session s;
    struct str bytes = {0}, path = {0};
    open_session(&s, state, SV("a.yaml"), source);
    begin(&s);
    type(&s, "g.a", "一");
    type(&s, "g.a", "一二");
    type(&s, "g.a", "一二三");
    die(&s);
    struct place a = {form_field(s.form, SV("g.a"))->index, 0};
    set_path(state, SV(".a.yaml.journal"), &path);
    assert_true(file_read(path.ptr, JOURNAL_MAX_BYTES, &bytes, NULL));
    static const char *const want[] = {"甲", "一", "一二", "一二三"};
    for (size_t len = 0; len <= bytes.len; len++) {
        struct remnants list = {0};
        struct draft *typed = NULL;
        struct err e = {0};
        bool complete = false;
        assert_true(file_write(path.ptr, sv_sub(str_sv(&bytes), 0, len), 0600, NULL));
        find(state, "a.yaml", ID, &list);
        assert_int_equal(list.len, 1);
        size_t records = list.ptr[0].text.records.len;
        assert_int_equal(list.ptr[0].nothing, records < 2);
        bool ok = replay(&list.ptr[0], s.form, &typed, NULL, &complete, &e);
        assert_int_equal(ok, records >= 2);
        if (ok) {
            assert_text(draft_text(typed, a), want[records - 2]);
            assert_int_equal(complete, list.ptr[0].lost == 0);
            draft_free(typed);
        }
        assert_int_equal(e.class, ok ? ERR_NONE : ERR_REFUSED);
        assert_true(len < bytes.len || (records == 5 && complete));
        err_clear(&e);
        remnants_release(&list);
    }
    str_release(&bytes);
    str_release(&path);
    release(&s);
}

static void test_does_not_fit(void **state)
{
    struct session s;
    struct remnants list = {0};
    struct draft *typed = NULL, *begun = NULL;
    bool complete = true;
    open_session(&s, state, SV("a.yaml"), source);
    begin(&s);
    type(&s, "g.a", "好");
    assert_true(journal_append(s.journal, s.now, SV("text g.a - 77 0 0\n\n"), NULL));
    type(&s, "g.a", "后来");
    die(&s);
    find(state, "a.yaml", ID, &list);
    assert_int_equal(list.len, 1);
    assert_true(replay(&list.ptr[0], s.form, &typed, &begun, &complete, NULL));
    assert_false(complete);
    struct place a = {form_field(s.form, SV("g.a"))->index, 0};
    assert_text(draft_text(typed, a), "好");
    draft_free(typed);
    draft_free(begun);
    /* Bytes that are no draft. */
    struct err e = {0};
    str_set(&list.ptr[0].source, SV("- [\n"));
    assert_false(replay(&list.ptr[0], s.form, &typed, &begun, &complete, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    assert_true(e.message.len > 0);
    err_clear(&e);
    remnants_release(&list);
    release(&s);
}

/* The form as its next version has it: names are new, of fields, columns, tables and sections. */
static struct form *later_form(void)
{
    return form_from("tianbiao_form: 1\nid: t\nversion: 2\ntitle: 测试表\nissuer: 测试局\n"
                     "date: 2024-04-25\nlanguage: zh-CN\ncount: word\nclauses: {一: 条文}\n"
                     "sections:\n- id: z\n  was: s\n  title: 部分\n  fields:\n"
                     "  - {id: h.a, kind: line, label: 甲, was: g.a}\n"
                     "  - {id: g.b, kind: text, label: 乙}\n"
                     "  - {id: tt, kind: table, label: 表, was: t, columns: "
                     "[{id: m, kind: line, label: 名, was: n}, {id: o, kind: text, label: 述}]}\n");
}

static struct sv leaf(const struct draft *d, const char *path, uint32_t row)
{
    return draft_text(d, (struct place){form_field(d->form, sv_from(path))->index, row});
}

/* The program was renewed between a death and the next start, and the form with it. */
static void test_form_went_on(void **state)
{
    struct session s;
    struct remnants list = {0};
    struct draft *typed = NULL, *begun = NULL;
    bool complete = false;
    open_session(&s, state, SV("a.yaml"), source);
    begin(&s);
    uint32_t table = form_field(s.form, SV("t"))->index;
    uint32_t key = draft_rows(s.draft, table)->ptr[1].key;
    type(&s, "g.a", "字");
    type(&s, "g.b", "述");
    struct place cell = {form_field(s.form, SV("t.n"))->index, key};
    draft_set(s.draft, &s.history, cell, SV("名"));
    cell.field = form_field(s.form, SV("t.o"))->index;
    draft_set(s.draft, &s.history, cell, SV("行述"));
    draft_row_move(s.draft, &s.history, table, key, 0);
    draft_set_done(s.draft, &s.history, 0, true);
    append(&s);
    die(&s);
    struct form *later = later_form();
    find(state, "a.yaml", ID, &list);
    assert_int_equal(list.len, 1);
    assert_true(replay(&list.ptr[0], later, &typed, &begun, &complete, NULL));
    assert_true(complete);
    const struct rows *rows = draft_rows(typed, form_field(later, SV("tt"))->index);
    assert_int_equal(rows->len, 2);
    assert_text(leaf(typed, "h.a", 0), "字");
    assert_text(leaf(typed, "g.b", 0), "述");
    assert_text(leaf(typed, "tt.m", rows->ptr[0].key), "名");
    assert_text(leaf(typed, "tt.o", rows->ptr[0].key), "行述");
    assert_text(leaf(typed, "tt.m", rows->ptr[1].key), "一");
    assert_true(typed->done[0]);
    assert_text(leaf(begun, "h.a", 0), "甲");
    draft_free(typed);
    draft_free(begun);
    remnants_release(&list);
    form_free(later);
    release(&s);
}

/* A draft of an older version, filled in as it was or carried over: each comes back as it was on
 * the screen. */
static void test_older_draft(void **state)
{
    struct form *later = later_form();
    for (int carried = 0; carried <= 1; carried++) {
        struct session s;
        struct remnants list = {0};
        struct draft *typed = NULL;
        bool complete = false;
        open_session(&s, state, SV("a.yaml"), source);
        draft_free(s.draft);
        assert_true((carried ? draft_carry : draft_parse)(later, sv_from(source), "d", &s.draft,
                                                          NULL, NULL));
        s.draft->changes = &s.changes;
        begin(&s);
        struct place b = {form_field(later, SV("g.b"))->index, 0};
        draft_set(s.draft, &s.history, b, SV("述"));
        append(&s);
        die(&s);
        find(state, "a.yaml", ID, &list);
        assert_int_equal(list.len, 1);
        assert_int_equal(list.ptr[0].form_version, 2);
        assert_int_equal(list.ptr[0].draft_version, carried ? 2 : 1);
        assert_int_equal(list.ptr[0].text.records.len, 3);
        assert_true(replay(&list.ptr[0], later, &typed, NULL, &complete, NULL));
        assert_true(complete);
        assert_states(typed, s.draft);
        assert_int_equal(typed->form_version, carried ? 2 : 1);
        assert_text(leaf(typed, "h.a", 0), carried ? "甲" : "");
        file_remove(list.ptr[0].path.ptr);
        draft_free(typed);
        remnants_release(&list);
        release(&s);
    }
    form_free(later);
}

/* ---- whose journal it is ---- */

static void rename_file(void **state, const char *from, const char *to)
{
    struct str a = {0}, b = {0};
    set_path(state, sv_from(from), &a);
    set_path(state, sv_from(to), &b);
    assert_int_equal(rename(a.ptr, b.ptr), 0);
    str_release(&a);
    str_release(&b);
}

static void test_renamed(void **state)
{
    dead_session(state, "a.yaml", source, "字");
    rename_file(state, "a.yaml", "b.yaml");
    assert_int_equal(found(state, "b.yaml", ID), 1);
    assert_int_equal(found(state, "b.yaml", OTHER_ID), 0);
    assert_int_equal(found(state, "b.yaml", ""), 0);
    /* Another draft has taken the old name. */
    put_file(state, "a.yaml", SV(HEAD_LINES(OTHER_ID)));
    assert_int_equal(found(state, "a.yaml", OTHER_ID), 0);
    assert_int_equal(found(state, "b.yaml", ID), 1);
}

/* Of two files with one id each has its own. */
static void test_copied(void **state)
{
    struct remnants list = {0};
    dead_session(state, "a.yaml", source, "甲的");
    put_file(state, "b.yaml", sv_from(source));
    assert_int_equal(found(state, "b.yaml", ID), 0);
    dead_session(state, "b.yaml", source, "乙的");
    find(state, "a.yaml", ID, &list);
    assert_int_equal(list.len, 1);
    assert_typed(&list.ptr[0], "g.a", "甲的");
    remnants_release(&list);
    find(state, "b.yaml", ID, &list);
    assert_int_equal(list.len, 1);
    assert_typed(&list.ptr[0], "g.a", "乙的");
    remnants_release(&list);
}

/* The file is gone: the name alone leads to what was typed. */
static void test_file_is_gone(void **state)
{
    struct str path = {0};
    dead_session(state, "a.yaml", source, "字");
    set_path(state, SV("a.yaml"), &path);
    file_remove(path.ptr);
    assert_int_equal(found(state, "a.yaml", ""), 1);
    assert_int_equal(found(state, "a.yaml", ID), 1);
    str_release(&path);
}

/* A link to a draft leads to the journal of what it stands for. */
static void test_through_a_link(void **state)
{
    struct str link = {0};
    put_file(state, "a.yaml", sv_from(source));
    set_path(state, SV("link.yaml"), &link);
    assert_int_equal(symlink("a.yaml", link.ptr), 0);
    struct session s;
    open_session(&s, state, SV("link.yaml"), source);
    begin(&s);
    type(&s, "g.a", "字");
    release(&s);
    assert_true(there_is(state, SV(".a.yaml.journal")));
    assert_int_equal(found(state, "a.yaml", ID), 1);
    assert_int_equal(found(state, "link.yaml", ID), 1);
    str_release(&link);
}

/* What lies there and is none: text, a link, a folder, a pipe, heads that are none. */
static void test_passes_over(void **state)
{
    struct str path = {0};
    struct journal *j = NULL;
    static const char *const heads[] = {
        "",
        "draft " ID "\nform t\nversion 1 1\n",
        "draft " ID "\nform t\nversion 1 1\nfile /x",
        "draft " ID "\nform t\nversion 1 x\nfile /x\n",
        "draft " ID "\nform t\nversion 1\nfile /x\n",
        "draft " ID "\nform t\nversion -1 1\nfile /x\n",
        "draft " ID "\nform t\nversion 1 1\nfile -\n",
        "draft " ID "\nform t\nversion 1 1\nfile x.yaml\n",
        "draft " ID "\nform t\nversion 1 1\nfile /x%00\n",
        "draft " ID "\nform \xFF\nversion 1 1\nfile /x\n",
        "draft\nform t\nversion 1 1\nfile /x\n",
        "form t\ndraft " ID "\nversion 1 1\nfile /x\n",
    };
    put_file(state, "a.yaml", sv_from(source));
    put_file(state, ".a.yaml.journal", SV("这是别的\n"));
    put_file(state, ".x.journal", SV("tianbiao-journal 9\n"));
    set_path(state, SV(".a.yaml.journal.3"), &path);
    assert_int_equal(mkdir(path.ptr, 0700), 0);
    set_path(state, SV(".a.yaml.journal.4"), &path);
    assert_int_equal(mkfifo(path.ptr, 0600), 0);
    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        set_path(state, SV(".a.yaml.journal.2"), &path);
        assert_true(journal_create(path.ptr, &j, NULL));
        assert_true(journal_append(j, BEGUN, sv_from(heads[i]), NULL));
        assert_true(journal_append(j, BEGUN, sv_from(source), NULL));
        assert_int_equal(found(state, "a.yaml", ID), 0);
        journal_remove(j);
    }
    /* A real one, and a link to it. */
    dead_session(state, "b.yaml", source, "字");
    rename_file(state, ".b.yaml.journal", "elsewhere");
    set_path(state, SV(".a.yaml.journal.2"), &path);
    assert_int_equal(symlink("elsewhere", path.ptr), 0);
    assert_int_equal(found(state, "a.yaml", ID), 0);
    file_remove(path.ptr);
    rename_file(state, "elsewhere", ".a.yaml.journal.2");
    assert_int_equal(found(state, "a.yaml", ID), 1);
    str_release(&path);
}

/* Journals of others, however many and large, do not hide one of a draft's own name, and those of
 * one draft are no more than so many. */
static void test_among_many(void **state)
{
    struct str name = {0};
    struct remnants list = {0};
    dead_session(state, "a.yaml", source, "字");
    for (int i = 0; i < RECOVER_MOST_HEADS + 10; i++) {
        str_clear(&name);
        str_add_f(&name, "z%d.yaml", i);
        dead_session(state, name.ptr, HEAD_LINES(OTHER_ID), "别的");
    }
    find(state, "a.yaml", ID, &list);
    assert_int_equal(list.len, 1);
    assert_typed(&list.ptr[0], "g.a", "字");
    remnants_release(&list);
    for (int i = 0; i < RECOVER_MOST_HEADS + 10; i++) {
        str_clear(&name);
        str_add_f(&name, "z%d.yaml", i);
        struct str path = {0};
        set_path(state, str_sv(&name), &path);
        file_remove(path.ptr);
        str_release(&path);
    }
    find(state, "y.yaml", OTHER_ID, &list);
    assert_int_equal(list.len, RECOVER_MOST_FOUND);
    remnants_release(&list);
    str_release(&name);
}

/* ---- where it lies ---- */

static void test_newest_first(void **state)
{
    struct session s;
    struct remnants list = {0};
    static const struct {
        const char *text;
        int64_t at;
    } sessions[] = {{"二", 2000}, {"三", 3000}, {"一", 1000}, {"也是二", 2000}};
    static const char *const want[] = {"三", "二", "也是二", "一"};
    for (size_t i = 0; i < COUNT_OF(sessions); i++) {
        open_session(&s, state, SV("a.yaml"), source);
        s.now = sessions[i].at;
        begin(&s);
        type(&s, "g.a", sessions[i].text);
        release(&s);
    }
    assert_true(there_is(state, SV(".a.yaml.journal.4")));
    find(state, "a.yaml", ID, &list);
    assert_int_equal(list.len, COUNT_OF(want));
    for (size_t i = 0; i < list.len; i++)
        assert_typed(&list.ptr[i], "g.a", want[i]);
    remnants_release(&list);
}

static void test_names_are_taken(void **state)
{
    struct session s;
    struct stat st;
    struct remnants list = {0};
    for (int i = 0; i < 10; i++)
        dead_session(state, "a.yaml", source, "字");
    assert_int_equal(journals_beside(state), 9);
    assert_int_equal(journals_away(state), 1);
    assert_int_equal(found(state, "a.yaml", ID), 10);
    open_session(&s, state, SV("a.yaml"), source);
    begin(&s);
    assert_true(sv_contains(sv_from(journal_path(s.journal)), SV("/state/tianbiao/" ID "-")));
    assert_int_equal(stat(journal_path(s.journal), &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    release(&s);
    rename_file(state, "a.yaml", "b.yaml");
    find(state, "b.yaml", ID, &list);
    assert_int_equal(list.len, 11);
    remnants_release(&list);
    struct str folder = {0};
    assert_true(folder_of_state(&folder));
    assert_int_equal(stat(folder.ptr, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0700);
    str_release(&folder);
}

/* The folder of a draft cannot be written (it is gone): the state folder has it. An id that is no
 * word leads nowhere else. */
static void test_away(void **state)
{
    static const char *const ids[] = {"", "../../../x", "a/b", ID,
                                      "00000000000000000000000000000000000000000000000000"};
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        struct session s;
        struct remnants list = {0};
        open_session(&s, state, SV("gone/a.yaml"), "");
        str_set(&s.draft->id, sv_from(ids[i]));
        begin(&s);
        type(&s, "g.a", "字");
        assert_text(path_folder(path_folder(sv_from(journal_path(s.journal)))),
                    ((struct place_of_test *)*state)->state.ptr);
        die(&s);
        assert_int_equal(journals_away(state), 1);
        find(state, "gone/a.yaml", ids[i], &list);
        assert_int_equal(list.len, 1);
        assert_text(str_sv(&list.ptr[0].draft_id), ids[i]);
        assert_typed(&list.ptr[0], "g.a", "字");
        assert_int_equal(found(state, "other.yaml", OTHER_ID), 0);
        /* Known by its id wherever the draft turns up. */
        assert_int_equal(found(state, "other.yaml", ids[i]), ids[i][0] ? 1 : 0);
        file_remove(list.ptr[0].path.ptr);
        remnants_release(&list);
        release(&s);
    }
}

static void test_odd_names(void **state)
{
    struct str longest = {0}, chinese = {0};
    while (longest.len < 250)
        str_add(&longest, SV("x"));
    str_add(&longest, SV(".yaml"));
    while (chinese.len < 249)
        str_add(&chinese, SV("申"));
    str_add(&chinese, SV(".yaml"));
    struct str others = {0};
    str_set(&others, str_sv(&chinese));
    str_splice(&others, 246, 3, SV("报"));
    const struct sv names[] = {
        SV("a\nb.yaml"),  SV("%41 %.yaml"), SV("\xFF\xFE.yaml"), SV(".hidden"),
        str_sv(&longest), str_sv(&chinese), str_sv(&others),
    };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct session s;
        struct remnants list = {0};
        open_session(&s, state, names[i], source);
        begin(&s);
        type(&s, "g.a", "字");
        assert_int_equal(journals_beside(state), i + 1);
        find(state, names[i].ptr, ID, &list);
        assert_int_equal(list.len, 1);
        assert_text(str_sv(&list.ptr[0].file), s.file.path.ptr);
        assert_text(str_sv(&list.ptr[0].path), journal_path(s.journal));
        struct sv name = path_name(str_sv(&list.ptr[0].path));
        assert_true(name.len <= 253);
        assert_true(i == 2 || utf8_valid(name, NULL));
        remnants_release(&list);
        release(&s);
    }
    str_release(&longest);
    str_release(&chinese);
    str_release(&others);
}

/* ---- when it cannot be ---- */

static void test_nowhere(void **state)
{
    struct session s;
    struct err e = {0};
    struct journal *j = NULL;
    open_session(&s, state, SV("gone/a.yaml"), "");
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    assert_false(recover_begin(s.draft, &s.file, false, BEGUN, &j, &e));
    assert_int_equal(e.class, ERR_IO);
    /* Both reasons are told. */
    assert_true(sv_contains(str_sv(&e.message), SV("gone")));
    assert_true(sv_contains(str_sv(&e.message), SV("HOME")));
    assert_int_equal(found(state, "gone/a.yaml", ""), 0);
    err_clear(&e);
    /* Bytes that give no draft any more. */
    str_set(&s.file.source, SV("- [\n"));
    type(&s, "g.a", "字");
    assert_false(recover_begin(s.draft, &s.file, false, BEGUN, &j, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    err_clear(&e);
    release(&s);
}

/* No room for the first records: nothing half-begun stays behind, wherever the room ends. */
static void test_no_room(void **state)
{
    struct rlimit old, small;
    struct session s;
    open_session(&s, state, SV("a.yaml"), source);
    type(&s, "g.b", "没有保存的");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    size_t failed = 0;
    bool ok = false;
    for (rlim_t room = 0; !ok; room += 13) {
        struct err e = {0};
        struct journal *j = NULL;
        small = old;
        small.rlim_cur = room;
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        ok = recover_begin(s.draft, &s.file, false, BEGUN, &j, &e);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
        assert_int_equal(journals_beside(state), ok);
        assert_int_equal(journals_away(state), 0);
        assert_int_equal(e.class, ok ? ERR_NONE : ERR_IO);
        failed += !ok;
        err_clear(&e);
        journal_remove(j);
    }
    signal(SIGXFSZ, handler);
    assert_true(failed > 10);
    release(&s);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(test_comes_back),      IN_A_FOLDER(test_nothing_typed),
        IN_A_FOLDER(test_never_saved),     IN_A_FOLDER(test_begins_in_the_middle),
        IN_A_FOLDER(test_random_deaths),   IN_A_FOLDER(test_torn_anywhere),
        IN_A_FOLDER(test_does_not_fit),    IN_A_FOLDER(test_form_went_on),
        IN_A_FOLDER(test_older_draft),     IN_A_FOLDER(test_renamed),
        IN_A_FOLDER(test_copied),          IN_A_FOLDER(test_file_is_gone),
        IN_A_FOLDER(test_through_a_link),  IN_A_FOLDER(test_passes_over),
        IN_A_FOLDER(test_among_many),      IN_A_FOLDER(test_newest_first),
        IN_A_FOLDER(test_names_are_taken), IN_A_FOLDER(test_away),
        IN_A_FOLDER(test_odd_names),       IN_A_FOLDER(test_nowhere),
        IN_A_FOLDER(test_no_room),
    };
    return cmocka_run_group_tests_name("draft recover", tests, NULL, NULL);
}
