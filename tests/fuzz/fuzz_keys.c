/*
 * Keys: whatever is pressed, at whatever size, the wizard answers, draws, and can take it all back.
 *
 * The input is a line "COLSxROWS KIND FORM" and what is pressed: for the kind k a script of keys
 * (tui/script.h), for b bytes as a terminal sends them. FORM is c, g or s: the chain case, the
 * grant, the small form; a letter r behind it begins with what a journal gave back. Requests get
 * made-up answers, good and bad ones in turn; no disk is touched.
 */
#include "draft/changes.h"
#include "fuzz.h"
#include "tui/decode.h"
#include "tui/draw.h"
#include "tui/keymap.h"
#include "tui/script.h"
#include "wizard/wizard.h"

enum { MOST_KEYS = 150, DRAW_EVERY = 4, MOST_PASTE = 4096 };

struct fixture {
    const char *form_path;
    const char *draft_path;
    struct form *form;
    struct str source; /* of the draft */
    struct str begun;  /* the draft as it is written before any key */
};

struct press {
    struct wizard *w;
    struct canvas canvas;
    const struct fixture *fixture;
    struct str changes;
    unsigned keys;
    unsigned requests;
    bool quit;
};

static void written(const struct draft *d, struct str *out)
{
    struct err e = {0};
    str_clear(out);
    if (!draft_compose(d, SV(""), out, &e))
        fuzz_broken("a draft can be written", &e);
}

static struct draft *draft_of(const struct fixture *f)
{
    struct draft *d = NULL;
    struct err e = {0};
    if (f->source.len == 0)
        return draft_new(f->form);
    if (!draft_parse(f->form, str_sv(&f->source), f->draft_path, &d, NULL, &e))
        fuzz_harness_fails(f->draft_path, &e);
    return d;
}

static const struct fixture *fixture_for(char letter)
{
    static struct fixture fixtures[] = {
        {.form_path = "forms/chain-case-2024/form.yaml",
         .draft_path = "tests/fixtures/drafts/flawed.yaml"},
        {.form_path = "forms/reading-grant-2025/form.yaml"},
        {.form_path = "tests/fixtures/forms/small/form.yaml"},
    };
    struct fixture *f = &fixtures[letter == 'c' ? 0 : letter == 'g' ? 1 : 2];
    if (!f->form) {
        f->form = fuzz_form(f->form_path);
        if (f->draft_path)
            fuzz_source(f->draft_path, &f->source);
        struct draft *d = draft_of(f);
        written(d, &f->begun);
        draft_free(d);
    }
    return f;
}

/* ---- the world ---- */

static void answer_listed(struct wizard *w, const struct request *r)
{
    static const char *const names[] = {"..", "附件", "a\x1b[31m.txt", "\xFF\xFE", "表.yaml", "-"};
    struct listing list = {0};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct listed *entry = vec_add(&list);
        str_set(&entry->name, sv_from(names[i]));
        str_set(&entry->path, sv_from(names[i]));
        entry->is_folder = i < 2;
    }
    wizard_event(w,
                 &(struct event){.kind = EVENT_LISTED, .listing = &list, .path = str_sv(&r->path)});
    listing_release(&list);
}

static void answer_facts(struct wizard *w)
{
    struct facts facts = {0};
    struct file_fact *fact = facts_add(&facts, SV("img/1.png"));
    *fact = (struct file_fact){.path = fact->path, .state = FILE_THERE, .size = 1 << 20};
    wizard_event(w, &(struct event){.kind = EVENT_FACTS, .facts = &facts});
    facts_release(&facts);
}

static void answer_states(struct wizard *w)
{
    struct listed_states states = {0};
    for (int i = 0; i < 3; i++) {
        struct listed_state *state = vec_add(&states);
        str_set(&state->time, SV("3月1日 14:02"));
        str_set(&state->note, SV("保存\x1b[2J，和现在差 2 处"));
        str_add_f(&state->path, "%d", i);
    }
    wizard_event(w, &(struct event){.kind = EVENT_STATES, .states = &states});
    listed_states_release(&states);
}

/* Another version of the draft: as it was before any key, with something of its own. */
static void make_offer(struct press *p, enum offer_kind kind)
{
    struct offer offer = {.kind = kind, .other = draft_of(p->fixture)};
    const struct form *form = p->fixture->form;
    if (kind == OFFER_CHANGED)
        offer.base = draft_of(p->fixture);
    for (uint32_t f = 0, set = 0; f < form->field_count && set < 3; f++) {
        const struct field *field = &form->fields[f];
        if (field->table != NO_FIELD || !(kind_flags(field->kind) & KIND_TYPED))
            continue;
        draft_set(offer.other, NULL, (struct place){f, 0}, SV("别处写的\x1b[31m"));
        set++;
    }
    str_set(&offer.told, SV("磁盘上的写于 14:00"));
    if (kind == OFFER_RECOVERED)
        str_set(&offer.typing, SV("正打到一半"));
    wizard_event(p->w, &(struct event){.kind = EVENT_OFFER, .offer = &offer});
}

/* What the world says to a request; every third time that it did not work. */
static void answer_habits(struct wizard *w)
{
    struct habits habits = {SV("lp \x1b[2J {file}"), SV("/tmp/\xFF\x1b]0;x")};
    wizard_event(w, &(struct event){.kind = EVENT_HABITS, .habits = &habits});
}

/* Some of what it names is the form's, some in rows that have gone. */
static void answer_written(struct wizard *w, const struct request *r)
{
    struct beyonds list = {0};
    for (uint32_t f = 0; f < w->form->field_count; f += 3) {
        struct place place = {f % 2 ? f : NO_FIELD, f % 5 ? 0 : f};
        vec_push(&list, (struct beyond){.cp = 0x2611 + f,
                                        .by = f % 4 ? SV("") : SV("√"),
                                        .page = f,
                                        .line = f,
                                        .place = place,
                                        .at = f * 7});
    }
    wizard_event(w, &(struct event){.kind = EVENT_WRITTEN,
                                    .request = r->kind,
                                    .text = SV("好\x1b[2J了\n第二行"),
                                    .beyond = &list});
    vec_release(&list);
}

static void answer(struct press *p, const struct request *r)
{
    struct wizard *w = p->w;
    struct event event = {.kind = EVENT_TOLD, .request = r->kind, .text = SV("好\x1b[2J了")};
    ++p->requests;
    if (r->kind == REQUEST_STATE || (r->kind == REQUEST_SAVE && p->requests % 2)) {
        make_offer(p, r->kind == REQUEST_STATE ? OFFER_STATE : OFFER_CHANGED);
        return;
    }
    if (p->requests % 3 == 0) {
        event.kind = r->kind == REQUEST_EXPORT ? EVENT_EXISTS : EVENT_FAILED;
        event.path = str_sv(&r->path);
        event.text = p->requests % 2 ? SV("") : event.text;
        wizard_event(w, &event);
        return;
    }
    switch (r->kind) {
    case REQUEST_LIST:
        answer_listed(w, r);
        return;
    case REQUEST_FACTS:
        answer_facts(w);
        return;
    case REQUEST_STATES:
        answer_states(w);
        return;
    case REQUEST_QUIT:
        p->quit = true;
        return;
    case REQUEST_SAVE:
    case REQUEST_SAVE_AS:
        event.kind = EVENT_SAVED;
        event.text = SV("14:02");
        event.path = str_sv(&r->path);
        break;
    case REQUEST_READ_TEXT:
    case REQUEST_EDIT_TEXT:
        event.kind = EVENT_TEXT;
        event.text = SV("第一段\r\n\x1b[31m第二段\t\xE2\x80\xAE\xFF\n\n35%");
        break;
    case REQUEST_HABITS:
    case REQUEST_SET_PRINT:
        answer_habits(w);
        return;
    case REQUEST_EXPORT:
    case REQUEST_PRINT:
        answer_written(w, r);
        return;
    default:
        break;
    }
    wizard_event(w, &event);
}

/* Answers may ask again; what is asked for ever is dropped. */
static void carry_out(struct press *p)
{
    struct requests *queue = &p->w->requests;
    for (int rounds = 0; queue->len && rounds < 8; rounds++) {
        struct requests taken = *queue;
        *queue = (struct requests){0};
        for (size_t i = 0; i < taken.len; i++) {
            answer(p, &taken.ptr[i]);
            request_release(&taken.ptr[i]);
        }
        vec_release(&taken);
    }
    for (size_t i = 0; i < queue->len; i++)
        request_release(&queue->ptr[i]);
    vec_clear(queue);
}

/* ---- the screen ---- */

static bool is_control(char32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

static void look_at(const struct canvas *c)
{
    HOLDS(c->caret_row < c->rows && c->caret_col < c->cols);
    for (uint32_t row = 0; row < c->rows; row++) {
        for (uint32_t col = 0; col < c->cols; col++) {
            const struct cell *cell = &c->cells[(size_t)row * c->cols + col];
            HOLDS(cell->width <= 2);
            HOLDS(cell->width == 0 ? cell->base == 0 && col > 0 && cell[-1].width == 2
                                   : !is_control(cell->base));
            HOLDS(cell->width < 2 || (col + 1 < c->cols && cell[1].width == 0));
            for (int i = 0; i < CELL_MARKS; i++)
                HOLDS(cell->marks[i] == 0 || !is_control(cell->marks[i]));
        }
    }
}

static void draw_now(struct press *p)
{
    draw_wizard(p->w, &p->canvas);
    HOLDS(p->canvas.cols == p->w->geometry.cols && p->canvas.rows == p->w->geometry.rows);
    look_at(&p->canvas);
}

static void resize(struct press *p, uint32_t cols, uint32_t rows)
{
    struct event event = {.kind = EVENT_RESIZE,
                          .cols = (uint16_t)(1 + (cols - 1) % 200),
                          .rows = (uint16_t)(1 + (rows - 1) % 80)};
    wizard_event(p->w, &event);
}

/* ---- keys ---- */

static void press(struct press *p, const struct key *key)
{
    char bytes[4];
    struct sv text = sv_sub(key->text, 0, MOST_PASTE);
    if (p->keys >= MOST_KEYS || p->quit)
        return;
    if (key->code == K_RESIZE)
        resize(p, key->cols, key->rows);
    else if (key->code != K_NONE) {
        enum action action = keymap_lookup(key);
        if (action == ACTION_TYPE)
            text = sv_make(bytes, utf8_encode(key->cp, bytes));
        wizard_apply(p->w, action, text);
    }
    carry_out(p);
    if (++p->keys % DRAW_EVERY == 0)
        draw_now(p);
    if (p->keys % 16 == 0)
        wizard_event(p->w, &(struct event){.kind = EVENT_SETTLE});
}

static void press_script(struct press *p, struct sv script)
{
    struct steps steps = {0};
    struct err e = {0};
    if (!script_parse(script, "keys", &steps, &e)) {
        HOLDS(e.class == ERR_USAGE || e.class == ERR_REFUSED);
        HOLDS(utf8_valid(str_sv(&e.message), NULL));
        err_clear(&e);
    }
    for (size_t i = 0; i < steps.len && p->keys < MOST_KEYS && !p->quit; i++)
        if (steps.ptr[i].kind == STEP_KEY || steps.ptr[i].kind == STEP_RESIZE)
            press(p, &steps.ptr[i].key);
    vec_release(&steps);
}

/* In pieces of a few bytes, as a line delivers them, with a pause now and then. */
static void press_bytes(struct press *p, struct sv bytes)
{
    struct decoder decoder = {0};
    struct key key;
    for (size_t at = 0; at < bytes.len && p->keys < MOST_KEYS && !p->quit;) {
        size_t len = 1 + (unsigned char)bytes.ptr[at] % 13;
        decoder_feed(&decoder, sv_sub(bytes, at, at + len));
        at += len;
        bool idle = at >= bytes.len || len == 13;
        while (decoder_next(&decoder, idle, &key))
            press(p, &key);
        HOLDS(!idle || !decoder_waiting(&decoder) || decoder.pasting);
    }
    decoder_release(&decoder);
}

/* ---- what must be so in the end ---- */

/* The changes told, done to a draft as it was, give the draft as it is. */
static void replay_agrees(const struct press *p, struct sv now)
{
    struct draft *copy = draft_of(p->fixture);
    struct str text = {0};
    struct err e = {0};
    if (!changes_apply(copy, str_sv(&p->changes), NULL, &e))
        fuzz_broken("the changes told can be done again", &e);
    written(copy, &text);
    HOLDS(sv_eq(str_sv(&text), now));
    str_release(&text);
    draft_free(copy);
}

static void undo_agrees(struct press *p, struct sv now)
{
    struct draft *d = p->w->draft;
    struct place where;
    struct str text = {0};
    size_t caret = 0, steps = 0;
    while (draft_undo(d, &p->w->history, &where, &caret))
        steps++;
    written(d, &text);
    HOLDS(sv_eq(str_sv(&text), str_sv(&p->fixture->begun)));
    while (steps-- > 0)
        HOLDS(draft_redo(d, &p->w->history, &where, &caret));
    written(d, &text);
    HOLDS(sv_eq(str_sv(&text), now));
    str_release(&text);
}

static void settle(struct press *p)
{
    struct str now = {0};
    wizard_event(p->w, &(struct event){.kind = EVENT_SETTLE});
    draw_now(p);
    if (p->w->draft) {
        written(p->w->draft, &now);
        undo_agrees(p, str_sv(&now));
        replay_agrees(p, str_sv(&now));
    }
    str_release(&now);
}

static void open_draft(struct press *p)
{
    struct draft *d = draft_of(p->fixture);
    d->changes = &p->changes;
    wizard_event(p->w, &(struct event){.kind = EVENT_OPENED,
                                       .form = p->fixture->form,
                                       .draft = d,
                                       .path = SV("case.yaml")});
    carry_out(p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sv input = fuzz_input(data, size), line;
    if (!sv_next(&input, '\n', &line))
        return 0;
    unsigned cols = 80, rows = 24;
    char kind = 'k', form = 's', begin = 0;
    struct str head = {0};
    str_set(&head, line);
    sscanf(head.ptr, "%ux%u %c %c %c", &cols, &rows, &kind, &form, &begin);
    str_release(&head);
    struct press p = {.w = wizard_new(), .fixture = fixture_for(form)};
    p.w->today = (struct date){2025, 3, 1};
    resize(&p, cols, rows);
    open_draft(&p);
    if (begin == 'r')
        make_offer(&p, OFFER_RECOVERED);
    if (kind == 'b')
        press_bytes(&p, input);
    else
        press_script(&p, input);
    settle(&p);
    wizard_free(p.w);
    str_release(&p.changes);
    canvas_release(&p.canvas);
    return 0;
}
