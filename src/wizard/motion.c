#include "wizard/motion.h"

#include "text/cluster.h"
#include "text/utf8.h"

enum word_class { WORD_BLANK, WORD_MARK, WORD_ASCII, WORD_OTHER };

/* Chinese has no blanks between words: a move goes from one mark of punctuation to the next, and
   over a whole number or Latin word. */
static enum word_class class_at(struct sv text, size_t at)
{
    char32_t c;
    utf8_decode(text, at, &c);
    if (c == ' ' || c == '\t' || c == '\n' || c == 0x3000 || c == 0xA0)
        return WORD_BLANK;
    if (c < 0x80) {
        bool letter = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_';
        return letter ? WORD_ASCII : WORD_MARK;
    }
    if ((c >= 0x2010 && c <= 0x205E) || (c >= 0x3001 && c <= 0x303F) || c == 0xB7 ||
        (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
        (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65))
        return WORD_MARK;
    return WORD_OTHER;
}

static size_t word_right(struct sv text, size_t at)
{
    if (at >= text.len)
        return at;
    enum word_class class = class_at(text, at);
    while (at < text.len && class_at(text, at) == class)
        at = cluster_next(text, at);
    while (at < text.len && class_at(text, at) == WORD_BLANK)
        at = cluster_next(text, at);
    return at;
}

static size_t word_left(struct sv text, size_t at)
{
    while (at > 0 && class_at(text, cluster_prev(text, at)) == WORD_BLANK)
        at = cluster_prev(text, at);
    if (at == 0)
        return 0;
    enum word_class class = class_at(text, cluster_prev(text, at));
    while (at > 0 && class_at(text, cluster_prev(text, at)) == class)
        at = cluster_prev(text, at);
    return at;
}

static size_t row_end(const struct layout *layout, struct sv text, size_t caret)
{
    struct spot spot = layout_spot(layout, text, caret);
    return layout_offset(layout, text, spot.row, UINT32_MAX);
}

static size_t row_start(const struct layout *layout, struct sv text, size_t caret)
{
    struct spot spot = layout_spot(layout, text, caret);
    return layout_offset(layout, text, spot.row, 0);
}

size_t motion_offset(enum motion motion, const struct layout *layout, struct sv text, size_t caret)
{
    switch (motion) {
    case MOTION_LEFT:
        return cluster_prev(text, caret);
    case MOTION_RIGHT:
        return cluster_next(text, caret);
    case MOTION_WORD_LEFT:
        return word_left(text, caret);
    case MOTION_WORD_RIGHT:
        return word_right(text, caret);
    case MOTION_ROW_START:
        return row_start(layout, text, caret);
    case MOTION_ROW_END:
        return row_end(layout, text, caret);
    case MOTION_TEXT_START:
        return 0;
    default:
        return text.len;
    }
}

static bool ends_sentence(struct sv text, size_t at)
{
    char32_t c;
    utf8_decode(text, at, &c);
    return c == '\n' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B;
}

void motion_sentence(struct sv text, size_t offset, size_t *from, size_t *to)
{
    size_t start = offset < text.len ? cluster_start(text, offset) : text.len;
    while (start > 0 && !ends_sentence(text, cluster_prev(text, start)))
        start = cluster_prev(text, start);
    size_t end = start;
    while (end < text.len && !ends_sentence(text, end))
        end = cluster_next(text, end);
    /* The closing mark belongs to the sentence, the newline does not. */
    if (end < text.len && text.ptr[end] != '\n')
        end = cluster_next(text, end);
    while (start < end && class_at(text, start) == WORD_BLANK)
        start = cluster_next(text, start);
    *from = start;
    *to = end;
}
