#include "office/note_io.h"

#include "base/i18n.h"

/* ---- single values ---- */

bool record_refuse(const struct yaml_node *node, const char *name, struct err *e, const char *why)
{
    uint32_t line = !node ? 1 : node->key ? node->key->line : node->line;
    return err_set(e, ERR_REFUSED, "%s:%u: %s", name, line, why);
}

static bool find_text(const struct yaml_node *map, struct sv key, const char *name, struct sv *text,
                      struct err *e)
{
    const struct yaml_node *node = yaml_get(map, key);
    *text = SV("");
    if (node && node->kind != YAML_SCALAR)
        return record_refuse(node, name, e, _("这里应当是一段文字。"));
    if (node)
        *text = yaml_prose(node);
    return true;
}

bool record_line(const struct yaml_node *map, struct sv key, size_t most, const char *name,
                 struct str *out, struct err *e)
{
    struct sv text;
    if (!find_text(map, key, name, &text, e))
        return false;
    if (!text_is_line(text, most))
        return record_refuse(yaml_get(map, key), name, e,
                             _("这里应当是一行文字，不能太长，也不能有控制字符。"));
    str_set(out, text);
    return true;
}

bool record_prose(const struct yaml_node *map, struct sv key, const char *name, struct str *out,
                  struct err *e)
{
    struct sv text;
    if (!find_text(map, key, name, &text, e))
        return false;
    if (!text_is_prose(text))
        return record_refuse(yaml_get(map, key), name, e, _("这段文字太长，或者有控制字符。"));
    str_set(out, text);
    return true;
}

bool record_number(const struct yaml_node *map, struct sv key, struct record_bounds within,
                   const char *name, int64_t *out, struct err *e)
{
    const struct yaml_node *node = yaml_get(map, key);
    *out = within.absent;
    if (!node)
        return (within.absent >= within.least && within.absent <= within.most) ||
               err_set(e, ERR_REFUSED, _("%s: 少了 %.*s。"), name, SV_ARG(key));
    if (node->kind != YAML_SCALAR || !sv_number(node->text, within.least, within.most, out))
        return record_refuse(node, name, e, _("这里应当是一个整数，而且不能太大。"));
    return true;
}

void record_want(struct yaml_want *map, struct arena *a, struct sv key, struct sv text)
{
    struct yaml_want *want = yaml_want_new(a, text.len ? WANT_SCALAR : WANT_ABSENT);
    yaml_want_add(map, key, want)->text = text;
}

void record_want_prose(struct yaml_want *map, struct arena *a, struct sv key, struct sv text)
{
    struct yaml_want *want = yaml_want_new(a, text.len ? WANT_PROSE : WANT_ABSENT);
    yaml_want_add(map, key, want)->text = text;
}

void record_want_number(struct yaml_want *map, struct arena *a, struct sv key, int64_t number)
{
    struct str text = {0};
    str_add_f(&text, "%lld", (long long)number);
    struct yaml_want *want = yaml_want_add(map, key, yaml_want_new(a, WANT_SCALAR));
    want->text = arena_copy(a, str_sv(&text));
    want->bare = true;
    str_release(&text);
}

/* ---- who and when ---- */

bool stamp_read(const struct yaml_node *map, const char *name, struct stamp *out, struct err *e)
{
    if (!record_line(map, SV("by"), MOST_SHORT, name, &out->by, e) ||
        !record_line(map, SV("time"), MOST_SHORT, name, &out->time, e))
        return false;
    return out->time.len == 0 || stamp_time_is_sound(str_sv(&out->time)) ||
           record_refuse(yaml_get(map, SV("time")), name, e,
                         _("时间要写成 2024-06-01T09:00 这样。"));
}

void stamp_want(struct yaml_want *map, struct arena *a, const struct stamp *s)
{
    record_want(map, a, SV("by"), str_sv(&s->by));
    record_want(map, a, SV("time"), str_sv(&s->time));
}

/* ---- turns ---- */

static bool read_turn(const struct yaml_node *map, const char *name, struct turn *out,
                      struct err *e)
{
    if (map->kind != YAML_MAP)
        return record_refuse(map, name, e, _("这里应当写明是谁说的、说了什么。"));
    if (!remark_state_by_name(yaml_get_text(map, SV("to")), &out->to))
        return record_refuse(map, name, e,
                             _("to 应当是 open、changed、kept 或 accepted 中的一个。"));
    return record_prose(map, SV("text"), name, &out->text, e) &&
           stamp_read(map, name, &out->stamp, e);
}

static bool read_turns(const struct yaml_node *list, const struct yaml_node *map, const char *name,
                       struct note *out, struct err *e)
{
    if (!list || list->kind != YAML_LIST || list->count == 0)
        return record_refuse(list ? list : map, name, e, _("这条意见没有内容。"));
    if (list->count > MOST_TURNS)
        return record_refuse(list, name, e, _("一条意见来回的次数太多了。"));
    for (const struct yaml_node *item = list->first; item; item = item->next)
        if (!read_turn(item, name, vec_add(&out->turns), e))
            return false;
    if (out->turns.ptr[0].to != REMARK_OPEN || out->turns.ptr[0].text.len == 0)
        return record_refuse(list, name, e, _("一条意见的第一段应当是意见本身（open）。"));
    out->state = out->turns.ptr[out->turns.len - 1].to;
    return true;
}

static void want_turns(struct yaml_want *map, struct arena *a, const struct note *n)
{
    struct yaml_want *list = yaml_want_add(map, SV("turns"), yaml_want_new(a, WANT_LIST));
    for (size_t i = 0; i < n->turns.len; i++) {
        const struct turn *turn = &n->turns.ptr[i];
        struct yaml_want *item = yaml_want_add(list, SV(""), yaml_want_new(a, WANT_MAP));
        record_want(item, a, SV("to"), remark_state_name(turn->to));
        record_want_prose(item, a, SV("text"), str_sv(&turn->text));
        stamp_want(item, a, &turn->stamp);
    }
}

/* ---- remarks ---- */

static bool read_anchor(const struct yaml_node *map, const char *name, struct note *out,
                        struct err *e)
{
    int64_t nth;
    bool ok =
        record_line(map, SV("field"), MOST_LINE, name, &out->field, e) &&
        record_line(map, SV("row"), MOST_LINE, name, &out->row, e) &&
        record_prose(map, SV("quote"), name, &out->quote, e) &&
        record_line(map, SV("hash"), MOST_LINE, name, &out->hash, e) &&
        record_line(map, SV("clause"), MOST_LINE, name, &out->clause, e) &&
        record_line(map, SV("label"), MOST_LINE, name, &out->label, e) &&
        record_number(map, SV("nth"), (struct record_bounds){1, UINT32_MAX, 1}, name, &nth, e);
    if (ok)
        out->nth = (uint32_t)nth;
    return ok;
}

static bool read_note(const struct yaml_node *map, const char *name, struct note *out,
                      struct err *e)
{
    int64_t number;
    if (map->kind != YAML_MAP)
        return record_refuse(map, name, e, _("这里应当是一条意见。"));
    if (!record_number(map, SV("number"), (struct record_bounds){1, MOST_NOTE_NUMBER, 0}, name,
                       &number, e) ||
        !read_anchor(map, name, out, e))
        return false;
    out->number = (uint32_t)number;
    out->sent = sv_eq(yaml_get_text(map, SV("sent")), SV("yes"));
    return read_turns(yaml_get(map, SV("turns")), map, name, out, e);
}

static bool is_new_number(const struct notes *notes, uint32_t number)
{
    for (size_t i = 0; i + 1 < notes->len; i++)
        if (notes->ptr[i].number == number)
            return false;
    return true;
}

bool notes_read(const struct yaml_node *list, const char *name, struct notes *out, struct err *e)
{
    if (!list || (list->kind == YAML_SCALAR && list->text.len == 0))
        return true;
    if (list->kind != YAML_LIST)
        return record_refuse(list, name, e, _("这里应当是一列意见。"));
    if (list->count > MOST_NOTES)
        return record_refuse(list, name, e, _("意见太多了。"));
    for (const struct yaml_node *item = list->first; item; item = item->next) {
        struct note *n = vec_add(out);
        if (!read_note(item, name, n, e))
            return false;
        if (!is_new_number(out, n->number))
            return record_refuse(item, name, e, _("两条意见的号一样。"));
    }
    return true;
}

static void want_note(struct yaml_want *list, struct arena *a, const struct note *n)
{
    struct yaml_want *map = yaml_want_add(list, SV(""), yaml_want_new(a, WANT_MAP));
    record_want_number(map, a, SV("number"), n->number);
    record_want(map, a, SV("label"), str_sv(&n->label));
    record_want(map, a, SV("field"), str_sv(&n->field));
    record_want(map, a, SV("row"), str_sv(&n->row));
    bool lines = sv_find_byte(str_sv(&n->quote), '\n', 0) != SV_NONE;
    (lines ? record_want_prose : record_want)(map, a, SV("quote"), str_sv(&n->quote));
    if (n->nth > 1)
        record_want_number(map, a, SV("nth"), n->nth);
    record_want(map, a, SV("hash"), str_sv(&n->hash));
    record_want(map, a, SV("clause"), str_sv(&n->clause));
    if (n->sent)
        yaml_want_add(map, SV("sent"), yaml_want_new(a, WANT_SCALAR))->text = SV("yes");
    want_turns(map, a, n);
}

void notes_want(struct yaml_want *map, struct arena *a, struct sv key, const struct notes *notes)
{
    struct yaml_want *list = yaml_want_new(a, notes->len ? WANT_LIST : WANT_ABSENT);
    yaml_want_add(map, key, list);
    for (size_t i = 0; i < notes->len; i++)
        want_note(list, a, &notes->ptr[i]);
}

void notes_release(struct notes *list)
{
    for (size_t i = 0; i < list->len; i++)
        note_release(&list->ptr[i]);
    vec_release(list);
}
