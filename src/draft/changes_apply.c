#include "base/i18n.h"
#include "draft/changes.h"
#include "draft/changes_names.h"
#include "draft/edit.h"
#include "draft/finals.h"
#include "text/utf8.h"

struct reader {
    struct draft *d;
    struct typing *typing;
    struct sv rest;  /* behind the line being read */
    struct sv line;  /* what is left of it; no pointer: nothing */
    struct str name; /* the name read last */
};

/* ---- parts of a line, and the texts behind it ---- */

static bool next_word(struct reader *r, struct sv *word)
{
    return sv_next(&r->line, ' ', word) && word->len;
}

static bool at_end(const struct reader *r)
{
    return !r->line.ptr;
}

static bool number_of(struct sv word, size_t min, size_t max, size_t *out)
{
    int64_t number;
    /* The only way of writing it: no sign, no zero in front. */
    if (word.len > 1 && word.ptr[0] == '0')
        return false;
    if (!sv_number(word, (int64_t)min, (int64_t)max, &number) || word.ptr[0] == '-')
        return false;
    *out = (size_t)number;
    return true;
}

static bool next_number(struct reader *r, size_t min, size_t max, size_t *out)
{
    struct sv word;
    return next_word(r, &word) && number_of(word, min, max, out);
}

static bool next_flag(struct reader *r, bool *out)
{
    size_t number;
    if (!next_number(r, 0, 1, &number))
        return false;
    *out = number;
    return true;
}

static bool is_text(struct sv bytes)
{
    return utf8_valid(bytes, NULL) && sv_find_byte(bytes, '\0', 0) == SV_NONE;
}

/* Sets r->name. */
static bool read_name(struct reader *r, struct sv word)
{
    return name_read(word, &r->name) && is_text(str_sv(&r->name));
}

static bool next_name(struct reader *r)
{
    struct sv word;
    return next_word(r, &word) && read_name(r, word);
}

/* A text of `len` bytes and its newline. */
static bool take_text(struct reader *r, size_t len, struct sv *out)
{
    if (r->rest.len <= len || r->rest.ptr[len] != '\n')
        return false;
    *out = sv_sub(r->rest, 0, len);
    r->rest = sv_from_offset(r->rest, len + 1);
    return is_text(*out);
}

/* The two lengths that end a line, and their texts. */
static bool take_pair(struct reader *r, struct sv *first, struct sv *second)
{
    size_t a, b;
    return next_number(r, 0, CHANGES_MAX_TEXT, &a) && next_number(r, 0, CHANGES_MAX_TEXT, &b) &&
           at_end(r) && take_text(r, a, first) && take_text(r, b, second);
}

/* ---- places ---- */

/* The part of `field` that "proof.files" or "name" means, by its present names. */
static const struct field *part_of(const struct form *form, const struct field *field,
                                   struct sv parts)
{
    struct sv part;
    while (field && sv_next(&parts, '.', &part))
        field = field_child(form, field, part);
    return field;
}

/* What a path of an earlier version is now: known by itself, or by what it is part of. */
static const struct field *former_field(const struct form *form, struct sv path)
{
    const struct field *field = form_former(form, path);
    size_t head = path.len;
    while (!field && head > 0) {
        head--;
        if (path.ptr[head] != '.')
            continue;
        field = form_former(form, sv_sub(path, 0, head));
        if (field)
            return part_of(form, field, sv_from_offset(path, head + 1));
    }
    return field;
}

/* A field with one of these flags; the form may be a later version than the changes. */
static bool next_field(struct reader *r, unsigned flags, const struct field **out)
{
    if (!next_name(r))
        return false;
    *out = form_field(r->d->form, str_sv(&r->name));
    if (!*out) {
        str_replace_all(&r->name, SV("[]"), SV(""));
        *out = former_field(r->d->form, str_sv(&r->name));
    }
    return *out && (kind_flags((*out)->kind) & flags);
}

/* Splits a row into its index, up to `most`, and its id, which is in r->name: empty in tables
 * without ids. */
static bool next_row(struct reader *r, uint32_t table, size_t most, size_t *index)
{
    struct sv word, number;
    if (!next_word(r, &word) || !sv_next(&word, ':', &number) || !number_of(number, 1, most, index))
        return false;
    --*index;
    str_clear(&r->name);
    if (!rows_keep_ids(r->d->form, table))
        return !word.ptr;
    return word.len && read_name(r, word) && r->name.len;
}

static bool next_known_row(struct reader *r, uint32_t table, size_t *index)
{
    const struct rows *rows = &r->d->tables[table];
    return next_row(r, table, rows->len, index) &&
           (r->name.len == 0 || sv_eq(str_sv(&r->name), str_sv(&rows->ptr[*index].id)));
}

static bool next_place(struct reader *r, struct place *out)
{
    const struct field *field;
    struct sv word;
    size_t index;
    if (!next_field(r, KIND_LEAF, &field))
        return false;
    *out = (struct place){field->index, 0};
    if (field->table == NO_FIELD)
        return next_word(r, &word) && sv_eq(word, SV("-"));
    if (!next_known_row(r, field->table, &index))
        return false;
    out->row = r->d->tables[field->table].ptr[index].key;
    return true;
}

/* ---- changes ---- */

static bool on_boundary(struct sv text, size_t at)
{
    return at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static bool read_text(struct reader *r)
{
    struct place p;
    size_t at, del, len;
    struct sv insert;
    if (!next_place(r, &p))
        return false;
    struct sv old = draft_text(r->d, p);
    if (!next_number(r, 0, old.len, &at) || !next_number(r, 0, old.len - at, &del) ||
        !next_number(r, 0, CHANGES_MAX_TEXT, &len) || !at_end(r))
        return false;
    if (!on_boundary(old, at) || !on_boundary(old, at + del) ||
        old.len - del + len > CHANGES_MAX_TEXT || !take_text(r, len, &insert))
        return false;
    draft_splice(r->d, NULL, p, at, del, insert);
    return true;
}

static bool has_row(const struct draft *d, uint32_t table, struct sv id)
{
    const struct rows *rows = &d->tables[table];
    for (size_t i = 0; i < rows->len; i++)
        if (sv_eq(str_sv(&rows->ptr[i].id), id))
            return true;
    return false;
}

static bool read_add(struct reader *r)
{
    const struct field *table;
    size_t index;
    if (!next_field(r, KIND_ROWS, &table))
        return false;
    size_t rows = r->d->tables[table->index].len;
    if (rows >= CHANGES_MAX_ITEMS || !next_row(r, table->index, rows + 1, &index) || !at_end(r))
        return false;
    struct sv id = str_sv(&r->name);
    if (id.len && has_row(r->d, table->index, id))
        return false;
    draft_row_add(r->d, NULL, table->index, index, id);
    return true;
}

static bool read_remove(struct reader *r)
{
    const struct field *table;
    size_t index;
    if (!next_field(r, KIND_ROWS, &table) || !next_known_row(r, table->index, &index) || !at_end(r))
        return false;
    draft_row_remove(r->d, NULL, table->index, r->d->tables[table->index].ptr[index].key);
    return true;
}

static bool read_move(struct reader *r)
{
    const struct field *table;
    size_t index, to;
    if (!next_field(r, KIND_ROWS, &table) || !next_known_row(r, table->index, &index))
        return false;
    const struct rows *rows = &r->d->tables[table->index];
    if (!next_number(r, 1, rows->len, &to) || !at_end(r))
        return false;
    draft_row_move(r->d, NULL, table->index, rows->ptr[index].key, to - 1);
    return true;
}

static bool read_remark(struct reader *r, enum said said)
{
    const struct remarks *list = remarks_of(r->d, said);
    size_t number;
    struct sv about, text;
    if (!next_number(r, 1, list->len + 1, &number) || !take_pair(r, &about, &text))
        return false;
    const struct remark *known = remark_find(list, about);
    if (known ? known != &list->ptr[number - 1] : !text.len || list->len >= CHANGES_MAX_ITEMS)
        return false;
    apply_remark(r->d, said, about, text, number - 1);
    return true;
}

static bool read_pending(struct reader *r)
{
    return read_remark(r, SAID_PENDING);
}

static bool read_accepted(struct reader *r)
{
    return read_remark(r, SAID_ACCEPTED);
}

static bool read_based_on(struct reader *r)
{
    return read_remark(r, SAID_BASED_ON);
}

static bool read_done(struct reader *r)
{
    const struct form *form = r->d->form;
    bool done;
    if (!next_name(r))
        return false;
    const struct section *section = form_section(form, str_sv(&r->name));
    if (!section)
        section = form_section_was(form, str_sv(&r->name));
    if (!section || !next_flag(r, &done) || !at_end(r))
        return false;
    draft_set_done(r->d, NULL, (uint32_t)(section - form->sections), done);
    return true;
}

/* Three lengths that end the line, and their texts. */
static bool take_final(struct reader *r, struct final *f)
{
    struct str *texts[] = {&f->code, &f->time, &f->pictures};
    enum { TEXTS = sizeof texts / sizeof texts[0] };
    size_t lengths[TEXTS];
    struct sv text;
    for (size_t i = 0; i < TEXTS; i++)
        if (!next_number(r, 0, CHANGES_MAX_TEXT, &lengths[i]))
            return false;
    bool ok = at_end(r);
    for (size_t i = 0; ok && i < TEXTS; i++) {
        ok = take_text(r, lengths[i], &text);
        if (ok)
            str_set(texts[i], text);
    }
    return ok;
}

static bool read_final(struct reader *r)
{
    struct draft *d = r->d;
    struct final f = {0};
    size_t number, of = 0, after = 0;
    bool ok = next_number(r, 1, d->finals.len + 1, &number) &&
              next_number(r, 0, FINAL_MOST_REVISION, &of) &&
              next_number(r, 0, UINT32_MAX, &after) && take_final(r, &f);
    f.revision = (uint32_t)of;
    bool goes = ok && of == 0 && f.code.len + f.time.len + f.pictures.len == 0;
    ok = ok && (goes ? number <= d->finals.len : d->finals.len < FINALS_MOST && final_is_sound(&f));
    if (ok)
        apply_final(d, number - 1, goes ? NULL : &f, (uint32_t)after);
    final_release(&f);
    return ok;
}

static bool read_head(struct reader *r)
{
    struct draft *d = r->d;
    size_t version, revision, len;
    bool demo;
    struct sv id;
    if (!next_number(r, 1, UINT32_MAX, &version) || !next_number(r, 0, UINT32_MAX, &revision) ||
        !next_flag(r, &demo) || !next_number(r, 0, CHANGES_MAX_TEXT, &len) || !at_end(r) ||
        !take_text(r, len, &id))
        return false;
    d->form_version = (int64_t)version;
    d->revision = (uint32_t)revision;
    /* Demonstration data never stops being that. */
    d->demo = d->demo || demo;
    str_set(&d->id, id);
    d->version++;
    if (d->changes)
        changes_add_head(d->changes, d);
    return true;
}

static bool read_typing(struct reader *r)
{
    struct sv title, text;
    if (!take_pair(r, &title, &text))
        return false;
    if (r->typing) {
        str_set(&r->typing->title, title);
        str_set(&r->typing->text, text);
    }
    if (r->d->changes)
        changes_add_typing(r->d->changes, title, text);
    return true;
}

/* ---- the whole ---- */

static const struct {
    struct sv name;
    bool (*read)(struct reader *);
} kinds[] = {
    {{"text", 4}, read_text},         {{"add", 3}, read_add},
    {{"remove", 6}, read_remove},     {{"move", 4}, read_move},
    {{"pending", 7}, read_pending},   {{"accepted", 8}, read_accepted},
    {{"based-on", 8}, read_based_on}, {{"done", 4}, read_done},
    {{"head", 4}, read_head},         {{"typing", 6}, read_typing},
    {{"final", 5}, read_final},
};

static bool read_change(struct reader *r)
{
    struct sv kind;
    size_t end = sv_find_byte(r->rest, '\n', 0);
    if (end == SV_NONE)
        return false;
    r->line = sv_sub(r->rest, 0, end);
    r->rest = sv_from_offset(r->rest, end + 1);
    if (!next_word(r, &kind))
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (sv_eq(kind, kinds[i].name))
            return kinds[i].read(r);
    return false;
}

bool changes_apply(struct draft *d, struct sv changes, struct typing *typing, struct err *e)
{
    struct reader r = {.d = d, .typing = typing, .rest = changes};
    size_t done = 0;
    bool ok = true;
    while (ok && r.rest.len) {
        ok = read_change(&r);
        done += ok;
    }
    str_release(&r.name);
    if (ok)
        return true;
    return err_set(e, ERR_REFUSED,
                   _("记下的第 %zu 处改动和草稿对不上，从它起都没有照做，前面的已经照做。"),
                   done + 1);
}

void typing_release(struct typing *t)
{
    str_release(&t->title);
    str_release(&t->text);
}
