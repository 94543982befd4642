#include "base/i18n.h"
#include "form/load_rules.h"

/* The C library's expressions can be made to eat all memory: a repetition is copied out when it is
 * compiled ("+" as two copies), one inside another multiplies, and a back reference makes matching
 * exponential. */
enum {
    MOST_BYTES = 400,
    MOST_COPIED = 50000, /* bytes of the pattern once all copies are made */
};

/* The larger number of "{m,n}" at `at`; 1 where it is no repetition. */
static int64_t copies_at(struct sv pattern, size_t at)
{
    size_t close = sv_find_byte(pattern, '}', at);
    if (close == SV_NONE)
        return 1;
    int64_t most = 1, number;
    struct sv inside = sv_sub(pattern, at + 1, close), piece;
    while (sv_next(&inside, ',', &piece))
        if (piece.len && sv_number(piece, 0, INT32_MAX, &number) && number > most)
            most = number;
    return most;
}

static bool affordable(struct loader *l, const struct yaml_node *node)
{
    struct sv pattern = node->text;
    int64_t copied = (int64_t)pattern.len;
    bool group = false; /* the character before closed a group */
    if (pattern.len > MOST_BYTES) {
        load_mistake(l, node, _("正则表达式太长，最多 %d 个字节。"), MOST_BYTES);
        return false;
    }
    for (size_t i = 0; i < pattern.len && copied <= MOST_COPIED; i++) {
        char c = pattern.ptr[i], next = i + 1 < pattern.len ? pattern.ptr[i + 1] : 0;
        if (c == '\\' && next >= '1' && next <= '9') {
            load_mistake(l, node, _("正则表达式里不能用 \\%c 这样的回指。"), next);
            return false;
        }
        if (c == '{')
            copied *= copies_at(pattern, i);
        else if (c == '+' && group)
            copied *= 2;
        group = c == ')' || (group && (c == '+' || c == '*' || c == '?'));
        i += c == '\\';
    }
    if (copied > MOST_COPIED)
        load_mistake(l, node, _("正则表达式里的重复一层套一层，太多了，请写简单些。"));
    return copied <= MOST_COPIED;
}

/* Compiled as it is written first, so that an odd bracket is not made good by ours. */
const regex_t *load_pattern(struct loader *l, const struct yaml_node *node)
{
    regex_t *regex = arena_calloc(&l->form->arena, 1, sizeof *regex);
    char why[200];
    if (!affordable(l, node))
        return NULL;
    int failed = regcomp(regex, node->text.ptr, REG_EXTENDED | REG_NOSUB);
    if (failed) {
        regerror(failed, regex, why, sizeof why);
        struct form_mistake *m = load_mistake(l, node, _("“%.*s”不是正确的正则表达式。"),
                                              SV_ARG(load_shown(l, node->text)));
        load_hint(m, "%s", why);
        return NULL;
    }
    regfree(regex);
    struct str whole = {0};
    str_add_f(&whole, "^(%.*s)$", SV_ARG(node->text));
    failed = regcomp(regex, whole.ptr, REG_EXTENDED);
    str_release(&whole);
    BUG_ON(failed);
    return regex;
}
