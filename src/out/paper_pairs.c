#include "out/paper_table.h"

#include "text/width.h"

/* Labels and answers beside each other: a table of two columns without a head. */

/* Labels take what the longest needs, within reason; answers the rest of the narrowest page, more
 * where a page has more. */
enum { LABEL_LEAST = 4, LABEL_MOST = 20, PAGE_LEAST = 56 };

struct pairs {
    struct paper_cells cells;
    size_t widest; /* label */
};

static void add_pair(const struct paper_work *w, struct pairs *p, struct sv label,
                     struct cell_text *answer)
{
    struct cell_text name = {.place = answer->place};
    size_t cells = width_text(label, WIDTH_PAPER);
    str_add(&name.text, label);
    p->widest = cells > p->widest ? cells : p->widest;
    paper_add_cell(w, &p->cells, &name);
    paper_add_cell(w, &p->cells, answer);
    p->cells.rows++;
}

static void close_pairs(const struct paper_work *w, struct pairs *p)
{
    struct block_column *columns = arena_calloc(&w->composer->doc->arena, 2, sizeof *columns);
    size_t label = p->widest < LABEL_MOST ? p->widest : LABEL_MOST;
    label = label > LABEL_LEAST ? label : LABEL_LEAST;
    columns[0].width = (uint32_t)label;
    columns[1].width = (uint32_t)(PAGE_LEAST - label - 2);
    if (p->cells.rows)
        paper_close_table(w, SV(""), columns, 2, &p->cells);
    vec_release(&p->cells.list);
}

/* ---- fields ---- */

static void add_label(struct str *out, const struct field *field)
{
    struct sv label = field->brief.len ? field->brief : field->label;
    str_add(out, label);
    if (!sv_ends(label, SV("：")))
        str_add(out, SV("："));
}

void paper_add_fields(const struct paper_work *w, const struct field_list *fields)
{
    struct pairs pairs = {0};
    for (uint32_t i = 0; i < fields->len; i++) {
        struct place place = {fields->ptr[i], 0};
        struct cell_text answer = {.place = place};
        struct str label = {0};
        if (!draft_relevant(w->composer->draft, place))
            continue;
        add_label(&label, &w->composer->form->fields[fields->ptr[i]]);
        paper_add_answer(w, place, &answer.text);
        add_pair(w, &pairs, str_sv(&label), &answer);
        str_release(&label);
    }
    close_pairs(w, &pairs);
}

/* ---- checklists ---- */

/* One word of an item as a pair, left out where it says nothing. */
static void add_said(const struct paper_work *w, struct pairs *p, struct sv label,
                     const struct paper_column *column, const struct subject *s)
{
    struct cell_text cell = {0};
    paper_say(w, column, s, &cell);
    if (cell.text.len)
        add_pair(w, p, label, &cell);
    else
        str_release(&cell.text);
}

static void add_item(const struct paper_work *w, const struct subject *s)
{
    /* Words of the paper itself, Chinese in every language of the screen (compose.h). */
    static const struct sv note = {"note", 4};
    static const struct {
        struct sv label;
        struct paper_column column;
    } lines[] = {
        {{"自查：", sizeof "自查：" - 1}, {.what = PAPER_WORD_ANSWER}},
        {{"依据：", sizeof "依据：" - 1}, {.what = PAPER_WORD_COUNT, .from = {&note, 1}}},
        {{"数据：", sizeof "数据：" - 1}, {.what = PAPER_WORD_DATA}},
        {{"证明材料：", sizeof "证明材料：" - 1}, {.what = PAPER_WORD_PROOFS}},
    };
    /* Answers of all items stand under each other. */
    struct pairs pairs = {.widest = width_text(lines[3].label, WIDTH_PAPER)};
    struct block *words = compose_block(w->composer, BLOCK_PARAGRAPH, paper_words(w, s));
    words->keep = true;
    words->place = s->place;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        add_said(w, &pairs, lines[i].label, &lines[i].column, s);
    close_pairs(w, &pairs);
}

void paper_add_checklist(const struct paper_work *w, const struct field *list)
{
    const struct form *form = w->composer->form;
    for (const struct field *item = field_first_child(form, list); item;
         item = field_next_child(form, list, item)) {
        struct subject s = {.field = item, .place = {item->index, 0}};
        if (draft_relevant(w->composer->draft, s.place))
            add_item(w, &s);
    }
}
