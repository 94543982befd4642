#include "out/code.h"

#include "codec/digest.h"
#include "out/compose.h"
#include "text/norm.h"
#include "text/utf8.h"

#define CODE_VERSION 'A'

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum {
    BITS = 5,
    MASK = (1 << BITS) - 1,
    REDUCER = 0x25, /* x^5 + x^2 + 1, primitive over GF(2) */
    PAYLOAD = CODE_CHARS - 2,
    NO_VALUE = -1,
};

/* ---- the canonical form ---- */

/* NULL: layout, which says nothing. The names are part of the form: they never change. */
static const char *const kinds[] = {
    [BLOCK_TITLE] = "title",     [BLOCK_COVER_LINE] = "line",     [BLOCK_TEXT] = "text",
    [BLOCK_SPACE] = NULL,        [BLOCK_SEAL] = "seal",           [BLOCK_PAGE_BREAK] = NULL,
    [BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "paragraph", [BLOCK_FIGURE] = "figure",
    [BLOCK_PAPER] = "paper",     [BLOCK_TABLE] = "table",         [BLOCK_SIGNATURE] = "signature",
};

/* Its length first, so that no text can be taken for two. */
static void add_text(struct str *out, struct sv text)
{
    str_add_f(out, "%zu:", text.len);
    str_add(out, text);
    str_add_byte(out, '\n');
}

static void add_table(struct str *out, const struct block_table *t)
{
    str_add_f(out, "columns %zu rows %zu\n", t->column_count, t->row_count);
    for (size_t i = 0; i < t->column_count; i++)
        add_text(out, t->columns[i].label);
    for (size_t i = 0; i < t->column_count * t->row_count; i++)
        add_text(out, t->cells[i].text);
}

static const struct file_fact *picture_of(const struct block *b, const struct facts *facts)
{
    const struct file_fact *fact = facts_find(facts, b->file);
    return fact && fact->hashed ? fact : NULL;
}

static void add_picture(struct str *out, const struct block *b, const struct facts *facts)
{
    const struct file_fact *fact = picture_of(b, facts);
    struct digest digest;
    str_add(out, SV("picture "));
    if (fact) {
        memcpy(digest.bytes, fact->sha256, sizeof digest.bytes);
        digest_add_hex(out, &digest);
    }
    str_add_byte(out, '\n');
}

static void add_block(struct str *out, const struct block *b, const struct facts *facts)
{
    BUG_ON((unsigned)b->kind >= sizeof kinds / sizeof kinds[0]);
    if (!kinds[b->kind])
        return;
    str_add_f(out, "%s\n", kinds[b->kind]);
    add_text(out, b->label);
    add_text(out, b->text);
    add_text(out, b->after);
    if (b->kind == BLOCK_FIGURE)
        add_picture(out, b, facts);
    if (b->table)
        add_table(out, b->table);
}

/* Whether a material is there and stamped is noted after 定稿, on whatever paper it is printed. */
static bool is_of_material(const struct form *form, struct place p)
{
    for (uint32_t f = p.field; f != NO_FIELD && f < form->field_count; f = form->fields[f].parent)
        if (form->fields[f].kind == FIELD_MATERIAL || form->fields[f].kind == FIELD_MATERIALS)
            return true;
    return false;
}

static void add_canonical(struct str *out, const struct doc *d, const struct form *form,
                          const struct facts *facts)
{
    str_add_f(out, "tianbiao %c\n", CODE_VERSION);
    add_text(out, d->head);
    for (size_t i = 0; i < d->blocks.len; i++)
        if (!is_of_material(form, d->blocks.ptr[i].place))
            add_block(out, &d->blocks.ptr[i], facts);
}

/* ---- the code ---- */

/* Times the primitive element. */
static int next_power(int value)
{
    value <<= 1;
    return value > MASK ? value ^ REDUCER : value;
}

static int value_of(char c)
{
    for (int i = 0; i <= MASK; i++)
        if (alphabet[i] == c)
            return i;
    return NO_VALUE;
}

/* The sum over `count` characters, the last one times one. */
static int sum_of(const char *chars, size_t count)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum = next_power(sum) ^ value_of(chars[i]);
    return sum;
}

static void add_shown(struct str *out, const char *chars, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i && i % CODE_GROUP == 0)
            str_add_byte(out, '-');
        str_add_byte(out, chars[i]);
    }
}

/* The first 50 bits of a digest. */
static void add_digest(struct str *out, const struct digest *digest)
{
    char chars[CODE_CHARS] = {CODE_VERSION};
    uint32_t bits = 0, have = 0, at = 0;
    for (size_t i = 1; i <= PAYLOAD; i++) {
        if (have < BITS) {
            bits = bits << 8 | digest->bytes[at++];
            have += 8;
        }
        have -= BITS;
        chars[i] = alphabet[bits >> have & MASK];
    }
    chars[CODE_CHARS - 1] = alphabet[next_power(sum_of(chars, CODE_CHARS - 1))];
    add_shown(out, chars, CODE_CHARS);
}

void code_add(struct str *out, const struct doc *application, const struct form *form,
              const struct facts *facts)
{
    struct str canonical = {0};
    add_canonical(&canonical, application, form, facts);
    struct digest digest = digest_of(str_sv(&canonical));
    add_digest(out, &digest);
    str_release(&canonical);
}

/* Without a mark, which would ask for the code. */
static void compose_bare(const struct draft *d, const struct facts *facts, struct doc *out)
{
    struct composer c;
    compose_open(&c, d, facts, out);
    compose_add_application(&c);
    compose_close(&c);
}

void code_add_of_draft(struct str *out, const struct draft *d, const struct facts *facts)
{
    struct doc doc = {0};
    compose_bare(d, facts, &doc);
    code_add(out, &doc, d->form, facts);
    doc_release(&doc);
}

void code_pictures(const struct doc *application, const struct facts *facts, struct str *out)
{
    struct str hex = {0};
    size_t count = 0;
    str_clear(out);
    for (size_t i = 0; i < application->blocks.len && count < FINAL_MOST_PICTURES; i++) {
        const struct block *b = &application->blocks.ptr[i];
        if (b->kind != BLOCK_FIGURE)
            continue;
        count++;
        const struct file_fact *fact = picture_of(b, facts);
        struct digest digest;
        str_set(&hex, SV("-"));
        if (fact) {
            memcpy(digest.bytes, fact->sha256, sizeof digest.bytes);
            str_clear(&hex);
            digest_add_hex(&hex, &digest);
        }
        if (out->len)
            str_add_byte(out, '\n');
        str_add(out, sv_sub(str_sv(&hex), 0, FINAL_PICTURE_DIGITS));
    }
    str_release(&hex);
}

/* ---- the mark ---- */

/* Chinese whatever language the program speaks, as all that is printed (compose.h). */
#define CODE_WORDS "校验码"
#define MARK_FINAL "第 %u 稿　" CODE_WORDS " %s"

void code_set_mark(struct doc *doc, const struct draft *d, const struct facts *facts)
{
    struct str code = {0}, mark = {0};
    if (d->demo || !finals_last(d))
        return;
    code_add_of_draft(&code, d, facts);
    if (final_state(d, str_sv(&code)) == FINAL_NOW) {
        str_add_f(&mark, MARK_FINAL, finals_last(d)->revision, code.ptr);
        doc->mark = arena_copy(&doc->arena, str_sv(&mark));
    }
    str_release(&code);
    str_release(&mark);
}

/* ---- codes as they are typed ---- */

/* What is taken for something else, after small and full-width letters became plain capitals. */
static char meant(char32_t c)
{
    if (c == 'O')
        return '0';
    if (c == 'I' || c == 'L')
        return '1';
    if (c == 'U')
        return 'V';
    if (c >= 0x80)
        return '\0';
    return (char)c;
}

/* Blanks, and all that may be typed or printed for a hyphen. */
static bool is_separator(char32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '-' || c == '_' || c == 0x00B7 ||
           (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x30FB || c == 0x30FC;
}

/* The groups as they were parted when they were typed. */
struct typed_groups {
    unsigned count;
    unsigned wrong; /* the first whose length is not that of a group, 0: none */
    size_t length;  /* of the open one */
};

static void end_group(struct typed_groups *g)
{
    if (g->length == 0)
        return;
    g->count++;
    if (g->length != CODE_GROUP && !g->wrong)
        g->wrong = g->count;
    g->length = 0;
}

struct typed_code {
    char chars[CODE_CHARS];
    size_t count;     /* of all that were typed, more than a code has among them */
    unsigned strange; /* the group of the first character that is in no code, 0: none */
    struct typed_groups groups;
};

static void take_char(struct typed_code *t, char32_t c)
{
    if (is_separator(c)) {
        end_group(&t->groups);
        return;
    }
    char known = meant(c);
    bool strange = value_of(known) == NO_VALUE;
    if (strange)
        known = '?';
    if (strange && !t->strange)
        t->strange = (unsigned)(t->count / CODE_GROUP) + 1;
    if (t->count < CODE_CHARS)
        t->chars[t->count] = known;
    t->count++;
    t->groups.length++;
}

/* Whoever copies the foot of a page takes along the words in front of the code and the number of
 * the page or of pages behind it. */
static struct sv without_words(struct sv typed)
{
    static const struct sv behind[] = {{"　第", 6}, {"　共", 6}};
    struct sv words = SV(CODE_WORDS);
    size_t at = sv_find(typed, words, 0);
    if (at == SV_NONE)
        return typed;
    typed = sv_from_offset(typed, at + words.len);
    typed = sv_from_offset(typed, sv_starts(typed, SV("：")) ? strlen("：") : 0);
    for (size_t i = 0; i < sizeof behind / sizeof behind[0]; i++)
        typed = sv_sub(typed, 0, sv_find(typed, behind[i], 0));
    return typed;
}

static void take_typed(struct sv typed, struct typed_code *out)
{
    struct str folded = {0};
    typed = without_words(typed);
    norm_fold(typed, true, &folded);
    for (size_t at = 0; at < folded.len;) {
        char32_t c;
        at += utf8_decode(str_sv(&folded), at, &c);
        take_char(out, c);
    }
    end_group(&out->groups);
    str_release(&folded);
}

enum code_answer code_read(struct sv typed, struct str *out, unsigned *group)
{
    struct typed_code t = {.count = 0};
    take_typed(typed, &t);
    str_clear(out);
    add_shown(out, t.chars, t.count < CODE_CHARS ? t.count : CODE_CHARS);
    *group = t.strange;
    if (t.strange)
        return CODE_STRANGE;
    /* Where it was parted as we part it, the group that is amiss is known. */
    if (t.count != CODE_CHARS) {
        *group = t.groups.count == CODE_CHARS / CODE_GROUP ? t.groups.wrong : 0;
        return CODE_SHORT;
    }
    if (sum_of(t.chars, CODE_CHARS) != 0)
        return CODE_MISTYPED;
    return t.chars[0] == CODE_VERSION ? CODE_GOOD : CODE_NEWER;
}

unsigned code_differs(struct sv a, struct sv b)
{
    size_t first = SIZE_MAX, last = 0;
    if (a.len != b.len)
        return 0;
    for (size_t i = 0; i < a.len; i++) {
        if (a.ptr[i] == b.ptr[i])
            continue;
        first = first == SIZE_MAX ? i : first;
        last = i;
    }
    if (first == SIZE_MAX)
        return 0;
    bool swapped = last == first + 2 && a.ptr[first] == b.ptr[last] && a.ptr[last] == b.ptr[first];
    bool same_group = first / (CODE_GROUP + 1) == last / (CODE_GROUP + 1);
    return same_group || swapped ? (unsigned)(first / (CODE_GROUP + 1)) + 1 : 0;
}
