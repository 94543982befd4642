#include "store/yaml_read.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "store/yaml_lines.h"
#include "store/yaml_trouble.h"
#include "text/norm.h"

enum {
    FEW_KEYS = 12, /* compared pair by pair; more are sorted */
    MARK_BYTES = 3,
};

/* A map or list that is being read. */
struct level {
    struct yaml_node *node;
    struct yaml_node **tail; /* where the next child goes */
    struct yaml_node *last;
    struct yaml_node *key; /* of the value to come */
};

struct reader {
    yaml_parser_t parser;
    const char *name;
    struct sv source;
    size_t mark;  /* bytes of a byte order mark */
    size_t index; /* code points, as libyaml counts them, and where that is in bytes */
    size_t byte;
    struct yaml_doc *doc;
    struct level levels[YAML_MAX_DEPTH];
    size_t depth;
    size_t nodes;
    size_t documents;
    VEC(const struct yaml_node *) keys; /* scratch of sort_keys */
    struct err *e;
};

static bool refuse_at(struct reader *r, yaml_mark_t mark, const char *what)
{
    return yaml_refuse(r->e, r->name, mark.line + 1, mark.column + 1, what);
}

static bool refuse_beyond(struct reader *r, yaml_mark_t mark, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool refuse_beyond(struct reader *r, yaml_mark_t mark, const char *format, ...)
{
    struct str what = {0};
    va_list args;
    va_start(args, format);
    str_add_vf(&what, format, args);
    va_end(args);
    refuse_at(r, mark, what.ptr);
    str_release(&what);
    return false;
}

/* ---- code points to bytes ---- */

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* How many of eight bytes start a code point. */
static size_t starts_in_word(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    uint64_t inside = (word >> 7) & ~(word >> 6) & UINT64_C(0x0101010101010101);
    return 8 - (size_t)((inside * UINT64_C(0x0101010101010101)) >> 56);
}

/* The byte offset of a mark. Marks come in the order of the text, so that all of them together cost
 * one pass over it; the few that step back are near. */
static size_t byte_of(struct reader *r, size_t index)
{
    const char *p = r->source.ptr;
    size_t len = r->source.len;
    while (r->index > index) {
        do
            r->byte--;
        while (continues(p[r->byte]));
        r->index--;
    }
    while (index - r->index >= 8 && len - r->byte >= 8) {
        r->index += starts_in_word(p + r->byte);
        r->byte += 8;
    }
    while (r->byte < len && continues(p[r->byte]))
        r->byte++;
    while (r->index < index && r->byte < len) {
        do
            r->byte++;
        while (r->byte < len && continues(p[r->byte]));
        r->index++;
    }
    return r->byte;
}

/* ---- where a node ends ---- */

/* Most scalars stand in the file as they are read, with or without quotes: their bytes need no
 * counting. */
static size_t scalar_end(struct reader *r, const yaml_event_t *event, const struct yaml_node *node)
{
    struct sv text = node->text;
    bool quoted = node->look == YAML_QUOTED;
    size_t end = node->start + text.len + (quoted ? 2 : 0);
    bool as_read = node->look <= YAML_QUOTED && end <= r->source.len &&
                   event->start_mark.line == event->end_mark.line;
    /* A quote within the text may look like the closing one: 'it''' would end as 'it''. */
    if (as_read && quoted)
        as_read = r->source.ptr[end - 1] == r->source.ptr[node->start] &&
                  memcmp(r->source.ptr + node->start + 1, text.ptr, text.len) == 0 &&
                  !memchr(text.ptr, r->source.ptr[node->start], text.len);
    if (!as_read)
        return byte_of(r, event->end_mark.index);
    r->index = event->end_mark.index;
    r->byte = end;
    return end;
}

uint32_t yaml_block_indent(struct sv source, const struct yaml_node *node, uint32_t parent)
{
    size_t at = lines_end(source, node->start), indent = parent + 1;
    for (size_t i = node->start; i < at && source.ptr[i] != ' '; i++)
        if (source.ptr[i] >= '1' && source.ptr[i] <= '9')
            return parent + (uint32_t)(source.ptr[i] - '0');
    for (at = lines_next(source, at); at < node->end; at = lines_next(source, at)) {
        size_t blanks = lines_blanks(source, at);
        indent = blanks > indent ? blanks : indent;
        if (lines_end(source, at) > at + blanks)
            break;
    }
    return (uint32_t)indent;
}

/* The line that ends at `text_end`, if there is nothing but blanks on it. */
static bool blank_line(struct sv source, size_t text_end, size_t *start)
{
    *start = text_end;
    while (*start && source.ptr[*start - 1] == ' ')
        --*start;
    return *start == 0 || lines_break_at(source, *start - 1);
}

static uint32_t indent_of_block(const struct reader *r, const struct yaml_node *node)
{
    const struct level *level = r->depth ? &r->levels[r->depth - 1] : NULL;
    uint32_t parent = !level ? 0 : (level->key ? level->key : level->node)->column - 1;
    return yaml_block_indent(r->source, node, parent);
}

/* libyaml's mark stands behind all the blank lines that follow a block of text. Those that are part
 * of it (all with "+", else those with more blanks than its indentation) stay. */
static size_t block_end(const struct reader *r, struct yaml_node *node, size_t end)
{
    size_t header = lines_end(r->source, node->start), start;
    struct sv mark = sv_sub(r->source, node->start, header);
    bool keeps = sv_contains(sv_sub(mark, 0, sv_find_byte(mark, ' ', 0)), SV("+"));
    uint32_t indent = 0; /* asked for once, and seldom: it is a walk over the block */
    node->end = end;
    while (end > header) {
        end -= r->source.ptr[end - 1] == '\n';
        end -= end && r->source.ptr[end - 1] == '\r';
        if (end <= header)
            break;
        if (keeps || !blank_line(r->source, end, &start))
            return end;
        if (start < end && indent == 0)
            indent = indent_of_block(r, node);
        if (start < end && end - start > indent)
            return end;
        end = start;
    }
    return header;
}

/* ---- keys ---- */

static int by_text(const void *a, const void *b)
{
    const struct yaml_node *const *x = a, *const *y = b;
    int order = sv_cmp((*x)->text, (*y)->text);
    return order ? order : ((*x)->start > (*y)->start) - ((*x)->start < (*y)->start);
}

static bool refuse_twice(struct reader *r, const struct yaml_node *key,
                         const struct yaml_node *first)
{
    struct str shown = {0}, what = {0};
    norm_add_marked(&shown, key->text, SV(""));
    str_add_f(&what, _("“%.*s”在第 %u 行已经有了，同一层里一个键只能写一次，请删去一个。"),
              SV_ARG(str_sv(&shown)), first->line);
    yaml_refuse(r->e, r->name, key->line, key->column, what.ptr);
    str_release(&shown);
    str_release(&what);
    return false;
}

/* Sorting keeps a hostile file with a hundred thousand keys from costing their square. */
static bool many_keys_differ(struct reader *r, const struct yaml_node *map)
{
    vec_clear(&r->keys);
    for (const struct yaml_node *value = map->first; value; value = value->next)
        vec_push(&r->keys, value->key);
    qsort(r->keys.ptr, r->keys.len, sizeof *r->keys.ptr, by_text);
    for (size_t i = 1; i < r->keys.len; i++)
        if (sv_eq(r->keys.ptr[i - 1]->text, r->keys.ptr[i]->text))
            return refuse_twice(r, r->keys.ptr[i], r->keys.ptr[i - 1]);
    return true;
}

static bool keys_differ(struct reader *r, const struct yaml_node *map)
{
    if (map->count > FEW_KEYS)
        return many_keys_differ(r, map);
    for (const struct yaml_node *a = map->first; a; a = a->next)
        for (const struct yaml_node *b = a->next; b; b = b->next)
            if (a->key->text.len == b->key->text.len && sv_eq(a->key->text, b->key->text))
                return refuse_twice(r, b->key, a->key);
    return true;
}

/* ---- nodes ---- */

static struct yaml_node *new_node(struct reader *r, const yaml_event_t *event, enum yaml_kind kind)
{
    struct yaml_node *node = arena_calloc(&r->doc->arena, 1, sizeof *node);
    node->kind = kind;
    node->line = (uint32_t)event->start_mark.line + 1;
    node->column = (uint32_t)event->start_mark.column + 1;
    node->start = node->end = byte_of(r, event->start_mark.index);
    return node;
}

/* A key waits for its value; a value or item joins its parent. */
static bool attach(struct reader *r, struct yaml_node *node, const yaml_event_t *event)
{
    if (++r->nodes > YAML_MAX_NODES)
        return refuse_beyond(r, event->start_mark,
                             _("文件里的项目超过 %d 个，本程序不打开这么大的文件。"),
                             YAML_MAX_NODES);
    if (r->depth == 0) {
        r->doc->root = node;
        return true;
    }
    struct level *level = &r->levels[r->depth - 1];
    if (level->node->kind == YAML_MAP && !level->key) {
        level->key = node;
        return node->kind == YAML_SCALAR ||
               refuse_at(r, event->start_mark, _("键只能是文字，不能是列表或另一组键。"));
    }
    node->key = level->key;
    level->key = NULL;
    level->last = node;
    level->node->count++;
    *level->tail = node;
    level->tail = &node->next;
    return true;
}

static enum yaml_look scalar_look(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_LITERAL_SCALAR_STYLE:
        return YAML_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return YAML_FOLDED;
    case YAML_PLAIN_SCALAR_STYLE:
        return YAML_PLAIN;
    default:
        return YAML_QUOTED;
    }
}

static bool no_marks(struct reader *r, const yaml_event_t *event, const yaml_char_t *anchor,
                     const yaml_char_t *tag)
{
    if (anchor)
        return refuse_at(r, event->start_mark,
                         _("这里不用锚点（&）；以 & 开头的文字请用双引号括起来。"));
    if (tag)
        return refuse_at(r, event->start_mark,
                         _("这里不用标签（!）；以 ! 开头的文字请用双引号括起来。"));
    return true;
}

static bool read_scalar(struct reader *r, const yaml_event_t *event)
{
    struct sv text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    if (!no_marks(r, event, event->data.scalar.anchor, event->data.scalar.tag))
        return false;
    /* Only an escape can make one: as a byte libyaml refuses it. */
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE &&
        memchr(text.ptr, 0, text.len))
        return refuse_at(r, event->start_mark, _("文字里有空字符（\\0），请删去它。"));
    struct yaml_node *node = new_node(r, event, YAML_SCALAR);
    const struct yaml_node *key = r->depth ? r->levels[r->depth - 1].key : NULL;
    node->look = scalar_look(event->data.scalar.style);
    node->text = arena_copy(&r->doc->arena, text);
    if (node->look == YAML_PLAIN && text.len == 0 && key)
        node->start = node->end = lines_behind_colon(r->source, key->end);
    else
        node->end = scalar_end(r, event, node);
    if (node->look == YAML_LITERAL || node->look == YAML_FOLDED)
        node->end = block_end(r, node, node->end);
    return attach(r, node, event);
}

static bool open_level(struct reader *r, const yaml_event_t *event, enum yaml_kind kind, bool flow)
{
    if (r->depth == YAML_MAX_DEPTH)
        return refuse_beyond(r, event->start_mark, _("层次太深，本程序只读 %d 层以内的文件。"),
                             YAML_MAX_DEPTH);
    struct yaml_node *node = new_node(r, event, kind);
    node->look = flow ? YAML_FLOW : YAML_BLOCK;
    if (!attach(r, node, event))
        return false;
    r->levels[r->depth++] = (struct level){.node = node, .tail = &node->first};
    return true;
}

static bool close_level(struct reader *r, const yaml_event_t *event)
{
    struct level *level = &r->levels[--r->depth];
    struct yaml_node *node = level->node;
    char opened = sv_byte(r->source, node->start);
    if (opened == '{' || opened == '[')
        node->end = byte_of(r, event->end_mark.index);
    else if (level->last)
        node->end = level->last->end;
    return node->kind == YAML_LIST || keys_differ(r, node);
}

static bool read_event(struct reader *r, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(r, event);
    case YAML_MAPPING_START_EVENT:
        return no_marks(r, event, event->data.mapping_start.anchor,
                        event->data.mapping_start.tag) &&
               open_level(r, event, YAML_MAP,
                          event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
    case YAML_SEQUENCE_START_EVENT:
        return no_marks(r, event, event->data.sequence_start.anchor,
                        event->data.sequence_start.tag) &&
               open_level(r, event, YAML_LIST,
                          event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        return close_level(r, event);
    case YAML_ALIAS_EVENT:
        return refuse_at(r, event->start_mark,
                         _("这里不用引用（*）；以 * 开头的文字请用双引号括起来。"));
    case YAML_DOCUMENT_START_EVENT:
        return r->documents++ == 0 ||
               refuse_at(r, event->start_mark, _("一个文件只能有一份内容，请删去这里的 ---。"));
    default:
        return true;
    }
}

static bool read_events(struct reader *r)
{
    yaml_event_t event;
    bool ok = true, more = true;
    while (ok && more) {
        if (!yaml_parser_parse(&r->parser, &event))
            return yaml_refuse_parser(r->e, r->name, sv_from_offset(r->source, r->mark),
                                      &r->parser);
        more = event.type != YAML_STREAM_END_EVENT;
        ok = read_event(r, &event);
        yaml_event_delete(&event);
    }
    return ok;
}

/* ---- the whole file ---- */

static bool acceptable(struct sv source, const char *name, struct err *e)
{
    if (source.len > YAML_MAX_BYTES) {
        struct str what = {0};
        str_add_f(&what, _("文件超过 %d MB，本程序不打开这么大的文件。"), YAML_MAX_BYTES >> 20);
        yaml_refuse(e, name, 1, 1, what.ptr);
        str_release(&what);
        return false;
    }
    if (sv_starts(source, SV("\xFF\xFE")) || sv_starts(source, SV("\xFE\xFF")))
        return yaml_refuse(e, name, 1, 1,
                           _("文件是 UTF-16 编码（“Unicode”），请用编辑器另存为 UTF-8。"));
    return true;
}

bool yaml_read(struct sv source, const char *name, struct yaml_doc *doc, struct err *e)
{
    struct reader r = {.name = name, .source = source, .doc = doc, .e = e};
    *doc = (struct yaml_doc){0};
    if (!acceptable(source, name, e))
        return false;
    /* With the encoding set libyaml does not look for a byte order mark. */
    r.mark = r.byte = sv_starts(source, SV("\xEF\xBB\xBF")) ? MARK_BYTES : 0;
    if (!yaml_parser_initialize(&r.parser))
        memory_die();
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser,
                                 source.len ? (const unsigned char *)source.ptr + r.byte
                                            : (const unsigned char *)"",
                                 source.len - r.byte);
    bool ok = read_events(&r);
    yaml_parser_delete(&r.parser);
    vec_release(&r.keys);
    if (!ok)
        yaml_release(doc);
    return ok;
}

void yaml_release(struct yaml_doc *doc)
{
    arena_release(&doc->arena);
    *doc = (struct yaml_doc){0};
}

struct yaml_node *yaml_get(const struct yaml_node *map, struct sv key)
{
    if (!map || map->kind != YAML_MAP)
        return NULL;
    for (struct yaml_node *value = map->first; value; value = value->next)
        if (sv_eq(value->key->text, key))
            return value;
    return NULL;
}

struct sv yaml_get_text(const struct yaml_node *map, struct sv key)
{
    const struct yaml_node *value = yaml_get(map, key);
    return value && value->kind == YAML_SCALAR ? value->text : SV("");
}

struct sv yaml_prose(const struct yaml_node *scalar)
{
    struct sv text = scalar->text;
    bool block = scalar->look == YAML_LITERAL || scalar->look == YAML_FOLDED;
    return block && sv_ends(text, SV("\n")) ? sv_sub(text, 0, text.len - 1) : text;
}
