#include "text/width.h"

#include <unictype.h>

#include "text/cluster.h"
#include "text/norm.h"
#include "text/utf8.h"
#include "text/width_tables.h"

#define EMOJI_STYLE 0xFE0Fu

static int width_of_kind(enum width_kind kind, enum width_policy policy)
{
    switch (kind) {
    case WIDTH_ZERO:
        return 0;
    case WIDTH_WIDE:
        return 2;
    case WIDTH_AMBIGUOUS:
        return policy == WIDTH_SCREEN_WIDE ? 2 : 1;
    case WIDTH_GBK:
        return policy == WIDTH_SCREEN ? 1 : 2;
    }
    return 1;
}

int width_code_point(char32_t cp, enum width_policy policy)
{
    if (cp < 0x7F)
        return cp >= ' ';
    if ((cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3000 && cp <= 0x3029) ||
        (cp >= 0xFF01 && cp <= 0xFF60))
        return 2;
    if (cp == 0x7F)
        return 0;
    size_t low = 0, high = width_range_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (cp > width_ranges[middle].last)
            low = middle + 1;
        else if (cp < width_ranges[middle].first)
            high = middle;
        else
            return width_of_kind(width_ranges[middle].kind, policy);
    }
    return 1;
}

static bool is_flag_part(char32_t cp)
{
    return cp >= 0x1F1E6 && cp <= 0x1F1FF;
}

int width_cluster(struct sv cluster, enum width_policy policy)
{
    if (cluster.len == 0)
        return 0;
    char32_t base, cp;
    size_t at = utf8_decode(cluster, 0, &base);
    int width = width_code_point(base, policy);
    while (at < cluster.len && width < 2) {
        at += utf8_decode(cluster, at, &cp);
        /* Two cells by what the pair means: a flag; a character asked to show as an emoji. */
        if ((is_flag_part(base) && is_flag_part(cp)) ||
            (cp == EMOJI_STYLE && uc_is_property_emoji(base)))
            return 2;
        int mark = width_code_point(cp, policy);
        if (mark > width)
            width = mark;
    }
    /* What the screen would not show is drawn as a mark, and the caret must find it there. */
    if (width == 0 && base != '\n' && policy != WIDTH_PAPER) {
        struct sv mark = norm_mark(cluster);
        if (mark.len && utf8_decode(mark, 0, &cp))
            return width_code_point(cp, policy);
    }
    return width;
}

static size_t width_at(struct sv text, size_t at, enum width_policy policy, size_t *next)
{
    unsigned alone = width_alone(text, at);
    *next = alone ? at + (alone == 2 ? 3 : 1) : cluster_next(text, at);
    return alone ? alone : (size_t)width_cluster(sv_sub(text, at, *next), policy);
}

size_t width_text(struct sv text, enum width_policy policy)
{
    size_t width = 0;
    for (size_t at = 0, next; at < text.len; at = next)
        width += width_at(text, at, policy, &next);
    return width;
}

size_t width_fill(struct sv text, size_t *cells, enum width_policy policy)
{
    size_t at = 0, next;
    while (at < text.len) {
        size_t width = width_at(text, at, policy, &next);
        if (width > *cells)
            break;
        *cells -= width;
        at = next;
    }
    return at;
}

size_t width_fit(struct sv text, size_t cells, enum width_policy policy)
{
    return width_fill(text, &cells, policy);
}
