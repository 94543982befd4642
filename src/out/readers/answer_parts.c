#include "out/readers/answer.h"

#include "draft/computed.h"
#include "out/anchor.h"
#include "out/readers/match.h"
#include "text/ident.h"
#include "text/prose.h"

/* Is what a compound or computed field shows already what is shown here? */
static bool shows_already(const struct draft *d, struct place p, struct sv shown)
{
    struct str there = {0};
    draft_add_shown(&there, d, p);
    bool same = match_whole(str_sv(&there), shown);
    str_release(&there);
    return same;
}

static enum answer second_answer(const struct draft *d, struct place p, struct sv shown)
{
    return shows_already(d, p, shown) ? ANSWER_TAKEN : ANSWER_UNFIT;
}

/* ---- addresses ---- */

/* The levels of GB/T 2260 and GB/T 10114 with what names of places end in. */
enum { LEVELS = 4, ENDINGS = 8, LONGEST_PLACE = 15 };

static const struct sv levels[LEVELS][ENDINGS] = {
    {{"省", 3}, {"自治区", 9}, {"特别行政区", 15}},
    {{"市", 3}, {"自治州", 9}, {"地区", 6}, {"盟", 3}},
    {{"县", 3}, {"区", 3}, {"市", 3}, {"旗", 3}},
    {{"乡", 3}, {"镇", 3}, {"街道", 6}, {"街道办事处", 15}, {"苏木", 6}, {"开发区", 9}},
};

/* The level a part's label begins with: 县（市、区） is of the third. LEVELS if it is of none. */
static int level_of(struct sv label)
{
    for (int level = 0; level < LEVELS; level++)
        for (int i = 0; i < ENDINGS && levels[level][i].len; i++)
            if (sv_starts(label, levels[level][i]))
                return level;
    return LEVELS;
}

/* The shortest head of the text that is the name of a place of the level; 0 if there is none. */
static size_t place_name(struct sv text, int level)
{
    size_t at = 0, next;
    for (int n = 0; n < LONGEST_PLACE && at < text.len; n++, at = next) {
        size_t longest = 0;
        prose_peek(text, at, &next);
        for (int i = 0; n > 0 && i < ENDINGS && levels[level][i].len; i++)
            if (sv_starts(sv_from_offset(text, at), levels[level][i]) &&
                levels[level][i].len > longest)
                longest = levels[level][i].len;
        if (longest)
            return at + longest;
    }
    return 0;
}

enum answer answer_put_address(struct draft *d, struct place p, struct sv shown, bool own)
{
    const struct field *field = &d->form->fields[p.field], *last = NULL;
    if (draft_filled(d, p))
        return second_answer(d, p, shown);
    for (const struct field *part = field_first_child(d->form, field); part && shown.len;
         part = field_next_child(d->form, field, part)) {
        int level = level_of(part->label);
        bool rest = !field_next_child(d->form, field, part);
        size_t end = rest ? shown.len : level < LEVELS ? place_name(shown, level) : 0;
        last = part;
        if (end == 0)
            continue;
        answer_put(d, (struct place){part->index, p.row}, sv_sub(shown, 0, end), own);
        shown = sv_from_offset(shown, end);
        shown = own ? shown : paragraph_trim(shown);
    }
    if (shown.len && last && !draft_filled(d, (struct place){last->index, p.row}))
        answer_put(d, (struct place){last->index, p.row}, shown, own);
    return ANSWER_TAKEN;
}

/* ---- joined texts ---- */

static bool is_phone(struct sv text)
{
    return phone_check(text) != PHONE_BAD;
}

static bool is_fit(const struct field *field, struct sv text)
{
    struct str canonical = {0};
    bool fit = true;
    if (field->kind == FIELD_PHONE) {
        fit = is_phone(text);
    } else if (field->kind == FIELD_EMAIL) {
        email_canonical(text, &canonical);
        fit = email_check(str_sv(&canonical));
    }
    str_release(&canonical);
    return fit;
}

static bool is_typed_strictly(const struct field *field)
{
    return field->kind == FIELD_PHONE || field->kind == FIELD_EMAIL;
}

/* Is a piece for the field number `f`: a telephone number is no name where one is asked for later.
 */
static bool belongs(const struct form *form, const struct computed *c, uint32_t f, struct sv piece)
{
    const struct field *field = &form->fields[c->of.ptr[f]];
    if (is_typed_strictly(field))
        return is_fit(field, piece);
    for (uint32_t later = f + 1; later < c->of.len; later++)
        if (is_typed_strictly(&form->fields[c->of.ptr[later]]) &&
            is_fit(&form->fields[c->of.ptr[later]], piece))
            return false;
    return true;
}

/* How joined texts are taken apart. */
struct cuts {
    struct sv with;
    bool by_kind; /* each piece goes to the next field it fits, else to the next */
    bool own;
};

/* The pieces in order; false if there is no field for one, and then nothing is stored. */
static bool put_pieces(struct draft *d, const struct computed *c, struct sv shown,
                       const struct cuts *cuts)
{
    struct sv with = cuts->with;
    struct sv rest = shown;
    uint32_t f = 0;
    VEC(struct sv) values = {0};
    bool ok = with.len > 0;
    while (ok && rest.len) {
        size_t end = sv_find(rest, with, 0);
        struct sv piece = paragraph_trim(sv_sub(rest, 0, end));
        rest = end == SV_NONE ? SV("") : sv_from_offset(rest, end + with.len);
        while (cuts->by_kind && f < c->of.len && !belongs(d->form, c, f, piece)) {
            vec_push(&values, SV(""));
            f++;
        }
        ok = f < c->of.len;
        if (ok)
            vec_push(&values, piece);
        f++;
    }
    for (size_t i = 0; ok && i < values.len; i++)
        answer_put(d, (struct place){c->of.ptr[i], 0}, values.ptr[i], cuts->own);
    vec_release(&values);
    return ok;
}

/* Where a telephone number or the like that ends the text begins. */
static size_t typed_tail(const struct field *field, struct sv text)
{
    for (size_t at = 0, next; at < text.len; at = next) {
        char32_t cp = prose_peek(text, at, &next);
        bool opens = prose_is_digit(cp) || prose_is_latin(cp) || prose_one_of(cp, U"+＋(（");
        bool start = opens && (at == 0 || !prose_is_digit(prose_before(text, at)));
        if (start && is_fit(field, sv_from_offset(text, at)))
            return at;
    }
    return text.len;
}

enum { MOST_JOINED = 16 };

/* What ends `rest` and fits the field, taken off it with what parts it; empty if nothing does. In
 * our own print only a blank parts them, and that may have gone at a line's end. */
static struct sv take_tail(const struct field *field, struct sv *rest, bool own)
{
    size_t at = typed_tail(field, *rest), end = at;
    const char32_t *between = own ? U" 　" : U" 　\t,，、；;:：/／（(";
    while (end > 0 && prose_one_of(prose_before(*rest, end), between))
        end = utf8_prev(*rest, end);
    if (at == rest->len || (at > 0 && end == 0))
        return SV("");
    struct sv tail = sv_from_offset(*rest, at);
    *rest = sv_sub(*rest, 0, end);
    return tail;
}

/* One number found is the first of its kind. */
static void close_up(const struct form *form, const struct computed *c, struct sv *tails)
{
    for (uint32_t i = 1; i < c->of.len && i < MOST_JOINED; i++) {
        for (uint32_t j = i + 1; !tails[i].len && j < c->of.len && j < MOST_JOINED; j++) {
            if (form->fields[c->of.ptr[i]].kind != form->fields[c->of.ptr[j]].kind)
                continue;
            tails[i] = tails[j];
            tails[j] = SV("");
        }
    }
}

/* “张三13800138000”, “张三：0311-88880000”: what fits the strict kinds, from the end, tells where
 * the first text ends. */
static bool put_by_kind(struct draft *d, const struct computed *c, struct sv shown, bool own)
{
    enum { LONGEST = 300 };
    struct sv tails[MOST_JOINED] = {0}, rest = shown;
    if (shown.len > LONGEST || c->of.len > MOST_JOINED)
        return false;
    for (uint32_t i = c->of.len; i-- > 1;)
        if (is_typed_strictly(&d->form->fields[c->of.ptr[i]]))
            tails[i] = take_tail(&d->form->fields[c->of.ptr[i]], &rest, own);
    if (rest.len == shown.len)
        return false;
    close_up(d->form, c, tails);
    tails[0] = rest;
    for (uint32_t i = 0; i < c->of.len; i++)
        if (tails[i].len)
            answer_put(d, (struct place){c->of.ptr[i], 0}, tails[i], own);
    return true;
}

static bool any_filled(const struct draft *d, const struct computed *c)
{
    for (uint32_t i = 0; i < c->of.len; i++)
        if (draft_filled(d, (struct place){c->of.ptr[i], 0}))
            return true;
    return false;
}

/* Our own print is cut where it was joined; others part a name and its number in many ways. */
static bool cut_apart(struct draft *d, const struct computed *c, struct sv shown, bool own)
{
    static const struct sv others[] = {{"　", 3}, {" ", 1}, {"\t", 1}, {"，", 3}, {"、", 3},
                                       {"；", 3}, {",", 1}, {"/", 1},  {"／", 3}, {"：", 3}};
    struct cuts cuts = {c->with, true, own};
    if (own && put_by_kind(d, c, shown, own))
        return true;
    if (sv_contains(shown, c->with) && put_pieces(d, c, shown, &cuts))
        return true;
    for (size_t i = 0; !own && i < sizeof others / sizeof others[0]; i++) {
        cuts.with = others[i];
        if (sv_contains(shown, others[i]) && put_pieces(d, c, shown, &cuts))
            return true;
    }
    if (!own && put_by_kind(d, c, shown, own))
        return true;
    cuts.with = c->with;
    if (put_pieces(d, c, shown, &cuts))
        return true;
    cuts.by_kind = false;
    return put_pieces(d, c, shown, &cuts);
}

enum answer answer_put_joined(struct draft *d, const struct field *field, struct sv shown, bool own)
{
    const struct computed *c = &field->computed;
    if (c->kind != COMPUTED_JOIN && c->kind != COMPUTED_FIRST)
        return ANSWER_EMPTY;
    if (any_filled(d, c))
        return second_answer(d, (struct place){field->index, 0}, shown);
    if (c->kind == COMPUTED_FIRST)
        return answer_put(d, (struct place){c->of.ptr[0], 0}, shown, own);
    if (cut_apart(d, c, shown, own))
        return ANSWER_TAKEN;
    return answer_put(d, (struct place){c->of.ptr[0], 0}, shown, own);
}

/* ---- leaves in one line ---- */

/* “标签：” at `at`; the offset behind it, SV_NONE if it is not there. */
static size_t leaf_label(const struct field *leaf, struct sv text, size_t at)
{
    struct sv rest = sv_from_offset(text, at);
    if (!sv_starts(rest, leaf->label))
        return SV_NONE;
    at += leaf->label.len;
    return sv_starts(sv_from_offset(text, at), SV("：")) ? at + strlen("：") : SV_NONE;
}

/* The leaf, of those from `first` on, whose label stands at `at`. */
static const struct field *labelled_leaf(const struct form *form, const struct field *field,
                                         uint32_t first, struct sv text, size_t at)
{
    for (uint32_t f = first; f < field->end; f++)
        if (is_printed_leaf(form, field, &form->fields[f]) &&
            leaf_label(&form->fields[f], text, at) != SV_NONE)
            return &form->fields[f];
    return NULL;
}

/* Where the value at `at` ends: before ； and the label of a leaf that comes later. */
static size_t value_end(const struct form *form, const struct field *field, uint32_t first,
                        struct sv text, size_t at)
{
    struct sv mark = SV("；");
    while ((at = sv_find(text, mark, at)) != SV_NONE) {
        if (labelled_leaf(form, field, first, text, at + mark.len))
            return at;
        at += mark.len;
    }
    return text.len;
}

/* A value without its label belongs to the first leaf that takes it. */
static const struct field *put_bare(struct draft *d, struct place p, struct sv value, bool own)
{
    const struct field *field = &d->form->fields[p.field];
    for (uint32_t f = field->index + 1; f < field->end; f++)
        if (is_printed_leaf(d->form, field, &d->form->fields[f]) &&
            answer_put(d, (struct place){f, p.row}, value, own) == ANSWER_TAKEN)
            return &d->form->fields[f];
    return NULL;
}

enum answer answer_put_leaves(struct draft *d, struct place p, struct sv shown, bool bare, bool own)
{
    const struct field *field = &d->form->fields[p.field];
    uint32_t first = field->index + 1;
    size_t at = 0;
    while (at < shown.len) {
        const struct field *leaf = labelled_leaf(d->form, field, first, shown, at);
        size_t value = leaf ? leaf_label(leaf, shown, at) : at;
        if (!leaf && (!bare || at > 0))
            return ANSWER_UNFIT;
        size_t end = value_end(d->form, field, leaf ? leaf->index + 1 : first, shown, value);
        struct sv text = sv_sub(shown, value, end);
        if (!leaf)
            leaf = put_bare(d, p, text, own);
        else if (answer_put(d, (struct place){leaf->index, p.row}, text, own) == ANSWER_UNFIT)
            return ANSWER_UNFIT;
        if (!leaf)
            return ANSWER_UNFIT;
        first = leaf->index + 1;
        at = end + (end < shown.len ? strlen("；") : 0);
    }
    return ANSWER_TAKEN;
}
