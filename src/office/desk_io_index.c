#include "office/desk_io_index.h"

#include "office/desk_io.h"
#include "store/path.h"
#include "text/utf8.h"

#define MARK "tianbiao-index 1"
#define SECOND INT64_C(1000000000)
#define MOST_STAMP INT64_C(9000000000) /* seconds, nanoseconds and bytes alike */
#define GRAIN (2 * SECOND)             /* FAT counts in steps of two */

enum {
    MOST_INDEX_BYTES = 64 << 20,
    STAMPS = 5, /* numbers a stamp takes: nanoseconds since 1970 are too long for one */
    NUMBERS = STAMPS + 14,
    TEXTS = 12,
    HASH_DIGITS = 16,
};

/* ---- a row as a line: id, numbers, texts ---- */

static void put_texts(const struct queue_row *row, const struct str *out[TEXTS])
{
    const struct case_head *h = &row->head;
    const struct str *const texts[TEXTS] = {
        &h->form,         &h->name,    &h->code,       &h->title,    &h->group, &h->county,
        &row->check_code, &row->round, &row->received, &row->digest, &row->by,  &row->touched};
    memcpy(out, texts, sizeof texts);
}

static void put_numbers(const struct queue_row *row, const struct file_stamp *stamp,
                        int64_t out[NUMBERS])
{
    const struct review_tally *t = &row->tally;
    const int64_t numbers[NUMBERS] = {
        stamp->size,
        stamp->modified / SECOND,
        stamp->modified % SECOND,
        stamp->changed / SECOND,
        stamp->changed % SECOND,
        row->head.form_version,
        row->state,
        row->intakes,
        row->revision,
        row->bare,
        row->errors,
        row->warnings,
        t->items,
        t->passed,
        t->doubted,
        t->failed,
        t->open,
        t->answered,
        t->accepted,
    };
    memcpy(out, numbers, sizeof numbers);
}

void desk_index_add(struct str *out, const struct queue_row *row, const struct file_stamp *stamp)
{
    int64_t numbers[NUMBERS];
    const struct str *texts[TEXTS];
    put_numbers(row, stamp, numbers);
    put_texts(row, texts);
    str_add(out, str_sv(&row->head.id));
    for (int i = 0; i < NUMBERS; i++)
        str_add_f(out, "\t%lld", (long long)numbers[i]);
    for (int i = 0; i < TEXTS; i++) {
        str_add_byte(out, '\t');
        str_add(out, str_sv(texts[i]));
    }
    str_add_byte(out, '\n');
}

static bool take_numbers(struct sv *rest, int64_t out[NUMBERS])
{
    struct sv piece;
    for (int i = 0; i < NUMBERS; i++)
        if (!sv_next(rest, '\t', &piece) ||
            !sv_number(piece, i < STAMPS ? -MOST_STAMP : 0, i < STAMPS ? MOST_STAMP : UINT32_MAX,
                       &out[i]))
            return false;
    return true;
}

static bool set_numbers(struct queue_row *row, const int64_t numbers[NUMBERS])
{
    const int64_t *n = numbers + STAMPS;
    if (n[1] < CASE_RECEIVED || n[1] >= CASE_STATES)
        return false;
    row->head.form_version = n[0];
    row->state = (enum case_state)n[1];
    row->intakes = (uint32_t)n[2];
    row->revision = (uint32_t)n[3];
    row->bare = n[4] != 0;
    row->errors = (uint32_t)n[5];
    row->warnings = (uint32_t)n[6];
    row->tally =
        (struct review_tally){(uint32_t)n[7],  (uint32_t)n[8],  (uint32_t)n[9], (uint32_t)n[10],
                              (uint32_t)n[11], (uint32_t)n[12], (uint32_t)n[13]};
    return true;
}

/* The last text ends the line; an empty one is still there. */
static bool set_texts(struct queue_row *row, struct sv rest)
{
    struct case_head *h = &row->head;
    struct str *const texts[TEXTS] = {
        &h->form,         &h->name,    &h->code,       &h->title,    &h->group, &h->county,
        &row->check_code, &row->round, &row->received, &row->digest, &row->by,  &row->touched};
    for (int i = 0; i < TEXTS; i++) {
        size_t tab = sv_find_byte(rest, '\t', 0);
        if ((tab == SV_NONE) != (i + 1 == TEXTS))
            return false;
        str_set(texts[i], sv_sub(rest, 0, tab));
        rest = sv_from_offset(rest, tab == SV_NONE ? rest.len : tab + 1);
    }
    return true;
}

/* ---- the file ---- */

static void add_number(struct str *out, uint64_t number)
{
    str_add_f(out, " %016llx", (unsigned long long)number);
}

static void add_mark(struct str *out, const struct form *form)
{
    str_add(out, SV(MARK));
    add_number(out, form->digest);
}

/* Lines of valid text without control characters, as they were when their hash was taken. */
static bool lines_are_sound(struct sv lines, struct sv hash)
{
    struct str want = {0};
    add_number(&want, sv_hash(lines));
    bool sound = sv_eq(str_sv(&want), hash) && utf8_valid(lines, NULL);
    for (size_t i = 0; sound && i < lines.len; i++)
        sound = (unsigned char)lines.ptr[i] >= 0x20 || lines.ptr[i] == '\t' || lines.ptr[i] == '\n';
    str_release(&want);
    return sound;
}

static void next_line(struct desk_index *index)
{
    index->id = index->line = SV("");
    if (!sv_next(&index->rest, '\n', &index->line))
        return;
    sv_next(&index->line, '\t', &index->id);
}

/* "MARK DIGEST ELAPSED HASH\n", then the lines. */
static bool read_head(struct desk_index *index, const struct form *form, int64_t written)
{
    struct str mark = {0};
    struct sv rest = str_sv(&index->bytes), head;
    int64_t elapsed;
    add_mark(&mark, form);
    bool ok = sv_next(&rest, '\n', &head) && sv_starts(head, str_sv(&mark));
    head = sv_from_offset(head, mark.len);
    size_t end = head.len > HASH_DIGITS ? head.len - HASH_DIGITS - 1 : 0;
    ok = ok && sv_number(sv_trim(sv_sub(head, 0, end)), 0, INT64_MAX, &elapsed) &&
         lines_are_sound(rest, sv_from_offset(head, end));
    if (ok) {
        index->rest = rest;
        index->good_until = written - elapsed - GRAIN;
    }
    str_release(&mark);
    return ok;
}

void desk_index_open(struct desk_index *index, const char *folder, const struct form *form)
{
    struct str path = {0};
    struct file_stamp stamp;
    *index = (struct desk_index){.id = SV(""), .line = SV("")};
    path_join(&path, sv_from(folder), SV(".index"));
    if (form && file_stamp_read(path.ptr, &stamp) &&
        file_read_itself(path.ptr, MOST_INDEX_BYTES, &index->bytes, NULL, NULL) &&
        read_head(index, form, stamp.modified))
        next_line(index);
    else
        str_release(&index->bytes);
    str_release(&path);
}

void desk_index_release(struct desk_index *index)
{
    str_release(&index->bytes);
}

static bool is_same(const struct desk_index *index, const int64_t numbers[NUMBERS],
                    const struct file_stamp *stamp)
{
    const struct file_stamp then = {numbers[0], numbers[1] * SECOND + numbers[2],
                                    numbers[3] * SECOND + numbers[4]};
    return file_stamp_eq(&then, stamp) && stamp->modified < index->good_until &&
           stamp->changed < index->good_until;
}

bool desk_index_find(struct desk_index *index, struct sv id, const struct file_stamp *stamp,
                     struct queue_row *row)
{
    int64_t numbers[NUMBERS];
    while (index->id.len && sv_cmp(index->id, id) < 0) {
        index->left++;
        next_line(index);
    }
    if (!index->id.len || !sv_eq(index->id, id))
        return false;
    struct sv line = index->line;
    bool ok = take_numbers(&line, numbers) && is_same(index, numbers, stamp) &&
              set_numbers(row, numbers) && set_texts(row, line);
    if (ok)
        str_set(&row->head.id, id);
    next_line(index);
    return ok;
}

void desk_index_write(const char *folder, const struct form *form, struct sv lines, int64_t began)
{
    struct str path = {0}, bytes = {0};
    path_join(&path, sv_from(folder), SV(".index"));
    add_mark(&bytes, form);
    str_add_f(&bytes, " %lld", (long long)(stamp_clock() - began));
    add_number(&bytes, sv_hash(lines));
    str_add_byte(&bytes, '\n');
    str_add(&bytes, lines);
    if (bytes.len <= MOST_INDEX_BYTES)
        file_write_itself(path.ptr, str_sv(&bytes), DESK_FILE_MODE, NULL);
    str_release(&path);
    str_release(&bytes);
}
