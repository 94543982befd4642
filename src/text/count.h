/*
 * count: 字数, by one function for the wizard, check, the desk and the document (text-rules 1.3).
 *
 * The rule "word" counts as Word's dialog does for text typed in Chinese: each Han character and
 * Chinese punctuation mark is one, each run of anything else between blanks or those is one.
 * "chars" are code points without blanks and ignorables, "chars-with-spaces" adds blanks but not
 * line ends. Counting never alters the text.
 *
 * A newline ends every run, so the counts of a text are the sums of the counts of its paragraphs;
 * count_splice uses more: any Chinese character ends a run, so a change is counted by looking at
 * its neighbourhood only.
 */
#ifndef TEXT_COUNT_H
#define TEXT_COUNT_H

#include "base/str.h"

struct counts {
    uint32_t fe;     /* Han, kana, Hangul, Chinese punctuation: one each */
    uint32_t latin;  /* runs of everything else */
    uint32_t chars;  /* code points, no blanks, no ignorables */
    uint32_t blanks; /* blanks that are not line ends */
};

enum count_rule {
    COUNT_WORD,
    COUNT_CHARS,
    COUNT_CHARS_WITH_SPACES,
    COUNT_RULES,
};

struct counts count_text(struct sv text);
struct counts counts_add(struct counts a, struct counts b);
/* Wraps around where b is larger: only for undoing an addition. */
struct counts counts_sub(struct counts a, struct counts b);
/* The number of 字 by a rule. */
uint32_t counts_by(struct counts n, enum count_rule rule);

/* The stable name of a rule ("word", "chars", "chars-with-spaces") and the way back; false for an
 * unknown name. */
struct sv count_rule_name(enum count_rule rule);
bool count_rule_by_name(struct sv name, enum count_rule *rule);
/* What the screen and the paper call the rule: "按 Word 字数计". Translated. */
const char *count_rule_label(enum count_rule rule);

/*
 * How the counts change when `del` bytes at `at` of `before` are replaced by `insert`: adds to *n
 * the counts of the new text minus those of the old, reading only as far as the nearest characters
 * that end a run. `at` and `at + del` lie on code point boundaries. counts_add(count_text(before),
 * change) == count_text(after), always.
 */
void count_splice(struct sv before, size_t at, size_t del, struct sv insert, struct counts *n);

/*
 * The byte offset of the first cluster that is too much under a limit of `limit` 字, text.len when
 * the text is within it: the text up to there counts `limit` at most, one cluster more would not.
 */
size_t count_limit_offset(struct sv text, enum count_rule rule, uint32_t limit);

#endif
