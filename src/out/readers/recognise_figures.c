#include "out/readers/recogniser.h"

#include "out/anchor.h"
#include "out/readers/match.h"
#include "text/prose.h"

#define NOTE "（附图文件 "

/* More figures than any form asks for are no captions. */
enum { MOST_FIGURES = 50, LONGEST_CAPTION = 60 };

/* The number of the caption a paragraph is, 0 for none; *rest is where its words start. Our own
 * print has 图1, a wide blank, and the caption. */
static uint32_t caption_number(const struct recogniser *k, const struct passage *p, struct sv text,
                               size_t *rest)
{
    struct sv word = k->form->print.figure_word;
    int64_t number;
    size_t at = match_words(text, 0, word), next;
    if (at == SV_NONE)
        return 0;
    at = match_skip_blanks(text, at);
    size_t end = prose_skip_digits(text, at);
    if (end == at || !sv_number(sv_sub(text, at, end), 1, MOST_FIGURES, &number))
        return 0;
    *rest = end;
    char32_t after = prose_peek(text, end, &next);
    if (k->reading->own)
        return p->centred && (after == 0x3000 || after == 0) ? (uint32_t)number : 0;
    if (prose_one_of(after, U"：:.．、"))
        *rest = next;
    bool apart = after == 0 || *rest > end || prose_is_blank(after);
    bool brief = utf8_length(text) <= LONGEST_CAPTION && !sv_ends(text, SV("。"));
    return apart && brief ? (uint32_t)number : 0;
}

static uint32_t figure_row(struct recogniser *k, uint32_t number)
{
    uint32_t images = k->form->print.figures;
    while (draft_rows(k->draft, images)->len < number)
        draft_row_add(k->draft, NULL, images, draft_rows(k->draft, images)->len, SV(""));
    return draft_rows(k->draft, images)->ptr[number - 1].key;
}

static void put_part(struct recogniser *k, uint32_t row, struct sv part, struct sv value)
{
    const struct form *form = k->form;
    const struct field *child = field_child(form, &form->fields[form->print.figures], part);
    if (child)
        answer_put(k->draft, (struct place){child->index, row}, value, k->reading->own);
}

/* “（附图文件 a.png，960×640 像素）”: the file. */
static struct sv note_file(struct sv note)
{
    struct sv file = sv_from_offset(note, strlen(NOTE)), pixels = SV(" 像素"), comma = SV("，");
    if (sv_ends(file, SV("）")))
        file.len -= strlen("）");
    size_t cut = SV_NONE;
    for (size_t at = 0; (at = sv_find(file, comma, at)) != SV_NONE; at += comma.len)
        cut = at;
    bool sized = cut != SV_NONE && sv_ends(file, pixels) && sv_contains(file, SV("×")) &&
                 prose_is_digit(prose_char(file, cut + comma.len));
    return sized ? sv_sub(file, 0, cut) : file;
}

static bool take_note(struct recogniser *k, const struct passage *p, struct sv text)
{
    if (!k->reading->own || !p->centred || !k->figure || !sv_starts(text, SV(NOTE)))
        return false;
    put_part(k, k->figure, SV("file"), note_file(text));
    return true;
}

static bool row_is_empty(const struct recogniser *k, uint32_t row)
{
    return !draft_filled(k->draft, (struct place){k->form->print.figures, row});
}

bool recogniser_figure(struct recogniser *k, const struct passage *p, struct sv text)
{
    size_t rest = 0;
    if (k->form->print.figures == NO_FIELD || k->section == NO_FIELD || take_note(k, p, text))
        return k->figure != 0 && k->section != NO_FIELD && k->form->print.figures != NO_FIELD &&
               sv_starts(text, SV(NOTE));
    uint32_t number = caption_number(k, p, text, &rest);
    if (number == 0)
        return false;
    uint32_t row = figure_row(k, number);
    if (!row_is_empty(k, row))
        return false;
    struct sv caption = paragraph_trim(sv_from_offset(text, rest));
    size_t note = k->reading->own ? sv_find(caption, SV(NOTE), 0) : SV_NONE;
    if (note != SV_NONE)
        put_part(k, row, SV("file"), note_file(sv_from_offset(caption, note)));
    put_part(k, row, SV("caption"), sv_sub(caption, 0, note));
    recogniser_take(k, (struct place){k->form->print.figures, row}, p->number);
    vec_push(&k->figures, (struct figure_seen){row, k->into, k->paragraphs});
    k->figure = row;
    return true;
}

static uint32_t paragraphs_of(const struct draft *d, uint32_t field)
{
    struct sv text = draft_text(d, (struct place){field, 0}), paragraph;
    uint32_t n = 0;
    for (size_t at = 0; paragraph_next(text, &at, &paragraph);)
        n++;
    return n;
}

/* Would the program itself have put it there: an anchor at no paragraph is the end of the text. */
static bool stands_there(const struct draft *d, const struct anchors *anchors,
                         const struct figure_seen *seen)
{
    for (size_t i = 0; i < anchors->len; i++) {
        const struct anchor *a = &anchors->ptr[i];
        if (a->row != seen->row)
            continue;
        uint32_t at =
            a->paragraph || a->field == NO_FIELD ? a->paragraph : paragraphs_of(d, a->field);
        return a->field == seen->field && at == seen->paragraph;
    }
    return true;
}

/* In front of one that stands in front of one with a lower number, all after the same paragraph:
 * those were put there, the last stands at the end of the text. */
static bool is_put_first(const struct recogniser *k, size_t figure)
{
    const struct figure_seen *f = &k->figures.ptr[figure];
    uint32_t highest = f->row;
    for (size_t i = figure + 1; i < k->figures.len; i++) {
        const struct figure_seen *next = &k->figures.ptr[i];
        if (next->field != f->field || next->paragraph != f->paragraph)
            continue;
        if (next->row < highest)
            return true;
        highest = next->row;
    }
    return false;
}

void recogniser_place_figures(struct recogniser *k)
{
    struct anchors anchors = {0};
    struct str number = {0};
    if (!k->reading->own || k->figures.len == 0)
        return;
    anchors_find(k->draft, &anchors);
    for (size_t i = 0; i < k->figures.len; i++) {
        const struct figure_seen *seen = &k->figures.ptr[i];
        if (seen->paragraph == 0 || (stands_there(k->draft, &anchors, seen) && !is_put_first(k, i)))
            continue;
        str_clear(&number);
        str_add_f(&number, "%u", seen->paragraph);
        put_part(k, seen->row, SV("place"), str_sv(&number));
    }
    vec_release(&anchors);
    str_release(&number);
}
