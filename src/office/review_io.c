#include "office/review_io.h"

#include "base/date.h"
#include "base/i18n.h"
#include "office/desk_io.h"
#include "office/note_io.h"
#include "store/yaml_read.h"

/* What reading carries along. */
struct reader {
    const char *name;
    struct err *e;
};

enum {
    MOST_NUMBER = 1000000,
    HASH_DIGITS = 16,
};

static bool refuse(struct reader *r, const struct yaml_node *node, const char *why)
{
    return record_refuse(node, r->name, r->e, why);
}

/* ---- single values ---- */

static bool line(struct reader *r, const struct yaml_node *map, struct sv key, size_t most,
                 struct str *out)
{
    return record_line(map, key, most, r->name, out, r->e);
}

static bool prose(struct reader *r, const struct yaml_node *map, struct sv key, struct str *out)
{
    return record_prose(map, key, r->name, out, r->e);
}

static bool must_have(struct reader *r, const struct yaml_node *map, struct sv key,
                      const struct str *text)
{
    struct str why = {0};
    if (text->len)
        return true;
    str_add_f(&why, _("这里少了 %.*s。"), SV_ARG(key));
    refuse(r, map, why.ptr);
    str_release(&why);
    return false;
}

/* A number that is not there is 0. */
static bool number(struct reader *r, const struct yaml_node *map, struct sv key, uint32_t *out)
{
    const struct yaml_node *node = yaml_get(map, key);
    int64_t value = 0;
    if (node && (node->kind != YAML_SCALAR || !sv_number(node->text, 0, MOST_NUMBER, &value)))
        return refuse(r, node, _("这里应当是一个整数，而且不能太大。"));
    *out = (uint32_t)value;
    return true;
}

static bool yes(struct reader *r, const struct yaml_node *map, struct sv key, bool *out)
{
    struct sv text = yaml_get_text(map, key);
    *out = sv_eq(text, SV("yes"));
    return text.len == 0 || *out || sv_eq(text, SV("no")) ||
           refuse(r, yaml_get(map, key), _("这里应当是 yes 或 no。"));
}

/* What came before a desk got the case is none of its states. */
static bool state(struct reader *r, const struct yaml_node *map, struct sv key,
                  enum case_state *out)
{
    return state_by_name(yaml_get_text(map, key), out) ||
           refuse(r, yaml_get(map, key) ? yaml_get(map, key) : map, _("这里应当是一个状态。"));
}

static bool stamp(struct reader *r, const struct yaml_node *map, struct stamp *out)
{
    return stamp_read(map, r->name, out, r->e);
}

/* ---- entries of lists ---- */

typedef bool read_entry(struct reader *r, const struct yaml_node *map, struct review *out);

static bool is_digest(const struct str *text)
{
    enum { SHA256_DIGITS = 64 };
    return text->len == 0 ||
           (text->len == SHA256_DIGITS && strspn(text->ptr, "0123456789abcdef") == SHA256_DIGITS);
}

static bool read_intake(struct reader *r, const struct yaml_node *map, struct review *out)
{
    struct intake *i = vec_add(&out->intakes);
    if (!number(r, map, SV("number"), &i->number) ||
        !line(r, map, SV("digest"), MOST_SHORT, &i->digest) ||
        !line(r, map, SV("draft"), MOST_SHORT, &i->draft) ||
        !line(r, map, SV("file"), MOST_LINE, &i->file) ||
        !number(r, map, SV("revision"), &i->revision) ||
        !line(r, map, SV("code"), MOST_SHORT, &i->code) || !yes(r, map, SV("bare"), &i->bare) ||
        !number(r, map, SV("errors"), &i->errors) ||
        !number(r, map, SV("warnings"), &i->warnings) || !stamp(r, map, &i->stamp))
        return false;
    if (i->number != out->intakes.len)
        return refuse(r, map, _("各次收件的 number 应当从 1 起依次排列。"));
    return (is_digest(&i->digest) && is_digest(&i->draft)) ||
           refuse(r, map, _("digest 和 draft 应当是 64 位十六进制数字。"));
}

static bool read_mark(struct reader *r, const struct yaml_node *map, struct review *out)
{
    struct mark m = {0};
    bool ok = line(r, map, SV("id"), MOST_LINE, &m.item) && must_have(r, map, SV("id"), &m.item) &&
              prose(r, map, SV("note"), &m.note) && stamp(r, map, &m.stamp);
    if (ok && (!ruling_by_name(yaml_get_text(map, SV("ruling")), &m.ruling) || !m.ruling))
        ok = refuse(r, map, _("ruling 应当是 pass、doubt 或 fail 中的一个。"));
    if (ok && review_find_mark(out, str_sv(&m.item)))
        ok = refuse(r, map, _("同一条审了两次。"));
    vec_push(&out->marks, m);
    return ok;
}

static bool read_allowance(struct reader *r, const struct yaml_node *map, struct review *out)
{
    struct allowance *a = vec_add(&out->allowances);
    return line(r, map, SV("id"), MOST_LINE, &a->key) && must_have(r, map, SV("id"), &a->key) &&
           prose(r, map, SV("reason"), &a->reason) && must_have(r, map, SV("reason"), &a->reason) &&
           stamp(r, map, &a->stamp);
}

static bool read_sighting(struct reader *r, const struct yaml_node *map, struct review *out)
{
    struct sighting *s = vec_add(&out->sightings);
    return line(r, map, SV("id"), MOST_LINE, &s->what) && must_have(r, map, SV("id"), &s->what) &&
           stamp(r, map, &s->stamp);
}

static bool read_copy(struct reader *r, const struct yaml_node *map, struct review *out)
{
    struct paper_copy *c = vec_add(&out->copies);
    return number(r, map, SV("id"), &c->number) && line(r, map, SV("code"), MOST_SHORT, &c->code) &&
           must_have(r, map, SV("code"), &c->code) && stamp(r, map, &c->stamp);
}

static bool read_values(struct reader *r, const struct yaml_node *map, struct score *s)
{
    if (!map)
        return true;
    if (map->kind != YAML_MAP || map->count > MOST_SCORE_VALUES)
        return refuse(r, map, _("这里应当是各栏的分数，一行一栏。"));
    for (const struct yaml_node *node = map->first; node; node = node->next) {
        struct score_value *value = vec_add(&s->values);
        if (!text_is_line(node->key->text, MOST_LINE) || node->key->text.len == 0)
            return refuse(r, node, _("栏目的名称太长，或者有控制字符。"));
        str_set(&value->column, node->key->text);
        if (!line(r, map, node->key->text, MOST_LINE, &value->value))
            return false;
    }
    return true;
}

static bool read_score(struct reader *r, const struct yaml_node *map, struct review *out)
{
    struct score *s = vec_add(&out->scores);
    return line(r, map, SV("reader"), MOST_SHORT, &s->reader) &&
           line(r, map, SV("round"), MOST_SHORT, &s->round) &&
           read_values(r, yaml_get(map, SV("values")), s) &&
           prose(r, map, SV("opinion"), &s->opinion) && stamp(r, map, &s->stamp);
}

static bool read_ledger(struct reader *r, const struct yaml_node *map, struct review *out)
{
    struct date day;
    struct ledger_entry *l = vec_add(&out->ledger);
    if (!line(r, map, SV("stage"), MOST_SHORT, &l->stage) ||
        !must_have(r, map, SV("stage"), &l->stage) ||
        !line(r, map, SV("date"), MOST_SHORT, &l->date) ||
        !line(r, map, SV("amount"), MOST_SHORT, &l->amount) ||
        !prose(r, map, SV("note"), &l->note) || !stamp(r, map, &l->stamp))
        return false;
    return (date_parse(str_sv(&l->date), &day) && day.day) ||
           refuse(r, map, _("date 要写成 2024-12-01 这样。"));
}

static bool read_move(struct reader *r, const struct yaml_node *map, struct review *out)
{
    struct move *m = vec_add(&out->moves);
    return state(r, map, SV("from"), &m->from) && state(r, map, SV("to"), &m->to) &&
           line(r, map, SV("round"), MOST_SHORT, &m->round) && prose(r, map, SV("why"), &m->why) &&
           stamp(r, map, &m->stamp);
}

static bool read_deed(struct reader *r, const struct yaml_node *map, struct review *out)
{
    struct deed *d = vec_add(&out->deeds);
    return line(r, map, SV("what"), MOST_LINE, &d->what) && stamp(r, map, &d->stamp);
}

static const struct {
    const char *key;
    uint32_t most;
    read_entry *read;
} lists[] = {
    {"deliveries", MOST_ENTRIES, read_intake}, {"marks", MOST_ENTRIES, read_mark},
    {"allowed", MOST_ENTRIES, read_allowance}, {"seen", MOST_ENTRIES, read_sighting},
    {"copies", MOST_ENTRIES, read_copy},       {"scores", MOST_ENTRIES, read_score},
    {"ledger", MOST_ENTRIES, read_ledger},     {"moves", MOST_ENTRIES, read_move},
    {"deeds", MOST_DEEDS, read_deed},
};

static bool read_list(struct reader *r, const struct yaml_node *root, size_t which,
                      struct review *out)
{
    const struct yaml_node *list = yaml_get(root, sv_from(lists[which].key));
    if (!list || (list->kind == YAML_SCALAR && list->text.len == 0))
        return true;
    if (list->kind != YAML_LIST)
        return refuse(r, list, _("这里应当是一列，每一项以 - 开头。"));
    if (list->count > lists[which].most)
        return refuse(r, list, _("这里的项数太多了。"));
    for (const struct yaml_node *item = list->first; item; item = item->next) {
        if (item->kind != YAML_MAP)
            return refuse(r, item, _("这一项应当由几个“名称: 值”组成。"));
        if (!lists[which].read(r, item, out))
            return false;
    }
    return true;
}

/* ---- the whole ---- */

static bool read_head(struct reader *r, const struct yaml_node *root, struct case_head *h)
{
    uint32_t version = 0;
    if (!line(r, root, SV("id"), MOST_SHORT, &h->id) ||
        !line(r, root, SV("form"), MOST_SHORT, &h->form) ||
        !must_have(r, root, SV("form"), &h->form) ||
        !number(r, root, SV("form_version"), &version) ||
        !line(r, root, SV("name"), MOST_LINE, &h->name) ||
        !line(r, root, SV("code"), MOST_SHORT, &h->code) ||
        !line(r, root, SV("title"), MOST_LINE, &h->title) ||
        !line(r, root, SV("group"), MOST_LINE, &h->group) ||
        !line(r, root, SV("county"), MOST_LINE, &h->county))
        return false;
    h->form_version = version;
    return case_id_is_good(str_sv(&h->id)) ||
           refuse(r, yaml_get(root, SV("id")), _("id 应当是 8 到 64 位十六进制数字。"));
}

/* The log is what counts: a state that does not follow from it was written by hand. */
static bool check_state(struct reader *r, const struct yaml_node *root, const struct review *out)
{
    const struct yaml_node *node = yaml_get(root, SV("state"));
    if (out->state < CASE_RECEIVED)
        return refuse(r, node, _("办公夹里的件不会是这个状态。"));
    if (out->moves.len == 0 || out->moves.ptr[out->moves.len - 1].to != out->state)
        return refuse(r, node, _("state 和 moves 的最后一项不一致。"));
    return true;
}

static void find_next_note(struct review *out)
{
    for (size_t i = 0; i < out->notes.len; i++)
        if (out->notes.ptr[i].number >= out->next_note)
            out->next_note = out->notes.ptr[i].number + 1;
    if (out->next_note == 0)
        out->next_note = 1;
}

static bool read_words(struct reader *r, const struct yaml_node *root, struct review *out)
{
    return line(r, root, SV("round"), MOST_SHORT, &out->round) &&
           prose(r, root, SV("brief"), &out->brief) &&
           line(r, root, SV("brief_of"), HASH_DIGITS, &out->brief_of) &&
           prose(r, root, SV("experience"), &out->experience) &&
           number(r, root, SV("next_note"), &out->next_note);
}

static bool read_record(struct reader *r, const struct yaml_node *root, struct review *out)
{
    if (!root || root->kind != YAML_MAP || !yaml_get(root, SV("tianbiao_review")))
        return refuse(r, NULL, _("这不是审核记录：开头应当是 tianbiao_review: 1。"));
    if (!sv_eq(yaml_get_text(root, SV("tianbiao_review")), SV("1")))
        return refuse(r, yaml_get(root, SV("tianbiao_review")),
                      _("这份审核记录是更新的版本写的，请换用新版的程序。"));
    if (!read_head(r, root, &out->head) || !state(r, root, SV("state"), &out->state) ||
        !read_words(r, root, out) ||
        !notes_read(yaml_get(root, SV("notes")), r->name, &out->notes, r->e))
        return false;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (!read_list(r, root, i, out))
            return false;
    find_next_note(out);
    return check_state(r, root, out);
}

bool review_parse(struct sv source, const char *name, struct review *out, struct err *e)
{
    struct yaml_doc doc;
    struct reader r = {name, e};
    if (!yaml_read(source, name, &doc, e))
        return false;
    *out = (struct review){0};
    bool ok = read_record(&r, doc.root, out);
    if (!ok)
        review_release(out);
    yaml_release(&doc);
    return ok;
}
