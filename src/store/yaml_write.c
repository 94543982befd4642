#include "store/yaml_write.h"

#include "store/yaml_style.h"

struct yaml_want *yaml_want_new(struct arena *a, enum want_kind kind)
{
    struct yaml_want *want = arena_calloc(a, 1, sizeof *want);
    want->kind = kind;
    return want;
}

struct yaml_want *yaml_want_add(struct yaml_want *parent, struct sv key, struct yaml_want *child)
{
    child->key = key;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    return child;
}

void yaml_add_scalar(struct str *out, struct sv text, bool prose, uint32_t indent)
{
    struct yaml_want want = {.kind = prose ? WANT_PROSE : WANT_SCALAR, .text = text};
    if (yaml_want_literal(&want)) {
        yaml_add_literal_head(out, text, YAML_STEP);
        yaml_add_literal_lines(out, text, indent + YAML_STEP);
    } else {
        yaml_add_line(out, &want, false);
    }
}

void yaml_add_map(struct str *out, const struct yaml_want *want, uint32_t indent)
{
    struct yaml_want whole = *want;
    whole.flow = false;
    str_add_bytes(out, ' ', indent);
    if (yaml_want_one_line(&whole, false))
        yaml_add_flow(out, &whole);
    else
        yaml_add_children(out, &whole, indent);
    str_add_byte(out, '\n');
}
