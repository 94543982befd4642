/*
 * Whatever is pressed at a desk, at whatever size and whatever the world tells in between: the
 * applicant's draft stays as it came, every act is about the case that is open, no word that was
 * written goes but by the officer's own deleting, and every screen can be drawn.
 */
#include "reviewing.h"
#include "tui/draw.h"

enum { RUNS = 40, STEPS = 500, MOST_WORDS = 60 };

static const char *const ids[] = {"aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", "cccccccccccccccc"};

enum { IDS = sizeof ids / sizeof ids[0] };

/* What the form of a desk may do without, one run with each. */
static const char *const bare_form =
    "tianbiao_form: 1\nid: t\nversion: 1\ntitle: 测试表\nissuer: 测试局\ndate: 2024-04-25\n"
    "language: zh-CN\ncount: word\nclauses: {一: 条文}\n"
    "sections:\n- id: s\n  title: 简介\n  clause: 一\n  fields:\n"
    "  - {id: name, kind: line, label: 企业名称}\n"
    "  - {id: code, kind: line, label: 代码}\n"
    "  - {id: body, kind: text, label: 简述, limit: 250}\n"
    "desk: {name: name, code: code, title: body, reason_min: 1}\n";

static const char *const bare_answers = "  name: 演示甲公司\n  code: c1\n  body: 十家企业。\n";

struct run {
    uint32_t seed;
    struct form *form;
    const char *answers;
    bool no_draft;
    bool unknown;
    bool other_version;
    struct wizard *w;
    struct review records[IDS];
    size_t open;                 /* which case */
    bool locked;                 /* by us */
    struct errand *journal[IDS]; /* what is being written, as the command keeps it */
    struct str before;           /* the draft as it came */
    struct canvas canvas;
    struct str words[MOST_WORDS]; /* on pages before the key, of `word_count` pages */
    size_t word_count;
};

static uint32_t below(struct run *r, uint32_t n)
{
    r->seed = r->seed * 1664525u + 1013904223u;
    return (r->seed >> 8) % n;
}

/* ---- the world ---- */

static void compose(const struct draft *d, struct str *out)
{
    str_clear(out);
    if (d && !draft_compose(d, SV(""), out, NULL))
        fail_msg("the draft cannot be written");
}

static struct queue make_queue(struct run *r)
{
    struct queue q = {0};
    size_t n = below(r, 8) == 0 ? below(r, IDS) : IDS;
    for (size_t i = 0; i < n; i++) {
        struct queue_row *row = vec_add(&q);
        queue_row_make(row, &r->records[i], r->form);
        row->broken = below(r, 12) == 0;
        if (row->broken)
            str_set(&row->trouble, SV("review.yaml:3：\x1b[2J读不出来。"));
    }
    return q;
}

static void give_queue(struct run *r, enum request_kind why)
{
    struct queue q = make_queue(r);
    wizard_event(r->w, &(struct event){.kind = EVENT_QUEUE, .request = why, .queue = &q});
    queue_release(&q);
}

static struct act_world world_of(struct run *r)
{
    return (struct act_world){.desk = &r->w->office->desk,
                              .form = r->form,
                              .draft = r->w->draft,
                              .findings = &r->w->findings,
                              .by = SV("王某"),
                              .time = SV("2024-06-03T10:20")};
}

static void give_case(struct run *r, enum event_kind kind, const char *holder)
{
    struct office_case now = {0};
    struct draft *d = NULL;
    review_copy(&now.review, &r->records[r->open]);
    str_set(&now.holder, sv_from(holder));
    if (kind == EVENT_CASE && !r->no_draft)
        d = draft_of(r->form, r->answers, NULL);
    struct act_world world = world_of(r);
    if (kind == EVENT_RECORD)
        review_hindrances(&now.review, &world, &now.hindrances);
    else
        compose(d, &r->before);
    wizard_event(r->w, &(struct event){.kind = kind,
                                       .request = REQUEST_ACT,
                                       .form = r->form,
                                       .draft = d,
                                       .path = SV("案卷.yaml"),
                                       .read_only = true,
                                       .unknown_form = kind == EVENT_CASE && r->unknown,
                                       .other_version = kind == EVENT_CASE && r->other_version,
                                       .trouble = SV("没有这个表单。"),
                                       .office_case = &now});
    office_case_release(&now);
}

static void open_case(struct run *r, struct sv id, bool take_over)
{
    size_t i = 0;
    while (i < IDS && !sv_eq(sv_from(ids[i]), id))
        i++;
    assert_true(i < IDS);
    if (r->w->office->open && r->open == i && r->locked)
        return;
    r->open = i;
    r->locked = take_over || below(r, 4) > 0;
    give_case(r, EVENT_CASE, r->locked ? "" : "李某（办公室，10:02 起）");
    if (r->locked && r->journal[i])
        wizard_event(r->w, &(struct event){.kind = EVENT_WORDS, .act = &r->journal[i]->act});
}

/* After each key, as session_desk_words.h says. */
static void keep_words(struct run *r)
{
    struct act act;
    bool any = false;
    if (!r->w->office->open)
        return;
    for (size_t i = r->w->pages.len; i-- > 0 && !any;) {
        const struct page *p = r->w->pages.ptr[i];
        any = p->class->typing && p->class->typing(p, &act);
    }
    errand_free(r->journal[r->open]);
    r->journal[r->open] = any ? errand_new(&act) : NULL;
}

static void do_act_here(struct run *r, const struct act *a)
{
    struct err e = {0};
    struct act_world world = world_of(r);
    assert_true(r->w->office->open);
    assert_text(str_sv(&r->w->office->now.review.head.id), ids[r->open]);
    /* Whoever had it may have gone: it is ours with the next act. */
    if (!r->w->office->now.holder.len)
        r->locked = true;
    bool ok = r->locked && below(r, 10) > 0;
    if (!ok)
        err_set(&e, ERR_IO, "%s", "写不进去。");
    if (ok && review_act(&r->records[r->open], a, &world, &e)) {
        give_case(r, EVENT_RECORD, "");
        return;
    }
    wizard_event(r->w, &(struct event){.kind = EVENT_FAILED,
                                       .request = REQUEST_ACT,
                                       .act = a,
                                       .text = str_sv(&e.message)});
    err_clear(&e);
}

static void list_folder(struct run *r)
{
    struct listing list = {0};
    struct listed *entry = vec_add(&list);
    str_set(&entry->name, SV("甲.zip"));
    str_set(&entry->path, SV("甲.zip"));
    wizard_event(r->w, &(struct event){.kind = EVENT_LISTED, .listing = &list});
    listing_release(&list);
}

static void answer(struct run *r, const struct request *q)
{
    switch (q->kind) {
    case REQUEST_CASE:
        open_case(r, str_sv(&q->path), q->replace);
        break;
    case REQUEST_TAKE_OVER:
        assert_true(r->w->office->open);
        open_case(r, str_sv(&r->w->office->now.review.head.id), true);
        break;
    case REQUEST_CASE_SHUT:
    case REQUEST_START:
        r->locked = false;
        give_queue(r, REQUEST_CASE_SHUT);
        assert_false(r->w->office->open);
        break;
    case REQUEST_DESK:
        give_queue(r, REQUEST_DESK);
        break;
    case REQUEST_ACT:
        do_act_here(r, &q->errand->act);
        break;
    case REQUEST_LIST:
        list_folder(r);
        break;
    case REQUEST_RECEIVE:
    case REQUEST_RETURN:
    case REQUEST_SUMMARY:
    case REQUEST_BUNDLE:
        wizard_event(r->w, &(struct event){.kind = EVENT_REPORT,
                                           .request = q->kind,
                                           .text = SV("做好了\n一行\x1b[2J\n\n又一行\n")});
        break;
    case REQUEST_SAVE:
    case REQUEST_SAVE_AS:
    case REQUEST_CARRY:
    case REQUEST_FINAL:
        fail_msg("the applicant's draft is asked to be saved: %d", (int)q->kind);
        break;
    default:
        break;
    }
}

static void carry(struct run *r)
{
    while (r->w->requests.len) {
        struct requests now = r->w->requests;
        r->w->requests = (struct requests){0};
        for (size_t i = 0; i < now.len; i++) {
            answer(r, &now.ptr[i]);
            request_release(&now.ptr[i]);
        }
        vec_release(&now);
    }
}

/* ---- odd records ---- */

static void add_note(struct review *r, const char *field, const char *row, const char *quote)
{
    struct note *n = vec_add(&r->notes);
    n->number = r->next_note++;
    str_set(&n->field, sv_from(field));
    str_set(&n->row, sv_from(row));
    str_set(&n->quote, sv_from(quote));
    n->nth = n->number % 3;
    n->sent = n->number % 2;
    str_set(&n->label, sv_from("简述"));
    note_add_turn(n, REMARK_OPEN, sv_from(n->number % 5 ? "请写清楚。" : ""), SV("王某"),
                  SV("2024-06-02T09:00"));
    if (n->sent && n->number % 3 == 0)
        note_add_turn(n, n->number % 4 ? REMARK_KEPT : REMARK_CHANGED, SV("没有改\n第二行"), SV(""),
                      SV(""));
}

/* Fields and rows that are gone, words that are gone, and a great many of them. */
static void make_record(struct run *r, size_t i)
{
    struct review *to = &r->records[i];
    static const char *const fields[] = {"body",    "",           "gone",   "who[].n",
                                         "who[].n", "who",        "papers", "papers.licence",
                                         "kind",    "who[].proof"};
    static const char *const rows[] = {"", "", "w1", "w2", "w9", "", "", "", "", "w1"};
    static const char *const quotes[] = {"效率提高", "", "没有的字", "", "一", "", "", "", "", ""};
    *to = (struct review){.state = CASE_RECEIVED, .next_note = 1};
    str_set(&to->head.id, sv_from(ids[i]));
    str_set(&to->head.name, sv_from(i ? "e\xCC\x81\xCC\x81演示\xF0\xA0\x80\x80公司" : "演示甲"));
    str_set(&to->head.code, SV("91130100DEM000014U"));
    for (size_t n = 0; i == 1 && n < 60; n++)
        str_add(&to->head.title, sv_from("很长的名称e\xCC\x81\xE2\x80\xAE"));
    struct intake *in = vec_add(&to->intakes);
    in->number = 1;
    size_t notes = below(r, 4) ? below(r, 12) : 300;
    for (size_t n = 0; n < notes; n++)
        add_note(to, fields[n % 10], rows[n % 10], quotes[n % 10]);
    if (below(r, 3) == 0) {
        struct mark *m = vec_add(&to->marks);
        str_set(&m->item, SV("没有这一条"));
        m->ruling = RULING_FAIL;
    }
}

/* ---- the words ---- */

static struct write_page *write_page_at(const struct wizard *w, size_t i)
{
    struct page *p = w->pages.ptr[i];
    return p->class->kind == PAGE_WRITE ? (struct write_page *)p : NULL;
}

static void note_words(struct run *r)
{
    r->word_count = 0;
    for (size_t i = 0; i < r->w->pages.len && r->word_count < MOST_WORDS; i++) {
        const struct write_page *p = write_page_at(r->w, i);
        if (p && write_changed(p))
            str_set(&r->words[r->word_count++], str_sv(&p->text));
    }
}

static bool record_has(const struct review *r, struct sv words)
{
    bool has = sv_eq(str_sv(&r->brief), words) || sv_eq(str_sv(&r->experience), words);
    for (size_t i = 0; i < r->notes.len; i++)
        for (size_t t = 0; t < r->notes.ptr[i].turns.len; t++)
            has |= sv_eq(str_sv(&r->notes.ptr[i].turns.ptr[t].text), words);
    for (size_t i = 0; i < r->marks.len; i++)
        has |= sv_eq(str_sv(&r->marks.ptr[i].note), words);
    for (size_t i = 0; i < r->moves.len; i++)
        has |= sv_eq(str_sv(&r->moves.ptr[i].why), words);
    for (size_t i = 0; i < r->allowances.len; i++)
        has |= sv_eq(str_sv(&r->allowances.ptr[i].reason), words);
    for (size_t i = 0; i < r->scores.len; i++)
        has |= sv_eq(str_sv(&r->scores.ptr[i].opinion), words);
    return has;
}

static bool still_there(const struct run *r, struct sv words)
{
    for (size_t i = 0; i < r->w->pages.len; i++) {
        const struct write_page *p = write_page_at(r->w, i);
        if (p && sv_eq(str_sv(&p->text), words))
            return true;
    }
    if (sv_contains(str_sv(&r->w->clipboard), words))
        return true;
    for (size_t i = 0; i < IDS; i++)
        if (r->journal[i] && sv_eq(r->journal[i]->act.text, words))
            return true;
    for (size_t i = 0; i < IDS; i++)
        if (record_has(&r->records[i], sv_trim(words)) || record_has(&r->records[i], words))
            return true;
    return false;
}

/* `edited`: the page on top took the key itself, and may have other words now. */
static void words_are_kept(struct run *r, bool edited, const char *what)
{
    for (size_t i = 0; i < r->word_count; i++)
        if (!(edited && i + 1 == r->word_count) && !still_there(r, str_sv(&r->words[i])))
            fail_msg("%s: lost: %.*s (said: %.*s)", what, SV_ARG(str_sv(&r->words[i])),
                     SV_ARG(str_sv(&r->w->message)));
}

/* ---- keys ---- */

static void look(struct run *r)
{
    draw_wizard(r->w, &r->canvas);
    assert_int_equal(r->canvas.cols, r->w->geometry.cols);
    assert_true(r->canvas.caret_row < r->canvas.rows && r->canvas.caret_col < r->canvas.cols);
}

static void told(struct run *r)
{
    static const uint16_t sizes[][2] = {{80, 24}, {40, 12}, {132, 43}, {60, 8}, {1, 1}, {100, 30}};
    uint32_t size = below(r, 6);
    switch (below(r, 6)) {
    case 0:
        wizard_event(
            r->w,
            &(struct event){.kind = EVENT_RESIZE, .cols = sizes[size][0], .rows = sizes[size][1]});
        break;
    case 1:
        if (r->w->office->open && r->locked) {
            r->locked = false;
            wizard_event(r->w, &(struct event){.kind = EVENT_TAKEN, .text = SV("李某")});
        }
        break;
    case 2:
        if (r->w->office->open && !r->locked && r->w->office->now.holder.len)
            wizard_event(r->w, &(struct event){.kind = EVENT_FREED});
        break;
    case 3:
        give_queue(r, REQUEST_DESK);
        break;
    case 4:
        if (r->w->office->open && !r->locked)
            give_case(r, EVENT_RECORD, "李某");
        break;
    default:
        wizard_event(r->w, &(struct event){.kind = EVENT_SETTLE});
        break;
    }
}

static void press(struct run *r)
{
    static const char *const texts[] = {"1",
                                        "2",
                                        "3",
                                        "　",
                                        "字",
                                        "请写清楚带动了哪几家企业。",
                                        "４",
                                        "e\xCC\x81",
                                        "0",
                                        "\n",
                                        "创新=30，总分=89.5"};
    static const enum action often[] = {ACTION_ENTER,     ACTION_ENTER,    ACTION_DOWN, ACTION_DOWN,
                                        ACTION_TEXT_FILE, ACTION_DONE,     ACTION_TYPE, ACTION_TYPE,
                                        ACTION_PASTE,     ACTION_NEXT_CASE};
    enum action a = below(r, 2) ? often[below(r, sizeof often / sizeof often[0])]
                                : (enum action)below(r, ACTION_COUNT);
    bool types = a == ACTION_TYPE || a == ACTION_PASTE;
    struct page *before = wizard_page(r->w);
    bool writes = before->class->kind == PAGE_WRITE;
    keep_words(r);
    note_words(r);
    wizard_apply(r->w, a, types ? sv_from(texts[below(r, 11)]) : SV(""));
    bool edited = writes && r->w->pages.len && wizard_page(r->w) == before;
    carry(r);
    words_are_kept(r, edited, action_name(a));
}

static void sit_down(struct run *r, bool city)
{
    struct office_view *v = xcalloc(1, sizeof *v);
    v->desk.role = city ? ROLE_CITY : ROLE_COUNTY;
    v->form = r->form;
    str_set(&v->desk.name, SV("演示县"));
    str_set(&v->by, SV("王某"));
    wizard_event(r->w, &(struct event){.kind = EVENT_DESK, .desk = v});
    for (size_t i = 0; city && i < IDS; i++)
        r->records[i].state = i == 2 ? CASE_SELECTED : CASE_SENT;
    give_queue(r, REQUEST_DESK);
}

static void run_one(uint32_t seed)
{
    struct run r = {.seed = seed * 7919u + 1u, .w = wizard_new()};
    bool bare = seed % 4 == 3;
    r.form = form_from(bare ? bare_form : REVIEWING_FORM);
    r.answers = bare ? bare_answers : REVIEWING_ANSWERS;
    r.no_draft = seed % 7 == 5;
    r.unknown = seed % 11 == 6;
    r.other_version = seed % 11 == 9;
    for (size_t i = 0; i < IDS; i++)
        make_record(&r, i);
    sit_down(&r, seed % 5 == 2);
    for (int i = 0; i < STEPS; i++) {
        struct str now = {0};
        if (below(&r, 8) == 0) {
            keep_words(&r);
            note_words(&r);
            told(&r);
            carry(&r);
            words_are_kept(&r, false, "told");
        } else {
            press(&r);
        }
        look(&r);
        if (r.w->draft && i % 10 == 0) {
            compose(r.w->draft, &now);
            assert_true(sv_eq(str_sv(&now), str_sv(&r.before)));
        }
        str_release(&now);
    }
    wizard_free(r.w);
    for (size_t i = 0; i < IDS; i++) {
        review_release(&r.records[i]);
        errand_free(r.journal[i]);
    }
    for (size_t i = 0; i < MOST_WORDS; i++)
        str_release(&r.words[i]);
    str_release(&r.before);
    canvas_release(&r.canvas);
    form_free(r.form);
}

static void test_keys(void **state)
{
    (void)state;
    const char *only = getenv("TB_SEED");
    for (uint32_t seed = 0; seed < RUNS; seed++)
        if (!only || (uint32_t)atoi(only) == seed)
            run_one(seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_keys)};
    return cmocka_run_group_tests_name("tui/desk_keys", tests, NULL, NULL);
}
