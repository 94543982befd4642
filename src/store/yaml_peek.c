#include "store/yaml_peek.h"

static struct sv after_mark(struct sv bytes)
{
    return sv_starts(bytes, SV("\xEF\xBB\xBF")) ? sv_from_offset(bytes, 3) : bytes;
}

static bool is_word(struct sv text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                    c == '_' || (c == '-' && i > 0);
        if (!fine)
            return false;
    }
    return text.len > 0;
}

static struct sv unquoted(struct sv text)
{
    bool quoted = text.len > 2 && text.ptr[0] == '"' && text.ptr[text.len - 1] == '"';
    return quoted ? sv_sub(text, 1, text.len - 1) : text;
}

/* "key: word", with a comment or not: false on anything that YAML could read in another way. */
static bool simple_pair(struct sv line, struct sv *key, struct sv *value)
{
    size_t colon = sv_find(line, SV(": "), 0), comment = sv_find(line, SV(" #"), 0);
    if (colon == SV_NONE)
        return false;
    *key = sv_sub(line, 0, colon);
    *value = unquoted(sv_trim(sv_sub(line, colon + 2, comment)));
    return is_word(*key) && is_word(*value);
}

static bool is_comment(struct sv line)
{
    return line.len == 0 || line.ptr[0] == '#';
}

/* The line behind the pair must stand at the left margin: it could be part of the word else. */
bool yaml_peek(struct sv head, struct sv key, struct sv *out)
{
    struct sv rest = after_mark(head), line, name, value, found = SV("");
    *out = SV("");
    while (sv_next(&rest, '\n', &line)) {
        if (sv_ends(line, SV("\r")))
            line.len--;
        if (is_comment(line))
            continue;
        if (found.len) {
            bool alone = line.ptr[0] != ' ' && line.ptr[0] != '\t';
            if (alone)
                *out = found;
            return alone;
        }
        if (!simple_pair(line, &name, &value))
            return false;
        if (sv_eq(name, key))
            found = value;
    }
    return false;
}

/* Behind a key stands its colon, or the quote that ends it and the colon. */
static bool is_key(struct sv head, size_t end)
{
    return sv_byte(head, end + (sv_byte(head, end) == '"')) == ':';
}

bool yaml_mentions(struct sv head, struct sv key)
{
    head = after_mark(head);
    bool braces = head.len && head.ptr[0] == '{';
    for (size_t at = 0; (at = sv_find(head, key, at)) != SV_NONE; at += key.len)
        if ((braces || at == 0 || head.ptr[at - 1] == '\n') && is_key(head, at + key.len))
            return true;
    return false;
}
