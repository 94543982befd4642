#include "cmd/returned_fields.h"

#include "base/i18n.h"
#include "cmd/json.h"
#include "cmd/output.h"
#include "cmd/value_line.h"
#include "draft/path.h"
#include "office/note_place.h"
#include "office/returned_io.h"

bool returned_field_is(const struct form *form, struct sv path)
{
    struct sv name = SV("returned");
    return sv_starts(path, name) && !form_field(form, name) &&
           (path.len == name.len || path.ptr[name.len] == '.' || path.ptr[name.len] == '[');
}

/* ---- names ---- */

struct target {
    bool remark; /* one remark, */
    uint32_t number;
    struct sv key; /* and one of its fields; of the head where it is no remark; empty: all */
};

static bool parse(struct sv path, struct target *out, struct err *e)
{
    struct sv rest = sv_from_offset(path, sizeof "returned" - 1);
    int64_t number = 0;
    *out = (struct target){.remark = sv_starts(rest, SV("["))};
    size_t end = out->remark ? sv_find_byte(rest, ']', 0) : 0;
    if (out->remark && (end == SV_NONE || !sv_number(sv_sub(rest, 1, end), 1, UINT32_MAX, &number)))
        return err_set(e, ERR_USAGE, _("“%.*s”里没有意见的号，要写成 returned[3].answer 这样。"),
                       SV_ARG(path));
    out->number = (uint32_t)number;
    rest = sv_from_offset(rest, out->remark ? end + 1 : 0);
    out->key = sv_starts(rest, SV(".")) ? sv_from_offset(rest, 1) : rest;
    return true;
}

static bool load(const char *draft_path, const struct draft *d, struct returned_file *out,
                 struct err *e)
{
    if (sv_eq(sv_from(draft_path), SV("-")))
        return err_set(e, ERR_REFUSED, "%s", _("从标准输入读的草稿，旁边没有退回意见。"));
    if (!returned_find(draft_path, str_sv(&d->id), out, e))
        return false;
    if (out->path.len)
        return true;
    return out->trouble.len ? err_set(e, ERR_REFUSED, "%s", out->trouble.ptr)
                            : err_set(e, ERR_REFUSED, _("%s：草稿旁边没有退回意见。"), draft_path);
}

/* ---- reading ---- */

struct getter {
    const struct returned *r;
    const struct draft *draft;
    struct sv path;
    bool json;
    struct str *out;
};

/* The last answer of the applicant that still stands. */
static struct sv answer_text(const struct note *n)
{
    const struct turn *last = &n->turns.ptr[n->turns.len - 1];
    return last->to == REMARK_CHANGED || last->to == REMARK_KEPT ? str_sv(&last->text) : SV("");
}

/* What is asked for: the officer's last word about it. */
static struct sv remark_text(const struct note *n)
{
    size_t at = n->turns.len - 1;
    while (at > 0 && n->turns.ptr[at].to != REMARK_OPEN)
        at--;
    return str_sv(&n->turns.ptr[at].text);
}

struct pair {
    const char *key;
    struct sv value;
};

enum { HEAD_PAIRS = 10, NOTE_PAIRS = 6 };

/* `numbers` holds what the views of numbers look at. */
static void list_head(const struct returned *r, struct str *numbers, struct pair out[HEAD_PAIRS])
{
    str_add_f(numbers, "%u", r->number);
    size_t digits = numbers->len;
    str_add_f(numbers, "%u", r->revision);
    const struct pair pairs[HEAD_PAIRS] = {
        {"number", sv_sub(str_sv(numbers), 0, digits)},
        {"revision", sv_from_offset(str_sv(numbers), digits)},
        {"county", str_sv(&r->county)},
        {"office", str_sv(&r->office)},
        {"contact", str_sv(&r->contact)},
        {"phone", str_sv(&r->phone)},
        {"by", str_sv(&r->stamp.by)},
        {"time", str_sv(&r->stamp.time)},
        {"round", str_sv(&r->round)},
        {"reason", str_sv(&r->reason)},
    };
    memcpy(out, pairs, sizeof pairs);
}

/* Where it stands now, as `get` and `set` name it; what the file says where that is gone. */
static void add_field(struct str *out, const struct note *n, const struct draft *d)
{
    struct note_place at = note_find(n, d);
    if (at.found == NOTE_AT_CASE)
        str_add(out, str_sv(&n->field));
    else
        path_add(out, d, at.place);
}

/* `field` holds what the first view looks at. */
static void list_note(const struct note *n, const struct draft *d, struct str *field,
                      struct pair out[NOTE_PAIRS])
{
    add_field(field, n, d);
    const struct pair pairs[NOTE_PAIRS] = {
        {"field", str_sv(field)},
        {"label", str_sv(&n->label)},
        {"quote", str_sv(&n->quote)},
        {"remark", remark_text(n)},
        {"answer", remark_state_name(n->state)},
        {"reason", answer_text(n)},
    };
    memcpy(out, pairs, sizeof pairs);
}

static const struct pair *find_pair(const struct pair *pairs, size_t count, struct sv key)
{
    for (size_t i = 0; i < count; i++)
        if (sv_eq(sv_from(pairs[i].key), key))
            return &pairs[i];
    return NULL;
}

static void add_lines(struct str *out, struct sv prefix, const struct pair *pairs, size_t count)
{
    struct str path = {0};
    for (size_t i = 0; i < count; i++) {
        if (pairs[i].value.len == 0)
            continue;
        str_set(&path, prefix);
        str_add_byte(&path, '.');
        str_add(&path, sv_from(pairs[i].key));
        value_line_add(out, str_sv(&path), pairs[i].value);
    }
    str_release(&path);
}

static void add_note_lines(struct str *out, const struct note *n, const struct draft *d)
{
    struct pair pairs[NOTE_PAIRS];
    struct str prefix = {0}, field = {0};
    str_add_f(&prefix, "returned[%u]", n->number);
    list_note(n, d, &field, pairs);
    add_lines(out, str_sv(&prefix), pairs, NOTE_PAIRS);
    str_release(&prefix);
    str_release(&field);
}

static void add_all_lines(const struct getter *g, const struct pair *head)
{
    const struct returned *r = g->r;
    struct str *out = g->out;
    add_lines(out, SV("returned"), head, HEAD_PAIRS);
    for (size_t i = 0; i < r->materials.len; i++)
        value_line_add(out, SV("returned.materials"), str_sv(&r->materials.ptr[i]));
    for (size_t i = 0; i < r->notes.len; i++)
        add_note_lines(out, &r->notes.ptr[i], g->draft);
}

static void json_note(struct json *j, const struct note *n, const struct draft *d)
{
    struct pair pairs[NOTE_PAIRS];
    struct str field = {0};
    list_note(n, d, &field, pairs);
    json_open(j, SV(""), '{');
    json_number(j, SV("number"), n->number);
    for (size_t i = 0; i < NOTE_PAIRS; i++)
        json_text(j, sv_from(pairs[i].key), pairs[i].value);
    json_close(j);
    str_release(&field);
}

static void json_all(struct json *j, const struct getter *g, const struct pair *head)
{
    const struct returned *r = g->r;
    json_open(j, SV(""), '{');
    json_number(j, SV("number"), r->number);
    json_number(j, SV("revision"), r->revision);
    for (size_t i = 2; i < HEAD_PAIRS; i++)
        json_text(j, sv_from(head[i].key), head[i].value);
    json_open(j, SV("materials"), '[');
    for (size_t i = 0; i < r->materials.len; i++)
        json_text(j, SV(""), str_sv(&r->materials.ptr[i]));
    json_close(j);
    json_open(j, SV("remarks"), '[');
    for (size_t i = 0; i < r->notes.len; i++)
        json_note(j, &r->notes.ptr[i], g->draft);
    json_close(j);
    json_close(j);
}

static bool refuse_unknown(struct sv path, struct err *e)
{
    return err_set(e, ERR_USAGE, _("退回意见里没有“%.*s”。tianbiao get 草稿 returned 列出全部。"),
                   SV_ARG(path));
}

static bool get_one(const struct getter *g, const struct pair *pairs, size_t count, struct sv key,
                    struct err *e)
{
    const struct pair *pair = find_pair(pairs, count, key);
    if (!pair)
        return refuse_unknown(g->path, e);
    if (g->json) {
        struct json j = {0};
        json_text(&j, SV(""), pair->value);
        str_add(g->out, str_sv(&j.text));
        str_release(&j.text);
    } else {
        str_add(g->out, pair->value);
    }
    str_add_byte(g->out, '\n');
    return true;
}

static bool get_remark(const struct getter *g, const struct target *t, struct err *e)
{
    const struct note *n = returned_find_note(g->r, t->number);
    struct pair pairs[NOTE_PAIRS];
    struct str field = {0};
    if (!n)
        return err_set(e, ERR_USAGE, _("退回意见里没有第 %u 条。"), t->number);
    list_note(n, g->draft, &field, pairs);
    bool ok = true;
    if (t->key.len) {
        ok = get_one(g, pairs, NOTE_PAIRS, t->key, e);
    } else if (g->json) {
        struct json j = {0};
        json_note(&j, n, g->draft);
        str_add(g->out, str_sv(&j.text));
        str_add_byte(g->out, '\n');
        str_release(&j.text);
    } else {
        add_note_lines(g->out, n, g->draft);
    }
    str_release(&field);
    return ok;
}

static bool get_head(const struct getter *g, const struct target *t, struct err *e)
{
    struct pair head[HEAD_PAIRS];
    struct str numbers = {0};
    bool ok = true;
    list_head(g->r, &numbers, head);
    if (t->key.len) {
        ok = get_one(g, head, HEAD_PAIRS, t->key, e);
    } else if (g->json) {
        struct json j = {0};
        json_all(&j, g, head);
        str_add(g->out, str_sv(&j.text));
        str_add_byte(g->out, '\n');
        str_release(&j.text);
    } else {
        add_all_lines(g, head);
    }
    str_release(&numbers);
    return ok;
}

bool returned_field_get(const char *draft_path, const struct draft *d, struct sv path, bool json,
                        struct str *out, struct err *e)
{
    struct returned_file file = {0};
    struct target t;
    struct getter g = {&file.returned, d, path, json, out};
    bool ok = parse(path, &t, e) && load(draft_path, d, &file, e) &&
              (t.remark ? get_remark(&g, &t, e) : get_head(&g, &t, e));
    returned_file_release(&file);
    return ok;
}

/* ---- answering ---- */

static bool make_reply(struct sv path, const struct target *t, struct sv value, struct reply *out,
                       struct err *e)
{
    out->number = t->number;
    if (t->remark && sv_eq(t->key, SV("reason"))) {
        out->to = REMARK_KEPT;
        out->text = value;
        return true;
    }
    if (!t->remark || !sv_eq(t->key, SV("answer")))
        return err_set(e, ERR_USAGE,
                       _("“%.*s”是主管部门写的，不能改。要答复，写 returned[3].answer changed，或 "
                         "returned[3].reason 不改的理由。"),
                       SV_ARG(path));
    if (!remark_state_by_name(value, &out->to) || out->to == REMARK_ACCEPTED)
        return err_set(e, ERR_REFUSED,
                       _("答复不能是“%.*s”，可选 changed（已改）和 open（收回答复）。"),
                       SV_ARG(value));
    if (out->to == REMARK_KEPT)
        return err_set(e, ERR_REFUSED, _("不改要写理由：set 草稿 'returned[%u].reason' 理由。"),
                       t->number);
    return true;
}

bool returned_field_set(struct context *c, const char *draft_path, const struct draft *d,
                        struct sv path, struct sv value, struct err *e)
{
    struct returned_file file = {0};
    struct target t;
    struct reply reply = {0};
    struct str time = {0};
    moment_add_minute(&time, c->now);
    reply.time = str_sv(&time);
    bool ok = parse(path, &t, e) && make_reply(path, &t, value, &reply, e) &&
              load(draft_path, d, &file, e) && returned_reply(&file, &reply, d->form, e);
    if (ok && reply.to == REMARK_CHANGED && returned_is_untouched(&file.returned, t.number, d))
        say(c, _("第 %u 条记作已改，可是这一栏还和退回时一样。"), t.number);
    returned_file_release(&file);
    str_release(&time);
    return ok;
}
