#include <string.h>

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
        char c = pattern.ptr[i], next = sv_byte(pattern, i + 1);
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

/* The end of the bracket expression that opens at `open`: its "]", which stands for itself right
 * behind "[" or "[^" and in a class as "[:digit:]". */
static size_t bracket_end(struct sv pattern, size_t open)
{
    size_t at = open + 1;
    at += at < pattern.len && pattern.ptr[at] == '^';
    at += at < pattern.len && pattern.ptr[at] == ']';
    while (at < pattern.len && pattern.ptr[at] != ']') {
        char kind = sv_byte(pattern, at + 1);
        if (pattern.ptr[at] == '[' && (kind == ':' || kind == '.' || kind == '=')) {
            const char tail[] = {kind, ']'};
            size_t end = sv_find(pattern, sv_make(tail, 2), at + 2);
            at = end == SV_NONE ? at : end + 1;
        }
        at++;
    }
    return at;
}

static bool has_wide(struct sv text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80)
            return true;
    return false;
}

static bool refuse(struct loader *l, const struct yaml_node *node, const char *why,
                   const char *hint)
{
    load_hint(load_mistake(l, node, "%s", why), "%s", hint);
    return false;
}

/* In the C locale, which the program may run in, an expression is one of bytes: [甲乙] would match
 * a third of a character, and in 度? only the last third could be left out. */
static bool keeps_characters(struct loader *l, const struct yaml_node *node)
{
    struct sv pattern = node->text;
    for (size_t at = 0; at < pattern.len; at++) {
        char c = pattern.ptr[at], before = sv_byte(pattern, at - 1);
        size_t end = c == '[' ? bracket_end(pattern, at) : at;
        if (has_wide(sv_sub(pattern, at, end)))
            return refuse(l, node, _("正则表达式的方括号里只能写 ASCII 字符。"),
                          _("几个汉字里选一个，请写成 (甲|乙) 的样子。"));
        if (c && strchr("?*+{", c) && (unsigned char)before >= 0x80)
            return refuse(l, node, _("正则表达式里汉字后面不能直接写 ? * + {。"),
                          _("请用圆括号括起来，如 (度)?"));
        at = c == '\\' ? at + 1 : end;
    }
    return true;
}

/* Compiled as it is written first, so that an odd bracket is not made good by ours. */
const regex_t *load_pattern(struct loader *l, const struct yaml_node *node)
{
    regex_t *regex = arena_calloc(&l->form->arena, 1, sizeof *regex);
    char why[200];
    if (!affordable(l, node) || !keeps_characters(l, node))
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
