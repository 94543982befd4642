#include "draft/draft_io_node.h"

#include "base/i18n.h"
#include "draft/kinds.h"

enum { STEP = 2 };

/* Several entries as lines; false when an entry is no text. */
static bool list_text(const struct yaml_node *node, struct str *out)
{
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        if (item->kind != YAML_SCALAR)
            return false;
        if (out->len)
            str_add_byte(out, '\n');
        str_add(out, item->text);
    }
    return true;
}

bool node_value(const struct field *field, const struct yaml_node *node, struct str *out,
                struct err *e)
{
    unsigned flags = kind_flags(field->kind);
    struct str entries = {0};
    bool list = (flags & KIND_LIST) && node->kind == YAML_LIST;
    if (list ? !list_text(node, &entries) : node->kind != YAML_SCALAR) {
        str_release(&entries);
        return err_set(e, ERR_REFUSED, "%s", _("这里应当是一个值"));
    }
    struct sv given = list                   ? str_sv(&entries)
                      : (flags & KIND_TYPED) ? yaml_prose(node)
                                             : node->text;
    bool ok = draft_value(field, given, '\n', out, e);
    str_release(&entries);
    return ok;
}

bool node_says_nothing(const struct yaml_node *node)
{
    return !node || (node->kind == YAML_SCALAR && node->text.len == 0);
}

/* ---- for the file ---- */

struct yaml_want *node_copy(struct arena *a, const struct yaml_node *node)
{
    static const enum want_kind kinds[] = {
        [YAML_SCALAR] = WANT_SCALAR, [YAML_MAP] = WANT_MAP, [YAML_LIST] = WANT_LIST};
    bool block = node->look == YAML_LITERAL || node->look == YAML_FOLDED;
    struct yaml_want *copy = yaml_want_new(a, block ? WANT_PROSE : kinds[node->kind]);
    copy->text = node->kind == YAML_SCALAR ? yaml_prose(node) : SV("");
    copy->bare = node->kind == YAML_SCALAR && node->look == YAML_PLAIN;
    copy->flow = node->look == YAML_FLOW;
    for (const struct yaml_node *child = node->first; child; child = child->next)
        node_add_copy(a, copy, child);
    return copy;
}

void node_add_copy(struct arena *a, struct yaml_want *parent, const struct yaml_node *node)
{
    yaml_want_add(parent, node->key ? node->key->text : SV(""), node_copy(a, node));
}

/* ---- for eyes ---- */

static void add_lines(struct str *out, struct sv text, size_t indent)
{
    struct sv line;
    while (sv_next(&text, '\n', &line)) {
        str_add_byte(out, '\n');
        str_add_bytes(out, ' ', line.len ? indent : 0);
        str_add(out, line);
    }
}

static void add_value(struct str *out, const struct yaml_node *node, size_t indent);

/* The children of a map or list; the first goes on where the line stands. */
static void add_children(struct str *out, const struct yaml_node *node, size_t indent)
{
    for (const struct yaml_node *child = node->first; child; child = child->next) {
        if (child != node->first) {
            str_add_byte(out, '\n');
            str_add_bytes(out, ' ', indent);
        }
        if (child->key) {
            str_add(out, child->key->text);
            str_add_byte(out, ':');
            add_value(out, child, indent + STEP);
        } else if (child->kind == YAML_SCALAR) {
            str_add_byte(out, '-');
            add_value(out, child, indent + STEP);
        } else {
            str_add(out, SV("- "));
            add_children(out, child, indent + STEP);
        }
    }
}

/* Behind a key or a dash: on the same line where it is one line. The tree is no deeper than
 * YAML_MAX_DEPTH. */
static void add_value(struct str *out, const struct yaml_node *node, size_t indent)
{
    struct sv text = node->kind == YAML_SCALAR ? yaml_prose(node) : SV("");
    if (node->kind != YAML_SCALAR && node->first) {
        str_add_byte(out, '\n');
        str_add_bytes(out, ' ', indent);
        add_children(out, node, indent);
    } else if (sv_find_byte(text, '\n', 0) != SV_NONE) {
        add_lines(out, text, indent);
    } else if (text.len) {
        str_add_byte(out, ' ');
        str_add(out, text);
    }
}

void node_add_text(struct str *out, const struct yaml_node *node)
{
    if (node->kind == YAML_SCALAR)
        str_add(out, yaml_prose(node));
    else
        add_children(out, node, 0);
}
