#include "store/yaml_merge.h"

#include <string.h>

#include "base/i18n.h"
#include "store/yaml_lines.h"
#include "store/yaml_style.h"

#define MARK SV("\xEF\xBB\xBF")

/* ---- output ---- */

void merge_copy(struct merge *m, size_t to)
{
    if (to <= m->at)
        return;
    str_add(m->out, sv_sub(m->source, m->at, to));
    m->at = to;
}

void merge_put(struct merge *m, struct sv text)
{
    for (size_t from = 0, to; from < text.len; from = to) {
        to = sv_find_byte(text, '\n', from);
        to = to == SV_NONE ? text.len : to;
        str_add(m->out, sv_sub(text, from, to));
        if (to < text.len) {
            str_add(m->out, m->line);
            to++;
        }
    }
}

static bool at_line_start(const struct merge *m)
{
    struct sv ours = sv_from_offset(str_sv(m->out), m->base);
    return ours.len == 0 || sv_eq(ours, MARK) || lines_break_at(ours, ours.len - 1);
}

void merge_finish_line(struct merge *m)
{
    if (!at_line_start(m))
        str_add(m->out, m->line);
}

/* Copies the blank lines at `at` that a block of text in front of them does not take in. */
static void pass_blank_lines(struct merge *m)
{
    while (m->at < m->source.len) {
        size_t text = lines_skip_white(m->source, m->at), next = lines_next(m->source, m->at);
        if (text < m->source.len && !lines_break_at(m->source, text))
            return;
        if (m->tail == TAIL_BLOCK && text == m->at)
            merge_copy(m, next);
        m->at = next;
    }
}

void merge_settle(struct merge *m, uint32_t indent)
{
    if (m->tail == TAIL_PLAIN || !at_line_start(m))
        return;
    pass_blank_lines(m);
    size_t text = lines_skip_white(m->source, m->at);
    if (text < m->source.len && m->source.ptr[text] == '#' && text - m->at > indent) {
        str_add_bytes(m->out, ' ', indent);
        m->at = text;
    }
}

/* ---- blocks of text ---- */

static bool is_block_text(const struct yaml_node *node)
{
    return node->kind == YAML_SCALAR && (node->look == YAML_LITERAL || node->look == YAML_FOLDED);
}

enum merge_tail merge_tail_of_node(const struct merge *m, const struct yaml_node *node)
{
    while (node->first) {
        const struct yaml_node *child = node->first;
        while (child->next)
            child = child->next;
        node = child;
    }
    if (!is_block_text(node))
        return TAIL_PLAIN;
    size_t head = node->start;
    while (head < node->end && !strchr("+ \t\r\n", m->source.ptr[head]))
        head++;
    return head < node->end && m->source.ptr[head] == '+' ? TAIL_KEPT : TAIL_BLOCK;
}

enum merge_tail merge_tail_of_want(const struct yaml_want *want)
{
    while (!yaml_want_literal(want)) {
        if (yaml_want_one_line(want, false))
            return TAIL_PLAIN;
        const struct yaml_want *last = NULL;
        for (const struct yaml_want *child = want->first; child; child = child->next)
            last = yaml_want_there(child) ? child : last;
        if (!last)
            return TAIL_PLAIN;
        want = last;
    }
    return sv_ends(want->text, SV("\n")) ? TAIL_KEPT : TAIL_BLOCK;
}

void merge_end_block(struct merge *m, uint32_t indent)
{
    bool last = m->at == m->source.len;
    if (m->tail == TAIL_PLAIN || (last && m->tail == TAIL_BLOCK))
        return;
    m->at = lines_next(m->source, m->at);
    str_add(m->out, m->line);
    merge_settle(m, indent);
}

/* ---- a value written anew ---- */

/* Blanks and a comment between `from` and the end of its line; empty if there is anything else. */
static struct sv comment_at(const struct merge *m, size_t from)
{
    size_t text = lines_skip_white(m->source, from);
    bool comment = text > from && text < m->source.len && m->source.ptr[text] == '#';
    return comment ? sv_sub(m->source, from, lines_end(m->source, from)) : SV("");
}

/* Comments on the line of the key and on the last line of the value, or behind the | of a block of
 * text. */
static void add_comments(const struct merge *m, const struct yaml_node *node,
                         const struct spot *spot, struct str *out)
{
    size_t tail = node->end;
    if (lines_end(m->source, spot->from) < node->start)
        str_add(out, comment_at(m, spot->from));
    if (is_block_text(node))
        for (tail = node->start; tail < node->end && !strchr(" \t\r\n", m->source.ptr[tail]);)
            tail++;
    str_add(out, comment_at(m, tail));
}

/* The lines of a block of text keep the indentation they had. */
static uint32_t literal_step(const struct merge *m, const struct yaml_node *node,
                             const struct spot *spot)
{
    if (!is_block_text(node) || node->text.len == 0)
        return YAML_STEP;
    uint32_t indent = yaml_block_indent(m->source, node, spot->indent);
    bool usable = indent > spot->indent && indent - spot->indent <= 9;
    return usable ? indent - spot->indent : YAML_STEP;
}

static void add_literal(const struct merge *m, const struct yaml_node *node,
                        const struct yaml_want *want, const struct spot *spot, struct str *text)
{
    uint32_t step = literal_step(m, node, spot);
    str_add_byte(text, ' ');
    yaml_add_literal_head(text, want->text, step);
    add_comments(m, node, spot, text);
    yaml_add_literal_lines(text, want->text, spot->indent + step);
}

static void add_other(const struct merge *m, const struct yaml_node *node,
                      const struct yaml_want *want, const struct spot *spot, struct str *text)
{
    struct str comments = {0};
    bool one_line = yaml_want_one_line(want, false);
    add_comments(m, node, spot, &comments);
    if (one_line) {
        yaml_add_value(text, want, spot->indent, spot->item);
        str_add(text, str_sv(&comments));
    } else {
        str_add(text, str_sv(&comments));
        yaml_add_value(text, want, spot->indent, spot->item && comments.len == 0);
    }
    str_release(&comments);
}

/* In place of a value and the rest of its last line: "key: value # comment", or "key: # comment"
 * and lines below it. */
static void replace_lines(struct merge *m, const struct yaml_node *node,
                          const struct yaml_want *want, const struct spot *spot)
{
    struct str text = {0};
    if (yaml_want_literal(want))
        add_literal(m, node, want, spot, &text);
    else
        add_other(m, node, want, spot, &text);
    merge_copy(m, spot->from);
    merge_put(m, str_sv(&text));
    str_release(&text);
    m->at = lines_end(m->source, node->end);
    m->tail = merge_tail_of_want(want);
    merge_end_block(m, spot->indent);
}

/* Only the value's own bytes, on one line. */
static void replace_inside(struct merge *m, const struct yaml_node *node,
                           const struct yaml_want *want, bool in_flow)
{
    struct str text = {0};
    merge_copy(m, node->start);
    if (node->start == node->end) {
        if (node->key && node->start == node->key->end)
            str_add_byte(&text, ':');
        str_add_byte(&text, ' ');
    }
    if (want->kind == WANT_MAP || want->kind == WANT_LIST)
        yaml_add_flow(&text, want);
    else
        yaml_add_line(&text, want, in_flow);
    merge_put(m, str_sv(&text));
    m->at = node->end;
    str_release(&text);
}

static bool has_braces(const struct merge *m, const struct yaml_node *node)
{
    return node->look == YAML_FLOW && strchr("{[", m->source.ptr[node->start]);
}

static void replace_value(struct merge *m, const struct yaml_node *node,
                          const struct yaml_want *want, const struct spot *spot)
{
    bool scalar = node->kind == YAML_SCALAR && !is_block_text(node) && node->end > node->start;
    bool inside = (scalar || has_braces(m, node)) && yaml_want_one_line(want, false);
    if (spot->in_flow || inside)
        replace_inside(m, node, want, spot->in_flow);
    else
        replace_lines(m, node, want, spot);
}

/* ---- a value changed inside ---- */

static bool change_map(struct merge *m, const struct yaml_node *node, const struct yaml_want *want,
                       const struct spot *spot)
{
    struct yaml_pairs pairs;
    yaml_pairs_make(node, want, &pairs);
    bool done = pairs.left > 0 && (node->first || spot->in_flow || want->flow);
    if (done && node->look == YAML_BLOCK) {
        merge_block_map(m, node, &pairs);
    } else if (done && has_braces(m, node)) {
        bool lines = !spot->in_flow && !want->flow;
        if (!lines || !merge_flow_to_block(m, node, &pairs, spot))
            merge_flow_map(m, node, &pairs);
    } else {
        done = false;
    }
    yaml_pairs_release(&pairs);
    return done;
}

static bool change_list(struct merge *m, const struct yaml_node *node, const struct yaml_want *want,
                        const struct spot *spot)
{
    if (!want->first || !node->first)
        return false;
    if (has_braces(m, node)) {
        merge_flow_list(m, node, want);
        return true;
    }
    /* "- - item": the dashes share a line, there is none to put a new item on. */
    if (node->look != YAML_BLOCK || lines_end(m->source, spot->from) >= node->start)
        return false;
    merge_block_list(m, node, want, lines_next(m->source, spot->from));
    return true;
}

void merge_value(struct merge *m, const struct yaml_node *node, const struct yaml_want *want,
                 struct spot spot)
{
    bool done = yaml_same(node, want);
    if (!done && node->kind == YAML_MAP && want->kind == WANT_MAP)
        done = change_map(m, node, want, &spot);
    else if (!done && node->kind == YAML_LIST && want->kind == WANT_LIST)
        done = change_list(m, node, want, &spot);
    if (!done)
        replace_value(m, node, want, &spot);
}

/* ---- the whole file ---- */

static struct sv break_of(struct sv source)
{
    size_t at = lines_end(source, 0);
    return at < source.len ? sv_sub(source, at, lines_next(source, at)) : SV("\n");
}

/* A file without keys: what there is are comments. */
static void add_keys(struct merge *m, const struct yaml_want *want)
{
    struct str text = {0};
    merge_copy(m, m->source.len);
    merge_finish_line(m);
    yaml_add_map(&text, want, 0);
    merge_put(m, str_sv(&text));
    str_release(&text);
}

/* The root of the file is behind no key; when all keys go, its comments stay. */
static void change_root(struct merge *m, const struct yaml_node *root, const struct yaml_want *want)
{
    struct yaml_pairs pairs;
    yaml_pairs_make(root, want, &pairs);
    if (root->look == YAML_BLOCK)
        merge_block_map(m, root, &pairs);
    else
        merge_flow_map(m, root, &pairs);
    yaml_pairs_release(&pairs);
    merge_copy(m, m->source.len);
}

static bool check_result(const struct merge *m, const struct yaml_doc *doc,
                         const struct yaml_want *want, struct err *e)
{
    struct yaml_doc made;
    struct err why = {0};
    struct sv written = sv_from_offset(str_sv(m->out), m->base);
    if (!yaml_read(written, _("新文件"), &made, &why)) {
        err_set(
            e, ERR_REFUSED,
            _("存下来的文件以后打不开（%.*s），所以没有存盘，原文件没有动。请删去一些内容再存。"),
            SV_ARG(str_sv(&why.message)));
        err_clear(&why);
        return false;
    }
    bool ok = yaml_verify(made.root, doc->root, want);
    yaml_release(&made);
    return ok || err_set(e, ERR_REFUSED, "%s",
                         _("文件里有本程序改不动的写法，没有存盘，原文件没有动。"
                           "请另存为一个新文件。"));
}

bool yaml_merge(struct sv source, const struct yaml_doc *doc, const struct yaml_want *want,
                struct str *out, struct err *e)
{
    struct merge m = {.source = source, .out = out, .base = out->len, .line = break_of(source)};
    if (doc->root && doc->root->kind != YAML_MAP)
        return err_set(e, ERR_REFUSED, "%s",
                       _("文件的最外层应当是“键: 值”，没有存盘，原文件没有动。"
                         "请另存为一个新文件。"));
    if (!doc->root)
        add_keys(&m, want);
    else if (yaml_same(doc->root, want))
        merge_copy(&m, source.len);
    else
        change_root(&m, doc->root, want);
    if (check_result(&m, doc, want, e))
        return true;
    str_truncate(out, m.base);
    return false;
}
